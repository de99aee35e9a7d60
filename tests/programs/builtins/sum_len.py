"""sum, len, any, all."""

import numpy as np
from jitscript import Array1, Array2, f64, i64, script


@script
def sums(a: Array1[f64]) -> float:
    return sum(a)


@script
def sum_from(a: Array1[i64], start: int) -> int:
    return sum(a, start)


@script
def sum_range(n: int) -> int:
    return sum(range(n))


@script
def lengths(a: Array2[f64], t: tuple[int, int, int], n: int) -> tuple[int, int, int]:
    return len(a), len(t), len(range(n))


@script
def quantifiers(t: tuple[int, int, int]) -> tuple[bool, bool]:
    return any(t), all(t)


CASES = {
    "sums": [(np.array([0.1] * 10),), (np.zeros(0),)],
    "sum_from": [(np.arange(5), 100), (np.zeros(0, np.int64), 7)],
    "sum_range": [(0,), (101,), (-5,)],
    "lengths": [(np.zeros((3, 2)), (1, 2, 3), 9)],
    "quantifiers": [((0, 0, 0),), ((0, 1, 0),), ((1, 2, 3),)],
}
