"""List comprehensions with conditions and nesting."""

import numpy as np
from jitscript import Array1, f64, script


@script
def squares(n: int) -> list[int]:
    return [i * i for i in range(n)]


@script
def filtered(a: list[int]) -> list[int]:
    return [x + 1 for x in a if x % 2 == 0]


@script
def two_conditions(n: int) -> list[int]:
    return [i for i in range(n) if i % 2 if i % 3]


@script
def pairs(n: int) -> list[tuple[int, int]]:
    return [(i, j) for i in range(n) for j in range(i)]


@script
def nested(n: int) -> list[list[int]]:
    return [[i * j for j in range(n)] for i in range(n)]


@script
def scope(x: int) -> tuple[int, list[int]]:
    a = [x * 2 for x in range(3)]
    return x, a


@script
def from_array(a: Array1[f64]) -> list[float]:
    return [float(x) for x in a if x > 0]


@script
def total(n: int) -> int:
    return sum([i for i in range(n) if i % 3 == 0])


CASES = {
    "squares": [(0,), (5,)],
    "filtered": [([1, 2, 3, 4],), ([],)],
    "two_conditions": [(12,)],
    "pairs": [(0,), (4,)],
    "nested": [(0,), (3,)],
    "scope": [(10,)],
    "from_array": [(np.array([1.0, -1.0, 2.5]),)],
    "total": [(10,)],
}
