import numpy as np
from jitscript import script


@script
def f(n: int) -> int:
    return n


def call():
    f(np.float64(3))
