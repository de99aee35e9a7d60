"""`np.gradient`: differences between neighbours, at even distances or at given places."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .intrinsics import Given, view_of_axes
from .kinds import D, E, Float
from .registry import builtin

_FEW = (
    "Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) "
    "elements are required."
)


@builtin(np.gradient)
def gradient(f: object, step: object = 1.0, *, axis: Given = None, edge_order: Given = 1):
    a = _inexact(np.asarray(f))
    if axis is not None:
        return _slopes(a, step, axes.axis_of(axis, a.ndim), edge_order)
    if a.ndim == 1:
        return _slopes(a, step, 0, edge_order)
    if np.asarray(step).ndim > 0:
        raise TypeError("invalid number of arguments")
    return _slopes_from(a, step, 0, edge_order)


@builtin(np.gradient)
def gradient_of_planes(
    f: object, step: object, other: object, *, axis: Given = None, edge_order: Given = 1
):
    """Two axes, a step or places for each."""
    a = _inexact(np.asarray(f))
    if axis is not None:
        k, n = axes.axis_of(axis[0], a.ndim), axes.axis_of(axis[1], a.ndim)
        return _slopes(a, step, k, edge_order), _slopes(a, other, n, edge_order)
    if a.ndim != 2:
        raise TypeError("invalid number of arguments")
    return _slopes(a, step, 0, edge_order), _slopes(a, other, 1, edge_order)


def _slopes_from(f: np.ndarray[Any, np.dtype[Float]], step: object, axis: Given, edge_order: Given):
    """Along this axis and all after it."""
    if axes.after(axis) == f.ndim:
        return (_slopes(f, step, axis, edge_order),)
    here = _slopes(f, step, axis, edge_order)
    return (here, *_slopes_from(f, step, axes.after(axis), edge_order))


def _inexact(a: np.ndarray[Any, np.dtype[D]]):
    if np.ones((), D)[()].dtype.kind == "b":
        return a - a  # as NumPy refuses it
    if isinstance(np.ones((), D)[()], np.inexact):
        return a
    return np.asarray(a, np.float64)


def _slopes(f: np.ndarray[Any, np.dtype[Float]], step: object, axis: Given, edge_order: Given):
    if edge_order != 1:
        axes.only(edge_order, 2)
    if np.asarray(step).ndim > 0:
        return _at_places(f, _places(np.asarray(step)), axis, edge_order)
    return _evenly(f, step, axis, edge_order)


def _evenly(f: np.ndarray[Any, np.dtype[Float]], step: object, axis: Given, edge_order: Given):
    if f.shape[axis] <= edge_order:
        raise ValueError(_FEW)
    out = np.empty_like(f)
    first = axes.axis_first(axis, f.ndim)
    _differences(view_of_axes(out, first), view_of_axes(f, first), step, 2.0 * step)
    if edge_order == 2:
        _ends(view_of_axes(out, first), view_of_axes(f, first), step)
    return out


def _ends(
    out: np.ndarray[Any, np.dtype[Float]], f: np.ndarray[Any, np.dtype[Float]], h: object
) -> None:
    """By the parabola through three elements."""
    n = len(f)
    out[0] = (-1.5 / h) * f[0] + (2.0 / h) * f[1] + (-0.5 / h) * f[2]
    out[n - 1] = (0.5 / h) * f[n - 3] + (-2.0 / h) * f[n - 2] + (1.5 / h) * f[n - 1]


def _differences(
    out: np.ndarray[Any, np.dtype[Float]],
    a: np.ndarray[Any, np.dtype[Float]],
    h: object,
    two: object,
) -> None:
    n = len(a)
    out[1:-1] = (a[2:] - a[:-2]) / two
    out[0] = (a[1] - a[0]) / h
    out[n - 1] = (a[n - 1] - a[n - 2]) / h


def _places(x: np.ndarray[Any, np.dtype[D]]):
    """The places of elements; as floats, where their differences could wrap."""
    if x.ndim != 1:
        raise ValueError("distances must be either scalars or 1d")
    if isinstance(np.ones((), D)[()], np.integer):
        return np.asarray(x, np.float64)
    return x


def _at_places(
    like: np.ndarray[Any, np.dtype[Float]],
    x: np.ndarray[tuple[int], np.dtype[E]],
    axis: Given,
    edge_order: Given,
):
    """Where the distances differ. Those that are all the same count as one step, as NumPy has
    it."""
    last = axes.axis_last(axis, like.ndim)
    f = view_of_axes(like, last)
    n = f.shape[-1]
    if len(x) != n:
        raise ValueError("when 1d, distances must match the length of the corresponding dimension")
    d = np.diff(x)
    if (d == d[0]).all():
        return _evenly(like, d[0], axis, edge_order)
    if n <= edge_order:
        raise ValueError(_FEW)
    out = np.empty_like(like)
    to = view_of_axes(out, last)
    p, q = d[:-1], d[1:]
    a, b, c = -q / (p * (p + q)), (q - p) / (p * q), p / (q * (p + q))
    to[..., 1:-1] = a * f[..., :-2] + b * f[..., 1:-1] + c * f[..., 2:]
    if edge_order == 1:
        to[..., 0] = (f[..., 1] - f[..., 0]) / d[0]
        to[..., n - 1] = (f[..., n - 1] - f[..., n - 2]) / d[n - 2]
    else:
        g, h = d[0], d[1]
        a, b, c = -(2.0 * g + h) / (g * (g + h)), (g + h) / (g * h), -g / (h * (g + h))
        to[..., 0] = a * f[..., 0] + b * f[..., 1] + c * f[..., 2]
        g, h = d[n - 3], d[n - 2]
        a, b, c = h / (g * (g + h)), -(h + g) / (g * h), (2.0 * h + g) / (h * (g + h))
        to[..., n - 1] = a * f[..., n - 3] + b * f[..., n - 2] + c * f[..., n - 1]
    return out
