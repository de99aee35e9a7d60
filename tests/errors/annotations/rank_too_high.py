import numpy as np
from jitscript import script


@script
def f(a: np.ndarray[tuple[int, int, int, int, int, int], np.dtype[np.float64]]) -> float:
    return 0.0
