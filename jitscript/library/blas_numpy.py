"""Products through NumPy's own BLAS, by the function and with the layouts that NumPy chooses.

`np.matmul` and `@` multiply in loops of their own a vector that BLAS cannot take, or a matrix
beside one (`IN_LOOPS`). `np.dot`, and what it serves, copies both, and each matrix that is not
contiguous as a whole.
"""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from . import indexing_numpy as indexing
from .intrinsics import Given, op
from .kinds import D

DONE, NONE, IN_LOOPS = 0, 1, 2
SMALL = 15  # products of no larger sizes are sooner done in own code, where the bits are the same
LARGEST = 2**31 - 1  # integer that every BLAS takes


def by_blas(
    out: np.ndarray[tuple[int, int], np.dtype[D]],
    a: np.ndarray[tuple[int, int], np.dtype[D]],
    b: np.ndarray[tuple[int, int], np.dtype[D]],
    copies: Given,
) -> int:
    """Put the product of two matrices into `out`, which is zero, and say what came of it."""
    n, k, m = a.shape[0], a.shape[1], b.shape[1]
    if n == 0 or k == 0 or m == 0:
        return DONE
    if copies and k == 1 and (n == 1 or m == 1):
        if m == 1:
            times_number(out, a, op.array_load(b, 0, 0))
        else:
            times_number(out, b, op.array_load(a, 0, 0))
        return DONE
    if max(n, k, m) > LARGEST:
        return NONE
    if copies:
        return _by_shape(out, _fit(a), _fit(b), copies)
    return _by_shape(out, a, b, copies)


def _by_shape(
    out: np.ndarray[tuple[int, int], np.dtype[D]],
    a: np.ndarray[tuple[int, int], np.dtype[D]],
    b: np.ndarray[tuple[int, int], np.dtype[D]],
    copies: Given,
) -> int:
    n, k, m = a.shape[0], a.shape[1], b.shape[1]
    if n == 1 and m == 1:
        return _dot(out, a[0], b[:, 0])
    if k == 1:
        if not copies:
            return IN_LOOPS
        return DONE if op.blas(out, a.copy(), b.copy(), name="gemm") else NONE
    if m == 1:
        return _gemv(op.array_view(out, 0, n, out.itemsize), a, b[:, 0], copies)
    if n == 1:
        row = op.array_view(out, 0, m, out.itemsize)
        return _gemv(row, (_laid_out(b, copies) if copies else b).T, a[0], copies)
    real = isinstance(np.ones((), D)[()], (np.float32, np.float64))
    if real and max(n, k, m) <= SMALL and op.blas_small() and not op.same_object(a, b.T):
        return NONE
    p, q = _laid_out(a, copies), _laid_out(b, copies)
    if op.same_object(p, q.T):
        return _syrk(out, p, q)
    return DONE if op.blas(out, p, q, name="gemm") else NONE


def _dot(
    out: np.ndarray[tuple[int, int], np.dtype[D]],
    x: np.ndarray[tuple[int], np.dtype[D]],
    y: np.ndarray[tuple[int], np.dtype[D]],
) -> int:
    few = isinstance(np.ones((), D)[()], np.float64) and len(x) < 8
    if few and x.strides[0] == x.itemsize and y.strides[0] == y.itemsize and op.blas_small():
        return NONE
    if not (is_line(x) and is_line(y)):
        return IN_LOOPS
    return DONE if op.blas(op.array_view(out, 0), x, y, name="dot") else NONE


def times_number(
    out: np.ndarray[tuple[int, int], np.dtype[D]],
    a: np.ndarray[tuple[int, int], np.dtype[D]],
    number: D,
) -> None:
    """Put the product of a matrix and a number into `out`, which is zero, line by line; BLAS leaves
    zeros where the number is zero."""
    if a.size == 1:
        op.array_store(out, 0, 0, op.mul(op.array_load(a, 0, 0), number))
        return
    alpha = np.zeros((), D)
    op.array_store(alpha, number)
    p = _fit(a)
    if a.shape[0] >= a.shape[1]:
        for j in range(a.shape[1]):
            _line_times(out[:, j], p[:, j], alpha)
    else:
        for i in range(a.shape[0]):
            _line_times(out[i], p[i], alpha)


def _line_times(
    out: np.ndarray[tuple[int], np.dtype[D]],
    x: np.ndarray[tuple[int], np.dtype[D]],
    alpha: np.ndarray[tuple[()], np.dtype[D]],
) -> None:
    if len(x) > LARGEST or not op.blas(out, x, alpha, name="axpy"):
        number = op.array_load(alpha)
        for i in range(len(x)):
            op.array_store(out, i, op.mul(op.array_load(x, i), number))


def dot_at(
    out: np.ndarray[tuple[int], np.dtype[D]],
    place: int,
    x: np.ndarray[tuple[int], np.dtype[D]],
    i: int,
    y: np.ndarray[tuple[int], np.dtype[D]],
    j: int,
    n: int,
) -> bool:
    """Put the product of parts of two contiguous vectors, from i and j on, into an element; False
    where there is no BLAS."""
    at = op.array_view(out, op.mul(place, out.strides[0]))
    first = op.array_view(x, op.mul(i, x.itemsize), n, x.itemsize)
    second = op.array_view(y, op.mul(j, y.itemsize), n, y.itemsize)
    return op.blas(at, first, second, name="dot")


def _gemv(
    out: np.ndarray[tuple[int], np.dtype[D]],
    a: np.ndarray[tuple[int, int], np.dtype[D]],
    x: np.ndarray[tuple[int], np.dtype[D]],
    copies: Given,
) -> int:
    if not copies and not (_fits(a) and is_line(x)):
        return IN_LOOPS
    p, y = _laid_out(a, copies), x if is_line(x) else x.copy()
    return DONE if op.blas(out, p, y, name="gemv") else NONE


def _syrk(
    out: np.ndarray[tuple[int, int], np.dtype[D]],
    a: np.ndarray[tuple[int, int], np.dtype[D]],
    b: np.ndarray[tuple[int, int], np.dtype[D]],
) -> int:
    if not op.blas(out, a, b, name="syrk"):
        return NONE
    for i in range(len(out)):
        for j in range(op.add(i, 1), len(out)):
            op.array_store(out, j, i, op.array_load(out, i, j))
    return DONE


def is_line(x: np.ndarray[tuple[int], np.dtype[D]]) -> bool:
    """Whether the elements of a vector lie one after another, with equal gaps."""
    step = x.strides[0]
    return step > 0 and step % x.itemsize == 0 and step // x.itemsize <= LARGEST


def _fit(a: np.ndarray[tuple[int, int], np.dtype[D]]):
    """The matrix, or a copy where one of its axes runs backwards, stands still or lies askew."""
    for k in range(2):
        step = a.strides[k]
        if step < 0 or step % a.itemsize != 0 or (step == 0 and a.shape[k] > 1):
            return a.copy()
    return a


def _fits(a: np.ndarray[tuple[int, int], np.dtype[D]]) -> bool:
    """Whether the rows or the columns of a matrix are contiguous, one after another."""
    return _lines(a, a.strides[0], a.strides[1], a.shape[1]) or _lines(
        a, a.strides[1], a.strides[0], a.shape[0]
    )


def _lines(a: np.ndarray[tuple[int, int], np.dtype[D]], apart: int, step: int, length: int) -> bool:
    size = a.itemsize
    return (
        step == size and apart % size == 0 and apart // size >= length and apart // size <= LARGEST
    )


def _laid_out(a: np.ndarray[tuple[int, int], np.dtype[D]], copies: Given):
    """The matrix, or a copy that BLAS can take: rows first, or for `np.matmul` the axis first that
    was."""
    if copies:
        return a if indexing.contiguous(a) or indexing.contiguous(a.T) else a.copy()
    if _fits(a):
        return a
    return a.T.copy().T if abs(a.strides[0]) < abs(a.strides[1]) else a.copy()
