"""Elements again and elsewhere: `tile repeat roll`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .intrinsics import Given, dtype_of, op, view_of_axes
from .kinds import D, Whole
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
    for k in range(len(reps)):
        if reps[k] < 0 and b.size > 0:
            raise ValueError("negative dimensions are not allowed")
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
    out = np.empty(b.shape, dtype_of((b,)))
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
