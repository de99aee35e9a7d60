"""Arrays from numbers, sequences, and rules."""

import numpy as np
from jitscript import Array1, Array2, Array3, f16, f32, f64, i64, script, u8


@script
def array(a: Array1[f32], x: float, n: int):
    return (
        np.array([1, 2, 3]),
        np.array([1, x, n]),
        np.array([[1, 2], [n, x]]),
        np.array((True, False)),
        np.array([a, a]),
        np.array([a, [1, 2, n]]),
        np.array([[a, a], [a, a]]),
        np.array(x),
        np.array(n),
        np.array([]),
        np.array([[], []]),
        np.array([a[0], n]),
        np.array([1j, 2]),
        np.array([x, 2], dtype=np.float32),
        np.array(a),
        np.array(a, np.float64),
        np.asarray(a, dtype=np.int64),
        np.asarray([a, a], np.float64),
    )


@script
def narrow(x: float, n: int):
    return np.array([n, 1], np.uint8), np.array([x, 1.5], np.int64)


@script
def lists(a: list[int], b: list[list[float]], c: list[Array1[f64]], d: list[tuple[int, float]]):
    return np.array(a), np.array(b), np.array(c), np.array(d), np.array([a, a]), np.array([b, b])


@script
def ragged(a: Array1[f64], b: Array1[f64]):
    return np.array([a, b])


@script
def ragged_rows(rows: list[list[int]]):
    return np.array(rows)


@script
def ragged_ranks(a: Array2[f64]):
    return np.array([a, a[0]])


@script
def linspace(a: float, b: float, n: int):
    return (
        np.linspace(a, b, n),
        np.linspace(a, b, n, endpoint=False),
        np.linspace(a, b, n, dtype=np.float32),
        np.linspace(a, b, n, dtype=np.int64),
        np.linspace(a, b, n, retstep=True)[0],
    )


@script
def linspace_32(a: f32, b: f32, c: f16, n: int):
    return (
        np.linspace(a, b, n),
        np.linspace(a, 1.5, n),
        np.linspace(0.1, b, n),
        np.linspace(c, c, n),
    )


@script
def steps(a: float, b: float, n: int):
    return np.linspace(a, b, n, retstep=True), np.linspace(a, b, n, False, True)


@script
def logspace(a: float, b: float, n: int):
    return np.logspace(a, b, n), np.logspace(a, b, n, base=2.0), np.logspace(a, b, n, False)


@script
def eye(n: int, m: int, k: int):
    return np.eye(n), np.eye(n, m), np.eye(n, m, k), np.eye(n, k=k, dtype=np.int32), np.identity(n)


@script
def tri(n: int, m: int, k: int):
    return np.tri(n), np.tri(n, m), np.tri(n, m, k), np.tri(n, k=k, dtype=np.bool_)


@script
def triangles(a: Array2[f64], b: Array3[i64], k: int):
    return np.tril(a), np.triu(a), np.tril(a, k), np.triu(a, k), np.tril(b, k), np.triu(b, k)


@script
def diag(a: Array1[u8], b: Array2[f64], k: int):
    return np.diag(a), np.diag(a, k), np.diag(b), np.diag(b, k), np.diag([1.5, 2])


@script
def grids(a: Array1[f64], n: int):
    return (
        np.meshgrid(a, [1, 2]),
        np.meshgrid(a, a[:1], indexing="ij"),
        np.meshgrid(a, a, [n]),
        np.indices((2, n)),
        np.indices((n,)),
        np.indices((1, 2, n)),
    )


@script
def fromiter(a: list[int], n: int):
    return np.fromiter(a, np.float32), np.fromiter(range(n), np.int64)


CASES = {
    "array": [(np.arange(3, dtype=np.float32), 0.5, 7)],
    "narrow": [(2.9, 255), (2.9, 256), (-1.5, -1), (float("nan"), 1), (float("inf"), 1)],
    "lists": [
        ([1, 2], [[1.0, 2.0], [3.0, 4.0]], [np.zeros(3), np.ones(3)], [(1, 2.5), (3, 4.5)]),
        ([1], [[], []], [np.zeros(0)], [(1, 2.5)]),
    ],
    "ragged": [(np.zeros(2), np.zeros(2)), (np.zeros(2), np.zeros(3))],
    "ragged_rows": [([[1, 2], [3]],), ([[1], [2], [3, 4]],), ([[1], [2]],)],
    "ragged_ranks": [(np.zeros((2, 3)),)],
    "linspace": [
        (0.0, 1.0, 5),
        (0.0, 1.0, 1),
        (0.0, 1.0, 0),
        (0.0, 1.0, 2),
        (-3.0, 7.5, 11),
        (1.0, 1.0, 4),
        (5.0, -5.0, 7),
        (0.0, 5e-324, 3),
        (0.0, 1.0, -1),
        (1e300, -1e300, 4),
        (0.1, 0.7, 100),
    ],
    "linspace_32": [
        (np.float32(0.1), np.float32(0.7), np.float16(0.3), 17),
        (np.float32(3), np.float32(-1), np.float16(2), 3),
    ],
    "steps": [(0.0, 1.0, 5), (1.0, 1.0, 3)],
    "logspace": [(0.0, 3.0, 4), (-2.0, 2.0, 9), (0.0, 0.0, 1)],
    "eye": [(3, 4, 1), (3, 2, -1), (0, 3, 0), (2, 2, 5), (3, 3, -5), (-1, 2, 0)],
    "tri": [(3, 4, 1), (3, 2, -1), (0, 3, 0), (2, 2, 5), (3, 3, -5)],
    "triangles": [
        (np.arange(12.0).reshape(3, 4), np.arange(12).reshape(2, 2, 3), k)
        for k in (0, 1, -1, 9, -9)
    ],
    "diag": [
        (np.array([1, 2], np.uint8), np.arange(6.0).reshape(2, 3), k) for k in (0, 1, -1, 3, -3)
    ],
    "grids": [(np.arange(3.0), 2), (np.zeros(0), 0)],
    "fromiter": [([1, 2], 3), ([], 0)],
}
ULP = 2
