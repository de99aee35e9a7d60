"""`@=`, `errstate`, what NumPy says of dtypes, remainders of ints, items by place."""

import numpy as np

from jitscript import Array1, Array2, Array3, f32, f64, i8, i64, script, u8


@script
def t1(a: Array2[f64], b: Array2[f64]):
    a @= b
    return a


@script
def t1b(a: Array1[f64], b: Array2[f64]):
    a @= b
    return a


@script
def t1c(a: Array3[f64], b: Array2[f64]):
    c = a
    c @= b
    return a


@script
def t11(x: Array1[f64]):
    with np.errstate(divide="ignore", invalid="ignore"):
        y = x / 0.0
        for i in range(3):
            if i == 1:
                break
    return y


@script
def t13(x: Array1[f64]):
    np.testing.assert_allclose(x, x)
    np.testing.assert_array_equal(x, x + 1)
    return 1


@script
def t33(x: Array1[f64]):
    return np.lib.stride_tricks.sliding_window_view(x, 3).mean(axis=1)


@script
def t34(x: Array1[f32], n: int):
    return (
        np.finfo(np.float64).eps,
        np.iinfo(np.int32).max,
        np.finfo(x.dtype).max,
        np.e,
        np.inf,
        np.nan,
        np.finfo(x.dtype).tiny + x[0],
        np.iinfo(int).min,
        np.iinfo(np.uint8).max + n,
    )


@script
def t36(x: Array1[f64]):
    return (
        np.can_cast(np.int32, np.int64),
        np.issubdtype(x.dtype, np.floating),
        f"{x.dtype}",
        str(x.dtype),
        np.zeros(2, np.result_type(x, np.float32)),
        np.issubdtype(np.int64, np.floating),
    )


@script
def t38(x: Array1[f64]):
    return np.array(x, dtype=np.dtype("f4")), x.dtype == np.float64


@script
def t39(x: Array2[f64], k: int):
    return x.item(k), x.item(k, 0), x[0].item(k)


@script
def t40(x: Array1[i64], y: Array1[u8], z: Array1[i8]):
    return (
        np.fmod(x, 3),
        np.fmod(x, 0),
        np.fmod(y, y // 2),
        np.fmod(z, z - 1),
        np.fmod(x, y),
        np.fmod(z, -1),
        np.fmod(7, 3),
        np.fmod(-7.5, 2),
    )


A = np.arange(6.0).reshape(2, 3)
CASES = {
    "t1": [
        (A[:, :2].copy(), np.eye(2) * 2),
        (A.copy(), np.ones((3, 2))),
        (A.copy(), np.ones((3, 3))),
        (A.copy(), np.ones((2, 3))),
    ],
    "t1b": [(np.ones(2), np.ones((2, 2))), (np.ones(2), np.ones((2, 3)))],
    "t1c": [(np.ones((3, 2, 2)), np.ones((2, 2)))],
    "t11": [(A[0],)],
    "t13": [(A[0],)],
    "t33": [(A[0],), (np.arange(10.0),), (A[0, :2],)],
    "t34": [(np.ones(3, np.float32), 3)],
    "t36": [(A[0],)],
    "t38": [(A[0],)],
    "t39": [(A, 0), (A, 1), (A, -1), (A, 5), (A, 7), (A.T, 1)],
    "t40": [
        (
            np.array([-7, 7, -(2**63), 5]),
            np.array([0, 1, 2, 200], np.uint8),
            np.array([-128, 1, 127, 0], np.int8),
        )
    ],
}
