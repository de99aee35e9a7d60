import numpy as np

from jitscript import Array1, f64, script


@script
def f(a: Array1[f64]) -> int:
    return np.count_nonzero(a == "x")
