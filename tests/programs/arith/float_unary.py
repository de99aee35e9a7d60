"""Signs of floats, zeros included."""

from math import inf, nan

from jitscript import script

VALUES = [(0.0,), (-0.0,), (1.5,), (-1.5,), (inf,), (-inf,), (nan,), (5e-324,)]


@script
def negative(a: float) -> float:
    return -a


@script
def positive(a: float) -> float:
    return +a


@script
def magnitude(a: float) -> float:
    return abs(a)


@script
def opposite(a: float) -> bool:
    return not a


CASES = {"negative": VALUES, "positive": VALUES, "magnitude": VALUES, "opposite": VALUES}
