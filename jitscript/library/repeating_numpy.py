"""Elements again and elsewhere: `tile repeat roll delete insert`, and `pad`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .intrinsics import Given, array_of, dtype_of, inline, op, view_of_axes
from .kinds import D, E, Whole
from .numpy_create import filled
from .registry import builtin


@builtin(np.tile)
def tile_one(A: object, reps: int):
    return np.tile(A, (reps,))


@builtin(np.tile)
def tile(A: object, reps: tuple[int, ...]):
    a = np.asarray(A)
    b = view_of_axes(a, axes.led(a.ndim, len(reps)))
    if b.ndim == 0:
        return b.copy()
    out = np.empty(_all_times(b, reps, 0), dtype_of((b,)))
    if out.size > 0:
        _tile(out, b)
    return out


def _all_times(a: np.ndarray[Any, np.dtype[D]], reps: tuple[int, ...], axis: Given):
    """The sizes of the axes of the tiles, from this one on."""
    if axis == a.ndim:
        return ()
    return (_times(a, reps, axis), *_all_times(a, reps, axes.after(axis)))


def _times(a: np.ndarray[Any, np.dtype[D]], reps: tuple[int, ...], axis: Given) -> int:
    """The size of an axis of the tiles."""
    k = axes.from_end(axis, a.ndim, len(reps))
    if k < 0:
        return a.shape[axis]
    return a.shape[axis] * max(reps[k], 0)


def _tile(out: np.ndarray[Any, np.dtype[D]], a: np.ndarray[Any, np.dtype[D]]) -> None:
    n = len(a)
    for k in range(len(out)):
        if out.ndim == 1:
            out[k] = a[k % n]
        else:
            _tile(out[k], a[k % n])


@builtin(np.repeat, np.ndarray.repeat)
def repeat_flat(a: object, repeats: object, axis: None = None):
    flat = np.ravel(a)
    return np.take(flat, _again(len(flat), repeats), 0)


@builtin(np.repeat, np.ndarray.repeat)
def repeat(a: object, repeats: object, axis: Given):
    b = np.asarray(a)
    k = axes.axis_of(axis, b.ndim)
    return np.take(b, _again(b.shape[k], repeats), k)


def _again(n: int, repeats: object):
    """Each index below n as often as is said."""
    if isinstance(repeats, int):
        if repeats < 0 and n > 0:
            raise ValueError("negative dimensions are not allowed")
        found = np.empty(n * repeats if n > 0 else 0, np.int64)
        for i in range(n):
            for k in range(repeats):
                op.array_store(found, op.add(op.mul(i, repeats), k), np.int64(i))
        return found
    counts = np.asarray(repeats)
    return _as_often(n, counts)


def _as_often(n: int, counts: np.ndarray[Any, np.dtype[Whole]]):
    flat = np.ravel(counts)
    if len(flat) == 1:
        return _again(n, int(flat[0]))
    if len(flat) != n:
        raise ValueError(
            f"operands could not be broadcast together with shape ({n},) ({len(flat)},)"
        )
    total = 0
    for c in flat:
        if c < 0:
            raise ValueError("repeats may not contain negative values.")
        total += int(c)
    found = np.empty(total, np.int64)
    at = 0
    for i in range(n):
        for _k in range(int(flat[i])):
            found[at] = i
            at += 1
    return found


@builtin(np.roll)
def roll_flat(a: object, shift: int, axis: None = None):
    b = np.asarray(a)
    out = np.empty_like(b)
    _rolled(np.ravel(out), np.ravel(b), shift)
    return out


@builtin(np.roll)
def roll(a: object, shift: int, axis: Given):
    b = np.asarray(a)
    if axes.is_sequence(axis):
        return _rolled_all(b, shift, axis, 0)
    out = np.empty_like(b)
    order = axes.axis_first(axes.axis_of(axis, b.ndim), b.ndim)
    _rolled(view_of_axes(out, order), view_of_axes(b, order), shift)
    return out


@builtin(np.roll)
def roll_flat_by_u64(a: object, shift: np.uint64, axis: None = None):
    b = np.asarray(a)
    return np.roll(b, _within(shift, b.size))


@builtin(np.roll)
def roll_by_u64(a: object, shift: np.uint64, axis: Given):
    b = np.asarray(a)
    if axes.is_sequence(axis):
        return np.roll(b, int(shift), axis)
    return np.roll(b, _within(shift, b.shape[axes.axis_of(axis, b.ndim)]), axis)


def _within(shift: np.uint64, n: int) -> int:
    """A shift by less than a turn: it may be beyond all ints."""
    return int(shift % np.uint64(n)) if n > 0 else 0


def _rolled_all(a: np.ndarray[Any, np.dtype[D]], shift: int, along: Given, i: Given):
    if i == len(along):
        return a
    return _rolled_all(np.roll(a, shift, along[i]), shift, along, axes.after(i))


@builtin(np.roll)
def roll_each(a: object, shift: tuple[int, ...], axis: Given):
    b = np.asarray(a)
    along = axes.axis_sequence(axis)
    if len(along) == 1:
        return np.roll(b, sum(shift), along[0])
    if len(shift) == 1:
        return np.roll(b, shift[0], axis)
    return _rolled_each(b, shift, axes.as_many(len(shift), along), 0)


def _rolled_each(a: np.ndarray[Any, np.dtype[D]], shift: tuple[int, ...], along: Given, i: Given):
    if i == len(along):
        return a
    return _rolled_each(np.roll(a, shift[i], along[i]), shift, along, axes.after(i))


def _rolled(out: np.ndarray[Any, np.dtype[D]], a: np.ndarray[Any, np.dtype[D]], shift: int) -> None:
    n = len(a)
    if n > 0:
        k = shift % n
        out[k:] = a[: n - k]
        out[:k] = a[n - k :]


# --- without and with ---------------------------------------------------------------------------


@builtin(np.delete)
def delete_flat(arr: object, obj: object, axis: None = None):
    flat = np.ravel(arr)
    return np.take(flat, _left(len(flat), obj, 0), 0)


@builtin(np.delete)
def delete(arr: object, obj: object, axis: Given):
    b = np.asarray(arr)
    k = axes.axis_of(axis, b.ndim)
    return np.take(b, _left(b.shape[k], obj, k), k)


def _left(n: int, obj: object, axis: int):
    """The indices below n that are not deleted."""
    keep = np.ones(n, np.bool_)
    if isinstance(obj, int):
        if obj < -n or obj >= n:
            raise IndexError(f"index {obj} is out of bounds for axis {axis} with size {n}")
        keep[obj] = False
    else:
        keep[np.asarray(obj)] = False
    return np.flatnonzero(keep)


@builtin(np.insert)
def insert_flat(arr: object, obj: int, values: object, axis: None = None):
    flat = np.ravel(arr)
    return _inserted(flat, obj, np.ravel(array_of(values, dtype_of((flat,)))), 0)


@builtin(np.insert)
def insert(arr: np.ndarray[Any, np.dtype[D]], obj: int, values: object, axis: Given):
    k = axes.axis_of(axis, arr.ndim)
    order = axes.axis_first(k, arr.ndim)
    m = view_of_axes(arr, order)
    n = len(m)
    at = _place(obj, n, k)
    shape = (*arr.shape[:k], n + 1, *arr.shape[axes.after(k) :])
    out = op.array_alloc(*shape, dtype=D, zero=False)
    to = view_of_axes(out, order)
    to[:at] = m[:at]
    to[at] = values
    to[at + 1 :] = m[at:]
    return out


def _place(obj: int, n: int, axis: int) -> int:
    if obj < -n or obj > n:
        raise IndexError(f"index {obj} is out of bounds for axis {axis} with size {n}")
    return obj + n if obj < 0 else obj


def _inserted(
    a: np.ndarray[tuple[int], np.dtype[D]],
    obj: int,
    values: np.ndarray[tuple[int], np.dtype[D]],
    axis: int,
):
    n, m = len(a), len(values)
    at = _place(obj, n, axis)
    out = np.empty(n + m, D)
    out[:at] = a[:at]
    out[at : at + m] = values
    out[at + m :] = a[at:]
    return out


# --- pad ----------------------------------------------------------------------------------------


@builtin(np.pad)
def pad(array: object, pad_width: object, mode: Given = "constant", *, constant_values: object = 0):
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
    out = np.empty(_spans(a, widths, 0), D)
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
    return np.take(a, where, axis)


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
