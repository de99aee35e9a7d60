"""Powers of bases of any sign, as long as the result is real; the type is inferred."""

from math import inf, nan

from jitscript import script


@script
def power(a: float, b: float):
    return a**b


@script
def by_constant(a: float):
    return a**3, a**-1, a**0


CASES = {
    "power": [
        (4.0, 0.5),
        (-4.0, 2.0),
        (-2.0, 3.0),
        (0.0, 1.5),
        (-1.0, inf),
        (-0.0, 3.0),
        (nan, 0.0),
        (-inf, 3.0),
        (-inf, -1.0),
        (-1.0, -3.0),
        (1.0, nan),
    ],
    "by_constant": [(2.0,), (-2.0,), (0.0,), (inf,)],
}
