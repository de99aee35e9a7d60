import math

from jitscript import script


@script
def f(z: complex) -> float:
    return math.sqrt(z)
