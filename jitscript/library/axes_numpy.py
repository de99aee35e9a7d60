"""Views with other axes: `transpose swapaxes moveaxis squeeze expand_dims flip rot90 atleast_*`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .intrinsics import Given, op, view_of_axes
from .kinds import D
from .registry import builtin


@builtin(np.transpose, np.ndarray.transpose)
def transpose(a: np.ndarray[Any, np.dtype[D]], axes_: None = None):
    return view_of_axes(a, axes.reversed_axes(a.ndim))


@builtin(np.transpose, np.ndarray.transpose)
def transpose_axes(a: np.ndarray[Any, np.dtype[D]], axes: Given):
    return _ordered(a, axes)


@builtin(np.ndarray.transpose)
def transpose_2(a: np.ndarray[Any, np.dtype[D]], i: Given, j: Given):
    return view_of_axes(a, axes.permutation((i, j), a.ndim))


@builtin(np.ndarray.transpose)
def transpose_3(a: np.ndarray[Any, np.dtype[D]], i: Given, j: Given, k: Given):
    return view_of_axes(a, axes.permutation((i, j, k), a.ndim))


@builtin(np.ndarray.transpose)
def transpose_4(a: np.ndarray[Any, np.dtype[D]], i: Given, j: Given, k: Given, m: Given):
    return view_of_axes(a, axes.permutation((i, j, k, m), a.ndim))


@builtin(np.ndarray.transpose)
def transpose_5(a: np.ndarray[Any, np.dtype[D]], i: Given, j: Given, k: Given, m: Given, n: Given):
    return view_of_axes(a, axes.permutation((i, j, k, m, n), a.ndim))


def _ordered(a: np.ndarray[Any, np.dtype[D]], order: Given):
    return view_of_axes(a, axes.permutation(order, a.ndim))


@builtin(np.swapaxes, np.ndarray.swapaxes)
def swapaxes(a: np.ndarray[Any, np.dtype[D]], axis1: Given, axis2: Given):
    return view_of_axes(a, axes.swapped(axis1, axis2, a.ndim))


@builtin(np.moveaxis)
def moveaxis(a: np.ndarray[Any, np.dtype[D]], source: Given, destination: Given):
    return view_of_axes(a, axes.moved(source, destination, a.ndim))


@builtin(np.rollaxis)
def rollaxis(a: np.ndarray[Any, np.dtype[D]], axis: Given, start: Given = 0):
    return view_of_axes(a, axes.rolled(axis, start, a.ndim))


@builtin(np.squeeze, np.ndarray.squeeze)
def squeeze(a: np.ndarray[Any, np.dtype[D]], axis: Given = None):
    gone = view_of_axes(a, axes.gone(axis, a.ndim))
    for n in gone.shape:
        if n != 1:
            raise ValueError("cannot select an axis to squeeze out which has size not equal to one")
    return view_of_axes(a, axes.without(axis, a.ndim))


@builtin(np.expand_dims)
def expand_dims(a: np.ndarray[Any, np.dtype[D]], axis: Given):
    return view_of_axes(a, axes.expanded(axis, a.ndim))


@builtin(np.flip)
def flip(m: np.ndarray[Any, np.dtype[D]], axis: None = None):
    if m.ndim == 0:
        return m[()]
    return _flipped_from(m, 0)


def _flipped_from(m: np.ndarray[Any, np.dtype[D]], axis: Given):
    """Along this axis and all after it."""
    if axis == m.ndim:
        return m
    return _flipped_from(np.flip(m, axis), axes.after(axis))


@builtin(np.flip)
def flip_axis(m: np.ndarray[Any, np.dtype[D]], axis: Given):
    first = axes.axis_first(axes.axis_of(axis, m.ndim), m.ndim)
    return view_of_axes(view_of_axes(m, first)[::-1], axes.inverse(first))


@builtin(np.flipud)
def flipud(m: np.ndarray[Any, np.dtype[D]]):
    return m[::-1]


@builtin(np.fliplr)
def fliplr(m: np.ndarray[Any, np.dtype[D]]):
    if m.ndim < 2:
        raise ValueError("Input must be >= 2-d.")
    return m[:, ::-1]


@builtin(np.rot90)
def rot90_in(m: np.ndarray[Any, np.dtype[D]], k: int = 1, *, axes: Given):
    return _turned_in(m, k, axes)


@builtin(np.rot90)
def rot90_in_plane(m: np.ndarray[Any, np.dtype[D]], k: int, axes: Given):
    return _turned_in(m, k, axes)


def _turned_in(m: np.ndarray[Any, np.dtype[D]], k: int, plane: Given):
    i, j = axes.in_plane(plane, 0, m.ndim), axes.in_plane(plane, 1, m.ndim)
    turned = axes.swapped(i, j, m.ndim)
    times = k % 4
    if times == 0:
        return m[:]
    if times == 2:
        return np.flip(np.flip(m, i), j)
    if times == 1:
        return view_of_axes(np.flip(m, j), turned)
    return np.flip(view_of_axes(m, turned), j)


@builtin(np.rot90)
def rot90(m: np.ndarray[Any, np.dtype[D]], k: int = 1):
    if m.ndim == 1:
        raise ValueError("Axes must be different.")
    if m.ndim == 0:
        raise ValueError("Axes=(0, 1) out of range for array of ndim=0.")
    turned = view_of_axes(m, axes.swapped(0, 1, m.ndim))
    times = k % 4
    if times == 0:
        return m[:]
    if times == 2:
        return m[::-1, ::-1]
    return turned[::-1] if times == 1 else turned[:, ::-1]


@builtin(np.atleast_1d)
def atleast_1d(a: object):
    b = np.asarray(a)
    return b if b.ndim > 0 else b[None]


@builtin(np.atleast_2d)
def atleast_2d(a: object):
    b = np.asarray(a)
    if b.ndim >= 2:
        return b
    return b[None, :] if b.ndim > 0 else b[None, None]


@builtin(np.atleast_3d)
def atleast_3d(a: object):
    b = np.asarray(a)
    if b.ndim >= 3:
        return b
    if b.ndim == 2:
        return b[:, :, None]
    return b[None, :, None] if b.ndim > 0 else b[None, None, None]


@builtin(np.diagonal, np.ndarray.diagonal)
def diagonal(a: np.ndarray[Any, np.dtype[D]], offset: int = 0, axis1: Given = 0, axis2: Given = 1):
    """A view; NumPy's is read-only."""
    m = view_of_axes(a, axes.moved((axis1, axis2), (0, 1), a.ndim))
    rows, columns = m.shape[0], m.shape[1]
    n = max(min(rows, columns - offset) if offset >= 0 else min(rows + offset, columns), 0)
    step = op.add(m.strides[0], m.strides[1])
    start = 0
    if n > 0:  # so an offset is no larger than the matrix
        start = op.mul(offset, m.strides[1]) if offset >= 0 else op.mul(-offset, m.strides[0])
    return op.array_view(m, start, *m.shape[2:], n, *m.strides[2:], step)
