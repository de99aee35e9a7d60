"""Small things that programs with NumPy are full of: keys of sorts, texts of dtypes, fields that are
None at first, tuples of any length, generators, shifts and quantiles at their edges."""

from dataclasses import dataclass, field
from typing import Any, Optional

import numpy as np
from numpy.typing import NDArray

from jitscript import Array1, Array2, f32, f64, i64, script, u64


@script
def sorts(rows: list[Array1[f64]]) -> Any:
    last = sorted(rows, key=np.max)
    by_sum = sorted(rows, key=lambda a: a.sum(), reverse=True)
    numbers = sorted([rows[0][0], rows[1][0], -rows[0][0], rows[2][0]])
    order = sorted(range(len(rows)), key=lambda i: rows[i][0])
    return last[0], by_sum[0], numbers, order, sorted([(a.sum(), 1) for a in rows])


@script
def texts(a: Array1[f64], b: Array2[i64]) -> str:
    print(a.dtype, b.dtype, b.shape)
    if len(a) > 2:
        raise ValueError(f"bad shape {a.shape}, dtype {a.dtype} or {b.dtype!r}")
    return f"{a.dtype} {a.dtype!r:>18}|{b.dtype!s}"


@script
def best(x: Array1[f64], limit: float) -> tuple[int, float, str]:
    found = None
    for i, v in enumerate(x):
        if v > limit and (found is None or v > found[1]):
            found = (i, v, "above")
    place, value, word = found
    return place, float(value), word


@dataclass
class Config:
    rate: float = 0.1
    layers: list[int] = field(default_factory=lambda: [4, 3])
    weights: Optional[NDArray[np.float64]] = None
    bias: np.ndarray | None = None


@script
def configured(k: int) -> tuple[float, bool]:
    c = Config()
    if k > 0:
        c.weights = np.arange(float(k)).reshape(1, k)
    c.bias = np.ones(3)
    if c.weights is None:
        return 0.0, c.bias is None
    return float(c.weights.sum() * c.rate + c.bias.sum()), len(c.weights[0]) == k


@script
def scaled(x: Array2[f64]) -> Any:
    stats = [(float(c.mean()), float(c.std())) for c in x.T]
    means, spreads = zip(*stats)
    return (x - np.array(means)) / np.array(spreads), np.asarray(means, dtype=np.float32)


@script
def of_tuple(x: tuple[int, ...]) -> Any:
    return np.array(x), np.array([x, x]), np.array((x, x), float)


@script
def generated(n: int, count: int) -> Any:
    squares = np.fromiter((k * k for k in range(n)), dtype=float)
    return squares, np.fromiter([k + 1 for k in range(n)], np.int64, count)


@script
def rolled(a: Array1[i64], m: Array2[i64], k: u64) -> Any:
    return np.roll(a, k), np.roll(m, k, 1), np.roll(m, k), np.roll(m, k, axis=-2)


@script
def repeated(m: Array2[i64], k: int) -> Any:
    return np.repeat(m, k), m.repeat(k, axis=1)


@script
def quantiles(a: Array1[f32], b: Array1[i64]) -> Any:
    return np.nanpercentile(a, 50), np.nanquantile(a, 0.25), np.nanpercentile(b, 30.0)


@script
def several_quantiles(a: Array1[f32]) -> Any:
    return np.nanquantile(a, [0.5, 0.25])


@script
def products(a: Array1[f64], b: Array1[f64] | None) -> Any:
    return a @ b


@script
def may_be_none(a: Array1[f64], b: Array1[f64] | None) -> Any:
    x, y = b
    return x + y, np.sum(b), np.dot(b, a), np.where(b > 1, b, 0.0), np.sqrt(b), np.zeros_like(b)


@script
def filled(a: Array1[f64], b: Array1[f64] | None) -> None:
    a[:] = b
    b[0] += a @ b
    b @= np.eye(2)


_ROWS = [np.array([3.0, 1.0]), np.array([2.0, 9.0]), np.array([-0.0, 0.0])]
_TWO = np.array([2.0, 1.0])
_M = np.arange(6).reshape(2, 3)

CASES = {
    "sorts": [(_ROWS,)],
    "texts": [(np.arange(2.0), _M), (np.arange(3.0), _M)],
    "best": [(np.array([1.0, 5.0, 3.0]), 2.0), (np.array([1.0]), 2.0)],
    "configured": [(0,), (4,)],
    "scaled": [(np.array([[1.0, 2.0], [3.0, 5.0], [4.0, 4.0]]),)],
    "of_tuple": [((1, 2, 3),), ((7,),)],
    "generated": [(4, 2), (3, -1), (0, 0), (2, 5), (3, -4)],
    "rolled": [(np.arange(5), _M, np.uint64(k)) for k in (0, 2, 7, 2**63 + 1, 2**64 - 3, 2**64 - 1)]
    + [(np.arange(0), np.zeros((0, 3), np.int64), np.uint64(2**64 - 1))],
    "products": [(_TWO, _TWO), (_TWO, None), (_TWO, np.ones(3))],
    "may_be_none": [(_TWO, _TWO), (_TWO, None), (_TWO, np.ones(3))],
    "filled": [(np.zeros(2), np.ones(2))],
    "repeated": [(m, k) for m in (_M, _M[:0], _M[:, :0]) for k in (-2, 0, 2)],
    "quantiles": [
        (np.array(a, np.float32), np.array(b, np.int64))
        for a, b in (([np.nan], [1]), ([], []), ([1.0, np.nan, 4.0], [4, 1]))
    ],
    "several_quantiles": [(np.array([np.nan, 1, 5], np.float32),)],
}
