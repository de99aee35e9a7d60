"""The six comparisons of ints and bools."""

from itertools import product

from jitscript import script


@script
def ints(a: int, b: int) -> tuple[bool, bool, bool, bool, bool, bool]:
    return a < b, a <= b, a > b, a >= b, a == b, a != b


@script
def bools(a: bool, b: bool) -> tuple[bool, bool, bool, bool, bool, bool]:
    return a < b, a <= b, a > b, a >= b, a == b, a != b


@script
def bool_int(a: bool, b: int) -> tuple[bool, bool, bool]:
    return a < b, a == b, a >= b


CASES = {
    "ints": list(product([0, 1, -1, 2**63 - 1, -(2**63)], repeat=2)),
    "bools": list(product([False, True], repeat=2)),
    "bool_int": list(product([False, True], [-1, 0, 1, 2])),
}
