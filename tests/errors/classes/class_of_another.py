from dataclasses import dataclass

from jitscript import script


@dataclass
class Shape:
    size: int


class Square(Shape):
    pass


class Stone:
    pass


def made(kind: type[Shape], n: int) -> int:
    return kind(n).size


@script
def f(n: int) -> int:
    return made(Square, n) + made(Stone, n) + made(kind=int, n=n)


f(1)
