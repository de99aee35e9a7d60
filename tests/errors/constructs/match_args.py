from jitscript import script


class K:
    __match_args__ = None

    def __init__(self, x: int) -> None:
        self.x = x


@script
def f(a: int) -> int:
    match K(a):
        case K(y):
            return y
    return 0
