"""`np.histogram`: in how many bins of equal width, or between which edges, elements lie."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .intrinsics import Given, op
from .kinds import D, E, Real
from .registry import builtin

BLOCK = 65536  # elements that NumPy counts, and whose weights it adds, at once


@builtin(np.histogram)
def histogram(
    a: object,
    bins: int = 10,
    range: object = None,
    density: Given = None,
    weights: object = None,
):
    x = _measured(np.asarray(a))
    first, last = _ends(x, range)
    if bins < 1:
        raise ValueError("`bins` must be positive, when an integer")
    edges = np.linspace(first, last, bins + 1)
    if weights is None:
        found = np.zeros(bins, np.int64)
        _count(found, x, edges, first, last)
    else:
        w = np.asarray(weights)
        _fit(np.asarray(a), w)
        found = _weighted(x, edges, first, last, np.ravel(w))
    return _share(found, edges, density), edges


@builtin(np.histogram)
def histogram_between(
    a: object,
    bins: object,
    range: object = None,
    density: Given = None,
    weights: object = None,
):
    edges = np.asarray(bins)
    if edges.ndim != 1:
        raise ValueError("`bins` must be 1d, when an array")
    for i in np.arange(max(len(edges) - 1, 0)):
        if edges[i] > edges[i + 1]:
            raise ValueError("`bins` must increase monotonically, when an array")
    x = np.ravel(np.asarray(a))
    if weights is None:
        found = np.zeros(len(edges), np.int64)
        for start in _starts(len(x)):
            part = np.sort(x[start : start + BLOCK])
            found[:-1] += np.searchsorted(part, edges[:-1], "left")
            found[-1] += np.searchsorted(part, edges[-1], "right")
        counts = np.diff(found)
    else:
        _fit(np.asarray(a), np.asarray(weights))
        counts = _weighted_between(x, edges, np.ravel(np.asarray(weights)))
    return _share(counts, edges, density), edges


def _weighted_between(
    x: np.ndarray[tuple[int], np.dtype[D]],
    edges: np.ndarray[tuple[int], np.dtype[E]],
    w: np.ndarray[tuple[int], np.dtype[Real]],
):
    found = np.zeros(len(edges), Real)
    for start in _starts(len(x)):
        order = np.argsort(x[start : start + BLOCK])
        part = x[start : start + BLOCK][order]
        sums = np.append(np.zeros(1, Real), np.cumsum(w[start : start + BLOCK][order]))
        found[:-1] += sums[np.searchsorted(part, edges[:-1], "left")]
        found[-1] += sums[np.searchsorted(part, edges[-1], "right")]
    return np.diff(found)


def _starts(n: int):
    return range(0, n, BLOCK)


def _measured(a: np.ndarray[Any, np.dtype[D]]):
    """The elements in the type that their places are computed in."""
    axes.real_or_whole(D)  # the places of halves are halves
    if isinstance(np.ones((), D)[()], (np.float32, np.float64)):
        return np.ravel(a)
    return np.asarray(np.ravel(a), np.float64)


def _fit(a: np.ndarray[Any, np.dtype[D]], w: np.ndarray[Any, np.dtype[E]]) -> None:
    if a.ndim != w.ndim or a.shape != w.shape:
        raise ValueError("weights should have the same shape as a.")


def _ends(x: np.ndarray[tuple[int], np.dtype[Real]], range: object):
    first, last = Real(0), Real(1)
    if range is not None:
        first, last = Real(range[0]), Real(range[1])
        if first > last:
            raise ValueError("max must be larger than min in range parameter.")
        if not (np.isfinite(first) and np.isfinite(last)):
            raise ValueError(f"supplied range of [{range[0]}, {range[1]}] is not finite")
    elif len(x) > 0:
        first, last = np.min(x), np.max(x)
        if not (np.isfinite(first) and np.isfinite(last)):
            raise ValueError(f"autodetected range of [{float(first)}, {float(last)}] is not finite")
    if first == last:
        first, last = first - Real(0.5), last + Real(0.5)
    return first, last


def _place(v: Real, edges: np.ndarray[tuple[int], np.dtype[Real]], first: Real, last: Real) -> int:
    """The bin of a number that lies between the ends."""
    bins = len(edges) - 1
    i = op.cast((v - first) / (last - first) * Real(bins), to=int)
    if i == bins:
        i -= 1
    if v < edges[i]:
        return i - 1
    return i + 1 if v >= edges[i + 1] and i != bins - 1 else i


def _count(
    found: np.ndarray[tuple[int], np.dtype[np.int64]],
    x: np.ndarray[tuple[int], np.dtype[Real]],
    edges: np.ndarray[tuple[int], np.dtype[Real]],
    first: Real,
    last: Real,
) -> None:
    for v in x:
        if v >= first and v <= last:
            found[_place(v, edges, first, last)] += 1


def _weighted(
    x: np.ndarray[tuple[int], np.dtype[Real]],
    edges: np.ndarray[tuple[int], np.dtype[Real]],
    first: Real,
    last: Real,
    w: np.ndarray[tuple[int], np.dtype[D]],
):
    found = np.zeros(len(edges) - 1, D)
    for start in _starts(len(x)):
        part = np.zeros(len(found), np.float64)
        for i in range(start, min(start + BLOCK, len(x))):
            v = x[i]
            if v >= first and v <= last:
                part[_place(v, edges, first, last)] += np.float64(w[i])
        found += part.astype(D)
    return found


def _share(
    found: np.ndarray[tuple[int], np.dtype[D]],
    edges: np.ndarray[tuple[int], np.dtype[E]],
    density: Given,
):
    if density:
        return found / np.asarray(np.diff(edges), np.float64) / np.sum(found)
    return found
