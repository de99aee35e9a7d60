"""Going through all elements of an array in C order: `a.flat`, `np.ndenumerate`, `np.ndindex`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any, Generic, TypeVar

import numpy as np

from .intrinsics import op
from .kinds import D
from .registry import builtin

A = TypeVar("A")
Row = np.ndarray[tuple[int], np.dtype[D]]
Plane = np.ndarray[tuple[int, int], np.dtype[D]]
Cube = np.ndarray[tuple[int, int, int], np.dtype[D]]
Block = np.ndarray[tuple[int, int, int, int], np.dtype[D]]


@builtin(np.ndindex)
def ndindex_1(n: int):
    _counted(n)
    for i in range(n):
        yield (i,)


@builtin(np.ndindex)
def ndindex_2(n: int, m: int):
    _counted(n)
    _counted(m)
    for i in range(n):
        for j in range(m):
            yield i, j


@builtin(np.ndindex)
def ndindex_3(n: int, m: int, k: int):
    _counted(n)
    _counted(m)
    _counted(k)
    for i in range(n):
        for j in range(m):
            for l in range(k):  # noqa: E741
                yield i, j, l


@builtin(np.ndindex)
def ndindex_4(n: int, m: int, k: int, last: int):
    _counted(last)
    for i, j, l in np.ndindex(n, m, k):  # noqa: E741
        for p in range(last):
            yield i, j, l, p


@builtin(np.ndindex)
def ndindex_of_row(shape: tuple[int]):
    yield from np.ndindex(shape[0])


@builtin(np.ndindex)
def ndindex_of_plane(shape: tuple[int, int]):
    yield from np.ndindex(shape[0], shape[1])


@builtin(np.ndindex)
def ndindex_of_cube(shape: tuple[int, int, int]):
    yield from np.ndindex(shape[0], shape[1], shape[2])


@builtin(np.ndindex)
def ndindex_of_block(shape: tuple[int, int, int, int]):
    yield from np.ndindex(shape[0], shape[1], shape[2], shape[3])


def _counted(n: int) -> None:
    if n < 0:
        raise ValueError("negative dimensions are not allowed")


@builtin(np.ndenumerate)
def ndenumerate_row(arr: Row):
    for i in range(len(arr)):
        yield (i,), arr[i]


@builtin(np.ndenumerate)
def ndenumerate_plane(arr: Plane):
    for i in range(arr.shape[0]):
        for j in range(arr.shape[1]):
            yield (i, j), arr[i, j]


@builtin(np.ndenumerate)
def ndenumerate_cube(arr: Cube):
    for i in range(arr.shape[0]):
        for j in range(arr.shape[1]):
            for k in range(arr.shape[2]):
                yield (i, j, k), arr[i, j, k]


@builtin(np.ndenumerate)
def ndenumerate_block(arr: Block):
    for i in range(arr.shape[0]):
        for (j, k, l), x in np.ndenumerate(arr[i]):  # noqa: E741
            yield (i, j, k, l), x


# --- a.flat -------------------------------------------------------------------------------------


@builtin(np.flatiter)
class Flat(Generic[A]):
    """The elements by one index. Each loop over it begins anew."""

    base: A

    def __init__(self, base: A) -> None:
        self.base = base

    def __len__(self) -> int:
        return self.base.size

    def __getitem__(self, i: int):
        return op.array_load(_element(self.base, i))

    def __setitem__(self, i: int, value: object) -> None:
        _element(self.base, i)[...] = value

    def copy(self):
        return self.base.flatten()


def _element(a: np.ndarray[Any, np.dtype[D]], i: int):
    """Element `i` in C order, as a view."""
    n = a.size
    k = i + n if i < 0 else i
    if k < 0 or k >= n:
        raise IndexError("index " + str(i) + " is out of bounds for size " + str(n))
    at = 0
    for axis in range(a.ndim):
        last = a.ndim - 1 - axis
        size = a.shape[last]
        at += k % size * a.strides[last]
        k //= size
    return op.array_view(a, at)
