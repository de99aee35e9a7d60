"""`a.flat`: all elements of an array in C order, by one index."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any, Generic, TypeVar

import numpy as np

from .intrinsics import inline, op
from .kinds import D, E
from .registry import builtin

A = TypeVar("A")


@builtin(np.flatiter)
class Flat(Generic[A]):
    """The elements by one index. Each loop over it begins anew."""

    base: A

    def __init__(self, base: A) -> None:
        self.base = base

    def __len__(self) -> int:
        return self.base.size

    def __getitem__(self, i: object):
        return op.array_load(_element(self.base, _place(i)))

    def __setitem__(self, i: object, value: object) -> None:
        op.check_writeable(self.base, flat=True)
        _element(self.base, _place(i))[...] = value

    def __getslice__(self, start: int | None, stop: int | None, step: int | None):
        return _part(self.base, range(self.base.size)[start:stop:step])

    def __setslice__(
        self, start: int | None, stop: int | None, step: int | None, value: object
    ) -> None:
        op.check_writeable(self.base, flat=True)
        _fill(self.base, range(self.base.size)[start:stop:step], np.asarray(value))

    def copy(self):
        return self.base.flatten()


def _part(a: np.ndarray[Any, np.dtype[D]], where: range):
    """The elements at these places: a copy."""
    out = np.empty(len(where), D)
    for k, i in enumerate(where):
        out[k] = op.array_load(_element(a, i))
    return out


def _fill(a: np.ndarray[Any, np.dtype[D]], where: range, value: np.ndarray[Any, np.dtype[E]]):
    """One element after the other, of which there may be fewer: then they come again."""
    if value.size > 0:
        for k, i in enumerate(where):
            _element(a, i)[...] = op.array_load(_element(value, k % value.size)).astype(D)


@inline
def _place(i: object) -> int:
    if isinstance(i, (bool, np.bool_)):
        raise IndexError("a bool as an index of .flat is not supported in compiled code")
    return i


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
