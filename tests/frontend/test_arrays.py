"""Arrays: attributes, elements, views, stores."""

from __future__ import annotations

import numpy as np
import pytest

from jitscript.arrays import Array0, Array1, Array2, Array3, f32, f64, i16, i32, i64, u8

V = np.arange(10.0)
M = np.arange(12.0).reshape(3, 4)
C = np.arange(24.0).reshape(2, 3, 4)
FROZEN = np.array([[1, 2], [3, 4]], dtype=np.int32)


def attributes(m: Array2[f64]) -> tuple[int, int, int, int, int, tuple[int, int]]:
    return m.ndim, m.size, m.itemsize, m.nbytes, len(m), m.shape


def element(m: Array2[f64], i: int, j: int) -> float:
    return m[i, j]


def element_typed(m: Array2[f64], i: int, j: int):
    return m[i][j]


def rows_and_columns(m: Array2[f64], i: int) -> float:
    r = m[i]
    c = m[:, i]
    return r[1] + c[-1] + m.T[i, 0]


def tuple_index(m: Array2[f64], i: int) -> float:
    at = (i, 1)
    return m[at]


def sliced(v: Array1[f64], a: int, b: int) -> Array1[f64]:
    return v[a:b]


def sliced_steps(v: Array1[f64], a: int, b: int, c: int) -> Array1[f64]:
    return v[a:b:c]


def optional_bound(v: Array1[f64], a: int) -> Array1[f64]:
    return v[None:a]


def backwards(v: Array1[f64]) -> Array1[f64]:
    return v[::-1]


def every_other(v: Array1[f64], a: int) -> Array1[f64]:
    return v[a::2]


def down_from(v: Array1[f64], a: int, b: int) -> Array1[f64]:
    return v[a:b:-2]


def window(c: Array3[f64], i: int) -> Array2[f64]:
    return c[1, ..., i:]


def new_axis(v: Array1[f64]) -> Array2[f64]:
    return v[None, 1:3]


def store(m: Array2[f64], i: int, j: int, x: float) -> None:
    m[i, j] = x
    m[i, 0] += 2
    m[-1][j] *= 3


def store_slices(m: Array2[f64], v: Array1[f64]) -> None:
    m[0] = v[:4]
    m[1, 1:3] = 7
    m[:, -1] = -1.5
    m[2, ::2] += 100.0


def store_int(a: Array1[i64], b: Array1[u8], c: Array1[f32]) -> None:
    a[0] = 300
    b[0] = 200
    c[0] = 0.1
    a[1] = a[0] + 1
    b[1] = b[0]
    c[1] = a[1]
    a[2:] = 5


def wrapping(a: Array1[i16]) -> np.int16:
    return a[0] * a[1]


def indexed_by_elements(v: Array1[f64], k: Array1[i32]) -> float:
    s = 0.0
    for i in range(k.shape[0]):
        s += v[k[i]]
    return s


def frozen(i: int) -> int:
    s = 0
    for row in FROZEN:
        for x in row:
            s += x * i
    return int(s) + FROZEN.shape[0]


def zero_rank(a: Array0[f64]) -> float:
    a[()] = a[()] * 2
    return a[()]


def returned(v: Array1[f64]) -> Array1[f64]:
    return v


def unpacked(v: Array1[f64]) -> float:
    a, b, c = v[:3]
    return a * b - c


def unpack_wrong(v: Array1[f64]) -> float:
    a, b = v
    return a * b


def optional_array(v: Array1[f64], w: Array1[f64] | None) -> float:
    if w is None:
        w = v
    return w[0] + v[1]


def dtype_known(v: Array1[f64]) -> int:
    if v.dtype == np.float64:
        return 1
    return "never"


def in_place(v: Array1[f64], w: Array1[f64]) -> None:
    v += w
    v[2:5] *= 2


def elementwise(v: Array1[f64], m: Array2[f64]) -> Array2[f64]:
    return m * 2 - v[:4] / 3


def comparison(v: Array1[f64], x: float) -> bool:
    return v[0] < x


CASES = [
    (attributes, [(M,)]),
    (element, [(M, 1, 2), (M, -1, -4), (M, 3, 0), (M, 0, 4), (M, 0, -5)]),
    (element_typed, [(M, 1, 2), (M, 0, 9)]),
    (rows_and_columns, [(M, 1), (M, 3)]),
    (tuple_index, [(M, 2)]),
    (sliced, [(V, a, b) for a in (-20, -3, 0, 4, 20) for b in (-20, -3, 0, 7, 20)]),
    (
        sliced_steps,
        [(V, a, b, c) for a in (-20, -3, 8, 20) for b in (-20, 1, 20) for c in (-3, -1, 0, 1, 4)],
    ),
    (optional_bound, [(V, 3)]),
    (backwards, [(V,), (V[::3],)]),
    (every_other, [(V, 1), (V, -20)]),
    (down_from, [(V, 8, 1), (V, -1, -20)]),
    (window, [(C, 1), (C, -1)]),
    (new_axis, [(V,)]),
    (store, [(M, 0, 1, 5.0), (M, 3, 1, 5.0)]),
    (store_slices, [(M, V)]),
    (store_int, [(np.zeros(4, np.int64), np.zeros(2, np.uint8), np.zeros(2, np.float32))]),
    (wrapping, [(np.array([300, 300], np.int16),)]),
    (indexed_by_elements, [(V, np.array([1, -1], np.int32))]),
    (frozen, [(2,)]),
    (zero_rank, [(np.array(2.5),)]),
    (returned, [(V,)]),
    (unpacked, [(V,)]),
    (unpack_wrong, [(V,), (V[:1],), (V[:2],)]),
    (optional_array, [(V, None), (V, V[3:])]),
    (dtype_known, [(V,)]),
    (in_place, [(V, V[::-1].copy())]),
    (elementwise, [(V, M)]),
]


@pytest.mark.parametrize("fn,calls", CASES, ids=[c[0].__name__ for c in CASES])
def test_array(fn, calls, check):
    check(fn, *calls)
