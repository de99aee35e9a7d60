import numpy as np

from jitscript import script


@script
def f(n: int) -> str:
    return str(np.min_scalar_type(n))
