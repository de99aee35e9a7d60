"""Recursion without end and memory without end are exceptions: the process lives on."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from programs_apart import output, run

import jitscript as js
from jitscript import Array1, Array2, f64, i8

script: Callable[[Any], Any] = js.script(cache=False)


@script
def down(n: int) -> int:
    return 0 if n == 0 else 1 + down(n - 1)


@script
def even(n: int) -> bool:
    if n == 0:
        return True
    return not odd(n - 1)


@script
def odd(n: int) -> bool:
    if n == 0:
        return False
    return not even(n - 1)


@script
def wide(n: int, a: float, b: float, c: float) -> float:
    t = (a + 1.0, b, c)
    if n == 0:
        return t[0]
    return wide(n - 1, a, b, c) + wide(n - 2, a, b, c) + t[0] * t[1]


@script
def with_lists(x: list[int]) -> int:
    return with_lists([*x[1:], len(x)]) + 1


@script
def with_arrays(x: Array1[f64]) -> float:
    y = x + 1.0
    return with_arrays(y) + y[0]


ENDLESS: list[tuple[Any, tuple[Any, ...]]] = [
    (down, (10**12,)),
    (even, (10**12,)),
    (odd, (10**12,)),
    (wide, (10**12, 1.0, 2.0, 3.0)),
    (with_lists, ([1, 2, 3],)),
    (with_arrays, (np.zeros(3),)),
]


def dive() -> list[str]:
    found = []
    for function, args in ENDLESS:
        with pytest.raises(RecursionError) as caught:
            function(*args)
        found.append(str(caught.value))
    return found


EXPECTED = ["maximum recursion depth exceeded"] * len(ENDLESS)


def test_recursion_on_the_main_thread() -> None:
    assert dive() == EXPECTED
    assert down(1000) == 1000 and even(500) and not odd(500)


@pytest.mark.parametrize("size", [64 << 10, 128 << 10, 512 << 10, 32 << 20])
def test_recursion_on_threads(size: int) -> None:
    found: list[list[str]] = []
    old = threading.stack_size(size)
    try:
        thread = threading.Thread(target=lambda: found.append(dive()))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(old)
    assert found == [EXPECTED]
    assert dive() == EXPECTED  # the limit of this thread is found again


def test_recursion_below_deep_python_frames() -> None:
    def below(n: int) -> list[str]:
        return below(n - 1) if n else dive()

    assert below(400) == EXPECTED


def test_recursion_goes_deeper_than_python() -> None:
    assert down(20_000) == 20_000


@script
def zeros(n: int) -> Array1[f64]:
    return np.zeros(n)


@script
def matrix(n: int, m: int) -> Array2[i8]:
    return np.empty((n, m), dtype=np.int8)


@pytest.mark.parametrize("n", [2**40, 2**50, 2**60, 2**62, 2**63 - 1])
def test_arrays_too_large(n: int) -> None:
    for function, sizes in ((zeros, (n,)), (matrix, (n, n))):
        with pytest.raises((MemoryError, ValueError)) as expected:
            function.python(*sizes)
        with pytest.raises(expected.type, match=re.escape(str(expected.value))):
            function(*sizes)


def test_shapes_of_extreme_dimensions() -> None:
    for n, m in ((0, 2**62), (2**63 - 1, 0)):
        assert matrix(n, m).shape == (n, m)
    for n, m in ((-1, 2), (2, -1), (-(2**63), 1), (-1, -1)):
        with pytest.raises(ValueError, match="negative dimensions are not allowed"):
            matrix(n, m)
    with pytest.raises(ValueError, match="negative dimensions are not allowed"):
        zeros(-(2**63))


PROGRAM = """
import resource

@script(cache=False)
def extend(n: int) -> int:
    x = [1.0]
    for i in range(n):
        x.extend(x)
    return len(x)

@script(cache=False)
def append(n: int) -> int:
    x = [1]
    for i in range(n):
        x.append(i)
    return len(x)

@script(cache=False)
def text(n: int) -> int:
    x = "ab"
    for i in range(n):
        x = x + x
    return len(x)

@script(cache=False)
def repeated(n: int) -> int:
    return len([1, 2] * n) + len("ab" * n)

@script(cache=False)
def arrays(n: int) -> float:
    a = np.ones(2)
    for i in range(n):
        b = np.ones(len(a) * 2)
        a = b + b
    return a[0]

@script(cache=False)
def given_back(n: int) -> list[int]:
    return [i for i in range(n)]

functions = extend, append, text, repeated, arrays, given_back
for function in functions:
    function.prepare()
resource.setrlimit(resource.RLIMIT_AS, (10**9, 10**9))
for function, n in zip(functions, (60, 10**10, 60, 2**61, 60, 10**9)):
    try:
        function(n)
    except MemoryError as error:
        print(function.__name__, error.__traceback__.tb_next.tb_frame.f_code.co_name)
print(text(5), append(5))
"""


def test_memory_that_runs_out(tmp_path: Path) -> None:
    lines = output(run(tmp_path, PROGRAM))
    names = ["extend", "append", "text", "repeated", "arrays", "given_back"]
    assert lines == [f"{name} {name}" for name in names] + ["64 6"]
