import numpy as np
from jitscript import Array2, f64, script


@script
def f(values: Array2[f64]) -> float:
    return values[0, 0]


def call():
    f(np.zeros(3))
