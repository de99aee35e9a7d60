import math
from collections.abc import Callable

from jitscript import script


def size(s: str) -> int:
    return len(s)


def plus(a: int, b: int) -> int:
    return a + b


@script
def f(a: int) -> int:
    functions: list[Callable[[int], int]] = [size]
    functions.append(plus)
    g = math.hypot if a else math.gcd
    table = {"+": plus}
    return functions[0]("a") + table["+"](1) + table["+"](1, b=2)
