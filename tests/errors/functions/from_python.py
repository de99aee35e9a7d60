from collections.abc import Callable

from jitscript import script


@script
def f(g: Callable[[int], int]) -> int:
    return g(1)
