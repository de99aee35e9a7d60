"""Launches by machine code: what is packed, what goes to Python, what is kept meanwhile."""

from __future__ import annotations

import gc
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jitscript
from jitscript import Array1, cuda, f32, f64
from jitscript.runtime.callable import entry_address
from jitscript.runtime.gpu import entry, machine, pending
from jitscript.runtime.gpu.driver import Driver

sys.path.insert(0, str(Path(__file__).parent))

from compiled_driver import CompiledCuda
from fake_driver import CONTEXT, FakeCuda
from launched import four, matrix, nothing, numbers, only_reads
from runtime_alone import WITHOUT_COMPILER

ALL = [four, numbers, matrix, only_reads, nothing]


@pytest.fixture
def device() -> Iterator[CompiledCuda]:
    made = CompiledCuda(ALL)
    before = list(machine._current)
    machine._current[:] = [Driver(made.find)]
    yield made
    machine._current[:] = before


@pytest.fixture
def running() -> Iterator[FakeCuda]:
    """One that runs what is launched."""
    made = FakeCuda(ALL)
    before = list(machine._current)
    machine._current[:] = [Driver(made.find)]
    yield made
    machine._current[:] = before


def test_what_is_packed(device: CompiledCuda, slow_calls: list[Any]) -> None:
    """Machine code packs the same bytes as Python does, but for the record."""
    launch = numbers[(2, 3), (4, 5, 6), None, 128]
    x = cuda.zeros(3)
    cases: list[tuple[Any, ...]] = [
        (x, 7, 2.5, True, 1 + 2j, 0.5, -3, 200, 2**63 - 1, (5, (1.5, False)), 9),
        (x, -(2**63), float("inf"), False, 0j, -0.0, 127, 0, 0, (-(2**31), (-0.0, True)), -1),
        (x, 2**63 - 1, -0.0, True, -1j, np.float32(0.1), -128, 255, 5, (7, (1e300, True)), 0),
        (
            *(x, np.int64(3), np.float64(4.0), np.True_, 2j, np.float32("inf"), np.int8(1)),
            *(np.uint8(2), np.uint64(2**64 - 1), (np.int32(3), (np.float64(1.0), np.False_))),
            np.int32(4),
        ),
    ]
    launch(*cases[0])
    for case in cases:
        slow_calls.clear()
        launch._slow(case, {})
        by_python = device.packed
        slow_calls.clear()
        launch(*case)
        assert not slow_calls
        *values, record = launch.kernel.plan().packed.unpack_from(device.packed)
        expected = launch.kernel.plan().packed.unpack_from(by_python)[:-1]
        assert list(map(repr, values)) == list(map(repr, expected))
        here = machine.current().pending
        assert record == here.record(here.words[pending.TAIL] - 1)
        assert device.sizes == [2, 3, 1, 4, 5, 6, 128]
    assert device.count == 1 + 2 * len(cases)


@pytest.mark.parametrize(
    ("place", "value", "error"),
    [
        (0, np.zeros(3), TypeError),
        (0, None, TypeError),
        (1, 2**63, OverflowError),
        (1, 1.0, TypeError),
        (1, True, None),
        (2, 1, None),
        (2, "x", TypeError),
        (3, 1, TypeError),
        (5, 0.1, OverflowError),
        (5, 1, None),
        (6, 128, OverflowError),
        (6, -129, OverflowError),
        (7, -1, OverflowError),
        (7, 256, OverflowError),
        (8, -1, OverflowError),
        (8, 2**64 - 1, None),
        (9, (1, 2), TypeError),
        (9, (1, (2.0,)), TypeError),
        (9, [1, (2.0, True)], TypeError),
        (9, (2**31, (2.0, True)), OverflowError),
        (10, None, TypeError),
    ],
)
def test_what_is_not_exact_goes_to_python(
    device: CompiledCuda, place: int, value: Any, error: Any, slow_calls: list[Any]
) -> None:
    launch = numbers[1, 1]
    given: list[Any] = [cuda.zeros(3), 1, 2.0, True, 1j, 0.5, 1, 2, 3, (4, (5.0, True)), 6]
    launch(*given)
    assert entry_address(launch)
    given[place] = value
    slow_calls.clear()
    before = device.count
    if error is None:
        launch(*given)
        assert device.count == before + 1
    else:
        with pytest.raises(error, match=r"numbers\(\) argument"):
            launch(*given)
        assert device.count == before
    assert len(slow_calls) == 1


def test_counts_and_names(device: CompiledCuda) -> None:
    launch, x = only_reads[1, 1], cuda.zeros(2, np.int32)
    launch(x, 1)
    launch(x, n=1)
    launch(n=1, x=x)
    for wrong in ((), (x,), (x, 1, 2)):
        with pytest.raises(TypeError, match="positional argument"):
            launch(*wrong)
    with pytest.raises(TypeError, match="unexpected keyword argument 'm'"):
        launch(x, m=1)
    with pytest.raises(TypeError, match="multiple values"):
        launch(x, 1, n=1)
    assert device.count == 3


def test_the_variant_that_arrays_need(device: CompiledCuda, slow_calls: list[Any]) -> None:
    launch = four[1, 8]
    all_of_it = cuda.zeros(64, np.float32)
    a, b, c, d = (all_of_it[i : i + 8] for i in range(0, 64, 16))
    launch(a, b, c, d)
    handle = device.value("handles")
    contiguous = handle.value
    slow_calls.clear()
    launch(a, a, a, d)  # what is only read may be the same
    assert handle.value == contiguous and not slow_calls
    launch(a, b, c, c)  # the other variant is loaded by Python
    other = handle.value
    assert other != contiguous and len(slow_calls) == 1
    for arrays in ((a, b, c, c), (a, b, c, a), (a, b, all_of_it[:16:2], d), (a, b, c, d[::-1])):
        launch(*arrays)
        assert handle.value == other
    near = all_of_it[39:47]  # c is 32 to 40
    launch(a, b, c, near)
    assert handle.value == other
    launch(a, b, c, all_of_it[40:48])
    assert handle.value == contiguous
    assert len(slow_calls) == 1


def test_arrays_that_are_not_taken(device: CompiledCuda, slow_calls: list[Any]) -> None:
    launch = matrix[1, 4]
    a, out = cuda.zeros((2, 3)), cuda.zeros(4)
    launch(a, 1, out)
    slow_calls.clear()
    launch(a, 1, out)
    launch(a.T, 1, out[::2])
    with pytest.raises(TypeError, match="not a 2-dimensional array of float32"):
        launch(cuda.zeros((2, 3), np.float32), 1, out)
    with pytest.raises(TypeError, match="not an array of float64"):
        launch(out, 1, out)
    with pytest.raises(TypeError, match="not a 2-dimensional array of int64"):
        launch(cuda.zeros((2, 3), np.int64), 1, out)
    gone = out[1:]
    out.free()
    for freed in (out, gone):
        with pytest.raises(ValueError, match="freed"):
            launch(a, 1, freed)
    assert device.count == 3


class Lent:
    """An array as another library shows one that is not to be written."""

    def __init__(self, array: Any):
        self.array = array
        told = array.__cuda_array_interface__
        self.__cuda_array_interface__ = {**told, "data": (array.address, True)}


def test_read_only_arrays(device: CompiledCuda) -> None:
    x = cuda.zeros(4, np.int32)

    seen = cuda.as_cuda_array(Lent(x))
    launch = only_reads[1, 1]
    for _ in range(3):
        launch(seen, 1)
        launch(seen[1:], 1)
    y = cuda.zeros(8, np.float32)
    written = cuda.as_cuda_array(Lent(y))
    a = cuda.zeros(8, np.float32)
    four[1, 8](a, a, written, cuda.zeros(8, np.float32))
    for _ in range(3):
        with pytest.raises(ValueError, match="argument 'd' is written, but the array is read-only"):
            four[1, 8](a, a, a, written)
    with pytest.raises(ValueError, match="read-only"):
        written.copy_from_host(np.zeros(8, np.float32))


def test_the_context_is_left_as_it_was(device: CompiledCuda) -> None:
    launch, x = only_reads[1, 1], cuda.zeros(2, np.int32)
    context = device.value("context")
    launch(x, 1)
    assert context.value == CONTEXT  # where there was none, it stays
    context.value = 77  # another library's
    launch(x, 1)
    assert context.value == 77
    entered = device.value("entered").value
    launch(x, 1)
    assert context.value == 77 and device.value("entered").value == entered + 2
    cuda.synchronize()
    assert context.value == 77


def test_what_the_driver_refuses(device: CompiledCuda) -> None:
    launch, x = only_reads[1, 1], cuda.zeros(2, np.int32)
    launch(x, 1)
    device.value("status").value = 701
    for _ in range(3):
        with pytest.raises(cuda.CudaError, match=r"cuLaunchKernel: .* \(701\)") as caught:
            launch(x, 1)
        assert caught.value.code == 701
    device.value("status").value = 0
    launch(x, 1)
    cuda.synchronize()
    assert len(machine.current().pending) == 0


def test_whether_an_event_has_come(device: CompiledCuda) -> None:
    event = cuda.event()
    event.record()
    assert event.query()
    device.value("busy").value = 600
    assert not event.query()
    device.value("busy").value = 700
    with pytest.raises(cuda.CudaError, match="cuEventQuery"):
        event.query()
    device.value("busy").value = 0


def test_many_launches(device: CompiledCuda, slow_calls: list[Any]) -> None:
    """More than there are records; the memory of each launch that goes is kept meanwhile."""
    x = cuda.zeros(2, np.int32)
    here = machine.current().pending
    only_reads[1, 1](x, 1)
    slow_calls.clear()
    for _ in range(2 * pending.RECORDS):
        only_reads[1, 1](x, 1)
    assert len(slow_calls) <= 2 and 0 < len(here) <= pending.RECORDS
    kernel = cuda.kernel(only_reads.python)
    device.kernels.append(kernel)
    launch = kernel[1, 2]
    launch(x, 1)
    launch(x, 1)
    del launch, kernel
    device.kernels.pop()
    gc.collect()
    assert [one.block for one in here.held] == [(2, 1, 1)]
    cuda.synchronize()
    assert not here.held and len(here) == 0


def test_errors_of_launches_by_machine_code(running: FakeCuda, slow_calls: list[Any]) -> None:
    launch, x = only_reads[1, 1], cuda.zeros(2, np.int32)
    for _ in range(3):
        launch(x, 1)
    launch(x, 0)
    launch(x, -1)
    launch(x, 1)
    assert len(slow_calls) == 1
    with pytest.raises(AssertionError) as caught:
        x.copy_to_host()
    assert caught.value.block == (0, 0, 0)  # type: ignore[attr-defined]
    cuda.synchronize()
    assert len(machine.current().pending) == 0


def test_errors_by_stream(running: FakeCuda) -> None:
    """Who waits for a stream is told of its errors; those of another wait for who waits there."""
    one, other, x = cuda.stream(), cuda.stream(), cuda.zeros(2, np.int32)
    for _ in range(2):
        only_reads[1, 1, one](x, 1)
        only_reads[1, 1, other](x, 0)
        one.synchronize()
        event = cuda.event()
        event.synchronize()  # was never recorded
        event.record(other)
        only_reads[1, 1, one](x, -5)
        with pytest.raises(AssertionError):
            event.synchronize()
        other.synchronize()
        with pytest.raises(AssertionError):
            one.synchronize()
        cuda.synchronize()


def test_configurations_are_not_merely_equal(device: CompiledCuda) -> None:
    x = cuda.zeros(2, np.int32)
    only_reads[1, 2](x, 1)
    assert only_reads[1, 2] is only_reads[1, 2] is only_reads[(1,), (2, 1)]
    assert only_reads[1, 2] is not only_reads[2, 1]
    for wrong in ((1.0, 2), (1, 2.0), (True, 2), ("1", 2), ((1.0,), 2)):
        with pytest.raises(TypeError):
            only_reads[wrong]
    for zero in ((0, 2), (1, -2), (1, (2, 0)), (1, 2, None, -1)):
        with pytest.raises(ValueError, match=r"positive|from 0"):
            only_reads[zero]
    for n in range(1000):
        only_reads[n + 1, 1]
    assert len(only_reads._launches) <= 200


def test_kernels_without_arrays(device: CompiledCuda, slow_calls: list[Any]) -> None:
    for _ in range(3):
        nothing[1, 1](5)
    assert device.count == 3 and len(slow_calls) == 1


def test_without_machine_code(running: FakeCuda, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file has none for this processor, Python does the same."""
    monkeypatch.setattr(entry, "address", lambda: 0)
    kernel = cuda.kernel(four.python)
    running.kernels.append(kernel)
    launch = kernel[1, 8]
    a = cuda.to_device(np.arange(8, dtype=np.float32))
    for _ in range(3):
        d = cuda.zeros(8, np.float32)
        launch(a, a, a, d)
        assert d.copy_to_host().tolist() == [3.0 * i for i in range(8)]
    assert launch._ready is not None and not entry_address(launch)
    launch(a, a, a, a)
    assert a.copy_to_host().tolist() == [3.0 * i for i in range(8)]
    with pytest.raises(TypeError, match="not an array of float64"):
        launch(a, a, a, cuda.zeros(8))


SAVED = f"""
{WITHOUT_COMPILER}
sys.path.insert(0, sys.argv[2])
from jitscript import runtime
from jitscript.runtime.gpu import entry
m = runtime.load(sys.argv[1])
assert not entry._found
print(entry.address() != 0, entry._found == [entry.address()])
"""


def test_a_file_brings_it(tmp_path: Path) -> None:
    file = tmp_path / "k.jsm"
    jitscript.save(file, four)
    command = [sys.executable, "-c", SAVED, str(file), str(Path(__file__).parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == "True True\n", done.stderr


def test_kernels_of_a_file_are_launched_by_its_code(
    device: CompiledCuda, monkeypatch: pytest.MonkeyPatch, slow_calls: list[Any]
) -> None:
    at_80 = cuda.kernel(four.python)
    image = four._provider.compiled("ptx", "sm_90", "contiguous")[0]
    content = io.BytesIO()
    jitscript.save(content, at_80)
    monkeypatch.setattr(entry, "compile", None)
    monkeypatch.setattr(entry, "_found", [])
    monkeypatch.setattr(entry, "_offered", [])
    loaded = jitscript.load(content.getvalue())
    monkeypatch.setattr(
        loaded.four._provider, "code", lambda machine, variant: (image, four_facts(variant))
    )
    arrays = [cuda.zeros(8, np.float32) for _ in range(4)]
    launch = loaded.four[1, 8]
    for _ in range(3):
        launch(*arrays)
    assert device.count == 3 and len(slow_calls) == 1
    assert entry._found == [entry_address(launch)]


def four_facts(variant: str) -> Any:
    return four._provider.compiled("ptx", "sm_90", variant)[1]


def test_arrays_like_others() -> None:
    given = np.arange(6, dtype=np.int32).reshape(2, 3)
    assert cuda.full_like(given, 7).copy_to_host().tolist() == [[7] * 3] * 2
    made = cuda.ones_like(cuda.to_device(given))
    assert made.dtype == np.int32
    assert made.copy_to_host().tolist() == [[1] * 3] * 2
    assert (
        cuda.device_array((2, 3), np.int32).shape == cuda.device_array_like(given).shape == (2, 3)
    )
    start, end = cuda.event(), cuda.event()
    start.record()
    end.record()
    assert cuda.event_elapsed_time(start, end) == start.elapsed_time(end) >= 0


@cuda.kernel
def mixed(x: Array1[f32], y: Array1[f64]) -> None:
    i = cuda.grid(1)
    x[i] = cuda.fma(x[i], 2.0, 1)
    y[i] = cuda.fma(y[i], float(i), y[i])
    if cuda.clock() < 0:
        y[i] = cuda.fma(2.0, 3, 1.0)


def test_fma_takes_numbers_of_python_as_they_come() -> None:
    x, y = cuda.to_device(np.arange(3, dtype=np.float32)), cuda.to_device(np.arange(3.0))
    mixed[1, 3](x, y)
    assert x.copy_to_host().tolist() == [1.0, 3.0, 5.0]
    assert y.copy_to_host().tolist() == [0.0, 2.0, 6.0]
