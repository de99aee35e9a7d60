from functools import cache
from typing import Callable

from jitscript import script


class Point:
    def __init__(self, x: int) -> None:
        self.x = x


@cache
def of_list(xs: list[int]) -> int:
    return len(xs)


@cache
def of_point(p: Point) -> int:
    return p.x


@cache
def of_function(f: Callable[[int], int]) -> int:
    return f(1)


@script
def f(xs: list[int]) -> int:
    return of_list(xs) + of_point(Point(1)) + of_function(abs)
