"""What `np.mgrid` and `np.ogrid` are made of: the numbers along each axis, and grids of them."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

import numpy as np

from .intrinsics import array_of, dtype_of, op
from .kinds import D

Point = TypeVar("Point", int, float)


def counted(start: Point, stop: Point, step: Point) -> int:
    """How many numbers there are in steps."""
    found = (stop - start) / step
    if found != found:
        raise ValueError("cannot convert float NaN to integer")
    if np.abs(found) >= 9223372036854775807.0:
        raise ValueError("Maximum allowed size exceeded")
    return max(op.cast(op.ceil(found), to=int), 0)


def in_steps(n: int, step: Point, start: Point, to: type[D]):
    return np.arange(n).astype(to) * step + start


def points(n: int, start: float, stop: float):
    """So many numbers with both ends: what a complex step says."""
    step = (stop - start) / float(n - 1) if n != 1 else 1.0
    return np.arange(n).astype(np.float64) * step + start


def dense(rows: object):
    """All rows, each along its axis of one array."""
    if len(rows) == 1:
        return rows[0][None, :]
    if len(rows) == 2:
        out = np.empty((2, len(rows[0]), len(rows[1])), dtype_of(rows))
        out[0] = rows[0][:, None]
        out[1] = rows[1]
        return out
    out = np.empty((3, len(rows[0]), len(rows[1]), len(rows[2])), dtype_of(rows))
    out[0] = rows[0][:, None, None]
    out[1] = rows[1][:, None]
    out[2] = rows[2]
    return out


def open_(rows: object):
    """The rows themselves, each along its axis."""
    if len(rows) == 1:
        return (rows[0],)
    t = dtype_of(rows)
    if len(rows) == 2:
        return np.asarray(rows[0], t)[:, None], np.asarray(rows[1], t)[None, :]
    return (
        np.asarray(rows[0], t)[:, None, None],
        np.asarray(rows[1], t)[None, :, None],
        np.asarray(rows[2], t)[None, None, :],
    )


# --- `np.r_` and `np.c_` ------------------------------------------------------------------------


def as_row(part: object):
    return np.atleast_1d(array_of(part))


def as_column(part: object):
    a = array_of(part)
    return a if a.ndim > 1 else np.atleast_1d(a)[:, None]


def joined_rows(parts: object):
    return np.concatenate(parts, 0)


def joined_columns(parts: object):
    return np.concatenate(parts, -1)
