import math

import numpy as np

from jitscript import script


@script
def root(x: float) -> float:
    return math.sqr(x) + np.zeroes(3)[0] + math.xyzzy(x)
