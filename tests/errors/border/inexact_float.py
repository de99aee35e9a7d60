import numpy as np
from jitscript import script


@script
def f(x: list[float]) -> float:
    return x[0]


def call():
    f([0.5, np.int64(2**53 + 1)])
