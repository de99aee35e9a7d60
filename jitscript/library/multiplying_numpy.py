"""The product of two matrices.

Floats and complex numbers go through NumPy's BLAS (`blas_numpy.py`). Small matrices of floats, and
all where there is no such BLAS, go through a kernel of our own: four rows of the result by four of
the second matrix at a time, in blocks that stay in the caches, each step one fused multiply and
add. Other numbers are multiplied and added in NumPy's order.
"""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from . import indexing_numpy as indexing
from .blas_numpy import DONE, IN_LOOPS, LARGEST, SMALL, by_blas, is_line
from .intrinsics import Given, inline, op
from .kinds import D, Real

COLUMNS = 512  # of a block of the second matrix, and of the result
DEPTH = 128  # rows of such a block


def multiply(
    out: np.ndarray[tuple[int, int], np.dtype[D]],
    a: np.ndarray[tuple[int, int], np.dtype[D]],
    b: np.ndarray[tuple[int, int], np.dtype[D]],
    copies: Given,
) -> None:
    """Add the product of two matrices to `out`, which is contiguous and zero; with `copies` as
    `np.dot` does it (see `blas_numpy.py`)."""
    one = np.ones((), D)[()]
    if isinstance(one, (np.float32, np.float64, np.complex64, np.complex128)):
        made = by_blas(out, a, b, copies)
        if made == DONE:
            return
        if made == IN_LOOPS:
            _in_order(out, a, b)
            return
    if isinstance(one, (np.float32, np.float64)):
        if b.shape[1] == 1 and a.shape[0] >= 8 and a.strides[0] == a.itemsize:
            # Turned: sums of the columns of `a`, which lie in memory as the rows of what it turned.
            row = op.array_view(out, 0, 1, a.shape[0], 0, out.itemsize)
            _by_blocks(row, _rows(b.T), _rows(a.T))
        elif b.shape[1] < 8 and (a.shape[1] > SMALL or b.shape[1] == 1):
            t = b.T
            _by_dots(out, _rows(a), t if indexing.contiguous(t) else t.copy())
        else:
            _by_blocks(out, a, _rows(b))
    elif isinstance(one, np.float16):
        wide = np.zeros(out.shape, np.float32)
        _in_order(wide, np.asarray(a, np.float32), np.asarray(b, np.float32))
        out[:] = wide
    elif isinstance(one, np.bool_):
        _of_bools(out, a, b)
    else:
        _in_order(out, a, b)


def sum_of_products(
    out: np.ndarray[tuple[()], np.dtype[D]],
    x: np.ndarray[tuple[int], np.dtype[D]],
    y: np.ndarray[tuple[int], np.dtype[D]],
    conjugate: Given,
) -> None:
    """Put the sum of products of two vectors, or of the conjugate of the first, into `out`, which
    is zero."""
    one = np.ones((), D)[()]
    lines = 0 < len(x) <= LARGEST and is_line(x) and is_line(y)
    if conjugate and isinstance(one, (np.complex64, np.complex128)):
        if lines and op.blas(out, x, y, name="dotc"):
            return
        x = np.conjugate(x)
    elif isinstance(one, (np.float32, np.float64, np.complex64, np.complex128)):  # noqa: SIM102
        if lines and op.blas(out, x, y, name="dot"):
            return
    if isinstance(one, np.float16):
        wide = np.zeros((1, 1), np.float32)
        p, q = np.asarray(x, np.float32), np.asarray(y, np.float32)
        _in_order(wide, p[None, :], q[:, None])
        op.array_store(out, D(wide[0, 0]))
        return
    _in_order(op.array_view(out, 0, 1, 1, 0, 0), x[None, :], y[:, None])


def _rows(a: np.ndarray[tuple[int, int], np.dtype[D]]):
    """The matrix, or a copy, with contiguous rows."""
    if a.shape[1] > 1 and a.strides[1] != a.itemsize:
        a = a.copy()
    return op.array_view(a, 0, *a.shape, a.strides[0], a.itemsize)


def _in_order(
    out: np.ndarray[tuple[int, int], np.dtype[D]],
    a: np.ndarray[tuple[int, int], np.dtype[D]],
    b: np.ndarray[tuple[int, int], np.dtype[D]],
) -> None:
    for i in range(out.shape[0]):
        for k in range(a.shape[1]):
            x = op.array_load(a, i, k)
            for j in range(out.shape[1]):
                y = op.mul(x, op.array_load(b, k, j))
                op.array_store(out, i, j, op.add(op.array_load(out, i, j), y))


def _of_bools(
    out: np.ndarray[tuple[int, int], np.dtype[np.bool_]],
    a: np.ndarray[tuple[int, int], np.dtype[np.bool_]],
    b: np.ndarray[tuple[int, int], np.dtype[np.bool_]],
) -> None:
    for i in range(out.shape[0]):
        for k in range(a.shape[1]):
            if a[i, k]:
                for j in range(out.shape[1]):
                    out[i, j] = out[i, j] | b[k, j]


# --- floats -------------------------------------------------------------------------------------


def _by_dots(
    out: np.ndarray[tuple[int, int], np.dtype[Real]],
    a: np.ndarray[tuple[int, int], np.dtype[Real]],
    b: np.ndarray[tuple[int, int], np.dtype[Real]],
) -> None:
    """Each element of a narrow product by itself; `b` is transposed."""
    for i in range(out.shape[0]):
        x = line(a, i)
        for j in range(out.shape[1]):
            y = line(b, j)
            op.array_store(out, i, j, op.add(op.array_load(out, i, j), dot_of(x, y)))


@inline
def line(a: np.ndarray[tuple[int, int], np.dtype[D]], i: int):
    """A row of a matrix whose rows are contiguous."""
    return op.array_view(a, op.mul(i, a.strides[0]), a.shape[1], a.itemsize)


def dot_of(
    x: np.ndarray[tuple[int], np.dtype[Real]], y: np.ndarray[tuple[int], np.dtype[Real]]
) -> Real:
    """The sum of products, in eight running sums."""
    n = len(x)
    s0 = s1 = s2 = s3 = s4 = s5 = s6 = s7 = Real(0)
    whole = n - n % 8
    for k in range(0, whole, 8):
        s0 = op.fma(op.array_load(x, k), op.array_load(y, k), s0)
        s1 = op.fma(op.array_load(x, op.add(k, 1)), op.array_load(y, op.add(k, 1)), s1)
        s2 = op.fma(op.array_load(x, op.add(k, 2)), op.array_load(y, op.add(k, 2)), s2)
        s3 = op.fma(op.array_load(x, op.add(k, 3)), op.array_load(y, op.add(k, 3)), s3)
        s4 = op.fma(op.array_load(x, op.add(k, 4)), op.array_load(y, op.add(k, 4)), s4)
        s5 = op.fma(op.array_load(x, op.add(k, 5)), op.array_load(y, op.add(k, 5)), s5)
        s6 = op.fma(op.array_load(x, op.add(k, 6)), op.array_load(y, op.add(k, 6)), s6)
        s7 = op.fma(op.array_load(x, op.add(k, 7)), op.array_load(y, op.add(k, 7)), s7)
    rest = Real(0)
    for k in range(whole, n):
        rest = op.fma(op.array_load(x, k), op.array_load(y, k), rest)
    return ((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7)) + rest


def _by_blocks(
    out: np.ndarray[tuple[int, int], np.dtype[Real]],
    a: np.ndarray[tuple[int, int], np.dtype[Real]],
    b: np.ndarray[tuple[int, int], np.dtype[Real]],
) -> None:
    n, depth, m = a.shape[0], a.shape[1], b.shape[1]
    for j in range(0, m, COLUMNS):
        width = min(COLUMNS, m - j)
        for k in range(0, depth, DEPTH):
            last = min(DEPTH, depth - k)
            whole = n - n % 4
            for i in range(0, whole, 4):
                _four_rows(out, a, b, i, j, width, k, last)
            for i in range(whole, n - 1, 2):
                _two_rows(out, a, b, i, j, width, k, last)
            if n % 2 == 1:
                _one_row(out, a, b, n - 1, j, width, k, last)


def _four_rows(
    out: np.ndarray[tuple[int, int], np.dtype[Real]],
    a: np.ndarray[tuple[int, int], np.dtype[Real]],
    b: np.ndarray[tuple[int, int], np.dtype[Real]],
    i: int,
    j: int,
    width: int,
    k: int,
    depth: int,
) -> None:
    """Sixteen factors stay in registers: each number read of the second matrix is used four times,
    and one of the result is read and written once for four steps."""
    c0, c1 = _part(out, i, j, width), _part(out, i + 1, j, width)
    c2, c3 = _part(out, i + 2, j, width), _part(out, i + 3, j, width)
    whole = depth - depth % 4
    for h in range(k, k + whole, 4):
        p0, p1 = _part(b, h, j, width), _part(b, h + 1, j, width)
        p2, p3 = _part(b, h + 2, j, width), _part(b, h + 3, j, width)
        a0, a1, a2, a3 = _four(a, i, h)
        b0, b1, b2, b3 = _four(a, i + 1, h)
        d0, d1, d2, d3 = _four(a, i + 2, h)
        e0, e1, e2, e3 = _four(a, i + 3, h)
        for x in range(width):
            v0, v1 = op.array_load(p0, x), op.array_load(p1, x)
            v2, v3 = op.array_load(p2, x), op.array_load(p3, x)
            s0 = op.fma(a0, v0, op.array_load(c0, x))
            s1 = op.fma(b0, v0, op.array_load(c1, x))
            s2 = op.fma(d0, v0, op.array_load(c2, x))
            s3 = op.fma(e0, v0, op.array_load(c3, x))
            s0, s1 = op.fma(a1, v1, s0), op.fma(b1, v1, s1)
            s2, s3 = op.fma(d1, v1, s2), op.fma(e1, v1, s3)
            s0, s1 = op.fma(a2, v2, s0), op.fma(b2, v2, s1)
            s2, s3 = op.fma(d2, v2, s2), op.fma(e2, v2, s3)
            op.array_store(c0, x, op.fma(a3, v3, s0))
            op.array_store(c1, x, op.fma(b3, v3, s1))
            op.array_store(c2, x, op.fma(d3, v3, s2))
            op.array_store(c3, x, op.fma(e3, v3, s3))
    for h in range(k + whole, k + depth):
        p = _part(b, h, j, width)
        _add_times(c0, op.array_load(a, i, h), p)
        _add_times(c1, op.array_load(a, i + 1, h), p)
        _add_times(c2, op.array_load(a, i + 2, h), p)
        _add_times(c3, op.array_load(a, i + 3, h), p)


def _two_rows(
    out: np.ndarray[tuple[int, int], np.dtype[Real]],
    a: np.ndarray[tuple[int, int], np.dtype[Real]],
    b: np.ndarray[tuple[int, int], np.dtype[Real]],
    i: int,
    j: int,
    width: int,
    k: int,
    depth: int,
) -> None:
    c, d = _part(out, i, j, width), _part(out, i + 1, j, width)
    whole = depth - depth % 4
    for h in range(k, k + whole, 4):
        p, q, r, s = (
            _part(b, h, j, width),
            _part(b, h + 1, j, width),
            _part(b, h + 2, j, width),
            _part(b, h + 3, j, width),
        )
        a0, a1, a2, a3 = _four(a, i, h)
        b0, b1, b2, b3 = _four(a, i + 1, h)
        for x in range(width):
            w, y = op.array_load(p, x), op.array_load(q, x)
            z, v = op.array_load(r, x), op.array_load(s, x)
            u = op.fma(a0, w, op.array_load(c, x))
            t = op.fma(b0, w, op.array_load(d, x))
            u = op.fma(a1, y, u)
            t = op.fma(b1, y, t)
            u = op.fma(a2, z, u)
            t = op.fma(b2, z, t)
            op.array_store(c, x, op.fma(a3, v, u))
            op.array_store(d, x, op.fma(b3, v, t))
    for h in range(k + whole, k + depth):
        p = _part(b, h, j, width)
        _add_times(c, op.array_load(a, i, h), p)
        _add_times(d, op.array_load(a, i + 1, h), p)


def _one_row(
    out: np.ndarray[tuple[int, int], np.dtype[Real]],
    a: np.ndarray[tuple[int, int], np.dtype[Real]],
    b: np.ndarray[tuple[int, int], np.dtype[Real]],
    i: int,
    j: int,
    width: int,
    k: int,
    depth: int,
) -> None:
    c = _part(out, i, j, width)
    whole = depth - depth % 4
    for h in range(k, k + whole, 4):
        p, q, r, s = (
            _part(b, h, j, width),
            _part(b, h + 1, j, width),
            _part(b, h + 2, j, width),
            _part(b, h + 3, j, width),
        )
        a0, a1, a2, a3 = _four(a, i, h)
        for x in range(width):
            u = op.fma(a0, op.array_load(p, x), op.array_load(c, x))
            u = op.fma(a1, op.array_load(q, x), u)
            u = op.fma(a2, op.array_load(r, x), u)
            op.array_store(c, x, op.fma(a3, op.array_load(s, x), u))
    for h in range(k + whole, k + depth):
        _add_times(c, op.array_load(a, i, h), _part(b, h, j, width))


@inline
def _part(a: np.ndarray[tuple[int, int], np.dtype[Real]], i: int, j: int, n: int):
    """A part of a row of a matrix whose rows are contiguous."""
    at = op.add(op.mul(i, a.strides[0]), op.mul(j, a.itemsize))
    return op.array_view(a, at, n, a.itemsize)


@inline
def _four(a: np.ndarray[tuple[int, int], np.dtype[Real]], i: int, k: int):
    return (
        op.array_load(a, i, k),
        op.array_load(a, i, op.add(k, 1)),
        op.array_load(a, i, op.add(k, 2)),
        op.array_load(a, i, op.add(k, 3)),
    )


@inline
def _add_times(
    c: np.ndarray[tuple[int], np.dtype[Real]], x: Real, b: np.ndarray[tuple[int], np.dtype[Real]]
) -> None:
    for j in range(len(c)):
        op.array_store(c, j, op.fma(x, op.array_load(b, j), op.array_load(c, j)))
