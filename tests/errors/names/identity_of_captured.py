from dataclasses import dataclass

from jitscript import script


@dataclass(frozen=True)
class Point:
    x: int


ORIGIN = Point(0)


@script
def f(p: Point) -> bool:
    return p is ORIGIN
