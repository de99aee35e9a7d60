"""`and` and `or` give one of their operands and stop early."""

from itertools import product

from jitscript import script


@script
def either(a: int, b: int) -> int:
    return a or b


@script
def both(a: int, b: int) -> int:
    return a and b


@script
def floats(a: float, b: float, c: float) -> float:
    return a and b or c


@script
def guarded(a: int, b: int) -> bool:
    return b != 0 and a // b > 1


@script
def guarded_or(a: int, b: int) -> bool:
    return b == 0 or a % b == 0


@script
def long(a: int, b: int, c: int) -> int:
    return a or b or c or -1


PAIRS = list(product([0, 1, -2], repeat=2))
CASES = {
    "either": PAIRS,
    "both": PAIRS,
    "floats": [(0.0, 1.0, 2.0), (1.0, 0.0, 2.0), (1.0, 3.0, 2.0)],
    "guarded": [(10, 0), (10, 5), (10, 10)],
    "guarded_or": [(10, 0), (10, 5), (10, 3)],
    "long": [(0, 0, 0), (0, 0, 3), (0, 2, 3), (1, 2, 3)],
}
