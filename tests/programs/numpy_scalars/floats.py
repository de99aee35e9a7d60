"""NumPy floats divide by zero to inf and overflow to inf."""

from itertools import product

import numpy as np
from jitscript import f64, script


@script
def of_f64(a: f64, b: f64):
    return a + b, a - b, a * b, a / b, a // b, a % b


@script
def of_f32(a: np.float32, b: np.float32):
    return a + b, a - b, a * b, a / b, a // b, a % b


@script
def of_f16(a: np.float16, b: np.float16):
    return a + b, a - b, a * b, a / b


@script
def unary(a: f64):
    return -a, +a, abs(a), not a


VALUES = (0.0, -0.0, 1.5, -2.5, 6e4, 1e300, np.inf, np.nan)
CASES = {
    f"of_f{bits}": list(product([t(v) for v in VALUES], repeat=2))
    for bits, t in ((16, np.float16), (32, np.float32), (64, np.float64))
}
CASES["unary"] = [(np.float64(v),) for v in VALUES]
