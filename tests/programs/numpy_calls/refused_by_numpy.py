"""What NumPy refuses, or gives in another type than one thinks: dtypes of indices, conditions and
totals, sequences beside arrays, arrays without axes."""

import numpy as np

from jitscript import Array0, Array1, Array2, Array3, b1, c128, f16, f32, f64, i64, script, u8


@script
def chosen(a: Array1[i64], b: Array1[b1], x: Array1[f64]):
    return np.select([b, a], [x, -x])


@script
def chosen_by_bools(b: Array1[b1], x: Array1[f64]):
    return np.select([b, ~b], [x, -x], 7.0)


@script
def taken(a: Array2[f64], where: Array2[i64]):
    return np.take_along_axis(a, where, axis=1)


@script
def taken_by_bools(a: Array2[f64], where: Array2[b1]):
    return np.take_along_axis(a, where, axis=1)


@script
def put_by_bools(a: Array2[f64], where: Array2[b1]) -> None:
    np.put_along_axis(a, where, 3.0, axis=1)


@script
def grid(x: Array1[f64]):
    return np.meshgrid(x, x, indexing="notvalid")


@script
def mean_as_bool(a: Array2[f64]):
    return np.nanmean(a, axis=1, dtype=np.bool_)


@script
def mean_as_single(a: Array2[f64]):
    return np.nanmean(a, axis=1, dtype=np.float32)


@script
def beside_lists(z: Array1[c128], a: Array2[i64]):
    return z == [1 + 1j, 10], [1j, 10j] != z, a < [1, 2], (0, 1) <= a, np.float64(1) == [1.0, 2.0]


@script
def beside_a_list(a: Array1[i64], items: list[float]):
    return a == items, items > a


@script
def without_axes(a: Array0[i64], b: Array0[f64]):
    return a.astype(np.int8), b.astype(np.complex64), b.astype(np.bool_), a.astype(np.int64)


@script
def whole_quantiles(a: Array1[i64], b: Array0[u8], x: Array1[f32]):
    return np.quantile(a, 1), np.quantile(a, [0, 1]), np.quantile(b, 1), np.quantile(x, 1)


@script
def halves(a: Array1[f16], x: np.float16):
    return np.median(a), np.quantile(a, 0.25), np.percentile(a, 30), np.nanmedian(a), np.median(x)


@script
def deep_kron(a: Array3[i64], b: Array1[i64]):
    return np.kron(a, b), np.kron(b, b), np.kron(a[0], a[1]), np.kron([1, 2], b)


@script
def under_curves(a: Array2[f64], x: Array1[f64]):
    return np.trapezoid(a, x=x, axis=0), np.trapezoid(a, dx=0.5, axis=0), np.trapezoid(a, axis=-1)


A = np.array([3, 1, 2])
M = np.array([[1.0, 5.0], [4.0, 2.0], [-1.0, np.nan]])
CASES = {
    "chosen": [(A, A > 1, np.ones(3))],
    "chosen_by_bools": [(A > 1, np.ones(3))],
    "taken": [(M, np.zeros((3, 1), np.int64))],
    "taken_by_bools": [(M, np.zeros((3, 1), np.bool_))],
    "put_by_bools": [(M, np.zeros((3, 1), np.bool_))],
    "grid": [(np.ones(2),)],
    "mean_as_bool": [(M,)],
    "mean_as_single": [(M,)],
    "beside_lists": [(np.array([1 + 1j, 10]), np.array([[0, 1], [2, 3]])), (np.ones(3) * 1j, np.ones((1, 2), np.int64))],
    "beside_a_list": [(A, [3.0, 0.5, 2.0]), (A, [3.0]), (A, [1.0, 2.0])],
    "without_axes": [(np.array(-7), np.array(2.5)), (np.array(300), np.array(np.nan))],
    "whole_quantiles": [(A, np.array(5, np.uint8), np.array([2.5, 1], np.float32))],
    "halves": [(np.array([1, 2.5, 4, 7], np.float16), np.float16(2.1))],
    "deep_kron": [(np.arange(8).reshape(2, 2, 2), A)],
    "under_curves": [(M, np.array([0.0, 1.0, 3.0]))],
}
