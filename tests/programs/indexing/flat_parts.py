"""Slices of `a.flat`, read and assigned; what is assigned comes again where it is shorter."""

import numpy as np

from jitscript import script


@script
def read(a: np.ndarray, i: int, j: int, k: int):
    return a.flat[i:j:k], a.flat[i:], a.flat[::k], a.flat[:2]


@script
def write(a: np.ndarray, i: int, j: int, k: int, v) -> None:
    a.flat[i:j:k] = v


@script
def over_itself(a: np.ndarray) -> None:
    a.flat[1:] = a


@script
def diagonal(a: np.ndarray) -> None:
    a.flat[:: a.shape[1] + 1] = 1


def _arrays():
    yield np.arange(6).reshape(2, 3)
    yield np.arange(6.0).reshape(2, 3).T
    yield np.arange(12, dtype=np.uint8)[::2]
    yield np.zeros((0, 3))
    yield np.arange(6, dtype=np.float32).reshape(1, 2, 3)
    yield np.arange(4) * 1j


_PARTS = [(0, 3, 1), (1, 100, 2), (5, 1, -2), (4, 2, 1), (-4, -1, 2)]
_VALUES = (9, 2.5, np.array([1, 2]), np.array([3.5]), np.array([[7.0], [8.0]]), np.zeros(0))
CASES = {
    "read": [(a, *part) for a in _arrays() for part in [*_PARTS, (0, 3, 0)]],
    "write": [(a, *_PARTS[n % 5], v) for a in _arrays() for n, v in enumerate(_VALUES)],
    "over_itself": [(a,) for a in _arrays()],
    "diagonal": [(np.zeros((3, 3)),), (np.zeros((2, 4), np.int8),), (np.zeros((4, 2)).T,)],
}
