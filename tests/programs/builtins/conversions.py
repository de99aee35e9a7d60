"""int, float, bool and complex as functions."""

from math import inf, nan

import numpy as np
from jitscript import f64, i64, script


@script
def to_int(x: float) -> int:
    return int(x)


@script
def to_float(n: int) -> float:
    return float(n)


@script
def to_bool(n: int, x: float) -> tuple[bool, bool]:
    return bool(n), bool(x)


@script
def to_complex(n: int, x: float) -> tuple[complex, complex, complex]:
    return complex(n), complex(x), complex(x, n)


@script
def from_bool(b: bool) -> tuple[int, float, complex]:
    return int(b), float(b), complex(b)


@script
def from_numpy(a: i64, b: f64) -> tuple[int, float, int]:
    return int(a), float(b), int(b)


@script
def defaults() -> tuple[int, float, bool, complex]:
    return int(), float(), bool(), complex()


CASES = {
    "to_int": [
        (2.9,),
        (-2.9,),
        (0.5,),
        (-0.0,),
        (9.2e18,),
        (-9.223372036854775808e18,),
        (inf,),
        (nan,),
    ],
    "to_float": [(0,), (-3,), (2**53 + 1,), (2**63 - 1,)],
    "to_bool": [(0, 0.0), (2, nan), (-1, -0.0)],
    "to_complex": [(2, -1.5)],
    "from_bool": [(True,), (False,)],
    "from_numpy": [(np.int64(-4), np.float64(2.5)), (np.int64(1), np.float64("inf"))],
    "defaults": [()],
}
OVERFLOWS = {"to_int": [(9.223372036854775808e18,), (1e300,), (-1e19,)]}
