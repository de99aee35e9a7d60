"""Products of matrices and vectors."""

import numpy as np
from jitscript import (
    Array1,
    Array2,
    Array3,
    b1,
    c64,
    c128,
    f16,
    f32,
    f64,
    i8,
    i64,
    script,
    u8,
)

ULP = 64  # sums of products are added in another order than by BLAS


@script
def matrices(a: Array2[f64], b: Array2[f64]):
    return a @ b, np.matmul(a, b), np.dot(a, b), a.dot(b)


@script
def matrix_vector(a: Array2[f64], v: Array1[f64]):
    return a @ v, np.dot(a, v)


@script
def vector_matrix(v: Array1[f64], a: Array2[f64]):
    return v @ a, np.dot(v, a)


@script
def dot_2(a: Array2[f64], b: Array2[f64]):
    return np.dot(a, b)


@script
def dot_21(a: Array2[f64], b: Array1[f64]):
    return np.dot(a, b)


@script
def dot_12(a: Array1[f64], b: Array2[f64]):
    return np.dot(a, b)


@script
def vectors(v: Array1[f64], w: Array1[f64]):
    return v @ w, np.inner(v, w), np.vdot(v, w), np.dot(v, w)


@script
def dot_1(v: Array1[f64], w: Array1[f64]) -> float:
    return np.dot(v, w)


@script
def of_views(a: Array2[f64], b: Array2[f64]):
    return a.T @ b, a @ b.T, a[::-1] @ b[:, ::2].T, a.T @ a, b.T[:, 0] @ b[0]


@script
def ints(a: Array2[i64], b: Array2[i64], c: Array2[u8], d: Array1[i8]):
    return a @ b, c @ c, d @ d, c @ d, a @ c


@script
def bools(a: Array2[b1], v: Array1[b1], w: Array1[i64]):
    return a @ a, a @ v, v @ v, a @ w


@script
def floats(a: Array2[f32], b: Array2[f32], c: Array2[f16], d: Array2[f64]):
    return a @ b, c @ c, a @ d, c @ a


@script
def complexes(a: Array2[c128], b: Array2[c64], c: Array2[f64], v: Array1[c128]):
    return a @ a, b @ b, a @ c, v @ a, np.vdot(v, v), np.vdot([1j, 2], [3, 4])


@script
def stacks(a: Array3[f64], b: Array3[f64], m: Array2[f64], v: Array1[f64]):
    return a @ b, a @ m, m @ b, a @ v, np.dot(a, m), np.dot(a, v)


@script
def stacked(a: Array3[f64], b: Array3[f64]):
    return a @ b


@script
def sequences(x: float):
    return np.dot([1, 2], [x, 4]), np.matmul([[1, 2], [3, 4]], [x, 1]), np.inner([1, 2], 3)


@script
def scalars(a: Array2[f64], x: float):
    return np.dot(a, x), np.dot(2, a), np.inner(a, 2)


@script
def by_scalar(a: Array2[f64], x: float):
    return np.matmul(a, x)


@script
def inner(a: Array2[f64], b: Array2[f64], v: Array1[f64]):
    return np.inner(a, b), np.inner(a, v), np.inner(a, b[:1])


@script
def outer(a: Array1[f64], b: Array2[i64]):
    return np.outer(a, a), np.outer(a, b), np.outer([1, 2], [3, 4])


@script
def kron(a: Array1[f64], b: Array2[f64]):
    return np.kron(a, a), np.kron(b, b[:1]), np.kron([1, 2], [3, 4])


@script
def cross(a: Array1[f64], b: Array1[i64], m: Array2[f64]):
    return np.cross(a, b), np.cross(m, a), np.cross(m, m[::-1]), np.cross([1, 2, 3], [4, 5, 6])


@script
def trace(a: Array2[f64], b: Array2[i8], k: int):
    return np.trace(a), np.trace(a, k), a.trace(), np.trace(b)


@script
def power(a: Array2[f64], n: int) -> Array2[f64]:
    x = np.eye(len(a))
    for _ in range(n):
        x = x @ a
    return x


def whole(*shape):
    """Small whole numbers, whose products every order adds to the same sum."""
    n = int(np.prod(shape))
    return (np.arange(n) * 7 % 11 - 5.0).reshape(shape)


SIZES = [
    (1, 1, 1),
    (2, 3, 4),
    (3, 2, 9),
    (5, 7, 8),
    (4, 4, 17),
    (7, 259, 9),
    (3, 6, 515),
    (2, 261, 520),
    (64, 64, 64),
    (0, 3, 2),
    (2, 0, 3),
    (2, 0, 30),
    (3, 2, 0),
]

CASES = {
    "matrices": [
        *((whole(n, k), whole(k, m)) for n, k, m in SIZES),
        (whole(2, 3), whole(2, 3)),
        lambda: (whole(9, 12)[::2, ::-3], whole(20, 4).T),
        (np.full((2, 2), np.nan), np.ones((2, 2))),
        (np.full((2, 9), np.inf), np.zeros((9, 9))),
    ],
    "matrix_vector": [
        *((whole(n, k), whole(k)) for n, k in ((1, 1), (3, 8), (5, 17), (2, 0), (0, 2), (9, 300))),
        (whole(2, 3), whole(2)),
    ],
    "vector_matrix": [
        *((whole(k), whole(k, n)) for n, k in ((1, 1), (3, 8), (5, 17), (2, 0), (0, 2), (9, 300))),
        (whole(2), whole(3, 2)),
    ],
    "dot_2": [(whole(2, 3), whole(2, 3))],
    "dot_21": [(whole(2, 3), whole(2))],
    "dot_12": [(whole(2), whole(3, 2))],
    "vectors": [
        *((whole(n), whole(n)[::-1]) for n in (0, 1, 7, 8, 9, 16, 1000)),
        lambda: (whole(9)[::3], whole(6)[::-2]),
        (np.ones(2), np.ones(3)),
    ],
    "dot_1": [(np.ones(2), np.ones(3)), (np.ones(3), np.ones(3))],
    "of_views": [(whole(4, 4), whole(4, 4)), (whole(12, 12), whole(12, 12))],
    "ints": [
        (
            np.array([[2**62, 3], [4, 5]]),
            np.array([[2, -(2**63)], [7, 1]]),
            np.array([[200, 3], [4, 5]], np.uint8),
            np.array([100, -128], np.int8),
        )
    ],
    "bools": [
        (np.array([[True, False], [False, False]]), np.array([False, True]), np.array([3, 4]))
    ],
    "floats": [
        (whole(3, 3).astype("f4"), whole(3, 3).astype("f4"), whole(3, 3).astype("f2"), whole(3, 3))
    ],
    "complexes": [
        (whole(2, 2) + 1j, (whole(2, 2) - 2j).astype("c8"), whole(2, 2), np.array([1j, 2 - 1j]))
    ],
    "stacks": [(whole(2, 2, 3), whole(2, 3, 4), whole(3, 3), whole(3))],
    "stacked": [
        (whole(2, 2, 3), whole(1, 3, 4)),
        (whole(1, 2, 3), whole(5, 3, 4)),
        (whole(2, 2, 3), whole(3, 3, 4)),
        (whole(2, 2, 3), whole(2, 2, 4)),
    ],
    "sequences": [(1.5,)],
    "scalars": [(whole(2, 3), 1.5)],
    "by_scalar": [(whole(2, 3), 1.5)],
    "inner": [(whole(2, 3), whole(4, 3), whole(3)), (whole(2, 3), whole(4, 2), whole(3))],
    "outer": [(whole(3), whole(2, 2).astype(np.int64)), (whole(0), np.zeros((2, 0), np.int64))],
    "kron": [(whole(3), whole(2, 3))],
    "cross": [(whole(3), np.array([1, 2, 3]), whole(4, 3)), (whole(3), np.array([1]), whole(4, 3))],
    "trace": [(whole(3, 4), np.full((3, 3), 100, np.int8), k) for k in (0, 1, -1, 9)],
    "power": [(np.array([[1.0, 1.0], [1.0, 0.0]]), 30)],
}
