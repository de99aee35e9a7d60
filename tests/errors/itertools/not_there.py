from itertools import tee

from jitscript import script


@script
def f(xs: list[int], k: int) -> int:
    total = 0
    for x in tee(xs):
        total += len(list(x))
    return total
