"""What counts as true."""

import numpy as np
from jitscript import f64, i64, script


@script
def of_int(a: int) -> int:
    if a:
        return 1
    return 0


@script
def of_float(a: float) -> int:
    return 1 if a else 0


@script
def of_complex(a: complex) -> int:
    return 1 if a else 0


@script
def of_tuple(a: int) -> tuple[bool, bool]:
    return bool((a,)), bool(())


@script
def of_numpy(a: i64, b: f64) -> tuple[bool, bool]:
    return not a, not b


@script
def while_number(n: int) -> int:
    count = 0
    while n:
        n >>= 1
        count += 1
    return count


CASES = {
    "of_int": [(0,), (1,), (-5,)],
    "of_float": [(0.0,), (-0.0,), (0.1,), (float("nan"),)],
    "of_complex": [(0j,), (1j,), (-0.0 - 0j,)],
    "of_tuple": [(0,)],
    "of_numpy": [(np.int64(0), np.float64(0.0)), (np.int64(2), np.float64("nan"))],
    "while_number": [(0,), (1,), (255,), (2**62,)],
}
