"""Reshaped and transposed arrays: views of the same memory wherever NumPy gives views."""

import numpy as np
from jitscript import Array0, Array1, Array2, Array3, f64, i64, script, u8


@script
def reshape(a: Array2[f64], n: int, m: int):
    return (
        a.reshape(n, m),
        a.reshape((n, m)),
        np.reshape(a, (n, m)),
        a.reshape(-1),
        a.reshape([m, -1]),
        a.reshape(-1, m, 1),
        a.reshape(1, n, -1, 1),
    )


@script
def reshape_3(a: Array3[f64], n: int, m: int, k: int):
    return a.reshape(n, m, k), a.reshape(n, -1), a.reshape(n, m, k, -1)


@script
def to_one(a: Array2[f64]):
    return a.reshape(()), a.reshape(1)


@script
def from_one(a: Array0[f64]):
    return a.reshape(1, 1), a.reshape(-1), a.ravel()


@script
def written_through(a: Array2[f64]) -> None:
    a.reshape(-1)[0] = 10
    a.T.reshape(-1)[1] = 20
    a.ravel()[2] = 30
    a.T.ravel()[3] = 40
    a.flatten()[4] = 50
    a.T.reshape(a.shape[1], 1, a.shape[0])[0, 0, 1] = 60
    a[:, ::-1].reshape(a.shape[0], a.shape[1], 1)[0, 0, 0] = 70


@script
def layouts(a: Array3[f64]):
    return (
        a.reshape(-1, a.shape[2]).strides,
        a.transpose(1, 0, 2).reshape(a.shape[1], -1).strides,
        a[:, ::2].reshape(a.shape[0], -1, a.shape[2]).strides,
        a.T.reshape(a.shape[2], -1).strides,
        a.ravel().strides,
        a[::-1].reshape(a.shape[0], -1).strides,
    )


@script
def axes(a: Array3[f64]):
    return (
        a.T,
        a.transpose(),
        np.transpose(a),
        a.transpose(2, 0, 1),
        a.transpose((0, 2, 1)),
        np.transpose(a, [1, 2, 0]),
        a.swapaxes(0, -1),
        np.swapaxes(a, 1, 2),
        np.moveaxis(a, 0, -1),
        np.moveaxis(a, [0, 1], [-1, 0]),
        np.rollaxis(a, 2),
        np.rollaxis(a, 0, 3),
    )


@script
def new_axes(a: Array2[f64]):
    return (
        np.expand_dims(a, 0),
        np.expand_dims(a, -1),
        np.expand_dims(a, (0, 2)),
        a[None, ..., None],
        a[np.newaxis],
    )


@script
def squeezed(a: Array3[f64]):
    return np.squeeze(a, 0), a.squeeze(axis=-1), a.squeeze((0, 2))


@script
def flipped(a: Array2[f64], k: int):
    return np.flip(a), np.flip(a, 0), np.flip(a, -1), np.rot90(a), np.rot90(a, k), np.flipud(a)


@script
def flipped_1(a: Array1[u8]):
    return np.flip(a), np.flip(a, 0), np.flipud(a)


@script
def flipped_3(a: Array3[f64]):
    return np.flip(a, 1), np.flip(a), np.fliplr(a), np.rot90(a, -1)


@script
def at_least(a: Array1[f64], b: Array2[f64], x: float):
    return (
        np.atleast_1d(a),
        np.atleast_1d(x),
        np.atleast_2d(a),
        np.atleast_2d(b),
        np.atleast_2d([1, 2]),
        np.atleast_3d(x),
        np.atleast_3d(a),
        np.atleast_3d(b),
    )


@script
def shared(a: Array2[f64], b: Array1[f64]) -> None:
    a.T[0, 1] = 5
    np.swapaxes(a, 0, 1)[1, 0] = 6
    np.flip(a)[0, 0] = 7
    np.rot90(a)[0, 0] = 8
    np.atleast_2d(b)[0, 0] = 9
    np.expand_dims(b, 1)[1, 0] = 10
    np.asarray(b)[2] = 11
    np.array(b)[0] = 12


@script
def diagonals(a: Array2[f64], k: int):
    return np.diagonal(a), a.diagonal(k), np.diagonal(a, offset=-k)


@script
def diagonals_3(a: Array3[f64]):
    return np.diagonal(a), np.diagonal(a, 1, 1, 2), a.diagonal(0, 0, 2)


def table():
    return np.arange(12.0).reshape(3, 4)


def cube():
    return np.arange(24.0).reshape(2, 3, 4)


# Beyond all memory, whether or not another size is zero.
_FAR = ((2**63 - 1, -2), (-2, 2**63 - 1), (2**62, -1), (2**40, 2**40), (0, 2**63 - 1), (0, 2**60))
_FAR = (*_FAR, (-1, 2**59), (2**32, 2**32), (2**31, 2**32))
CASES = {
    "reshape": [
        (table(), 6, 2),
        (table(), 1, 12),
        (table(), -1, 3),
        (table(), 5, 2),
        (table(), 5, -1),
        (table(), -1, 5),
        (table(), -1, -1),
        (table(), 0, -1),
        (table(), 12, 1),
        (np.zeros((0, 3)), 0, 3),
        (np.zeros((0, 3)), 0, 2),
        (np.zeros((0, 3)), 2, 0),
        lambda: (table().T, 6, 2),
        lambda: (table()[:, ::2], 3, 2),
        lambda: (table()[::-1], 6, 2),
        *((np.zeros((0, 3)), *to) for to in _FAR),
        *((table(), *to) for to in _FAR),
    ],
    "reshape_3": [
        (cube(), 2**40, 2**40, -1),
        (cube(), 2**40, -1, 2**40),
        (cube(), -1, 2**40, 2**40),
        (cube()[:0], 0, 2**40, 2**40),
        (cube()[:0], 2**40, 2**40, 0),
        (cube()[:0], 2**20, 0, 2**40),
        (cube()[:0], 2**19, 0, 2**40),
        (cube(), 4, 3, 2),
        (cube(), 4, 4, 2),
        (cube(), -1, 4, 2),
        (cube(), 2, -1, 5),
        (cube(), 2, 5, -1),
        lambda: (cube().transpose(1, 0, 2), 3, 4, 2),
        lambda: (cube()[:, :1], 2, 2, 2),
    ],
    "to_one": [(np.ones((1, 1)),), (np.ones((1, 2)),)],
    "from_one": [(np.array(5.0),)],
    "written_through": [
        (table(),),
        lambda: (table()[:, ::-1],),
        lambda: (np.asfortranarray(table()),),
    ],
    "layouts": [(cube(),)],
    "axes": [(cube(),), (np.zeros((2, 0, 1)),)],
    "new_axes": [(table(),)],
    "squeezed": [(np.ones((1, 3, 1)),), (np.ones((2, 3, 1)),), (np.ones((1, 3, 2)),)],
    "flipped": [(table(), k) for k in (0, 1, 2, 3, -1, 5)],
    "flipped_1": [(np.arange(3, dtype=np.uint8),)],
    "flipped_3": [(cube(),)],
    "at_least": [(np.arange(3.0), table(), 1.5)],
    "shared": [(table(), np.arange(3.0))],
    "diagonals": [(table(), k) for k in (0, 1, 2, 3, 4, 5, -2)],
    "diagonals_3": [(cube(),)],
}
