import numpy as np

from jitscript import script


@script
def typed(a: "np.flaot64") -> int:
    b: "np.in64" = 3
    return b
