"""Program 5311 of the generator."""
import math
import numpy as np
from jitscript import Array1, Array2, f64, i64, script
inf, nan = (math.inf, math.nan)

@script
def f(a: np.uint8, b: Array1[i64]):
    assert False, 'line 2'
CASES = {'f': [lambda: (np.uint8(128), np.ones(1, np.int64))]}
