"""Arrays that are longer than any memory: all of their elements are one.

They are made by plain functions, as they can be neither copied nor compared.
"""

import numpy as np

from jitscript import Array1, Array2, f64, i64, script, u8


@script
def eight_times(a: Array1[u8]) -> int:
    return len(a) * 8


@script
def raised(a: Array1[u8]) -> int:
    return len(a) + 2**62


@script
def doubled(a: Array1[f64]) -> int:
    return len(a) * 16


@script
def last_twice(a: Array1[u8]) -> int:
    last = 0
    for i in range(len(a)):
        if i + i < 0:
            return -1
        last = i
        if i > 3:
            break
    return last + len(a)


@script
def peek(a: Array1[u8], b: Array1[i64]) -> int:
    n = len(a) * 2
    if n < len(b):
        return int(b[n])
    return 0


@script
def poke(a: Array1[u8], b: Array1[i64]) -> None:
    n = len(a) * 2
    if n < len(b):
        b[n] = -999


@script
def peek_sum(a: Array1[u8], b: Array1[i64]) -> int:
    n = len(a) + len(a) + 2
    if n < len(b):
        return int(b[n])
    return 0


@script
def both(a: Array2[u8]) -> int:
    return (a.shape[0] + 1) * (a.shape[1] + 1)


@script
def ends(a: Array1[u8]) -> int:
    return int(a[len(a) - 1]) + int(a[-len(a)])


def long(function: str, n: int, kind: str = "u1") -> object:
    made = np.broadcast_to(np.ones(1, kind), (n,))
    return globals()[function](made)


def long_and_view(function: str, n: int) -> object:
    base = np.arange(100)
    result = globals()[function](np.broadcast_to(np.uint8(7), (n,)), base[50:60])
    assert function != "poke" or (base != np.arange(100)).sum() == (2 * n < 10)
    return result


def wide(n: int, m: int) -> object:
    return both(np.broadcast_to(np.uint8(1), (n, m)))


def strided(function: str, n: int) -> object:
    """Contiguous, as far as its strides say."""
    made = np.lib.stride_tricks.as_strided(np.ones(1, np.uint8), (n,), (1,))
    return globals()[function](made)


_FIT = (0, 3, 2**59, 2**60 - 1)
_BEYOND = (2**62 - 1, 2**62, 2**62 + 2**58, 2**63 - 1)

CASES = {
    "long": [
        *(("eight_times", n) for n in _FIT),
        *(("raised", n) for n in (*_FIT, 2**61, 2**62 - 1)),
        *(("doubled", n, "f8") for n in (2, 2**58)),
        *(("last_twice", n) for n in (0, 2, *_BEYOND[:3])),
        *(("ends", n) for n in _BEYOND),
    ],
    "long_and_view": [
        *((f, n) for f in ("peek", "poke", "peek_sum") for n in (0, 2, 2**61, 2**62 - 2)),
    ],
    "strided": [("eight_times", 2**60 - 1), ("raised", 2**61)],
    "wide": [(2**31, 2**30), (2**60, 0), (0, 5)],
}
OVERFLOWS = {
    "long": [
        *(("eight_times", n) for n in (2**60, 2**61 + 1, *_BEYOND)),
        *(("raised", n) for n in _BEYOND[1:]),
        *(("doubled", n, "f8") for n in (2**59, 2**60 - 1)),
        ("last_twice", 2**63 - 1),
    ],
    "long_and_view": [(f, n) for f in ("peek", "poke", "peek_sum") for n in _BEYOND[1:]],
    "strided": [("eight_times", 2**60), ("raised", 2**63 - 1)],
}
