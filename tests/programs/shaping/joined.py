"""Arrays joined and taken apart."""

import numpy as np
from jitscript import Array1, Array2, Array3, f32, f64, i64, script, u8


@script
def concatenate(a: Array2[f64], b: Array2[f64]):
    return np.concatenate([a, b]), np.concatenate((a, b, a), axis=0)


@script
def concatenate_1(a: Array2[f64], b: Array2[f64]):
    return np.concatenate([a, b], axis=1), np.concatenate([a, b], -1)


@script
def concatenate_3(a: Array3[f64], b: Array3[f64]):
    return np.concatenate([a, b], axis=2), np.concatenate([a, b], axis=1)


@script
def flat(a: Array2[f64], b: Array1[f64]):
    return np.concatenate([a, b], axis=None), np.concatenate([[1, 2], b, [3.5]])


@script
def mixed(a: Array1[f32], b: Array1[u8], c: Array1[i64]):
    return np.concatenate([a, b]), np.concatenate([b, c]), np.concatenate([a, c]), np.stack([b, a])


@script
def ranks(a: Array2[f64], b: Array1[f64]):
    return np.concatenate([a, b])


@script
def scalars(x: float):
    return np.concatenate([x, 1])


@script
def listed(a: Array1[f64], n: int):
    rows = [a * i for i in range(n)]
    return np.concatenate(rows), np.stack(rows), np.vstack(rows), np.column_stack(rows)


@script
def stack(a: Array2[f64], b: Array2[f64]):
    return np.stack([a, b]), np.stack([a, b], axis=1), np.stack((a, b), -1)


@script
def stack_1(a: Array1[f64], b: Array1[f64]):
    return (
        np.stack([a, b]),
        np.vstack([a, b]),
        np.hstack([a, b]),
        np.column_stack([a, b]),
        np.dstack([a, b]),
    )


@script
def stack_2(a: Array2[f64], b: Array1[f64]):
    return np.vstack([a, b, [1, 2, 3]]), np.hstack([a, a]), np.column_stack([a, a[:, 0]])


@script
def numbers(x: float, a: Array1[f64]):
    return np.hstack([x, a, 1]), np.vstack([x, 2]), np.append(a, x), np.append(a, [1, 2])


@script
def append(a: Array2[f64]):
    return np.append(a, a), np.append(a, [[7, 8, 9]], axis=0), np.append(a, a[:, :1], axis=1)


@script
def split(a: Array1[f64], n: int):
    return np.split(a, n), np.array_split(a, n)


@script
def array_split(a: Array1[f64], n: int):
    return np.array_split(a, n)


@script
def split_at(a: Array2[f64], i: int):
    return np.split(a, [i]), np.split(a, [1, i], axis=1), np.hsplit(a, [i]), np.vsplit(a, [i])


@script
def shared(a: Array1[f64]) -> None:
    for part in np.split(a, 2):
        part[0] = -1


def cube():
    return np.arange(24.0).reshape(2, 3, 4)


A = np.arange(6.0).reshape(2, 3)

CASES = {
    "concatenate": [
        (A, A + 10),
        (A, np.ones((1, 3))),
        (A, np.ones((0, 3))),
        (A, np.ones((2, 4))),
        lambda: (A.T, np.ones((4, 2))[::-1]),
    ],
    "concatenate_1": [(A, A), (A, np.ones((2, 1))), (A, np.ones((3, 3)))],
    "concatenate_3": [
        (cube(), cube()),
        (cube(), np.zeros((2, 3, 1))),
        (cube(), np.zeros((2, 2, 4))),
    ],
    "flat": [(A, np.ones(2)), (A, np.ones(0))],
    "mixed": [(np.ones(2, "f4"), np.array([1, 255], np.uint8), np.array([2**53 + 1, 1]))],
    "ranks": [(A, np.ones(3))],
    "scalars": [(1.0,)],
    "listed": [(np.arange(3.0), 3), (np.arange(3.0), 0)],
    "stack": [(A, A), (A, np.ones((2, 4)))],
    "stack_1": [(np.arange(3.0), np.ones(3)), (np.arange(3.0), np.ones(2))],
    "stack_2": [(A, np.ones(3)), (A, np.ones(4))],
    "numbers": [(1.5, np.arange(3.0))],
    "append": [(A,)],
    "split": [(np.arange(6.0), 3), (np.arange(6.0), 4), (np.arange(6.0), 0)],
    "array_split": [(np.arange(7.0), 3), (np.arange(2.0), 5), (np.arange(6.0), -1)],
    "split_at": [(A, 1), (A, 2), (A, -1), (A, 9)],
    "shared": [(np.arange(6.0),)],
}
