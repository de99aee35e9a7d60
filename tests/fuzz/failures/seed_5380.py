"""Program 5380 of the generator."""
import math
import numpy as np
from jitscript import Array1, Array2, f64, i64, script
inf, nan = (math.inf, math.nan)

@script
def f(a: f64, b: Array2[f64]):
    raise ValueError('at ')
CASES = {'f': [lambda: (np.float64(3.0), np.arange(6.0).reshape(2, 3))]}
