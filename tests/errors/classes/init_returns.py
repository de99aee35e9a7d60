from jitscript import script


class Point:
    def __init__(self, x: int):
        self.x = x
        return x


@script
def f() -> int:
    return Point(3).x


def call() -> None:
    f()
