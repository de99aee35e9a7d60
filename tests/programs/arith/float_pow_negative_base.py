"""A negative base to a fractional power is complex in Python; the result is a union of both."""

from jitscript import script


@script
def power(a: float, b: float):
    return a**b


CASES = {"power": [(4.0, 0.5), (-4.0, 2.0), (-2.0, 3.0), (0.0, 1.5), (-4.0, 0.5), (-8.0, 1.25)]}
ULP = 1
