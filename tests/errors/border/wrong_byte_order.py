import numpy as np
from jitscript import Array1, f64, script


@script
def f(values: Array1[f64]) -> float:
    return values[0]


def call():
    f(np.zeros(3, ">f8"))
