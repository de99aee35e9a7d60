"""Reductions that pass over what is not a number."""

from typing import Any

import numpy as np

from jitscript import Array1, Array2, f32, f64, i64, script


@script
def totals(a: Array2[f64]) -> tuple[Any, ...]:
    return (
        np.nansum(a),
        np.nansum(a, axis=0),
        np.nansum(a, axis=1, keepdims=True),
        np.nanprod(a, axis=1),
        np.nancumsum(a),
        np.nancumprod(a, axis=0),
    )


@script
def extremes(a: Array2[f64]) -> tuple[Any, ...]:
    return np.nanmin(a), np.nanmax(a, axis=0), np.nanmin(a, 1), np.nanmax(a, initial=2.0)


@script
def places(a: Array2[f64]) -> tuple[Any, ...]:
    return np.nanargmin(a), np.nanargmax(a, axis=0), np.nanargmin(a, axis=1)


@script
def means(a: Array2[f64]) -> tuple[Any, ...]:
    return np.nanmean(a), np.nanmean(a, axis=0), np.nanmean(a, axis=1, keepdims=True)


@script
def spreads(a: Array2[f64]) -> tuple[Any, ...]:
    return np.nanvar(a), np.nanstd(a, axis=0), np.nanvar(a, axis=1, ddof=1)


@script
def in_single(a: Array1[f32]) -> tuple[Any, ...]:
    return np.nanmean(a), np.nanvar(a), np.nansum(a), np.nanmax(a)


@script
def of_ints(a: Array2[i64]) -> tuple[Any, ...]:
    return np.nanmean(a, axis=0), np.nanmax(a), np.nansum(a, 1), np.nanvar(a), np.nanargmax(a)


@script
def in_order(a: Array1[f64]) -> tuple[Any, ...]:
    return np.nanmedian(a), np.nanpercentile(a, 30), np.nanquantile(a, [0.25, 0.75])


nan = np.nan
A = np.array([[1.0, nan, 3.0, -2.0], [nan, nan, 0.5, 1e3]])
CASES: dict[str, Any] = {
    "totals": [(A,), (A[:, 1:2],), (np.empty((0, 3)),)],
    "extremes": [(A,), (A[:, 2:],), (np.empty((0, 3)),)],
    "places": [(A[:, 2:],), (A,), (np.array([[nan, -np.inf, 2], [np.inf, 0, nan]]),)],
    "means": [(A,), (A[:, 1:2],)],
    "spreads": [(A,), (A[:, 2:],), (np.arange(600.0).reshape(2, 300) % 7,)],
    "in_single": [(np.array([1.5, nan, 1e-3, 7], np.float32),)],
    "of_ints": [(np.arange(6).reshape(2, 3),)],
    "in_order": [(A[0],), (np.arange(5.0),), (np.array([nan]),)],
}
