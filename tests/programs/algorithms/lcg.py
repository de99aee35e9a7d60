"""Linear congruential and xorshift random numbers, in int and in uint64."""

import numpy as np
from jitscript import Array1, f64, script


@script
def lcg(seed: int, n: int) -> int:
    state = seed
    for _ in range(n):
        state = (state * 1103515245 + 12345) % 2147483648
    return state


@script
def xorshift(seed: np.uint64, n: int) -> np.uint64:
    x = seed
    for _ in range(n):
        x ^= x << np.uint64(13)
        x ^= x >> np.uint64(7)
        x ^= x << np.uint64(17)
    return x


@script
def uniform(seed: int, out: Array1[f64]) -> None:
    state = seed
    for i in range(len(out)):
        state = (state * 16807) % 2147483647
        out[i] = state / 2147483647


@script
def estimate_pi(seed: int, n: int) -> float:
    state = seed
    inside = 0
    for _ in range(n):
        state = (state * 48271) % 2147483647
        x = state / 2147483647
        state = (state * 48271) % 2147483647
        y = state / 2147483647
        if x * x + y * y < 1.0:
            inside += 1
    return 4 * inside / n


CASES = {
    "lcg": [(42, 0), (42, 100)],
    "xorshift": [(np.uint64(88172645463325252), 20)],
    "uniform": [(7, np.zeros(5))],
    "estimate_pi": [(1, 500), (1, 0)],
}
