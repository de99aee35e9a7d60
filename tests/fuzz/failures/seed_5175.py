"""Program 5175 of the generator."""
import math
import numpy as np
from jitscript import Array1, Array2, f64, i64, script
inf, nan = (math.inf, math.nan)

@script
def f(a: tuple[int, float], b: bool, c: np.int32, d: np.float32, e: np.uint8):
    x3 = np.float64(2.5)
CASES = {'f': [lambda: ((1, 0.5), True, np.int32(-1), np.float32(inf), np.uint8(1))]}
