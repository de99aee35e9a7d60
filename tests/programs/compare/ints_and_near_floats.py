"""Ints beside the floats that they are rounded to: Python compares their exact values."""

from jitscript import script


@script
def compared(a: int, x: float) -> tuple[bool, bool, bool, bool, bool, bool]:
    return a == x, a != x, a < x, a <= x, a > x, a >= x


@script
def turned(x: float, a: int) -> tuple[bool, bool, bool, bool, bool, bool]:
    return x == a, x != a, x < a, x <= a, x > a, x >= a


@script
def with_constant(a: int) -> tuple[bool, bool, bool]:
    return a == 9007199254740992.0, a < 9007199254740992.0, 9223372036854775808.0 > a


@script
def within(a: int, xs: list[float]) -> tuple[bool, int]:
    return a in xs, xs.count(a)


NEAR = [
    (2**53 + 1, 2.0**53), (2**53 - 1, 2.0**53), (2**53, 2.0**53), (-(2**53) - 1, -(2.0**53)),
    (2**54 + 3, 2.0**54 + 4), (2**54 + 1, 2.0**54), (2**62 + 255, 2.0**62), (2**62 - 1, 2.0**62),
    (2**63 - 1, 2.0**63), (2**63 - 513, 2.0**63 - 1024), (2**63 - 512, 2.0**63),
    (-(2**63), -(2.0**63)), (-(2**63) + 1, -(2.0**63)), (-(2**63), -(2.0**64)),
    (0, -0.0), (1, float("nan")), (2**63 - 1, float("inf")), (-(2**63), float("-inf")),
    (0, 5e-324), (0, -5e-324), (-1, -0.5),
]  # fmt: skip

CASES = {
    "compared": NEAR,
    "turned": [(x, a) for a, x in NEAR],
    "with_constant": [(a,) for a, _ in NEAR],
    "within": [(a, [x]) for a, x in NEAR],
}
