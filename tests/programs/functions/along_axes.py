"""Arrays gone through by place; functions along axes."""

import numpy as np

from jitscript import Array1, Array2, Array3, f64, i64, script


@script
def places(n: int, m: int, a: Array2[f64]):
    out = []
    for i, j in np.ndindex(n, m):
        if i == 2:
            break
        out.append(i * 10 + j)
    for p in np.ndindex(a.shape):
        a[p] += p[0]
    for (i, j), x in np.ndenumerate(a):
        out.append(int(x) + i * j)
    return out, a


@script
def made(n: int):
    return np.fromfunction(lambda i, j: i * 10 + j, (n, 3)), np.fromfunction(
        lambda i: i, (n,), dtype=int
    )


@script
def spread(a: Array2[f64], b: Array3[i64]):
    def width(r):
        return r.max() - r.min()

    return (
        np.apply_along_axis(width, 1, a),
        np.apply_along_axis(width, 0, a),
        np.apply_along_axis(lambda r: np.sort(r)[::-1], 0, a),
        np.apply_along_axis(lambda r: r[:2] * 1.5, -1, b),
        np.apply_along_axis(np.sum, 1, b),
        np.apply_along_axis(lambda r: 7, 1, a),
    )


@script
def row(a: Array1[f64]):
    return np.apply_along_axis(lambda r: r * 2, 0, a), np.apply_along_axis(lambda r: r[0], 0, a)


A = np.arange(6.0).reshape(2, 3)
SPACE = np.arange(24).reshape(2, 3, 4)
CASES = {
    "places": [(3, 2, A), (0, 2, A[:0]), (-1, 3, A), (2, 2, A[::-1])],
    "made": [(2,), (0,)],
    "spread": [(A, SPACE), (A[:0], SPACE), (A, np.zeros((2, 3, 0), int))],
    "row": [(A[0],), (A[0, :0],)],
}
