"""All elements in C order: `a.flat`, `np.ndenumerate`, `np.ndindex`."""

import numpy as np

from jitscript import script


@script
def total(x: np.ndarray):
    t = 0.0
    for v in x.flat:
        t += v
    return t


@script
def by_index(x: np.ndarray, i: int):
    y = x.copy()
    y.flat[i] = 7
    return x.flat[i], len(x.flat), y, list(x.flat), sum(x.flat), max(v for v in x.flat)


@script
def stored(x: np.ndarray, i: int) -> None:
    x.flat[i] = 7


@script
def enumerated(x: np.ndarray):
    out = []
    for i, v in np.ndenumerate(x):
        out.append((i, v))
    for i in np.ndindex(x.shape):
        out.append((i, x[i]))
    for i in np.ndindex(*x.shape):
        out.append((i, x[i]))
    return out


@script
def indices(n: int, m: int):
    return [i for i in np.ndindex(n, m)], [i for i in np.ndindex(n)]


ARRAYS = [
    np.arange(6.0).reshape(2, 3),
    np.arange(24).reshape(2, 3, 4)[:, ::-1, ::2],
    np.arange(4, dtype=np.uint8),
    np.arange(16).reshape(2, 2, 2, 2).T,
    np.zeros((0, 3)),
]
READ_ONLY = np.arange(4.0)
READ_ONLY.flags.writeable = False
CASES = {
    "stored": [(READ_ONLY, 1), (READ_ONLY, 9), (np.arange(4.0), 9), (np.arange(4.0), -1)],
    "total": [(x,) for x in ARRAYS],
    "enumerated": [(x,) for x in ARRAYS],
    "by_index": [(x, i) for x in ARRAYS for i in (0, 3, -1, 5, 99, -7)],
    "indices": [(2, 3), (0, 3), (-1, 2), (2, -1), (1, 1)],
}
