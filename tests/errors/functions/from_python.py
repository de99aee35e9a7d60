from collections.abc import Callable

from jitscript import script


@script
def f(g: Callable[[int], int]) -> int:
    return g(1)


class Counter:
    def next(self, n: int) -> int:
        return n


f(Counter().next)
