"""Where the greatest and the least stand: stretches, ties, nan, zeros of both signs, strides."""

from typing import Any

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def of_row(a: np.ndarray) -> Any:
    return np.argmax(a), a.argmin()


@script
def of_rows(a: np.ndarray) -> Any:
    return a.argmax(axis=1), np.argmin(a, axis=-1)


@script
def of_columns(a: np.ndarray) -> Any:
    return a.argmax(axis=0), np.argmin(a, axis=0)


@script
def turned(a: Array2[f64], v: Array1[f64]) -> Array1[f64]:
    return a.T @ v


R = np.random.default_rng(11)


def rows() -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for n in (1, 2, 15, 16, 17, 31, 33, 127, 128, 129, 2047, 2048, 2049, 5000):
        a = R.integers(-5, 5, n).astype(np.float64)
        found += [(a,), (np.where(a == 0, -0.0, a * 0.0),)]
        b = a.copy()
        b[R.integers(0, n, 2)] = np.nan
        found.append((b,))
    long = R.random(5001)
    late = long.copy()
    late[4500:] = np.nan
    return [
        *found,
        *((long[::-1],), (long[::3],), (late,), (np.sort(long),), (np.sort(long)[::-1],)),
        *((R.integers(0, 9, 4100).astype(t),) for t in (np.uint8, np.int16, np.int64, np.float32)),
        *((np.array([], np.float64),), (np.full(3000, -np.inf),), (np.full(3000, np.nan),)),
        *((np.array([True, False, True]),), (np.array([np.iinfo(np.uint64).max, 0], np.uint64),)),
    ]


def narrow(n: int) -> list[np.ndarray]:
    """Many rows of few elements with ties, and places where one that is no number comes late."""
    a = R.integers(-9, 9, (331, n)).astype(np.float64)
    odd = np.where(R.random(a.shape) < 0.004, np.nan, a)
    zeros = np.where(a > 0, 0.0, -0.0)
    return [a, odd, zeros, np.asfortranarray(odd), a[::-1], a.astype(np.uint8), odd[:5].copy()]


def tables() -> list[tuple[Any, ...]]:
    a = R.integers(-3, 3, (37, 60)).astype(np.float64)
    b = np.where(R.random((9, 300)) < 0.01, np.nan, R.random((9, 300)))
    wide = R.random((3, 2100))
    return [
        *((a,), (b,), (wide,), (a.T,), (b.T,), (a[::2, ::-1],), (a[:0],), (a[:, :0],)),
        *((a.astype(np.int32),), (a.astype(np.float32),), (a[:1],), (a[:, :1],)),
        (np.where(a == 0, -0.0, a * 0.0),),
        *((a[:, :n],) for n in (15, 16, 17, 33)),
        (np.where(a[:, :17] == 2.0, np.nan, a[:, :17]).astype(np.float16),),
        *((x,) for n in (1, 3, 10, 32, 33) for x in narrow(n)),
    ]


X = R.integers(-9, 9, (40, 12)).astype(np.float64)
CASES = {
    "of_row": rows(),
    "of_rows": tables(),
    "of_columns": tables(),
    "turned": [
        (X, X[:, 0].copy()),
        (X, X[::-1, 3]),
        (X[:, :7], X[:, 0].copy()),
        (X[:, ::2], X[:, 1].copy()),
        (X.T.copy(), X[0].copy()),
        (X[:1], X[0, :1]),
        (X[:0], X[0, :0]),
        (X, X[0]),
    ],
}
