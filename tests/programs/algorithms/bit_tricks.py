"""Population count, bit reversal, parity, Gray code and next power of two."""

import numpy as np
from jitscript import script, u32


@script
def popcount(n: int) -> int:
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count


@script
def popcount32(x: u32) -> u32:
    x = x - ((x >> np.uint32(1)) & np.uint32(0x55555555))
    x = (x & np.uint32(0x33333333)) + ((x >> np.uint32(2)) & np.uint32(0x33333333))
    x = (x + (x >> np.uint32(4))) & np.uint32(0x0F0F0F0F)
    return (x * np.uint32(0x01010101)) >> np.uint32(24)


@script
def reverse_bits(n: int, width: int) -> int:
    result = 0
    for _ in range(width):
        result = result << 1 | n & 1
        n >>= 1
    return result


@script
def gray(n: int) -> int:
    return n ^ (n >> 1)


@script
def next_power(n: int) -> int:
    p = 1
    while p < n:
        p <<= 1
    return p


@script
def parity(n: int) -> bool:
    odd = False
    while n:
        odd = not odd
        n &= n - 1
    return odd


CASES = {
    "popcount": [(0,), (255,), (2**62 + 1,)],
    "popcount32": [(np.uint32(v),) for v in (0, 1, 2**32 - 1, 0x12345678)],
    "reverse_bits": [(0b1011, 4), (1, 16), (5, 0)],
    "gray": [(0,), (7,), (12345,)],
    "next_power": [(0,), (1,), (17,), (2**40 + 1,)],
    "parity": [(0,), (7,), (6,)],
}
