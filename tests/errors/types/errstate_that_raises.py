import numpy as np

from jitscript import Array1, f64, script


@script
def f(a: Array1[f64]) -> Array1[f64]:
    with np.errstate(divide="ignore", invalid="raise"):
        return a / 0.0
