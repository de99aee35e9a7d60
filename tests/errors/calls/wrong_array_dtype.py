import numpy as np
from jitscript import Array1, f64, script


@script
def g(a: Array1[f64]) -> float:
    return a[0]


@script
def f(a: Array1[np.float32]) -> float:
    return g(a)
