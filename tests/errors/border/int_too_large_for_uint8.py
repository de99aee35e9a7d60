import numpy as np
from jitscript import script


@script
def f(n: np.uint8) -> int:
    return int(n)


def call():
    f(256)
