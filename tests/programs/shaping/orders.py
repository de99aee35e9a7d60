"""`order=` of new shapes, copies and new arrays: what is a view, and how it lies in memory."""

import numpy as np
from jitscript import Array1, Array2, Array3, f64, i32, script


@script
def ravelled(a: Array2[f64]):
    views = np.ravel(a, "C"), a.ravel("F"), a.ravel(order="A")
    views[1][:1] += 100.0  # seen in `a` where it is a view
    views[2][1:2] += 1000.0
    return views, a.flatten("F"), a.flatten("a"), a.flatten(order="C")


@script
def reshaped(a: Array3[i32]):
    x, y = a.reshape((4, 6), order="F"), np.reshape(a, (-1, 3), order="F")
    z, w = a.reshape(2, 2, 6, order="A"), np.reshape(a, 24, order="F")
    x[:1, 1:2] += 100
    y[2:3] += 200
    z[1:, :1, 3:4] += 300
    w[5:7] += 400
    strides = x.strides, y.strides, z.strides, w.strides
    return x, y, z, w, strides, np.reshape(a, (8, 3), "F"), a.reshape((3, 8), order="C")


@script
def unfit(a: Array2[f64], n: int, m: int):
    return a.reshape((n, m), order="F")


@script
def copied(a: Array3[i32]):
    x, y, z = a.copy("F"), a.copy(order="A"), np.copy(a, "C")
    x[:1] += 1
    y[:1] += 1
    z[:1] += 1
    return x, y, z, x.strides, y.strides, z.strides


@script
def laid(a: Array2[f64]):
    x, y = np.ascontiguousarray(a), np.asfortranarray(a)
    x[:1] += 1.0
    y[:1] += 10.0
    return x, y, x.strides, y.strides


@script
def laid_1(a: Array1[f64]):
    x, y = np.ascontiguousarray(a), np.asfortranarray(a)
    x[:1] += 1.0
    y[:1] += 10.0
    return x, y, x.strides, y.strides


@script
def converted_or_not(a: Array2[f64]):
    x = a.astype(np.float64, order="C", copy=False)
    y = a.astype(np.float64, copy=False)
    x[:1] += 1.0
    y[:1] += 10.0
    return x, x.strides, y.strides


@script
def made(n: int, m: int):
    x, y = np.zeros((n, m), order="F"), np.zeros((n, 2, m), np.int8, order="C")
    z, w = np.ones((n, 2, m), np.int16, order="F"), np.full((n, m), 2.5, order="F")
    v, u = np.full((n, m), 3, np.float32, order="F"), np.empty((n, m), order="F")
    for i in range(n):
        for j in range(m):
            u[i, j] = 10.0 * i + j
            x[i, j] += i - j
    lie = [*x.strides, *y.strides, *z.strides, *w.strides, *v.strides, *u.strides]
    return x, y, z, w, v, u, lie if n * m else []


def matrix(n, m):
    return np.arange(float(n * m)).reshape(n, m)


def block():
    return np.arange(24, dtype=np.int32).reshape(2, 3, 4)


MATRICES = [
    lambda: (matrix(3, 4),),
    lambda: (matrix(3, 4).T,),
    lambda: (matrix(6, 8)[::2, 1::3],),
    lambda: (matrix(6, 8).T[1::3, ::2],),
    lambda: (matrix(3, 4)[::-1],),
    lambda: (matrix(3, 4).T[:, ::-1],),
    lambda: (matrix(1, 4),),
    lambda: (matrix(4, 1),),
    lambda: (matrix(0, 3),),
]
BLOCKS = [
    lambda: (block(),),
    lambda: (block().T,),
    lambda: (block().transpose(1, 0, 2),),
    lambda: (block().transpose(2, 0, 1),),
    lambda: (np.asfortranarray(block())[:, ::-1],),
    lambda: (np.repeat(block(), 2, 2)[:, :, ::2],),
]
CASES = {
    "ravelled": MATRICES,
    "reshaped": BLOCKS,
    "unfit": [
        lambda n=n, m=m: (matrix(3, 4), n, m)
        for n, m in ((2, 6), (5, 2), (-1, 5), (-1, -1), (7, -1))
    ],
    "copied": BLOCKS,
    "laid": MATRICES,
    "laid_1": [lambda: (np.arange(4.0),), lambda: (np.arange(8.0)[::2],), lambda: (np.zeros(0),)],
    "converted_or_not": MATRICES,
    "made": [
        lambda n=n, m=m: (n, m) for n, m in ((3, 4), (1, 5), (2, 1), (-1, 2), (2, -3))
    ],
}
