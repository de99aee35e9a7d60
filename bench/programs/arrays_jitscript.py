import numpy as np

from jitscript import Array1, f64, script


@script
def running_mean(values: Array1[f64], width: int, out: Array1[f64]) -> None:
    total = 0.0
    for i in range(len(values)):
        total += values[i]
        if i >= width:
            total -= values[i - width]
        out[i] = total / min(i + 1, width)


means = np.zeros(1_000)
running_mean(np.arange(1_000.0), 10, means)
print(means[-1])
