"""Methods of ufuncs that NumPy itself is asked for, and bytes that it is given."""

import numpy as np

from jitscript import Array1, Array2, f64, i64, script


@script
def parts(x: Array1[f64], starts: Array1[i64]):
    return np.add.reduceat(x, starts), np.maximum.reduceat(x, [0, 2])


@script
def rows(m: Array2[f64]):
    return np.add.reduceat(m, [0, 2], axis=1), np.add.reduceat(m > 0, [0, 1], 0, np.int64)


@script
def into(x: Array1[f64], last: Array1[i64]) -> Array1[f64]:
    """What fills gaps with the last value before them."""
    np.maximum.accumulate(last, out=last)
    y = np.empty_like(x)
    np.add.accumulate(x, out=y)
    return y


@script
def some(x: Array1[f64]) -> f64:
    return np.add.reduce(x, where=x > 1)


@script
def letters(text: str):
    data = np.frombuffer(text.encode(), np.uint8)
    try:
        data[0] = 1
    except ValueError as e:
        return data.sum(), str(e)
    return data.sum(), "written"


X = np.array([0.5, 2.0, -1.5, np.nan, 3.0])
CASES = {
    "parts": [
        (X, np.array([0, 3, 1])),
        (X[::-1], np.array([4])),
        (X, np.array([], np.int64)),
        (X, np.array([1, 5])),
        (X[:0], np.array([0])),
    ],
    "rows": [(np.arange(12.0).reshape(3, 4),), (np.arange(12.0).reshape(4, 3).T,)],
    "into": [(X.copy(), np.array([0, 1, 0, 0, 4])), (X[:0], np.array([], np.int64))],
    "some": [(X,), (X[:0],)],
    "letters": [("naïve",), ("a",)],
}
