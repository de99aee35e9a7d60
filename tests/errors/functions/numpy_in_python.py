import numpy as np

from jitscript import Array1, Array2, f64, script


@script
def f(m: Array2[f64], x: Array1[f64], mode: str, keep: bool) -> float:
    a = np.linalg.eig(m)
    b = np.fft.fft(x, norm=mode)
    c = np.linalg.norm(m, axis=0, keepdims=keep)
    d = np.linalg.solve(x, m)
    e = np.polyfit(x, x, lambda: 2)
    g = np.unstack(m)
    return 0.0
