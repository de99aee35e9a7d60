"""`divmod` of arrays, and arrays of ranges."""

import numpy as np

from jitscript import script


@script
def both(a: np.ndarray, b):
    return divmod(a, b), divmod(7, a), divmod(a, 3)


@script
def of_ranges(n: int):
    whole = np.array(range(n)), np.asarray(range(1, n, 2)), np.asanyarray(range(n, 0, -2))
    return whole, np.array(range(n), dtype=np.float32), np.array(range(0), np.int64)


CASES = {
    "both": [
        (a, b)
        for a in (np.arange(1, 5), np.arange(1.0, 5.0), np.array([1, 2], np.uint8), -np.ones(2))
        for b in (np.array([2]), 3, 2.5)
    ],
    "of_ranges": [(7,), (2,)],
}
