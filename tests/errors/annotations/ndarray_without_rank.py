import numpy as np
from jitscript import script


@script
def f(a: np.ndarray) -> float:
    return a[0]


def call():
    f(3.5)
