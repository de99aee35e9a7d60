"""A loop over functions of `math` as vector code: `@script(math="fast")`."""

import math

import numpy as np

from jitscript import Array1, f64, script


@script(math="fast")
def damped(t: Array1[f64], out: Array1[f64]) -> None:
    """A swing that comes to rest; within 4 units in the last place of each function's value."""
    for i in range(len(t)):
        out[i] = math.exp(-0.1 * t[i]) * math.sin(t[i])


t, out = np.linspace(0.0, 50.0, 100_001), np.zeros(100_001)
damped(t, out)
print(np.allclose(out, np.exp(-0.1 * t) * np.sin(t), rtol=0, atol=1e-15))  # → True

t[7] = math.inf
try:
    damped(t, out)
except ValueError as error:  # as without the option, though the loop was done first
    print(error)  # → math domain error
