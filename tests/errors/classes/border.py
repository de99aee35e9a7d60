from functools import cached_property

from jitscript import script


class Point:
    def __init__(self, x: int):
        self.x = x

    @cached_property
    def double(self) -> int:
        return 2 * self.x


@script
def f(p: Point) -> int:
    return p.double


def call():
    f(Point(1))
