import numpy as np
from jitscript import Array1, f64, script


@script
def f(n: int) -> Array1[f64]:
    return np.zeros(n)


def call():
    f(2**50)
