import math

from jitscript import script


@script
def f(a: float) -> float:
    return math.squareroot(a)
