"""Unary operators of int and bool."""

from jitscript import script

LOW = -(2**63)


@script
def negative(a: int) -> int:
    return -a


@script
def positive(a: int) -> int:
    return +a


@script
def opposite(a: int) -> bool:
    return not a


@script
def magnitude(a: int) -> int:
    return abs(a)


@script
def of_bool(a: bool) -> tuple[int, int, int, int]:
    return -a, +a, ~a, abs(a)


CASES = {
    "negative": [(0,), (5,), (-5,), (2**63 - 1,)],
    "positive": [(0,), (-5,), (LOW,)],
    "opposite": [(0,), (1,), (-1,)],
    "magnitude": [(0,), (-1,), (1,), (-(2**63) + 1,)],
    "of_bool": [(True,), (False,)],
}
OVERFLOWS = {"negative": [(LOW,)], "magnitude": [(LOW,)]}
