"""Results of NumPy that have names, and such as are of one type or of another by their values."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from jitscript import Array1, Array2, Array3, c128, f64, i64, script


@script
def parts(x: Array2[f64]) -> tuple[Array1[f64], Array1[f64], Array1[f64], float]:
    s = np.linalg.svd(x, full_matrices=False)
    e = np.linalg.eigh(x.T @ x)
    u, w, vh = s
    assert len(s) == 3 and (s[1] == w).all() and (s.U == u).all() and s.Vh.shape == vh.shape
    return s.S, e.eigenvalues, e[0], float(np.linalg.slogdet(x.T @ x).logabsdet)


@script
def shown(x: Array2[f64]) -> str:
    return f"{np.linalg.slogdet(x)}"


@script
def counts(x: Array1[i64]) -> tuple[Array1[i64], Array1[i64]]:
    u = np.unique_counts(x)
    return u.values, u.counts


@script
def stationary(p: Array2[f64]) -> Array1[f64]:
    w, v = np.linalg.eig(p.T)
    i = np.argmin(np.abs(w - 1))
    s = np.real(v[:, i])
    return s / s.sum()


@script
def spectrum(m: Array2[f64]) -> Any:
    values, vectors = np.linalg.eig(m)
    return values, vectors


@script
def of_roots(p: Array1[f64]) -> tuple[Array1[f64] | Array1[c128], Array1[f64], int, float, float]:
    found = np.roots(p)
    total, largest = 0.0, abs(found).max() if len(found) else -1.0
    for r in found:
        total += abs(r)
    real = found[np.isreal(found)].real
    if len(found):
        found[0] = 2
        found[1:] *= 2
    return found, np.sort(real), len(found), round(float(total), 9), round(float(largest), 9)


@script
def several(m: Array2[f64], k: int) -> tuple[f64 | c128, Array1[f64] | Array1[c128]]:
    values, vectors = np.linalg.eig(m)
    row = vectors[k] if k >= 0 else vectors[:, 0]
    return values[k] * 2, row[::-1]


@dataclass
class Summary:
    n: int
    quartiles: np.ndarray
    shape: np.ndarray


def summary(x: np.ndarray) -> Summary:
    return Summary(len(x), np.percentile(x, [25, 50, 75]), shape=np.array([[1, len(x)]]))


@script
def described(x: Array1[f64]) -> tuple[Array1[f64], str]:
    s = summary(x)
    return s.quartiles * s.n, f"{s.shape.sum()} {float(s.quartiles[1])}"


class Scaler:
    def __init__(self, by: float):
        self.mean = None
        self.parts = None
        self.by = by

    def fit(self, x):
        self.mean = x.mean(axis=0)
        self.parts = x - self.mean
        return self

    def scaled(self, x):
        return (x - self.mean) * self.by

    def spread(self, j):
        total = 0.0
        for row in self.parts:
            total += row[j] ** 2
        return total, len(self.parts), self.parts.T[j, ::2], self.mean[j], self.mean.sum()


@script
def fitted(x: Array2[f64], fit: bool, what: str, j: int) -> Any:
    s = Scaler(0.5)
    if fit:
        s.fit(x)
    if what == "scaled":
        return s.scaled(x).sum()
    if what == "spread":
        return s.spread(j)[0]
    if what == "store":
        s.mean[j] = 5.0
        s.mean[1:] += 1
        return s.mean.sum()
    if what == "late":
        s.mean[1 // j] = 1.0
        return 0.0
    if what == "length":
        return float(len(s.parts))
    if what == "attribute":
        return s.parts.T[0].sum()
    return s.spread(j)[3] + s.spread(j)[4]


class Split:
    def __init__(self, feature=None, threshold=None):
        self.feature = feature
        self.threshold = threshold


@script
def best(x: Array2[f64], limit: float) -> tuple[Array1[i64], float]:
    at, threshold, gain = None, None, -1.0
    for k in range(x.shape[1]):
        for t in np.unique(x[:, k]):
            share = float(np.mean(x[:, k] <= t))
            if limit > share > gain:
                gain, at, threshold = share, k, t
    return np.argwhere(x[:, at] <= threshold).flatten(), gain


@script
def grids(h: int, w: int, z: complex) -> tuple[Array2[f64], Array2[f64], Array3[f64], Array1[f64]]:
    y, x = np.ogrid[-1.4 : 1.4 : h * 1j, -2 : 0.8 : w * 1j]
    return y, x, np.mgrid[-1:1:z, 0:5:w], np.r_[0 : 1 : h * 1j, 3.0]


@script
def triangles(n: int, k: int, m: int) -> tuple[Array1[i64], Array1[i64], Array1[i64], Array1[i64]]:
    a, b = np.triu_indices(n, k, m)
    c, d = np.tril_indices(n, k)
    if not len(a) or not len(c):  # NumPy's strides are 0 then
        return a, b, c, d
    assert a.strides == b.strides == c.strides == d.strides == (8,)
    return a, b, c, d


@script
def converted(x: Array2[f64]) -> Any:
    same = np.float64(x)
    same[0, 0] = 7.0
    return np.uint8(x), np.float32(x), np.bool_(x), np.complex64(x.T), np.int64([1, 2]), same


_M = np.array([[2.0, 1.0, 0.5], [1.0, 3.0, 0.25], [0.5, 0.25, 4.0], [1.0, 0.0, 1.0]])
_TURN = np.array([[0.0, 1.0], [-1.0, 0.0]])
_CHAIN = np.array([[0.9, 0.1, 0.0], [0.2, 0.5, 0.3], [0.1, 0.1, 0.8]])

CASES = {
    "parts": [(_M,)],
    "shown": [(_M[:3],)],
    "counts": [(np.array([3, 1, 3]),), (np.array([], np.int64),)],
    "stationary": [(_CHAIN,)],
    "spectrum": [(_CHAIN,), (_TURN,), (_M,)],
    "of_roots": [
        (np.array(p),) for p in ([1.0, -3.0, 2.0], [1.0, 2.0, 3.0], [1.0, -6, 11, -6], [1.0])
    ],
    "several": [(_TURN, 0), (_CHAIN, 1), (_CHAIN, -1), (_TURN, -2), (_TURN, 2)],
    "described": [(np.arange(5.0),)],
    "fitted": [
        *((_M, True, w, 1) for w in ("scaled", "spread", "store", "length", "attribute", "all")),
        *((_M, False, w, 1) for w in ("spread", "store", "length", "attribute", "all")),
        (_M, False, "late", 0),
        (_M, True, "store", 9),
    ],
    "best": [(_M, 0.6)],
    "grids": [(3, 4, 2j), (1, 2, 3 + 4j), (0, 3, 0j)],
    "triangles": [(3, 0, 4), (4, 1, 2), (0, 0, 0), (3, -1, 3)],
    "converted": [(_M.copy(),)],
}
ULP = 4
