"""`ufunc.at`: an operation at places of an array, one after the other."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import indexing_numpy as indexing
from .intrinsics import Given, op
from .kinds import D, E, Whole


def at_numbers(
    ufunc: Given,
    a: np.ndarray[tuple[int], np.dtype[D]],
    indices: np.ndarray[Any, np.dtype[Whole]],
    b: np.ndarray[Any, np.dtype[E]],
) -> None:
    """Of a row: every index in turn, with the value that belongs to it."""
    op.check_writeable(a)
    where = indexing.flat(indices)
    values = np.empty(indices.shape, E)
    values[...] = b
    given = indexing.flat(values)
    for k in range(len(where)):
        i = op.cast(where[k], to=int)
        if i < -len(a) or i >= len(a):
            raise IndexError(f"index {i} is out of bounds for axis 0 with size {len(a)}")
    for k in range(len(where)):
        i = op.cast(where[k], to=int)
        a[i] = ufunc(a[i], given[k])
