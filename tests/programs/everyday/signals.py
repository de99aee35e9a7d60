"""Signals: averages, filters, interpolation; and a table of text."""

import numpy as np

from jitscript import Array1, Array2, f64, i64, script, u8


@script
def moving_average(x: Array1[f64], w: int):
    c = np.cumsum(np.insert(x, 0, 0.0))
    return (c[w:] - c[:-w]) / w


@script
def moving_average2(x: Array1[f64], w: int):
    return np.convolve(x, np.ones(w) / w, mode="valid")


@script
def fftfilter(x: Array1[f64], fs: float, cut: float):
    X = np.fft.rfft(x)
    f = np.fft.rfftfreq(len(x), d=1 / fs)
    X[f > cut] = 0
    return np.fft.irfft(X, n=len(x))


@script
def interp(x: Array1[f64], y: Array1[f64], q: Array1[f64]):
    i = np.clip(np.searchsorted(x, q) - 1, 0, len(x) - 2)
    t = (q - x[i]) / (x[i + 1] - x[i])
    mine = y[i] * (1 - t) + y[i + 1] * t
    return mine, np.interp(q, x, y)


@script
def table(names: list[str], X: Array2[f64]):
    lines = []
    lines.append(f"{'name':<10}" + "".join([f"{c:>10}" for c in ["mean", "std", "max"]]))
    for name, row in zip(names, X):
        lines.append(f"{name:<10}{row.mean():10.3f}{np.std(row):10.3f}{row.max():10.3f}")
    print(X)
    print("first", X[0], X.shape)
    return "\n".join(lines)


ULP = 4  # products add up in another order than NumPy's
S = 2.0 + np.sin(np.arange(50) * 0.7) + np.arange(50) / 20
CASES = {
    "moving_average": [(S, 5), (S, 50), (S, 60), (S[::-2], 3)],
    "moving_average2": [(S, 5), (S, 60), (S, 0)],
    "fftfilter": [(S, 10.0, 2.0), (S[:7], 1.0, 0.1), (S[:0], 1.0, 0.1)],
    "interp": [(np.arange(50.0), S, np.array([-1.0, 0.0, 3.3, 48.9, 70.0, np.nan]))],
    "table": [(["a", "bb", "ccc"], S[:12].reshape(3, 4)), ([], S[:0].reshape(0, 2))],
}
