import numpy as np
from jitscript import script

TABLE = np.zeros((3, 3))


@script
def f(i: int) -> None:
    row = TABLE[i]
    row[:] = 2.0


def call():
    f(0)
