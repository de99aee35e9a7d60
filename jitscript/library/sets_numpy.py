"""Sets that are arrays: `intersect1d setdiff1d`, and `unique` of rows or columns."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from . import axes
from .intrinsics import Given, dtype_of, op
from .kinds import D, Ordered
from .ordering_numpy import asked
from .registry import builtin


@builtin(np.intersect1d)
def intersect1d(
    ar1: object, ar2: object, assume_unique: Given = False, return_indices: Given = False
):
    if return_indices:
        return _with_indices(ar1, ar2, assume_unique)
    if assume_unique:
        a, b = np.ravel(ar1), np.ravel(ar2)
    else:
        a, b = np.unique(ar1), np.unique(ar2)
    c, d = np.asarray(a, dtype_of((a, b))), np.asarray(b, dtype_of((a, b)))
    return _twice(c, d)


def _twice(
    a: np.ndarray[tuple[int], np.dtype[Ordered]], b: np.ndarray[tuple[int], np.dtype[Ordered]]
):
    """What is there twice in a row, of both in order: where conversion made neighbours equal, of
    one of them alone too."""
    c = np.sort(np.concatenate((a, b)), kind="stable")
    return c[:-1][c[1:] == c[:-1]]


def _with_indices(ar1: object, ar2: object, assume_unique: Given):
    if assume_unique:
        return _common(np.ravel(ar1), np.ravel(ar2))
    a, i = np.unique(ar1, return_index=True)
    b, j = np.unique(ar2, return_index=True)
    both, first, second = _common(a, b)
    return both, i[first], j[second]


def _common(a: object, b: object):
    """What is in both, and where it is in each."""
    c = np.concatenate((a, b))
    order = np.argsort(c, kind="stable")
    c = c[order]
    twice = c[1:] == c[:-1]
    return c[:-1][twice], order[:-1][twice], order[1:][twice] - len(a)


@builtin(np.setdiff1d)
def setdiff1d(ar1: object, ar2: object, assume_unique: Given = False):
    if assume_unique:
        a = np.ravel(ar1)
        return a[np.isin(a, ar2, invert=True)]
    b = np.unique(ar1)
    return b[np.isin(b, ar2, invert=True)]


@builtin(np.unique)
def unique_along(
    ar: object,
    return_index: Given = False,
    return_inverse: Given = False,
    return_counts: Given = False,
    *,
    axis: Given,
):
    """Of a matrix; a nan in a row makes it different from all others."""
    a = np.asarray(ar)
    axes.only(a.ndim, 2)
    k = axes.axis_of(axis, a.ndim)
    rows = a if k == 0 else a.T
    order = _order(rows)
    n = len(rows)
    first = np.empty(n + 1, np.int64)
    inverse = np.empty(n, np.int64)
    found = 0
    for i in range(n):
        if i == 0 or _differ(rows, int(order[i]), int(order[i - 1])):
            first[found] = i
            found += 1
        inverse[order[i]] = found - 1
    first[found] = n
    values = np.empty((found, rows.shape[1]), dtype_of((a,)))
    index, counts = np.empty(found, np.int64), np.empty(found, np.int64)
    for i in range(found):
        index[i] = order[first[i]]
        values[i] = rows[index[i]]
        counts[i] = first[i + 1] - first[i]
    flags = axes.flags(return_index, return_inverse, return_counts)
    return asked(values if k == 0 else values.T, index, inverse, counts, flags)


def _order(rows: np.ndarray[tuple[int, int], np.dtype[D]]):
    """The order of rows by their first elements, then by their second, and so on."""
    order = np.arange(len(rows))
    j = op.sub(rows.shape[1], 1)
    while j >= 0:
        order = order[np.argsort(rows[order, j], kind="stable")]
        j = op.sub(j, 1)
    return order


def _differ(rows: np.ndarray[tuple[int, int], np.dtype[D]], i: int, k: int) -> bool:
    for j in range(rows.shape[1]):
        if rows[i, j] != rows[k, j]:
            return True
    return False
