from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from jitscript import Array1, f64, script


def total(x: NDArray[np.float64]) -> float:
    return float(x.sum())


def largest(x: NDArray[np.float64]) -> float:
    return float(x.max())


def doubled(f: Callable[[NDArray[np.float64]], float], x: NDArray[np.float64]) -> float:
    return 2.0 * f(x)


@script
def either(x: Array1[f64], first: bool) -> float:
    f = total if first else largest
    return doubled(f, x)
