"""NumPy's elementary functions over arrays, within 4 units in the last place."""

import numpy as np
from jitscript import Array1, f64, script


@script
def exponential(a: Array1[f64]):
    return np.exp(a), np.sqrt(np.abs(a))


@script
def waves(a: Array1[f64]):
    return np.sin(a), np.cos(a)


@script
def logarithm(a: Array1[f64]):
    return np.log(a)


@script
def softplus(a: Array1[f64]) -> Array1[f64]:
    return np.log(1.0 + np.exp(a)) * 0.5


A = np.array([0.0, 1.0, -1.0, 0.5, 20.0, -30.0, 3.75])
CASES = {
    "exponential": [(A,), (np.array([np.inf, -np.inf, np.nan, 800.0]),)],
    "waves": [(A,), (np.array([np.inf, np.nan, 1e10]),)],
    "logarithm": [(np.array([1.0, 2.5, 0.0, -1.0, np.inf, 1e-300]),)],
    "softplus": [(A,)],
}
ULP = 4
