"""Products of stacks of matrices, and norms."""

from typing import Any

import numpy as np

from jitscript import Array1, Array2, Array3, Array4, c128, f64, i64, script


@script
def stacks(a: Array4[f64], b: Array4[f64]) -> Array4[f64]:
    return a @ b


@script
def stack_by_matrix(a: Array4[i64], b: Array2[i64], v: Array1[i64]) -> tuple[Any, Any, Any, Any]:
    return a @ b, b @ a, a @ v, v @ a


@script
def stack_by_stack(a: Array4[f64], b: Array3[f64]) -> tuple[Any, Any]:
    return a @ b, np.matmul(b, a)


@script
def norms(a: Array1[f64], b: Array2[f64]) -> tuple[Any, ...]:
    return (
        np.linalg.norm(a),
        np.linalg.norm(a, 1),
        np.linalg.norm(a, np.inf),
        np.linalg.norm(a, ord=-np.inf),
        np.linalg.norm(a, 0),
        np.linalg.norm(b),
        np.linalg.norm(b, "fro"),
        np.linalg.norm(b, 1),
        np.linalg.norm(b, np.inf),
        np.linalg.norm(b, axis=0),
        np.linalg.norm(b, axis=1, keepdims=True),
        np.linalg.norm(b, axis=(0, 1)),
        np.linalg.norm(a, 3),
        np.linalg.norm(b, 1, axis=-1),
    )


@script
def norm_of_ints(a: Array2[i64], z: Array1[c128]) -> tuple[Any, Any, Any]:
    return np.linalg.norm(a), np.linalg.norm(z), np.linalg.norm(z, axis=0)


def _whole(*shape: int) -> Any:
    return np.arange(float(np.prod(shape))).reshape(shape) % 7


CASES: dict[str, Any] = {
    "stacks": [
        (_whole(2, 3, 4, 5), _whole(2, 3, 5, 2)),
        (_whole(2, 1, 4, 5), _whole(1, 3, 5, 2)),
        (_whole(2, 3, 4, 5), _whole(1, 1, 5, 9)),
        (_whole(0, 3, 4, 5), _whole(1, 3, 5, 2)),
        (_whole(2, 3, 4, 5), _whole(2, 2, 5, 2)),
        (_whole(2, 3, 4, 5), _whole(2, 3, 4, 2)),
    ],
    "stack_by_matrix": [
        (np.arange(24).reshape(1, 2, 3, 4) % 5, np.arange(12).reshape(4, 3), np.arange(4)),
        (np.arange(16).reshape(2, 2, 2, 2) % 5, np.arange(4).reshape(2, 2), np.arange(2)),
    ],
    "stack_by_stack": [
        (_whole(2, 3, 3, 3), _whole(3, 3, 3)),
        (_whole(2, 3, 3, 3), _whole(1, 3, 3)),
        (_whole(2, 3, 3, 3), _whole(2, 3, 3)),
    ],
    "norms": [
        (np.array([3.0, -4.0, 0.0]), _whole(3, 4) - 3),
        (np.array([np.inf, 1.0]), np.array([[1.0, np.nan]])),
    ],
    "norm_of_ints": [(np.arange(6).reshape(2, 3), np.array([3 + 4j, -1j]))],
}
ULP = 4
