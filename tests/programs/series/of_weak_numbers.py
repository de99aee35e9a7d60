"""Steps and spacings, whose type counts beside arrays; bins with `nan`; ints rounded to tens;
sets of two dtypes."""

from typing import Any

import numpy as np

from jitscript import script


@script
def areas(a: np.ndarray, k: int, x: float, y: np.float64):
    return np.trapezoid(a, dx=k), np.trapezoid(a, dx=x), np.trapezoid(a, dx=y), np.trapezoid(a)


@script
def slopes(a: np.ndarray, k: int, x: float, y: np.float64):
    return np.gradient(a, k), np.gradient(a, x), np.gradient(a, y), np.gradient(a)


@script
def binned(x: np.ndarray, bins: np.ndarray):
    return np.digitize(x, bins), np.digitize(x, bins, right=True)


@script
def tens(a: np.ndarray):
    return np.round(a, -1), np.around(a, -2), a.round()


@script
def common(a: np.ndarray, b: np.ndarray):
    return np.intersect1d(a, b), np.setdiff1d(a, b), np.union1d(a, b)


def row(*values: Any, dtype: Any = None) -> Any:
    return np.array(values, dtype)


nan = float("nan")
X = row(0.0, 1.0, 2.0, 3.0, nan)
FEW = np.arange(5)
ENDS = row(-(2**63), -(2**63) + 1, 0, 1, 2**63 - 1)

CASES = {
    "areas": [
        (FEW.astype(t), k, 0.1, np.float64(0.1))
        for t in (np.int8, np.uint8, np.int64, np.float32, np.float64)
        for k in (3, 127)
    ]
    + [(FEW.astype(np.int8), 128, 0.5, np.float64(1))],
    "slopes": [
        (FEW.astype(t) ** 2, 3, 0.1, np.float64(0.1)) for t in (np.int8, np.int64, np.float32)
    ],
    "binned": [
        (X, row(0.0, 1.0, nan)),
        (X, row(nan, 1.0, 0.0)),
        (X, row(nan, 1.0, 2.0)),
        (X, row(3.0, 2.0, 2.0)),
        (X, row(3.0, 2.0, 4.0)),
        (X, row(1.0, 1.0, 1.0)),
        (X, row(1.0, 1.0, 0.0, 2.0)),
    ],
    "tens": [
        (row(14, 15, 25, -15, 127, dtype=np.int8),),
        (row(2**62, 5, 15, 250, -250),),
        (row(249, 155, dtype=np.uint8),),
    ],
    "common": [
        (ENDS, row(0, 2**64 - 1, 2**63, dtype=np.uint64)),
        (FEW.astype(np.int8), row(1.0, 1.5, 3.0, 3.0, dtype=np.float32)),
        (row(2, 2, 1), row(2, 3)),
    ],
}
ULP = 1
