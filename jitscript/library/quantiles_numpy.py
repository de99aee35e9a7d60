"""Parts of what is sorted: `quantile percentile`, by NumPy's thirteen methods.

A method says where, in the sorted row, a quantile lies; those that are discrete take the element
there, the others go between two neighbours, in the elements' own arithmetic.
"""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .intrinsics import Given, compile_time, dtype_of, inline, view_of_axes
from .kinds import D, Real
from .registry import family

DISCRETE = ("inverted_cdf", "closest_observation", "lower", "higher", "nearest")
# What a continuous method adds to n times the quantile: alpha, beta of Hyndman and Fan.
BETWEEN = {
    "interpolated_inverted_cdf": (0, 1),
    "hazen": (0.5, 0.5),
    "weibull": (0, 0),
    "median_unbiased": (1 / 3.0, 1 / 3.0),
    "normal_unbiased": (3 / 8.0, 3 / 8.0),
}
NAMES = (*DISCRETE, *BETWEEN, "linear", "averaged_inverted_cdf", "midpoint")


@compile_time
def is_discrete(method: str) -> bool:
    return method in DISCRETE


@compile_time
def alpha_of(method: str) -> float:
    return float(BETWEEN[method][0])


@compile_time
def weight_of(method: str) -> float:
    """What the quantile is multiplied with besides n."""
    alpha, beta = BETWEEN[method]
    return float(1 - alpha - beta)


@compile_time
def supported(of: Any, method: str) -> None:
    """Raise ValueError unless a method takes such elements here."""
    import numpy as np

    if method not in NAMES:
        raise ValueError(f"{method!r} is not a valid method")
    if np.dtype(of).kind not in "iu" and of is not np.float64:
        raise ValueError(f"quantiles of {np.dtype(of)} are not supported")


@compile_time
def result_type(of: Any, method: str) -> Any:
    return of if method in DISCRETE else np.float64


def _shares(a: object, q: object):
    axes.not_both_whole(dtype_of((np.asarray(a),)), dtype_of((np.asarray(q),)))
    axes.whole_or_double(dtype_of((np.asarray(q),)))
    return _within(np.asarray(q, np.float64), "Quantiles must be in the range [0, 1]")


def _hundredths(a: object, q: object):
    axes.whole_or_double(dtype_of((np.asarray(q),)))
    wanted = np.asarray(np.asarray(q, np.float64) / 100.0, np.float64)
    return _within(wanted, "Percentiles must be in the range [0, 100]")


def _within(wanted: np.ndarray[Any, np.dtype[np.float64]], words: str):
    for p in np.ravel(wanted):
        if not (0 <= p <= 1):
            raise ValueError(words)
    return wanted


@family({np.quantile: _shares, np.percentile: _hundredths})
def part(
    shares: Given,
    a: object,
    q: object,
    axis: None = None,
    *,
    overwrite_input: Given = False,
    method: Given = "linear",
):
    axes.only(overwrite_input, False)
    return _quantiles(np.sort(np.ravel(a)), shares(a, q), method)


@family({np.quantile: _shares, np.percentile: _hundredths})
def part_along(
    shares: Given,
    a: object,
    q: object,
    axis: Given,
    *,
    overwrite_input: Given = False,
    method: Given = "linear",
    keepdims: Given = False,
):
    axes.only(overwrite_input, False)
    return _along(np.asarray(a), shares(a, q), axis, method, keepdims)


def _along(
    a: np.ndarray[Any, np.dtype[D]],
    q: np.ndarray[Any, np.dtype[np.float64]],
    axis: Given,
    method: Given,
    keepdims: Given,
):
    """The axes of `q`, then those of the array but one."""
    k = axes.axis_of(axis, a.ndim)
    rows = view_of_axes(np.sort(a, k), axes.axis_last(k, a.ndim))
    if a.ndim == 1:
        found = np.asarray(_quantiles(rows, q, method))
    else:
        found = np.empty((*q.shape, *rows.shape[:-1]), result_type(D, method))
        _of_rows(view_of_axes(found, axes.behind(q.ndim, found.ndim)), rows, q, method)
    if keepdims:
        return np.expand_dims(found, axes.plus(k, q.ndim))
    return found if found.ndim > 0 else found[()]


def _of_rows(
    out: np.ndarray[Any, np.dtype[Real]],
    rows: np.ndarray[Any, np.dtype[D]],
    q: np.ndarray[Any, np.dtype[np.float64]],
    method: Given,
) -> None:
    for i in range(len(rows)):
        if rows.ndim == 2:
            out[i] = _quantiles(rows[i], q, method)
        else:
            _of_rows(out[i], rows[i], q, method)


def _quantiles(
    a: np.ndarray[tuple[int], np.dtype[D]],
    q: np.ndarray[Any, np.dtype[np.float64]],
    method: Given,
):
    supported(D, method)
    if q.ndim == 0:
        return _quantile(a, q[()], method)
    out = np.empty(q.shape, result_type(D, method))
    given, to = np.ravel(q), np.ravel(out)
    for i in range(len(given)):
        to[i] = _quantile(a, given[i], method)
    return out


def _quantile(a: np.ndarray[tuple[int], np.dtype[D]], q: np.float64, method: Given):
    """Of a sorted row."""
    n = len(a)
    if n == 0:
        if axes.kind_of(D) == "f":
            raise IndexError("index -1 is out of bounds for axis 0 with size 0")
        if is_discrete(method):
            raise IndexError("cannot do a non-empty take from an empty axes.")
        raise IndexError("index 0 is out of bounds for axis 0 with size 0")
    if a[n - 1] != a[n - 1]:
        return a[n - 1]
    if is_discrete(method):
        return a[_place(np.float64(n), q, method)]
    return _between(a, q, method)


@inline
def _place(n: np.float64, q: np.float64, method: Given) -> int:
    """Where the element is that a discrete method takes."""
    if method == "lower":
        return int(np.floor((n - 1.0) * q))
    if method == "higher":
        return int(np.ceil((n - 1.0) * q))
    if method == "nearest":
        return int(np.rint((n - 1.0) * q))
    at = n * q - 1.0
    if method == "closest_observation":
        at = at - 0.5
    low = np.floor(at)
    stays = at == low
    if method == "closest_observation":
        stays = stays and np.mod(low, 2.0) == 1.0
    return max(0, int(low if stays else low + 1.0))


def _between(a: np.ndarray[tuple[int], np.dtype[D]], q: np.float64, method: Given) -> np.float64:
    """Between two neighbours, as NumPy interpolates."""
    n = len(a)
    at = _virtual(np.float64(n), q, method)
    low = int(np.floor(at))
    high = low + 1
    start = low
    if at >= np.float64(n - 1):
        low = high = n - 1
        start = -1  # so NumPy names the last, and weighs it
    elif at < 0.0:
        low = high = start = 0
    t = at - np.float64(start)
    if method == "averaged_inverted_cdf":
        t = np.float64(0.5) if t == 0.0 else np.float64(1.0)
    elif method == "midpoint":
        t = np.float64(0.0) if np.mod(at, 1.0) == 0.0 else np.float64(0.5)
    step = np.float64(a[high] - a[low])
    if t >= 0.5:
        return np.float64(a[high]) - step * (1.0 - t)
    return np.float64(a[low]) + step * t


@inline
def _virtual(n: np.float64, q: np.float64, method: Given) -> np.float64:
    """The place, counted from 0, that may lie between two elements."""
    if method == "linear":
        return (n - 1.0) * q
    if method == "averaged_inverted_cdf":
        return n * q - 1.0
    if method == "midpoint":
        return 0.5 * (np.floor((n - 1.0) * q) + np.ceil((n - 1.0) * q))
    return n * q + (alpha_of(method) + q * weight_of(method)) - 1.0
