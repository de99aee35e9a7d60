import numpy as np
from jitscript import script


@script
def f(x: float) -> float:
    return x


def call():
    f(np.ones(1))
