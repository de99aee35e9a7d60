"""`**` of ints by squaring; a negative exponent of a literal type is a float in Python."""

from jitscript import script


@script
def square(a: int) -> int:
    return a**2


@script
def cube(a: int) -> int:
    return a**3


@script
def power_of_two(n: int) -> int:
    return 1 << n


@script
def power_mod(a: int, n: int, m: int) -> int:
    return pow(a, n, m)


CASES = {
    "square": [(0,), (1,), (-1,), (12,), (-12,), (3037000499,)],
    "cube": [(0,), (2,), (-2,), (-2097151,)],
    "power_of_two": [(0,), (1,), (62,), (-1,)],
    "power_mod": [(2, 10, 1000), (3, 200, 13), (-3, 5, 7), (3, 5, -7), (5, 0, 1), (2, 5, 0)],
}
OVERFLOWS = {"square": [(3037000500,)], "cube": [(2097152,)], "power_of_two": [(63,), (1000,)]}
