"""Elementary functions in loops that become vector code: ends of their ranges, elements that need
the C library beside others that do not, every remainder of a vector's length."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def each(a: Array1[f64]):
    return np.exp(a), np.exp2(a), np.expm1(a), np.log(a), np.log2(a), np.log1p(a)


@script
def circular(a: Array1[f64]):
    return np.sin(a), np.cos(a)


@script
def hyperbolic(a: Array1[f64]):
    return np.sinh(a), np.cosh(a), np.tanh(a)


@script
def fused(a: Array1[f64], b: Array1[f64]) -> Array1[f64]:
    return np.exp(np.sin(a) - np.cos(b)) / (1.0 + np.log1p(np.abs(b)))


@script
def in_loops(a: Array2[f64]) -> Array2[f64]:
    out = np.zeros_like(a)
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            out[i, j] = np.tanh(a[i, j])
    return out


@script
def in_place(a: Array1[f64]) -> Array1[f64]:
    a[:] = np.exp(a[::-1])
    np.tanh(a, out=a)
    return a


@script
def of_one(x: f64):
    return np.exp(x), np.log(x), np.sin(x)


ENDS = np.array(
    [0.0, -0.0, np.inf, -np.inf, np.nan, 5e-324, -5e-324, 2.2250738585072014e-308, 1e-310]
    + [709.78, 709.79, 708.0, -708.0, -708.5, -745.1, -745.2, 1022.0, 1023.5, 1024.0, -1074.0]
    + [1.0, -1.0, 2.0, 8.0, 1.0 - 2.0**-53, 2.0**-53 - 1.0, 1e308, -1e308, 1e16, -0.5, 3.0]
    + [1048576.0, 1048577.0, 1e22, np.pi, np.pi / 2, 20.0, 22.5, -30.0, 1e-8, 1e-300]
)
MIXED = [np.roll(ENDS, k)[:n] for k, n in ((0, 7), (3, 8), (11, 9), (17, 17), (29, 31))]
R = np.random.default_rng(3)
PLAIN = R.uniform(-20, 20, 133)
CASES = {
    "each": [(ENDS,), *((m,) for m in MIXED), (PLAIN,), (ENDS[:0],)],
    "circular": [(ENDS,), *((m,) for m in MIXED), (PLAIN * 1e4,), (np.arange(50) * np.pi,)],
    "hyperbolic": [(ENDS,), *((m,) for m in MIXED), (PLAIN,), (PLAIN * 1e-9,)],
    "fused": [(PLAIN, PLAIN[::-1]), (R.uniform(-3e6, 3e6, 64), PLAIN[:64])],
    "in_loops": [(PLAIN[:132].reshape(12, 11),), (ENDS[:36].reshape(6, 6).T,)],
    "in_place": [(PLAIN.copy(),), (ENDS.copy(),)],
    "of_one": [(0.5,), (np.inf,), (1e7,), (np.nan,), (710.0,)],
}
ULP = 5  # NumPy's is within one of the true value
