"""`np.pad`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .intrinsics import Given, inline, op, view_of_axes
from .kinds import D, E, Whole
from .numpy_create import filled
from .orders_numpy import empty_beside
from .registry import builtin


@builtin(np.pad)
def pad(array: object, pad_width: object, mode: Given = "constant", *, constant_values: object = 0):
    if mode not in ("constant", "edge", "wrap", "reflect", "symmetric"):
        axes.no_mode(mode)
    a = np.asarray(array)
    widths = np.asarray(pad_width)
    if widths.ndim > 2:
        raise ValueError("input operand has more dimensions than allowed by the axis remapping")
    _check_signed(widths)
    if np.any(widths < 0):
        raise ValueError("index can't contain negative values")
    _check_pairs(widths, a.ndim)
    if mode == "constant":
        return _padded(a, widths, constant_values)
    return _extended_from(a, widths, mode, 0)


def _check_signed(widths: np.ndarray[Any, np.dtype[D]]) -> None:
    if not isinstance(np.ones((), D)[()], np.signedinteger):
        raise TypeError("`pad_width` must be of integral type.")


def _check_pairs(x: np.ndarray[Any, np.dtype[D]], n: int) -> None:
    """Whether there is one number for all, two, or two for each of `n` axes."""
    if x.ndim == 1 and not 0 < len(x) < 3:
        shape = f"({len(x)},)"
    elif x.ndim == 2 and x.size != 1 and not _is_pairs(x.shape[0], x.shape[1], n):
        shape = f"({x.shape[0]},{x.shape[1]})"
    else:
        return
    raise ValueError(
        "operands could not be broadcast together with remapped shapes [original->remapped]: "
        f"{shape}  and requested shape ({n},2)"
    )


def _is_pairs(rows: int, columns: int, n: int) -> bool:
    return (rows == 1 and columns == 2) or ((rows in (1, n)) and columns in (1, 2))


def _extended_from(
    a: np.ndarray[Any, np.dtype[D]],
    widths: np.ndarray[Any, np.dtype[Whole]],
    mode: Given,
    axis: Given,
):
    """Along this axis, then along all after it."""
    if axis == a.ndim:
        return a
    return _extended_from(_extended(a, widths, mode, axis), widths, mode, axes.after(axis))


def _width(widths: np.ndarray[Any, np.dtype[Whole]], axis: int, side: int) -> int:
    if widths.ndim == 0:
        return int(widths[()])
    if widths.ndim == 1:
        return int(widths[side if len(widths) > 1 else 0])
    return int(widths[axis if widths.shape[0] > 1 else 0, side if widths.shape[1] > 1 else 0])


def _span(
    a: np.ndarray[Any, np.dtype[D]], widths: np.ndarray[Any, np.dtype[Whole]], axis: int
) -> int:
    return a.shape[axis] + _width(widths, axis, 0) + _width(widths, axis, 1)


def _padded(
    a: np.ndarray[Any, np.dtype[D]], widths: np.ndarray[Any, np.dtype[Whole]], value: object
):
    out = empty_beside(a, _spans(a, widths, 0), D)
    # what may be an int or a float is looked at apart
    if isinstance(value, int):  # noqa: SIM114
        filled(out, np.asarray(value)[()])
    elif isinstance(value, float):
        filled(out, np.asarray(value)[()])
    else:
        _surrounded(out, widths, np.asarray(value)[()])
    start = 0
    for k in range(a.ndim):
        start = op.add(start, op.mul(_width(widths, k, 0), out.strides[k]))
    op.array_view(out, start, *a.shape, *out.strides)[...] = a
    return out


def _surrounded(
    out: np.ndarray[Any, np.dtype[D]], widths: np.ndarray[Any, np.dtype[Whole]], value: object
) -> None:
    if isinstance(value, np.ndarray):
        _check_pairs(value, out.ndim)
        _edged(out, widths, value, 0)
    else:
        filled(out, value)


def _edged(
    out: np.ndarray[Any, np.dtype[D]],
    widths: np.ndarray[Any, np.dtype[Whole]],
    values: np.ndarray[Any, np.dtype[E]],
    axis: Given,
) -> None:
    """Sides with values of their own; those of the last axis have the corners."""
    if axis < out.ndim:
        rows = np.swapaxes(out, 0, axis)
        before, after = rows[: _width(widths, axis, 0)], rows[len(rows) - _width(widths, axis, 1) :]
        first, last = _of_side(values, axis, 0), _of_side(values, axis, 1)
        if values.size == 1 or (values.size == 2 and (values.ndim == 1 or len(values) == 1)):
            before[...], after[...] = first, last
        else:  # NumPy has made Python's numbers of them
            before[...], after[...] = first.item(), last.item()
        _edged(out, widths, values, axes.after(axis))


@inline
def _of_side(values: np.ndarray[Any, np.dtype[E]], axis: int, side: int):
    if values.ndim == 1:
        return values[side if len(values) > 1 else 0]
    return values[axis if values.shape[0] > 1 else 0, side if values.shape[1] > 1 else 0]


def _spans(a: np.ndarray[Any, np.dtype[D]], widths: np.ndarray[Any, np.dtype[Whole]], axis: Given):
    """The sizes with what is added, from this axis on."""
    if axis == a.ndim:
        return ()
    return (_span(a, widths, axis), *_spans(a, widths, axes.after(axis)))


@inline
def _with(shape: tuple[int, ...], axis: Given, n: int):
    """The shape with another size along one axis."""
    return (*shape[:axis], n, *shape[axes.after(axis) :])


def _extended(
    a: np.ndarray[Any, np.dtype[D]],
    widths: np.ndarray[Any, np.dtype[Whole]],
    mode: Given,
    axis: Given,
):
    """The array with more of itself before and after along an axis."""
    n, before = a.shape[axis], _width(widths, axis, 0)
    where = np.empty(_span(a, widths, axis), np.int64)
    if n == 0 and len(where) > 0:
        raise ValueError(
            f"can't extend empty axis {axis} using modes other than 'constant' or 'empty'"
        )
    for k in range(len(where)):
        where[k] = _inside(k - before, n, mode)
    out = empty_beside(a, _with(a.shape, axis, len(where)), D)
    first = axes.axis_first(axis, a.ndim)
    to, rows = view_of_axes(out, first), view_of_axes(a, first)
    for k in range(len(where)):
        to[k] = rows[where[k]]
    return out


def _inside(i: int, n: int, mode: Given) -> int:
    if mode == "edge":
        return min(max(i, 0), n - 1)
    if mode == "wrap":
        return i % n
    if mode == "reflect":
        j = i % max(2 * (n - 1), 1)
        return j if j < n else 2 * (n - 1) - j
    if mode == "symmetric":
        j = i % (2 * n)
        return j if j < n else 2 * n - 1 - j
    return axes.no_mode(mode)
