from jitscript import script


class Positive:
    def __get__(self, obj, cls=None):
        return obj._x

    def __set__(self, obj, value):
        obj._x = abs(value)


class Checked:
    x = Positive()

    def __init__(self, x: int) -> None:
        self.x = x


@script
def assigned(n: int) -> int:
    return Checked(n).x
