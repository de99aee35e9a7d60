import numpy as np
from jitscript import script


@script
def f(n: int) -> float:
    return np.zeros(n, dtype="strange")[0]
