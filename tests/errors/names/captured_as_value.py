from dataclasses import dataclass

from jitscript import script


@dataclass
class Point:
    x: int


ORIGIN = Point(0)


@script
def f() -> Point:
    return ORIGIN
