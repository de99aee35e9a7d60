"""shape, ndim, size, T, len and nbytes."""

import numpy as np
from jitscript import Array1, Array2, Array3, f64, i64, script


@script
def shape(a: Array2[f64]) -> tuple[int, int]:
    return a.shape


@script
def unpacked(a: Array3[f64]) -> int:
    n, m, k = a.shape
    return n * 10000 + m * 100 + k


@script
def numbers(a: Array2[f64]) -> tuple[int, int, int]:
    return a.ndim, a.size, len(a)


@script
def bytes_(a: Array1[i64]) -> tuple[int, int]:
    return a.itemsize, a.nbytes


@script
def transposed(a: Array2[f64], i: int, j: int) -> float:
    return a.T[i, j]


@script
def transposed_shape(a: Array3[f64]) -> tuple[int, int, int]:
    return a.T.shape


@script
def strides(a: Array2[f64]) -> tuple[tuple[int, int], tuple[int, int]]:
    return a.strides, a[:1, :].strides


@script
def itself(a: Array2[f64]) -> Array2[f64]:
    return a[:, :]


def contiguous_with_odd_strides() -> tuple[np.ndarray]:
    """Of a dimension of one element NumPy keeps whatever stride it had."""
    return (np.ones((4, 6))[:1, ::6],)


def empty_with_odd_strides() -> tuple[np.ndarray]:
    return (np.ones((4, 6))[::2, 6::2],)


CASES = {
    "shape": [(np.zeros((2, 3)),), (np.zeros((0, 3)),)],
    "unpacked": [(np.zeros((2, 3, 4)),)],
    "numbers": [(np.zeros((2, 3)),), (np.zeros((5, 0)),)],
    "bytes_": [(np.arange(5),)],
    "transposed": [(np.arange(6.0).reshape(2, 3), 2, 1), (np.arange(6.0).reshape(2, 3), 1, 2)],
    "strides": [
        (np.zeros((2, 3)),),
        contiguous_with_odd_strides,
        empty_with_odd_strides,
        lambda: (np.zeros((3, 1))[::-2],),
    ],
    "itself": [contiguous_with_odd_strides, empty_with_odd_strides],
    "transposed_shape": [(np.zeros((2, 3, 4)),)],
}
