"""Products written into an array that is there: `np.matmul(a, b, out=o)`, `np.dot(a, b, out=o)`."""

import numpy as np

from jitscript import script


@script
def product(a: np.ndarray, b: np.ndarray, o: np.ndarray) -> float:
    r = np.matmul(a, b, out=o)
    r += 1
    return float(o.sum())


@script
def positional(a: np.ndarray, b: np.ndarray, o: np.ndarray) -> None:
    np.matmul(a, b, o)


@script
def dotted(a: np.ndarray, b: np.ndarray, o: np.ndarray) -> float:
    np.dot(a, b, out=o)
    o += 1
    a.dot(b, o)
    return float(o.sum())


@script
def none(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.dot(a, b, out=None) + np.matmul(a, b, out=None)


@script
def onto_itself(a: np.ndarray) -> None:
    np.matmul(a, a, out=a)
    np.dot(a, a.T, out=a)


a = np.arange(6.0).reshape(2, 3)
b = np.arange(12.0).reshape(3, 4)
c = np.arange(24.0).reshape(2, 3, 4)
INTO = [
    np.zeros((2, 4)), np.zeros((2, 5)), np.zeros((3, 4)), np.zeros((4, 2)).T,
    np.zeros((2, 8))[:, ::2], np.zeros((2, 4), np.float32),
]  # fmt: skip

CASES = {
    "product": [
        *((a, b, o) for o in INTO),
        (a[0], b, np.zeros(4)), (a[0], b, np.zeros(5)), (a, b[:, 0], np.zeros(5)),
        (a, c, np.zeros((2, 2, 4))), (a, b[:2], np.zeros((2, 4))), (a, b, np.zeros((5, 2, 4))),
        (a[:0], b, np.zeros((0, 4))), (a[:, :0], b[:0], np.ones((2, 4))),
    ],
    "positional": [(a, b, np.zeros((2, 4), np.complex128)), (a[0], a[1], np.zeros(()))],
    "dotted": [*((a, b, o) for o in INTO), (a, b, np.zeros(8)), (a[0], b, np.zeros(4))],
    "none": [(a, b)],
    "onto_itself": [(np.arange(9.0).reshape(3, 3),), (np.arange(9.0).reshape(3, 3).T,)],
}  # fmt: skip
