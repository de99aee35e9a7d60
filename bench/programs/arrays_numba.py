import numpy as np
from numba import njit


@njit("void(float64[::1], int64, float64[::1])", cache=True)
def running_mean(values, width, out):
    total = 0.0
    for i in range(len(values)):
        total += values[i]
        if i >= width:
            total -= values[i - width]
        out[i] = total / min(i + 1, width)


means = np.zeros(1_000)
running_mean(np.arange(1_000.0), 10, means)
print(means[-1])
