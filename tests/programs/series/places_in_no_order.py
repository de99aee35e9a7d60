"""`searchsorted` and `digitize` in rows that are not sorted, nan among them: NumPy goes on from the
place of the element before."""

import numpy as np

from jitscript import script


@script
def places(a: np.ndarray, x: np.ndarray):
    return np.searchsorted(a, x), np.searchsorted(a, x, "right"), a.searchsorted(x[::-1])


@script
def columns(a: np.ndarray, x: np.ndarray):
    return np.searchsorted(a[::-1], x.reshape(2, -1), "right")


@script
def bins(a: np.ndarray, x: np.ndarray):
    return np.digitize(x, a), np.digitize(x, a, True)


NAN = np.nan
WANTED = np.array([0.0, 1, 2, 3, 5, 6, NAN, np.inf, -np.inf, 2.5, -0.0, 1])
SHUFFLED = np.random.default_rng(5).permutation(np.arange(40) % 13)
CASES = {
    "places": [
        (SHUFFLED, WANTED),
        (SHUFFLED, SHUFFLED[::3]),
        (SHUFFLED.astype(np.uint8), SHUFFLED.astype(np.float16)),
        (np.array([3.0, NAN, 1.0, 2.0, NAN]), WANTED),
        (np.array([True, False, True]), np.array([False, True, False])),
        (np.zeros(0), WANTED),
    ],
    "columns": [(SHUFFLED, WANTED), (np.array([2.0, NAN]), WANTED)],
    "bins": [
        (np.array(row), WANTED)
        for row in ([5, NAN, 1], [1, NAN, 5], [NAN, 5, 1.0], [5.0, 1, NAN], [3.0, 3, NAN, 1, 0])
    ]
    + [(np.array([1.0, 3, 2]), WANTED), (np.zeros(0), WANTED)],
}
