"""linspace, eye and identity."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def spaced(a: float, b: float, n: int) -> Array1[f64]:
    return np.linspace(a, b, n)


@script
def identity(n: int) -> Array2[f64]:
    return np.eye(n)


CASES = {
    "spaced": [(0.0, 1.0, 5), (2.0, -1.0, 4), (0.0, 1.0, 1), (0.0, 1.0, 0)],
    "identity": [(3,), (0,)],
}
