from functools import partial

from jitscript import script


def add(a: int, b: int) -> int:
    return a + b


@script
def f(a: int) -> int:
    while True:
        g = partial(add, a * 2)
        a += 1
        if a > 10:
            break
    return g(a)
