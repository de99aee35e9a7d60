"""`match` on instances: classes, their attributes by name, and by `__match_args__`."""

from jitscript import script


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x: int, y: int):
        self.x = x
        self.y = y


@script
def where(x: int, y: int) -> str:
    p = Point(x, y)
    match p:
        case Point(0, 0):
            return "origin"
        case Point(x=0):
            return "on the axis"
        case Point(a, b) if a == b:
            return f"diagonal {a}"
        case Point(y=n):
            return str(n)


@script
def maybe(k: int) -> int:
    p = Point(k, 5) if k else None
    match p:
        case None:
            return -1
        case Point(x, 5):
            return x
    return 0


CASES = {
    "where": [(0, 0), (0, 3), (2, 2), (3, 4)],
    "maybe": [(0,), (4,)],
}
