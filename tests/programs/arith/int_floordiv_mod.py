"""`//`, `%` and divmod round to minus infinity, whatever the signs."""

from itertools import product

from jitscript import script

LOW = -(2**63)


@script
def floordiv(a: int, b: int) -> int:
    return a // b


@script
def mod(a: int, b: int) -> int:
    return a % b


@script
def both(a: int, b: int) -> tuple[int, int]:
    q, r = divmod(a, b)
    return q, r


PAIRS = list(product([0, 1, 2, 7, -1, -7, -8, 100], [1, 2, 3, -1, -3, 8, 0]))
PAIRS += [(LOW, 1), (LOW, 2), (LOW, LOW), (2**63 - 1, -1), (2**63 - 1, LOW)]
CASES = {"floordiv": PAIRS, "mod": [*PAIRS, (LOW, -1)], "both": PAIRS}
OVERFLOWS = {"floordiv": [(LOW, -1)], "both": [(LOW, -1)]}
