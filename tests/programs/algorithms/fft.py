"""Radix-2 fast Fourier transform by hand, in place, and its inverse."""

import math

import numpy as np
from jitscript import Array1, script


@script
def fft(a: Array1[np.complex128], sign: int) -> None:
    n = len(a)
    if n & (n - 1):
        raise ValueError(f"{n} is no power of two")
    j = 0
    for i in range(1, n):
        bit = n >> 1
        while j & bit:
            j ^= bit
            bit >>= 1
        j |= bit
        if i < j:
            a[i], a[j] = a[j], a[i]
    size = 2
    while size <= n:
        angle = sign * 2 * math.pi / size
        step = complex(math.cos(angle), math.sin(angle))
        for start in range(0, n, size):
            w = 1 + 0j
            for k in range(size // 2):
                u = a[start + k]
                v = a[start + k + size // 2] * w
                a[start + k] = u + v
                a[start + k + size // 2] = u - v
                w *= step
        size *= 2


SIGNAL = np.cos(np.arange(16.0)) + 1j * np.arange(16.0)
CASES = {"fft": [(SIGNAL, -1), (SIGNAL, 1), (np.ones(1, complex), -1), (np.ones(6, complex), -1)]}
