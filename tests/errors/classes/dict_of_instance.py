from dataclasses import dataclass

from jitscript import script


@dataclass
class Point:
    x: int


def call():
    @script
    def f(point: Point) -> bool:
        return "x" in point.__dict__

    f(Point(1))
