from jitscript import script


@script
def f(a: float) -> float:
    from math import sqrt

    return sqrt(a)
