"""Read-only arrays, wherever they come from: NumPy's error where they are written, before anything
is; no refusal by what does not write them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import jitscript as js
from jitscript import Array1, Array2, f64


def script(function: Any) -> Any:
    return js.script(cache=False)(function)


@script
def in_list(rows: list[Array1[f64]], which: int) -> None:
    rows[0][0] = 5.0
    rows[which][0] = 1.5


@script
def each(rows: list[Array1[f64]]) -> None:
    for x in rows:
        x += 1


@script
def slices(rows: list[Array2[f64]], n: int) -> None:
    rows[0][n:n] = 1.0


@script
def in_tuple(pair: tuple[Array1[f64], Array1[f64]], write: bool) -> float:
    if write:
        pair[1][0] = 2.0
    return float(pair[1][0])


@script
def given_on(rows: list[Array1[f64]]) -> None:
    sets(rows[0])


@script
def sets(a: Array1[f64]) -> None:
    a[0] = 1.0


@script
def grown(rows: list[Array1[f64]], n: int) -> float:
    """Its own arrays are written, whatever it reads."""
    rows.append(np.zeros(n))
    rows[-1][0] = float(rows[0][0])
    a = rows[0].copy()
    a[0] += 1.0
    b = rows[0] * 2
    b += 1.0
    return float(a[0] + b[0])


@script
def carried(a: Array1[f64], n: int) -> Array1[f64]:
    b = np.zeros_like(a)
    for i in range(n):
        b[i % 2] = a[0] + i
        a, b = b, a
    return a


@script
def kept(a: Array1[f64]) -> tuple[Array1[f64], Array1[f64]]:
    b = a
    a = a.copy()
    a[0] = 3.0
    return a, b


def frozen(n: int = 2, rank: int = 1) -> Any:
    return np.frombuffer(bytes(8 * n**rank)).reshape((n,) * rank)


def test_in_lists() -> None:
    first, second = np.zeros(2), frozen()
    with pytest.raises(ValueError, match=r"^assignment destination is read-only$"):
        in_list([first, second], 1)
    assert first[0] == 5.0 and second[0] == 0.0
    in_list([first, second], 0)
    assert first[0] == 1.5
    first, second = np.zeros(2), frozen()
    with pytest.raises(ValueError, match=r"^output array is read-only$"):
        each([first, second])
    assert first[0] == 1.0 and second[0] == 0.0
    with pytest.raises(ValueError, match="read-only"):
        slices([frozen(2, 2)], 1)
    with pytest.raises(ValueError, match="read-only"):
        given_on([frozen()])


def test_what_is_not_written() -> None:
    rows = [frozen()]
    assert grown(rows, 3) == 2.0 and len(rows) == 2 and rows[0] is not None
    a, b = kept(source := frozen())
    assert a.tolist() == [3.0, 0.0] and b is source
    assert in_tuple((frozen(), frozen()), False) == 0.0


def test_what_may_be_written_is_refused_or_raises() -> None:
    for write, wrong in ((lambda: in_tuple((frozen(), frozen()), True), "read-only"),
                         (lambda: carried(frozen(), 3), "read-only"),
                         (lambda: sets(frozen()), "read-only")):  # fmt: skip
        with pytest.raises(ValueError, match=wrong):
            write()


def test_what_is_writeable_is_written() -> None:
    pair = np.zeros(2), np.zeros(2)
    assert in_tuple(pair, True) == 2.0 == pair[1][0]
    assert carried(np.zeros(2), 3).tolist() == carried.python(np.zeros(2), 3).tolist()
    rows = [np.zeros(2)]
    given_on(rows)
    assert rows[0][0] == 1.0


@script
def converted(rows: list[Array1[np.uint8]], at: int, n: int) -> None:
    rows[0][at] = n


@script
def converted_direct(a: Array1[np.int16], at: int, n: int) -> None:
    a[at] = n


@script
def added(rows: list[Array1[np.int32]], at: int, n: int) -> None:
    rows[0][at] += n


@script
def from_float(rows: list[Array2[np.int64]], at: int, x: float) -> None:
    rows[0][at, 0] = x


@pytest.mark.parametrize("at", [0, -1, 9])
@pytest.mark.parametrize("value", [3, 70_000])
@pytest.mark.parametrize("function", [converted, converted_direct, added, from_float])
def test_elements_that_are_converted(function: Any, at: int, value: int) -> None:
    """Read-only comes before an index out of range, and both before a value that does not fit."""
    dtype, rank = {
        "converted": (np.uint8, 1),
        "converted_direct": (np.int16, 1),
        "added": (np.int32, 1),
        "from_float": (np.int64, 2),
    }[function.__name__]
    a = np.zeros((3,) * rank, dtype)
    a.flags.writeable = False
    given = float(value) if function is from_float else value
    args = (a if function is converted_direct else [a], at, given)
    with pytest.raises((ValueError, IndexError)) as expected:
        function.python(*args)  # `+=` reads first, and so meets an index out of range first
    with pytest.raises(expected.type) as got:
        function(*args)
    assert str(expected.value) in str(got.value)
    assert not a.any()


@script
def stepped(rows: list[Array1[f64]], step: int) -> None:
    rows[0][::step] = 1.0


def test_read_only_comes_before_a_step_of_zero() -> None:
    a = np.zeros(3)
    a.flags.writeable = False
    for function in (stepped, stepped.python):
        with pytest.raises(ValueError, match="assignment destination is read-only"):
            function([a], 0)
