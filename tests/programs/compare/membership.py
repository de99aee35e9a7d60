"""`in` and `not in` over tuples, ranges and arrays."""

import numpy as np
from jitscript import Array1, i64, script


@script
def in_tuple(x: int) -> bool:
    return x in (2, 3, 5, 7)


@script
def not_in_tuple(x: float) -> bool:
    return x not in (0.5, 1.5)


@script
def in_range(x: int, start: int, stop: int, step: int) -> bool:
    return x in range(start, stop, step)


@script
def in_array(x: int, a: Array1[i64]) -> bool:
    return x in a


CASES = {
    "in_tuple": [(2,), (4,), (7,), (-2,)],
    "not_in_tuple": [(0.5,), (1.0,), (float("nan"),)],
    "in_range": [
        (3, 0, 10, 1),
        (10, 0, 10, 1),
        (4, 0, 10, 3),
        (6, 0, 10, 3),
        (5, 10, 0, -5),
        (0, 10, 0, -5),
        (1, 0, 10, 0),
    ],
    "in_array": [(3, np.arange(5)), (9, np.arange(5)), (0, np.zeros(0, np.int64))],
}
