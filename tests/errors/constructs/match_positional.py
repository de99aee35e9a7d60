from dataclasses import dataclass

from jitscript import script


@dataclass
class Point:
    x: int
    y: int


@script
def f(p: Point, n: int | str) -> int:
    match p:
        case Point(x, y, z):
            return x
    match n:
        case int(a, b):
            return a
    return 0
