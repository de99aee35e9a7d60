from jitscript import script


@script
def f(a: float) -> float:
    import math

    return math.sqrt(a)
