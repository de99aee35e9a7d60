import numpy as np
from jitscript import Array1, f64, script


@script
def f(values: Array1[f64]) -> None:
    values[0] = 1.0


def call():
    a = np.zeros(3)
    a.flags.writeable = False
    f(a)
