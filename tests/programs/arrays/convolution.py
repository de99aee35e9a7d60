"""Windows that slide over arrays: sizes that are differences, sums of two indices."""

import numpy as np

from jitscript import Array1, Array2, Array4, f32, f64, script


@script
def correlate(a: Array1[f64], w: Array1[f64], out: Array1[f64]) -> None:
    for i in range(len(a) - len(w) + 1):
        total = 0.0
        for k in range(len(w)):
            total += a[i + k] * w[k]
        out[i] = total


@script
def conv2d(x: Array4[f32], w: Array4[f32], out: Array4[f32]) -> None:
    n, c, height, width = x.shape
    o, _, kh, kw = w.shape
    for b in range(n):
        for f in range(o):
            for i in range(height - kh + 1):
                for j in range(width - kw + 1):
                    s = np.float32(0.0)
                    for ch in range(c):
                        for p in range(kh):
                            for q in range(kw):
                                s += x[b, ch, i + p, j + q] * w[f, ch, p, q]
                    out[b, f, i, j] = s


@script
def windows(a: Array2[f64], size: int) -> float:
    best = -1.0
    for i in range(a.shape[0] - size + 1):
        for j in range(a.shape[1] - size + 1):
            total = 0.0
            for p in range(size):
                for q in range(size):
                    total += a[i + p, j + q]
            best = max(best, total)
    return best


def images(n: int, c: int, size: int) -> np.ndarray:
    return np.arange(n * c * size * size, dtype=np.float32).reshape(n, c, size, size) % 7


CASES = {
    "correlate": [
        (np.arange(9.0), np.array([1.0, -2.0, 1.0]), np.zeros(7)),
        (np.arange(9.0), np.array([1.0, -2.0, 1.0]), np.zeros(6)),
        (np.arange(9.0), np.array([1.0, -2.0, 1.0]), np.zeros(8)),
        (np.arange(2.0), np.ones(3), np.zeros(0)),
        (np.arange(3.0), np.ones(0), np.zeros(4)),
        (np.arange(3.0), np.ones(0), np.zeros(3)),
        lambda: (np.arange(18.0)[::2], np.ones(6)[::3], np.zeros(16)[::-2]),
    ],
    "conv2d": [
        (images(2, 2, 5), images(3, 2, 3), np.zeros((2, 3, 3, 3), np.float32)),
        (images(1, 2, 5), images(1, 1, 3), np.zeros((1, 1, 3, 3), np.float32)),
        (images(1, 2, 5), images(1, 2, 3), np.zeros((1, 1, 3, 2), np.float32)),
        (images(1, 1, 2), images(1, 1, 3), np.zeros((1, 1, 1, 1), np.float32)),
    ],
    "windows": [
        (np.arange(30.0).reshape(5, 6), 3),
        (np.arange(30.0).reshape(5, 6), 7),
        (np.arange(30.0).reshape(5, 6), 0),
        (np.arange(30.0).reshape(5, 6), -1),
    ],
}
