import math

from jitscript import script


@script
def f(xs: list[int]) -> int:
    best = math.inf
    for x in xs:
        best = min(best, x)
    return best


def call():
    f([])
