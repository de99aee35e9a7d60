"""Arrays that are longer than any memory: all of their elements are one.

Arithmetic on their lengths is right or an OverflowError; no check is left out because of it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

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


FIT = (0, 3, 2**59, 2**60 - 1)
BEYOND = (2**62 - 1, 2**62, 2**62 + 2**58, 2**63 - 1)
CASES = [
    *((eight_times, n) for n in (*FIT, 2**60, 2**61 + 1, *BEYOND)),
    *((raised, n) for n in (*FIT, 2**61, *BEYOND)),
    *((last_twice, n) for n in (0, 2, *BEYOND)),
    *((ends, n) for n in BEYOND),
]


def long(n: int, kind: str = "u1") -> Any:
    return np.broadcast_to(np.ones(1, kind), (n,))


def like_python(function: Any, *args: Any) -> None:
    expected = function.python(*args)
    if -(2**63) <= expected < 2**63:
        assert function(*args) == expected
    else:
        with pytest.raises(OverflowError, match="does not fit in 64 bits"):
            function(*args)


@pytest.mark.parametrize(("function", "n"), CASES, ids=lambda x: getattr(x, "__name__", str(x)))
def test_lengths(function: Any, n: int) -> None:
    like_python(function, long(n))
    if 0 < n < 2**63 - 1 and function in (eight_times, raised):
        as_strided = np.lib.stride_tricks.as_strided  # contiguous, as far as its strides say
        like_python(function, as_strided(np.ones(1, np.uint8), (n,), (1,)))


def test_lengths_of_larger_elements() -> None:
    for n in (2, 2**58, 2**59, 2**60 - 1):
        like_python(doubled, long(n, "f8"))


def test_lengths_of_two_dimensions() -> None:
    like_python(both, np.broadcast_to(np.uint8(1), (2**31, 2**30)))
    like_python(both, np.zeros((2**60, 0), np.uint8))
    like_python(both, np.zeros((0, 5), np.uint8))


@pytest.mark.parametrize("n", (0, 2, 2**61, 2**62 - 2, *BEYOND))
@pytest.mark.parametrize("function", (peek, poke, peek_sum), ids=lambda f: f.__name__)
def test_memory_beside_a_view_is_left_alone(function: Any, n: int) -> None:
    base = np.arange(100)
    wanted = base.copy()
    try:
        result: Any = function(long(n), base[50:60])
    except OverflowError:
        result = OverflowError
    if 2 * n < 10:
        assert result == function.python(long(n), wanted[50:60])
    else:
        assert result in (0, None, OverflowError)
    assert base.tolist() == wanted.tolist()
