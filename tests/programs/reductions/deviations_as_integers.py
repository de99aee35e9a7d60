"""`std` and `var` whose dtype is an integer's: NumPy's root is an integer too."""

import numpy as np

from jitscript import script


@script
def deviations(a: np.ndarray):
    return np.std(a, dtype=np.int64), a.std(dtype=np.uint8, ddof=1), np.var(a, dtype=np.int64)


@script
def as_bools(a: np.ndarray):
    return np.std(a, dtype=bool), np.var(a, dtype=bool)


ROWS = [np.array([1, 4, 9, 200]), np.array([1.5, 4, 9]), np.arange(12, dtype=np.uint8)[::-3]]
CASES = {
    "deviations": [(a,) for a in (*ROWS, np.array([True, False, True]))],
    "as_bools": [(a,) for a in ROWS],
}
