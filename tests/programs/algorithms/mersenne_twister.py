"""MT19937 with uint32 arithmetic: the first numbers of a seed."""

import numpy as np
from jitscript import Array1, u32, script


@script
def initialise(state: Array1[u32], seed: u32) -> None:
    state[0] = seed
    for i in range(1, 624):
        previous = state[i - 1]
        state[i] = np.uint32(1812433253) * (previous ^ (previous >> np.uint32(30))) + np.uint32(i)


@script
def twist(state: Array1[u32]) -> None:
    for i in range(624):
        y = (state[i] & np.uint32(0x80000000)) | (state[(i + 1) % 624] & np.uint32(0x7FFFFFFF))
        value = state[(i + 397) % 624] ^ (y >> np.uint32(1))
        if y & np.uint32(1):
            value ^= np.uint32(0x9908B0DF)
        state[i] = value


@script
def numbers(seed: u32, n: int) -> Array1[u32]:
    state = np.zeros(624, dtype=np.uint32)
    initialise(state, seed)
    twist(state)
    out = np.empty(n, dtype=np.uint32)
    for i in range(n):
        y = state[i]
        y ^= y >> np.uint32(11)
        y ^= (y << np.uint32(7)) & np.uint32(0x9D2C5680)
        y ^= (y << np.uint32(15)) & np.uint32(0xEFC60000)
        y ^= y >> np.uint32(18)
        out[i] = y
    return out


CASES = {"numbers": [(np.uint32(5489), 8)]}
