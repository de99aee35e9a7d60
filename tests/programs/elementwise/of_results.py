"""Elements of what functions give, of which the layout is known only when it runs, and conversions
and copies of arrays of any layout."""

from typing import Any

import numpy as np

from jitscript import Array2, f32, f64, script


@script
def converted(a: np.ndarray) -> Any:
    return a.astype(np.float32), a.copy(), np.asarray(a, np.int64), np.ascontiguousarray(a)


@script
def of_products(a: np.ndarray, v: np.ndarray) -> Any:
    return (a @ v).round().astype(np.uint8), (a @ v) * 2 - (a @ v)


@script
def turned(a: Array2[f64], which: int) -> Array2[f64]:
    if which == 0:
        return a
    if which == 1:
        return a.T
    return a[::2, 1:]


@script
def of_calls(a: Array2[f64], which: int) -> Any:
    x, y = turned(a, which), np.sort(a, axis=0)
    return x * 2 + 1, np.where(x > 0, x, -x), y * y - y, turned(a, which) - turned(a, which).copy()


@script
def one_axis(a: np.ndarray) -> Any:
    x = np.sort(a)
    return x * 2 + x, np.cumsum(a)[::-1] + x, np.unique(a) - 1


@script
def written(a: Array2[f32], which: int) -> Array2[f32]:
    b = a.copy()
    b[...] = a.T.copy().T
    b += np.negative(a)
    b[:, :] = np.asarray(a, np.float64)
    return b


@script
def kept(a: Array2[f64]) -> Any:
    b = a.copy()
    a[0, 0] = 7.0
    c = a.copy() + b
    a[1:] = 0.0
    return b, c, a.copy()


R = np.random.default_rng(5)
A = np.round(R.standard_normal((6, 5)) * 9)
B = R.integers(0, 256, (3, 4, 3)).astype(np.uint8)
LAYOUTS = [A, A.T, A[::2], A[:, ::-1], A[:1], A[:, :1], A[:0], A[:, :0], np.asfortranarray(A)]
CASES = {
    "converted": [
        *((a,) for a in LAYOUTS),
        *((b,) for b in (B, B.T, B[:, ::2], B[:1, :1], B[..., 1], B[0, 0])),
        (A + 1j * A,),
        (np.asfortranarray(B).astype(np.float16),),
        (np.broadcast_to(A[0], (3, 5)),),
        (A > 0,),
    ],
    "of_products": [
        (B, np.array([0.299, 0.587, 0.114])),
        (A, A[0]),
        (A.T, A[:, 0]),
        (B.astype(np.float32), np.ones((3, 2), np.float32)),
        (A[:0], A[0]),
    ],
    "of_calls": [(a, which) for a in (A, A.T, A[:3, :3], A[:0]) for which in (0, 1, 2)],
    "one_axis": [(A.ravel(),), (A[:, 0],), (A[0, ::2],), (A[0, :0],), (B[0, 0],)],
    "written": [(a.astype(np.float32), 0) for a in (A, A.T, A[:, :1])],
    "kept": [lambda: (A.copy(),), lambda: (A.copy().T,)],
}
