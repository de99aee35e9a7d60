"""The driver's interface, end to end, with a driver that is none (`fake_driver.py`)."""

from __future__ import annotations

import copy
import gc
import subprocess
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

import kernels
from fake_driver import FakeCuda
from test_kernels import on_device, same

NAMES = ["saxpy", "matmul in tiles", "warps of threads", "by_value parameters", "slices and views"]


@pytest.fixture
def fake() -> Iterator[FakeCuda]:
    made = FakeCuda([kernels.CASES[name].kernel for name in NAMES])
    before = list(machine._current)
    machine._current[:] = [Driver(made.find)]
    yield made
    machine._current[:] = before


@pytest.mark.parametrize("name", NAMES)
def test_launches(fake: FakeCuda, name: str) -> None:
    case = kernels.CASES[name]
    given = [on_device(a) for a in case.args]
    case.kernel[case.grid, case.block, None, case.shared](*given)
    expected = copy.deepcopy(case.args)
    case.expected(*expected)
    for got, want in zip(given, expected):
        if isinstance(want, np.ndarray):
            assert same(got.copy_to_host(), want, case.tolerance)
    assert fake.calls.count("cuLaunchKernel") == 1
    assert machine.current().arch == "sm_90"


def test_what_is_loaded_once(fake: FakeCuda) -> None:
    x, y = cuda.zeros(100, np.float32), cuda.zeros(100, np.float32)
    for _ in range(300):  # more than there are records
        kernels.saxpy[1, 100](1.0, x, y)
    kernels.saxpy.for_size(100)(1.0, x, x)
    cuda.synchronize()
    assert fake.calls.count("cuModuleLoadDataEx") == 2
    assert fake.calls.count("cuLaunchKernel") == 301


def test_errors_come_when_waited_for(fake: FakeCuda) -> None:
    fake.kernels.append(divides)
    x = cuda.to_device(np.arange(100))
    divides[4, 25](x, 60)
    divides[4, 25](x, 7)
    with pytest.raises(ZeroDivisionError, match="integer division or modulo by zero") as caught:
        cuda.synchronize()
    assert (caught.value.block, caught.value.thread) == ((2, 0, 0), (10, 0, 0))  # type: ignore[attr-defined]
    cuda.synchronize()  # it is told once, and the device lives on
    divides[4, 25](x, 1000)
    cuda.check()


@cuda.kernel
def divides(x: kernels.Array1[kernels.i64], n: int) -> None:
    i = cuda.grid(1)
    x[i] = 100 // (n - i)


def test_memory(fake: FakeCuda) -> None:
    before = len(fake.grid._blocks)
    a = cuda.to_device(np.arange(12.0).reshape(3, 4))
    assert len(fake.grid._blocks) == before + 1
    view = a[1:, ::2]
    del a
    gc.collect()
    assert view.copy_to_host().tolist() == [[4.0, 6.0], [8.0, 10.0]]
    del view
    gc.collect()
    assert len(fake.grid._blocks) == before
    with pytest.raises(MemoryError):
        cuda.empty(1 << 45, np.uint8)
    b = cuda.zeros(3)
    b.free()
    with pytest.raises(ValueError, match="freed"):
        b.copy_to_host()
    with pytest.raises(ValueError, match="freed"):
        kernels.saxpy[1, 1](1.0, cuda.zeros(1, "f4"), _freed())


def test_memory_is_given_back_when_somebody_waits(fake: FakeCuda) -> None:
    """The driver's own way of it waits for the device, which the host then need not."""
    x, y = cuda.zeros(1000, np.float32), cuda.zeros(1000, np.float32)
    cuda.synchronize()
    fake.calls.clear()

    def freed() -> int:
        return fake.calls.count("cuMemFree_v2")

    x.free()  # nothing is under way
    assert freed() == 1
    kernels.saxpy[4, 256](1.0, y, y)
    y.free()
    kernels.saxpy[4, 256](1.0, cuda.zeros(9, np.float32), cuda.zeros(9, np.float32))
    gc.collect()
    assert freed() == 1
    cuda.synchronize()
    assert freed() == 4
    kept = cuda.zeros(1000, np.float32)
    for what in (kept.copy_to_host, cuda.synchronize):
        kernels.saxpy[4, 256](1.0, kept, kept)
        cuda.zeros(1000, np.float32).free()
        before = freed()
        what()
        assert freed() == before + 1
    kernels.saxpy[4, 256](1.0, kept, kept)
    cuda.zeros(1000, np.float32).free()
    before = freed()
    with pytest.raises(MemoryError):  # what may be given back is, before there is none
        cuda.empty(1 << 45, np.uint8)
    assert freed() == before + 1
    kernels.saxpy[4, 256](1.0, kept, kept)
    for _ in range(9):
        cuda.empty(1 << 25, np.uint8).free()
    assert freed() >= before + 9  # as much as that is not kept


def _freed() -> Any:
    made = cuda.zeros(1, np.float32)
    made.free()
    return made


def test_streams_and_events(fake: FakeCuda) -> None:
    stream, start, end = cuda.stream(), cuda.event(), cuda.event()
    x = cuda.pinned_array(1000, np.float32)
    x[:] = 1.0
    start.record(stream)
    d = cuda.to_device(x, stream)
    out = cuda.zeros(1000, np.float32)
    kernels.saxpy[4, 256, stream](3.0, d, out)
    host = out.copy_to_host(stream=stream)
    end.record(stream)
    stream.synchronize()
    end.synchronize()
    assert host.tolist() == [3.0] * 1000
    assert start.elapsed_time(end) >= 0.0
    stream.wait(end)
    assert {"cuMemcpyHtoDAsync_v2", "cuMemcpyDtoHAsync_v2", "cuStreamSynchronize"} <= {*fake.calls}


def test_arrays_of_other_libraries(fake: FakeCuda) -> None:
    x = cuda.to_device(np.arange(8, dtype=np.float32))

    class Theirs:
        __cuda_array_interface__ = x[::2].__cuda_array_interface__

    y = cuda.zeros(4, np.float32)
    kernels.saxpy[1, 4](1.0, Theirs(), y)
    assert y.copy_to_host().tolist() == [0.0, 2.0, 4.0, 6.0]
    assert cuda.as_cuda_array(Theirs()).strides == (8,)


def test_no_device_is_said() -> None:
    with_none = FakeCuda()
    with_none.devices = 0
    with pytest.raises(cuda.CudaUnavailable, match="no device"):
        Driver(with_none.find)
    broken = FakeCuda()
    broken.fails["cuInit"] = 999
    with pytest.raises(cuda.CudaUnavailable, match=r"does not start: a planted error \(999\)"):
        Driver(broken.find)


def test_what_the_driver_refuses(fake: FakeCuda) -> None:
    x = cuda.zeros(4, np.float32)
    fake.fails["cuLaunchKernel"] = 701
    with pytest.raises(cuda.CudaError, match=r"cuLaunchKernel: a planted error \(701\)"):
        kernels.saxpy[1, 4](1.0, x, x)
    del fake.fails["cuLaunchKernel"]
    fake.kernels.clear()
    unknown = cuda.kernel(kernels.saxpy.python)
    with pytest.raises(cuda.CudaUnavailable, match="cannot load this kernel's PTX, for sm_90"):
        unknown[1, 4](1.0, x, x)


def test_without_a_driver() -> None:
    code = (
        "from jitscript import cuda\n"
        "assert not cuda.is_available()\n"
        "try: cuda.zeros(3)\n"
        "except cuda.CudaUnavailable as e: print(e)\n"
    )
    env = {"JITSCRIPT_CUDA": "gpu", "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    if "AssertionError" in done.stderr:
        pytest.skip("there is a driver here")
    assert "no NVIDIA driver here" in done.stdout, done.stderr


def test_the_fast_path_asks_what_the_slow_one_does(fake: FakeCuda) -> None:
    """After a first launch exact arguments take a short way; others still get their words."""
    launch = kernels.saxpy[1, 8]
    x, y = cuda.to_device(np.arange(8, dtype="f4")), cuda.zeros(8, np.float32)
    two = np.float32(2.0)
    for _ in range(3):
        launch(two, x, y)
    assert entry_address(launch)
    assert y.copy_to_host().tolist() == [6.0 * i for i in range(8)]
    launch(two, y, y)  # read and written: the other variant
    assert y.copy_to_host().tolist() == [18.0 * i for i in range(8)]
    launch(2.0, x, y)
    launch(two, x=x, y=y)
    with pytest.raises(TypeError, match="not an array of the host"):
        launch(two, x.copy_to_host(), y)
    with pytest.raises(TypeError, match="not an array of float64"):
        launch(two, cuda.zeros(8), y)
    with pytest.raises(TypeError, match="missing 1 required"):
        launch(two, x)
    x.free()
    with pytest.raises(ValueError, match="freed"):
        launch(two, x, y)
    assert y.copy_to_host().tolist() == [22.0 * i for i in range(8)]


def test_ints_beyond_64_bits_are_refused_on_both_ways(fake: FakeCuda) -> None:
    fake.kernels.append(divides)
    launch, x = divides[1, 4], cuda.to_device(np.arange(4))
    for _ in range(2):
        launch(x, 2**62)
        with pytest.raises(OverflowError):
            launch(x, 2**64)
    assert x.copy_to_host().tolist() == [0, 0, 0, 0]
