"""Launches by machine code of kernels with optional parameters, unions and defaults: it packs what
Python packs, and sends on what it does not take."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jitscript import cuda
from jitscript.runtime.callable import entry_address
from jitscript.runtime.gpu import machine
from jitscript.runtime.gpu.driver import Driver

sys.path.insert(0, str(Path(__file__).parent))

from compiled_driver import CompiledCuda
from launched import by_name, perhaps


@pytest.fixture
def device() -> Iterator[CompiledCuda]:
    made = CompiledCuda([perhaps, by_name])
    before = list(machine._current)
    machine._current[:] = [Driver(made.find)]
    yield made
    machine._current[:] = before


@pytest.fixture
def launch(device: CompiledCuda) -> Any:
    """One that machine code launches, with every variant there."""
    made = perhaps[2, 3]
    x = cuda.zeros(8)
    made(x[:4], x[4:])
    made(x[:4], x[3:])
    made(x[:4], x[5:])
    assert entry_address(made)
    return made


def packed_by_both(device: CompiledCuda, launch: Any, given: tuple[Any, ...]) -> Any:
    """What Python packs and what machine code does, without the record's address."""
    launch._slow(given, {})
    places = launch.kernel.plan().packed
    first = places.unpack_from(device.packed)[:-1]
    launch(*given)
    return first, places.unpack_from(device.packed)[:-1]


ANY_NUMBERS = (
    (),
    (None,),
    (None, None, 4),
    (5, None, 2),
    (-(2**63), 0.5, 2.5),
    (2**63 - 1, np.float32(0.1), 1e300),
    (np.int64(3), np.float32("inf"), -0.0, False),
    (None, None, 3, None),
    (None, None, 3, np.int32(-7)),
    (None, None, 3, True, (1, None)),
    (None, None, 3, True, (np.int8(-128), 2.0)),
    (None, None, 3, True, (127, np.float64("nan"))),
    (None, None, 3, True, None, None, 2 + 3j),
    (None, None, 3, True, None, None, np.complex64(2 - 3j)),
    (None, None, 3, True, None, None, np.True_),
    (None, None, 3, True, None, None, 1j, 255),
    (None, None, 3, True, None, None, 1j, np.uint8(9)),
)


@pytest.mark.parametrize("rest", ANY_NUMBERS)
def test_what_is_packed(
    device: CompiledCuda, launch: Any, slow_calls: list[Any], rest: tuple[Any, ...]
) -> None:
    x = cuda.zeros(8)
    for given in ((x, None, *rest), (x, x[:0], *rest), (None, x[2:], *rest), (x, *rest[:0])):
        by_python, by_code = packed_by_both(device, launch, given)
        assert list(map(repr, by_code)) == list(map(repr, by_python))
        assert len(slow_calls) == 1
        slow_calls.clear()


def test_what_another_launch_left_is_gone(device: CompiledCuda, launch: Any) -> None:
    """What a member does not use is zero, whatever the stack had."""
    x = cuda.zeros(8)
    full = (x, x, 2**62 + 1, 0.5, 2.5, np.int32(-1), (-1, 1e300), (x[2:], 3), 1 + 2j, 200)
    launch(*full)
    launch(x)
    _, address, *rest = launch.kernel.plan().packed.unpack_from(device.packed)
    assert (address, rest[:2]) == (x.address, [8, 8])
    bare = launch.kernel.plan().packed.unpack_from(device.packed)[:-1]
    launch._slow((x,), {})
    assert launch.kernel.plan().packed.unpack_from(device.packed)[:-1] == bare


def test_arrays_in_tuples(device: CompiledCuda, launch: Any, slow_calls: list[Any]) -> None:
    x = cuda.zeros(8)
    rest = (None, None, 3, True, None)
    for given in ((x, None, *rest, (x, 3)), (None, None, *rest, (x[3:], np.int16(-1)))):
        by_python, by_code = packed_by_both(device, launch, given)
        assert by_code == by_python
        assert len(slow_calls) == 1
        slow_calls.clear()


def test_the_variant_that_arrays_need(
    device: CompiledCuda, launch: Any, slow_calls: list[Any]
) -> None:
    """Arrays that overlap are looked for among those that are given."""
    x, rest = cuda.zeros(16), (None, None, 3, True, None)
    handle = device.value("handles")

    def used(*given: Any) -> int:
        launch._slow(given, {})
        by_python = handle.value
        handle.value = 0
        before = len(slow_calls)
        launch(*given)
        assert len(slow_calls) == before
        assert handle.value == by_python
        return int(by_python)

    contiguous, strided = used(x[:4], x[4:]), used(x[:4], x[3:])
    assert contiguous != strided
    assert used(x, None) == used(None, x) == contiguous
    assert used(x[:4], None, *rest, (x[3:], 1)) == strided
    assert used(x[:4], None, *rest, (x[4:], 1)) == contiguous
    assert used(x[:4], x[4:8], *rest, (x[6:], 1)) == strided
    assert used(x[::2], None) == strided


@pytest.mark.parametrize(
    ("place", "value", "error"),
    [
        (0, np.zeros(3), TypeError),
        (1, 1.0, TypeError),
        (2, 2**63, OverflowError),
        (2, 1.5, TypeError),
        (2, True, None),
        (3, 0.1, OverflowError),
        (3, 1, None),
        (4, None, TypeError),
        (4, "x", TypeError),
        (4, True, None),
        (4, np.int8(4), None),
        (5, 7, None),
        (5, 2**31, TypeError),
        (5, 1.5, TypeError),
        (6, (1,), TypeError),
        (6, (128, None), OverflowError),
        (6, [1, None], TypeError),
        (7, (None, 3), TypeError),
        (8, None, TypeError),
        (9, None, TypeError),
        (9, 256, OverflowError),
    ],
)
def test_what_does_not_fit_goes_to_python(
    device: CompiledCuda, launch: Any, slow_calls: list[Any], place: int, value: Any, error: Any
) -> None:
    given: list[Any] = [cuda.zeros(3), None, None, None, 3, True, None, None, 1j, 7]
    launch(*given)
    assert not slow_calls
    given[place] = value
    before = device.count
    if error is None:
        launch(*given)
    else:
        with pytest.raises(error, match=r"perhaps\(\) argument"):
            launch(*given)
    assert device.count == before + (error is None)
    assert len(slow_calls) == 1


def test_no_array_at_all(device: CompiledCuda, launch: Any, slow_calls: list[Any]) -> None:
    """Which device is meant is known in Python then."""
    launch(None)
    launch(None, None, 3)
    assert len(slow_calls) == 2


def test_names_and_counts(device: CompiledCuda, launch: Any, slow_calls: list[Any]) -> None:
    x = cuda.zeros(3)
    launch(x, end=3)
    launch(x, scale=None)
    assert len(slow_calls) == 2
    for wrong in ((), (x, *([None] * 10))):
        with pytest.raises(TypeError, match="positional argument"):
            launch(*wrong)


def test_what_is_given_by_name_only(device: CompiledCuda, slow_calls: list[Any]) -> None:
    x, launch = cuda.zeros(3, np.int32), by_name[1, 1]
    launch(x)
    launch(x)
    assert len(slow_calls) == 1
    launch(x, n=2)
    with pytest.raises(TypeError, match="takes 1 positional argument but 2 were given"):
        launch(x, 2)


def test_a_read_only_array(device: CompiledCuda, launch: Any) -> None:
    class Lent:
        def __init__(self, array: Any):
            told = array.__cuda_array_interface__
            self.__cuda_array_interface__ = {**told, "data": (array.address, True)}

    x = cuda.zeros(4)
    seen = cuda.as_cuda_array(Lent(x))
    launch(seen, None)
    for given in ((None, seen), (x, None, None, None, 3, True, None, (seen, 1))):
        with pytest.raises(ValueError, match="is written, but the array is read-only"):
            launch(*given)
