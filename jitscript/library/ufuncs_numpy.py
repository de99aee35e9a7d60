"""`ufunc.at`: an operation in place, at places (`indexing_numpy.py`) one after the other."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from .indexing_numpy import element_at
from .intrinsics import Given, inline
from .kinds import D, E


def combine(
    ufunc: Given,
    part: np.ndarray[Any, np.dtype[D]],
    where: np.ndarray[Any, np.dtype[np.int64]],
    values: np.ndarray[Any, np.dtype[E]],
) -> None:
    """The part at every place with what `values`, of the shape of all, has for it."""
    if where.ndim == 0:
        _combine(ufunc, element_at(part, where[()]), values)
    else:
        for k in range(len(where)):
            if where.ndim > 1:
                combine(ufunc, part, where[k], values[k])
            elif part.ndim == 0:
                to = element_at(part, where[k])
                to[()] = _stored(ufunc(to[()], values[k]), D)
            else:
                _combine(ufunc, element_at(part, where[k]), values[k])


def _combine(
    ufunc: Given, to: np.ndarray[Any, np.dtype[D]], values: np.ndarray[Any, np.dtype[E]]
) -> None:
    if to.ndim == 0:
        to[()] = _stored(ufunc(to[()], values[()]), D)
    else:
        for k in range(len(to)):
            if to.ndim > 1:
                _combine(ufunc, to[k], values[k])
            else:
                to[k] = _stored(ufunc(to[k], values[k]), D)


@inline
def _stored(x: object, to: Given):
    """What a function gives as an element: as NumPy casts arrays, which nothing checks."""
    return np.asarray(x).astype(to)[()]


def change(
    ufunc: Given,
    part: np.ndarray[Any, np.dtype[D]],
    where: np.ndarray[Any, np.dtype[np.int64]],
) -> None:
    """The part at every place, by a function of one operand."""
    if where.ndim == 0:
        _change(ufunc, element_at(part, where[()]))
    else:
        for k in range(len(where)):
            if where.ndim > 1:
                change(ufunc, part, where[k])
            else:
                _change(ufunc, element_at(part, where[k]))


def _change(ufunc: Given, to: np.ndarray[Any, np.dtype[D]]) -> None:
    if to.ndim == 0:
        to[()] = ufunc(to[()])
    else:
        for k in range(len(to)):
            if to.ndim > 1:
                _change(ufunc, to[k])
            else:
                to[k] = ufunc(to[k])
