from collections.abc import Callable

from jitscript import script


def apply(fn: Callable[[int], int], x: int) -> int:
    return fn(x)


@script
def f(a: int) -> int:
    return apply(a, a) + apply(None, 1)
