"""Products of arrays: `matmul` (`@`), `outer kron cross trace`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from . import axes, oracles
from .intrinsics import Given, array_of, dtype_of, inline, op, view_of_axes
from .kinds import D, E
from .multiplying_numpy import multiply
from .registry import builtin


@builtin(np.matmul, oracles.matrix_product)
def matmul(x1: object, x2: object):
    a, b = np.asarray(x1), np.asarray(x2)
    if a.ndim == 0:
        raise ValueError(
            "matmul: Input operand 0 does not have enough dimensions (has 0, gufunc core with "
            "signature (n?,k),(k,m?)->(n?,m?) requires 1)"
        )
    if b.ndim == 0:
        raise ValueError(
            "matmul: Input operand 1 does not have enough dimensions (has 0, gufunc core with "
            "signature (n?,k),(k,m?)->(n?,m?) requires 1)"
        )
    n = b.shape[0] if b.ndim == 1 else b.shape[-2]
    if a.shape[-1] != n:
        raise ValueError(
            f"matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc "
            f"signature (n?,k),(k,m?)->(n?,m?) (size {n} is different from {a.shape[-1]})"
        )
    return any_ranks(np.asarray(a, dtype_of((a, b))), np.asarray(b, dtype_of((a, b))), False)


@builtin(np.outer)
def outer(a: object, b: object):
    return np.ravel(a)[:, None] * np.ravel(b)


@builtin(np.kron)
def kron_1(a: np.ndarray[tuple[int], np.dtype[D]], b: np.ndarray[tuple[int], np.dtype[E]]):
    return np.ravel(np.outer(a, b))


@builtin(np.kron)
def kron(a: np.ndarray[tuple[int, int], np.dtype[D]], b: np.ndarray[tuple[int, int], np.dtype[E]]):
    c = a[:, None, :, None] * b[None, :, None, :]
    return c.reshape(a.shape[0] * b.shape[0], a.shape[1] * b.shape[1])


@builtin(np.kron)
def kron_of_sequences(a: object, b: object):
    x, y = np.asarray(a), np.asarray(b)
    axes.as_deep(x.ndim, y.ndim)
    return np.kron(x, y)


@builtin(np.cross)
def cross(a: object, b: object):
    x, y = np.asarray(a), np.asarray(b)
    if x.ndim < 1 or y.ndim < 1:
        raise ValueError("At least one array has zero dimension")
    n, m = x.shape[-1], y.shape[-1]
    if n < 2 or n > 3 or m < 2 or m > 3:
        raise ValueError("incompatible dimensions for cross product\n(dimension must be 2 or 3)")
    if n == 2 and m == 2:
        raise NotImplementedError("compiled code has no cross product of vectors of two numbers")
    of = dtype_of((x, y))
    if x.ndim == 1 and y.ndim == 1 and n == 3 and m == 3:
        return array_of(
            (
                np.multiply(x[1], y[2]) - np.multiply(x[2], y[1]),
                np.multiply(x[2], y[0]) - np.multiply(x[0], y[2]),
                np.multiply(x[0], y[1]) - np.multiply(x[1], y[0]),
            )
        )
    out = np.empty((*np.broadcast_shapes(x.shape[:-1], y.shape[:-1]), 3), of)
    p, q = np.asarray(x, of), np.asarray(y, of)
    if n == 2:
        out[..., 0] = p[..., 1] * q[..., 2]
        out[..., 1] = -(p[..., 0] * q[..., 2])
    elif m == 2:
        out[..., 0] = -(p[..., 2] * q[..., 1])
        out[..., 1] = p[..., 2] * q[..., 0]
    else:
        out[..., 0] = p[..., 1] * q[..., 2] - p[..., 2] * q[..., 1]
        out[..., 1] = p[..., 2] * q[..., 0] - p[..., 0] * q[..., 2]
    out[..., 2] = p[..., 0] * q[..., 1] - p[..., 1] * q[..., 0]
    return out


@builtin(np.cross)
def cross_along(
    a: object,
    b: object,
    axisa: Given = -1,
    axisb: Given = -1,
    axisc: Given = -1,
    axis: Given = None,
):
    if axis is None:
        made = np.cross(np.moveaxis(a, axisa, -1), np.moveaxis(b, axisb, -1))
        return np.moveaxis(made, -1, axisc)
    made = np.cross(np.moveaxis(a, axis, -1), np.moveaxis(b, axis, -1))
    return np.moveaxis(made, -1, axis)


_OUTPUT = "matmul: Output operand 0 has a mismatch in its core dimension "
_GUFUNC = ", with gufunc signature (n?,k),(k,m?)->(n?,m?) "


@builtin(operator.imatmul)
def matmul_into(a: np.ndarray[Any, np.dtype[D]], b: object):
    """`a @= b`."""
    y = np.asarray(b)
    if a.ndim == 0 or y.ndim < 2:
        raise ValueError(
            "inplace matrix multiplication requires the first operand to have at least one and "
            "the second at least two dimensions."
        )
    made = np.matmul(a, y)
    axes.same_kind("matmul", made.dtype, a.dtype)
    if made.ndim != a.ndim or made.shape[:-1] != a.shape[:-1]:
        raise ValueError(
            f"non-broadcastable output operand with shape {a.shape} doesn't match the broadcast "
            f"shape {made.shape}"
        )
    if made.shape[-1] != a.shape[-1]:
        n, k = a.shape[-1], made.shape[-1]
        core = 0 if a.ndim == 1 else 1
        raise ValueError(f"{_OUTPUT}{core}{_GUFUNC}(size {n} is different from {k})")
    a[...] = made
    return a


@builtin(np.matmul)
def matmul_out(x1: object, x2: object, out: np.ndarray[Any, np.dtype[D]]):
    made = np.asarray(np.matmul(x1, x2))
    axes.same_kind("matmul", made.dtype, out.dtype)
    core = made.ndim if made.ndim < 2 else 2
    if out.ndim < made.ndim:
        raise ValueError(f"matmul: the output has shape {out.shape}, the product {made.shape}")
    for k in range(core):
        at = k - core
        if out.shape[at] != made.shape[at]:
            n, m = out.shape[at], made.shape[at]
            raise ValueError(f"{_OUTPUT}{k}{_GUFUNC}(size {n} is different from {m})")
    out[...] = made
    return out


@builtin(np.matmul)
def matmul_plain(x1: object, x2: object, out: None):
    return np.matmul(x1, x2)


@builtin(np.trace, np.ndarray.trace)
def trace(a: np.ndarray[tuple[int, int], np.dtype[D]], offset: int = 0):
    return np.sum(np.diagonal(a, offset))


# --- by rank ------------------------------------------------------------------------------------


def any_ranks(a: np.ndarray[Any, np.dtype[D]], b: np.ndarray[Any, np.dtype[D]], copies: Given):
    if a.ndim == 1 and b.ndim == 1:
        out = np.zeros((1, 1), D)
        multiply(out, a[None, :], b[:, None], copies)
        return out[0, 0]
    if a.ndim == 1 and b.ndim == 2:
        out = np.zeros((1, b.shape[1]), D)
        multiply(out, a[None, :], b, copies)
        return out[0]
    if a.ndim == 2 and b.ndim == 1:
        out = np.zeros((a.shape[0], 1), D)
        multiply(out, a, b[:, None], copies)
        return out[:, 0]
    if a.ndim == 2 and b.ndim == 2:
        out = np.zeros((a.shape[0], b.shape[1]), D)
        multiply(out, a, b, copies)
        return out
    if a.ndim == 1:
        found = _stacks(a[None, :], b)
        return found[..., 0, :]
    if b.ndim == 1:
        found = _stacks(a, b[:, None])
        return found[..., 0]
    return _stacks(a, b)


def _stacks(a: np.ndarray[Any, np.dtype[D]], b: np.ndarray[Any, np.dtype[D]]):
    """Matrices by matrices, those of one side again and again where the other has more."""
    p = view_of_axes(a, axes.led(a.ndim, b.ndim))
    q = view_of_axes(b, axes.led(b.ndim, a.ndim))
    for k in range(axes.below(p.ndim, 2)):
        if p.shape[k] != q.shape[k] and p.shape[k] != 1 and q.shape[k] != 1:
            _not_stacked(a, b)
    front = _front(p.shape[:-2], q.shape[:-2])
    out = op.array_alloc(*front, a.shape[-2], b.shape[-1], dtype=D, zero=True)
    _multiply_all(out, p, q)
    return out


def _front(n: tuple[int, ...], m: tuple[int, ...]):
    if len(n) == 1:
        return (_most(n[0], m[0]),)
    return (_most(n[0], m[0]), *_front(n[1:], m[1:]))


@inline
def _most(n: int, m: int) -> int:
    return m if n == 1 else n


def _multiply_all(
    out: np.ndarray[Any, np.dtype[D]],
    a: np.ndarray[Any, np.dtype[D]],
    b: np.ndarray[Any, np.dtype[D]],
) -> None:
    if out.ndim == 2:
        multiply(out, a, b, False)
    else:
        for i in range(len(out)):
            _multiply_all(out[i], a[0 if len(a) == 1 else i], b[0 if len(b) == 1 else i])


def _not_stacked(a: np.ndarray[Any, np.dtype[D]], b: np.ndarray[Any, np.dtype[D]]) -> None:
    raise ValueError(
        f"operands could not be broadcast together with remapped shapes [original->remapped]: "
        f"{_remapped(a)} {_remapped(b)}  and requested shape ({a.shape[-2]},{b.shape[-1]})"
    )


def _remapped(a: np.ndarray[Any, np.dtype[D]]) -> str:
    front = ""
    if a.ndim > 2:
        for n in a.shape[:-2]:
            front += f"{n},"
    return f"({front}{a.shape[-2]},{a.shape[-1]})->({front}newaxis,newaxis)"
