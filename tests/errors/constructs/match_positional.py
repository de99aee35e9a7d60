from dataclasses import dataclass

from jitscript import script


@dataclass
class Point:
    x: int
    y: int


@script
def f(p: Point) -> int:
    match p:
        case Point(x, y, z):
            return x + y + z
    return 0
