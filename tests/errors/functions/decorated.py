from functools import cache

from jitscript import script


@script
def f(a: int) -> int:
    @cache
    def g(x: int) -> int:
        return x + a

    return g(1)
