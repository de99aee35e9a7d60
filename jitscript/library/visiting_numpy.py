"""Going through arrays by place, and functions along axes: `ndindex ndenumerate fromfunction
apply_along_axis`; what `vectorize` and `piecewise` are made of."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .intrinsics import Given
from .kinds import D, E
from .registry import builtin

_NEGATIVE = "negative dimensions are not allowed"


@builtin(np.ndindex)
def places_1(a: int):
    if a < 0:
        raise ValueError(_NEGATIVE)
    for i in range(a):
        yield (i,)


@builtin(np.ndindex)
def places_2(a: int, b: int):
    if a < 0 or b < 0:
        raise ValueError(_NEGATIVE)
    for i in range(a):
        for j in range(b):
            yield i, j


@builtin(np.ndindex)
def places_3(a: int, b: int, c: int):
    if a < 0 or b < 0 or c < 0:
        raise ValueError(_NEGATIVE)
    for i in range(a):
        for j in range(b):
            for k in range(c):
                yield i, j, k


@builtin(np.ndindex)
def places_4(a: int, b: int, c: int, d: int):
    if a < 0 or b < 0 or c < 0 or d < 0:
        raise ValueError(_NEGATIVE)
    for i in range(a):
        for j in range(b):
            for k in range(c):
                for n in range(d):
                    yield i, j, k, n


@builtin(np.ndindex)
def places_5(a: int, b: int, c: int, d: int, e: int):
    if a < 0 or b < 0 or c < 0 or d < 0 or e < 0:
        raise ValueError(_NEGATIVE)
    for i in range(a):
        for j, k, n, m in np.ndindex(b, c, d, e):
            yield i, j, k, n, m


@builtin(np.ndindex)
def places_of_1(shape: tuple[int]):
    yield from np.ndindex(shape[0])


@builtin(np.ndindex)
def places_of_2(shape: tuple[int, int]):
    yield from np.ndindex(shape[0], shape[1])


@builtin(np.ndindex)
def places_of_3(shape: tuple[int, int, int]):
    yield from np.ndindex(shape[0], shape[1], shape[2])


@builtin(np.ndindex)
def places_of_4(shape: tuple[int, int, int, int]):
    yield from np.ndindex(shape[0], shape[1], shape[2], shape[3])


@builtin(np.ndindex)
def places_of_5(shape: tuple[int, int, int, int, int]):
    yield from np.ndindex(shape[0], shape[1], shape[2], shape[3], shape[4])


@builtin(np.ndenumerate)
def each_1(arr: np.ndarray[tuple[int], np.dtype[D]]):
    for i in range(arr.shape[0]):
        yield (i,), arr[i]


@builtin(np.ndenumerate)
def each_2(arr: np.ndarray[tuple[int, int], np.dtype[D]]):
    for i in range(arr.shape[0]):
        for j in range(arr.shape[1]):
            yield (i, j), arr[i, j]


@builtin(np.ndenumerate)
def each_3(arr: np.ndarray[tuple[int, int, int], np.dtype[D]]):
    for i in range(arr.shape[0]):
        for j in range(arr.shape[1]):
            for k in range(arr.shape[2]):
                yield (i, j, k), arr[i, j, k]


@builtin(np.ndenumerate)
def each_4(arr: np.ndarray[tuple[int, int, int, int], np.dtype[D]]):
    for i in range(arr.shape[0]):
        for (j, k, n), x in np.ndenumerate(arr[i]):
            yield (i, j, k, n), x


@builtin(np.ndenumerate)
def each_5(arr: np.ndarray[tuple[int, int, int, int, int], np.dtype[D]]):
    for i in range(arr.shape[0]):
        for (j, k, n, m), x in np.ndenumerate(arr[i]):
            yield (i, j, k, n, m), x


@builtin(np.fromfunction)
def from_function_1(function, shape: tuple[int], dtype: type[D] = np.float64):
    i = np.indices(shape).astype(dtype)
    return function(i[0])


@builtin(np.fromfunction)
def from_function_2(function, shape: tuple[int, int], dtype: type[D] = np.float64):
    i = np.indices(shape).astype(dtype)
    return function(i[0], i[1])


@builtin(np.fromfunction)
def from_function_3(function, shape: tuple[int, int, int], dtype: type[D] = np.float64):
    i = np.indices(shape).astype(dtype)
    return function(i[0], i[1], i[2])


@builtin(np.apply_along_axis)
def apply_along_axis(func1d, axis: Given, arr: object):
    a = np.asarray(arr)
    k = axes.axis_of(axis, a.ndim)
    return _along(func1d, np.moveaxis(a, k, -1), k)


_NOTHING = "Cannot apply_along_axis when any iteration dimensions are 0"


def _along(func1d, v: np.ndarray[Any, np.dtype[D]], axis: Given):
    if v.ndim == 1:
        return np.array(func1d(v))
    for n in v.shape[:-1]:
        if n == 0:
            raise ValueError(_NOTHING)
    first = np.asarray(func1d(_first_row(v)))
    made = np.zeros(v.shape[:-1] + first.shape, first.dtype)
    _fill_along(func1d, made, v, first, True)
    return _back(made, axes.before(v.ndim), first.ndim, axis)


def _first_row(v: np.ndarray[Any, np.dtype[D]]):
    return v if v.ndim == 1 else _first_row(v[0])


def _fill_along(
    func1d,
    made: np.ndarray[Any, np.dtype[D]],
    v: np.ndarray[Any, np.dtype[E]],
    first: np.ndarray[Any, np.dtype[D]],
    at_first: bool,
) -> None:
    """The function is called once for each row, so not again for the first."""
    for i in range(len(v)):
        if v.ndim > 2:
            _fill_along(func1d, made[i], v[i], first, at_first and i == 0)
        elif at_first and i == 0:
            made[i] = first
        else:
            made[i] = func1d(v[i])


def _back(made: np.ndarray[Any, np.dtype[D]], outer: Given, inner: Given, axis: Given):
    """The axes that a function gave, where the one that it was given had been."""
    return np.transpose(made, axes.put_back(outer, inner, axis))


# --- np.vectorize and np.piecewise, whose functions the compiler knows ---------------------------


def first_element(a: np.ndarray[Any, np.dtype[D]]) -> D:
    """The first element of an array that has one."""
    v = a
    if v.ndim == 0:
        return v[()]
    if v.ndim == 1:
        return v[0]
    return first_element(v[0])


def part(a: np.ndarray[Any, np.dtype[D]], i: int):
    return a[i]


def none_of(conditions: np.ndarray[Any, np.dtype[np.bool_]]):
    """Where no condition is true."""
    return ~np.any(conditions, axis=0)


def piece(
    function,
    out: np.ndarray[Any, np.dtype[D]],
    here: np.ndarray[Any, np.dtype[np.bool_]],
    a: np.ndarray[Any, np.dtype[D]],
) -> None:
    chosen = a[here]
    if chosen.size > 0:
        out[here] = function(chosen)


def piece_of_number(
    out: np.ndarray[Any, np.dtype[D]], here: np.ndarray[Any, np.dtype[np.bool_]], value: object
) -> None:
    out[here] = value
