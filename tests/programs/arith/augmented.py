"""Every augmented assignment on locals."""

from jitscript import script


@script
def ints(a: int, b: int) -> int:
    x = a
    x += b
    x -= 3
    x *= 2
    x //= 3
    x %= 1000
    x <<= 2
    x >>= 1
    x |= 8
    x &= 4095
    x ^= 5
    x **= 2
    return x


@script
def floats(a: float, b: float) -> float:
    x = a
    x += b
    x -= 0.5
    x *= 1.5
    x /= b
    x //= 0.25
    x %= 7.0
    x **= 2
    return x


@script
def parameter(n: int) -> int:
    n += 1
    n *= n
    return n


CASES = {
    "ints": [(1, 2), (100, -7), (-50, 13)],
    "floats": [(1.0, 2.0), (10.5, -0.3), (1.0, 0.0)],
    "parameter": [(0,), (9,), (-5,)],
}
OVERFLOWS = {"parameter": [(2**62,)]}
