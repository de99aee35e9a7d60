"""Arrays of five dimensions, the most that compiled code has: made, cut, reduced, joined, shown."""

from typing import Any

import numpy as np

from jitscript import Array2, Array3, Array4, Array5, b1, f32, f64, i64, script


@script
def at(x: Array5[f64], i: int, j: int) -> float:
    return x[i, j, -1, i, j] + x[i][j][-1][i][j]


@script
def store(x: Array5[f64], i: int, y: Array3[f64]) -> None:
    x[i, ..., 0] = y
    x[i, :, ::-1, 0] += x[0, :, :, 0]


@script
def sums(x: Array5[f64]) -> tuple[float, Array4[f64], Array2[f64], Array5[f64]]:
    return x.sum(), x.sum(axis=2), x.sum(axis=(0, 2, -1)), x.mean(axis=(1, 3), keepdims=True)


@script
def largest(x: Array5[f64]) -> tuple[int, Array4[i64], Array5[f64]]:
    return int(x.argmax()), np.argmin(x, axis=3), np.maximum.accumulate(x, axis=1)


@script
def chain(x: Array5[f64], y: Array3[f64]) -> Array5[f64]:
    return np.where(x > y, np.sqrt(x) * 2 - y, x + y)


@script
def product(x: Array5[f64], y: Array2[f64]) -> Array5[f64]:
    return x @ y


@script
def orders(x: Array5[f64]) -> tuple[Array5[f64], Array5[f64], Array5[f64], Array5[f64]]:
    return x.T, x.transpose(1, 0, 3, 2, 4), np.swapaxes(x, 0, -1), np.moveaxis(x, 4, 1)


@script
def shaped(x: Array2[f64], n: int) -> Array5[f64]:
    return x.reshape(1, n, 1, -1, 2)


@script
def shaped_in_all(x: Array5[f64], a: int, b: int, c: int, d: int, e: int) -> Array5[f64]:
    return x.T.reshape(a, b, c, d, e)


@script
def widened(x: Array4[f32], w: Array4[f32]) -> Array3[f32]:
    return np.sum(x[..., np.newaxis] * w[np.newaxis], axis=(1, 2))


@script
def masked(x: Array5[f64], m: Array5[b1]) -> float:
    x[m] = -1.0
    return x[x < 0].sum() + float(np.count_nonzero(m))


@script
def places(x: Array5[i64]) -> int:
    total = 0
    for a, b, c, d, e in np.ndindex(x.shape):
        total = total * 3 % 1000003 + int(x[a, b, c, d, e])
    for (a, b, c, d, e), v in np.ndenumerate(x):
        total = (total * 5 + a + b + c + d + e + int(v)) % 1000003
    return total


@script
def joined(x: Array5[f64], y: Array5[f64]) -> Array5[f64]:
    return np.concatenate((x, y), axis=3)


@script
def stacked(x: Array4[f64], y: Array4[f64]) -> Array5[f64]:
    return np.stack((x, y), axis=2)


@script
def picked(x: Array5[f64], i: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> Array5[f64]:
    return x[:, i] + np.take(x, i, axis=1)


@script
def text(x: Array5[i64]) -> str:
    return str(x) + repr(x.shape)


@script
def made(n: int) -> Array5[f64]:
    x = np.zeros((n, 2, n, 1, 3))
    x[:] = np.arange(3)
    return x + np.ones((2, n, 1, 3))


def r(*shape: int) -> Any:
    return np.random.default_rng(5).standard_normal(shape)


X = r(2, 3, 4, 2, 3)
Z = np.rint(X * 9)  # whose products are exact
Y = np.asfortranarray(X)[::-1, :, ::2]
CASES: dict[str, Any] = {
    "at": [(X, 1, 2), (X, 1, -3), (X, 2, 0), (X, 0, 3), (Y, -2, 1)],
    "store": [(X, 1, r(3, 4, 2)), (X, 0, r(1, 4, 2)), (X, 1, r(3, 3, 2)), (X, 2, r(3, 4, 2))],
    "sums": [(X,), (Y,), (r(2, 0, 1, 3, 1),)],
    "largest": [(X,), (Y,), (X[:, :0],)],
    "chain": [
        (X, r(4, 2, 3)),
        (Y, r(2, 1, 3)),
        (X, r(1, 1, 1)),
        (X, r(4, 3, 3)),
        (X[:0], r(4, 2, 1)),
    ],
    "product": [(Z, np.rint(r(3, 2) * 9)), (Z[::-1, :, ::2], np.rint(r(3, 1) * 9)), (Z, r(2, 2))],
    "orders": [(X,), (Y,)],
    "shaped": [(r(4, 6), 3), (r(4, 6), 5), (r(4, 6).T, 2), (r(4, 6), 0)],
    "shaped_in_all": [
        (X, 3, 2, 4, 3, 2),
        (X, 144, 1, 1, 1, 1),
        (X, 1, 1, -1, 1, 12),
        (X, 5, 1, 1, 1, 1),
        (X, -1, 5, 1, 1, 1),
        (X, 5, -1, 1, 1, 1),
        (X, 5, 1, -1, 1, 1),
        (X, 5, 1, 1, -1, 1),
        (X, 5, 1, 1, 1, -1),
        (X, -1, 1, 1, 1, -1),
    ],
    "widened": [(r(2, 3, 3, 4).astype(np.float32), r(3, 3, 4, 5).astype(np.float32))],
    "masked": [(X, X > 0.5), (Y, Y > 0.5), (X, Y > 0)],
    "places": [(np.arange(48).reshape(2, 3, 2, 1, 4),), (np.zeros((2, 0, 1, 1, 1), int),)],
    "joined": [(X, X[:, :, :, :1]), (X, X[:1])],
    "stacked": [(X[0], X[1]), (X[0], X[1, :1])],
    "picked": [(X, np.array([2, 0, -1])), (X, np.array([3]))],
    "text": [(np.arange(24).reshape(2, 3, 2, 1, 2),)],
    "made": [(2,), (0,), (-1,)],
}
ULP = 1
