"""Several devices, streams of others, threads; what is kept until copies are done."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jitscript import cuda
from jitscript.runtime.gpu import machine
from jitscript.runtime.gpu.driver import Driver

sys.path.insert(0, str(Path(__file__).parent))

import kernels
from fake_driver import CONTEXT, FakeCuda
from launched import nothing, only_reads


@pytest.fixture
def two() -> Iterator[FakeCuda]:
    made = FakeCuda([kernels.saxpy, only_reads, nothing])
    made.devices = 2
    before = list(machine._current)
    machine._current[:] = [Driver(made.find)]
    yield made
    machine._chosen.number = 0
    gc.collect()
    machine._current[:] = before


def test_arrays_know_their_device(two: FakeCuda) -> None:
    assert len(cuda.devices) == 2 and [d.id for d in cuda.devices] == [0, 1]
    assert cuda.current_device() == cuda.devices[0] != cuda.devices[1]
    here = cuda.zeros(4, np.float32)
    with cuda.devices[1] as device:
        there = cuda.ones(4, np.float32)
        assert cuda.current_device() is not device and cuda.current_device() == device
        with cuda.devices[0]:
            assert cuda.zeros(1).machine.number == 0
        assert cuda.zeros(1).machine.number == 1
    assert (here.machine.number, there.machine.number) == (0, 1)
    assert cuda.current_device().id == 0
    assert there[1:].machine.number == there.copy().machine.number == 1
    assert there.__dlpack_device__() == (2, 1)
    assert cuda.to_device(there).machine.number == 0
    assert two.places[there.address] == 1


def test_a_kernel_runs_where_its_arrays_are(two: FakeCuda) -> None:
    with cuda.devices[1]:
        x, y = cuda.ones(4, np.float32), cuda.zeros(4, np.float32)
    launch = kernels.saxpy[1, 4]
    launch(2.0, x, y)
    launch(2.0, x, y)
    assert y.copy_to_host().tolist() == [4.0] * 4
    a, b = cuda.ones(4, np.float32), cuda.zeros(4, np.float32)
    for _ in range(3):  # the launch goes from device to device
        launch(1.0, a, b)
        launch(1.0, x, y)
        with pytest.raises(
            ValueError,
            match="'y' is in the memory of device 1, but argument 'x' in that of device 0",
        ):
            launch(1.0, a, y)
    assert b.copy_to_host().tolist() == [3.0] * 4
    assert y.copy_to_host().tolist() == [7.0] * 4
    assert two.calls.count("cuModuleLoadDataEx") == 2  # once for each device


def test_errors_are_those_of_a_device(two: FakeCuda) -> None:
    with cuda.devices[1]:
        there = cuda.zeros(2, np.int32)
    here = cuda.zeros(2, np.int32)
    for _ in range(2):
        only_reads[1, 1](there, 0)
        only_reads[1, 1](here, 1)
        cuda.synchronize()
        here.copy_to_host()
        with pytest.raises(AssertionError):
            cuda.devices[1].synchronize()
        there.copy_to_host()


def test_streams_of_devices(two: FakeCuda) -> None:
    with cuda.devices[1]:
        stream, there = cuda.stream(), cuda.zeros(2, np.int32)
        event = cuda.event()
    here = cuda.zeros(2, np.int32)
    only_reads[1, 1, stream](there, 1)
    nothing[1, 1, stream](1)  # on the stream's device
    with pytest.raises(ValueError, match="stream is one of device 1, and the arrays are in"):
        only_reads[1, 1, stream](here, 1)
    for wrong in (here.copy_to_host, lambda stream: here.copy_from_host(np.zeros(2, "i4"), stream)):
        with pytest.raises(ValueError, match="the stream is one of device 1"):
            wrong(stream=stream)
    with pytest.raises(ValueError, match="the stream is one of device 0"):
        event.record(cuda.stream())
    late = cuda.event()
    with pytest.raises(ValueError, match="never recorded"):
        late.elapsed_time(late)
    event.record(stream)
    late.record()
    with pytest.raises(ValueError, match="of device 0 and device 1"):
        late.elapsed_time(event)


class Foreign:
    """Another library's stream, as CuPy and cuda.core show theirs."""

    def __init__(self, number: int):
        self.number = number

    def __cuda_stream__(self) -> tuple[int, int]:
        return (0, self.number)


def test_streams_of_other_libraries(two: FakeCuda) -> None:
    """Such a stream may not wait for the default one by itself: it is made to, when it must."""
    two.streams.update({700: CONTEXT, 701: CONTEXT + 1})
    x = cuda.zeros(2, np.int32)
    launch = only_reads[1, 1, Foreign(700)]

    def waits() -> int:
        two.calls.clear()
        launch(x, 1)
        assert two.calls.count("cuLaunchKernel") == 1
        return two.calls.count("cuStreamWaitEvent")

    assert [waits(), waits(), waits()] == [1, 0, 0]
    x.copy_from_host(np.ones(2, np.int32))
    assert [waits(), waits()] == [1, 0]
    only_reads[1, 1](x, 2)
    only_reads[1, 1](x, 2)
    assert [waits(), waits()] == [1, 0]
    stream = Foreign(700)
    assert only_reads[1, 1, stream] is only_reads[1, 1, stream]
    assert only_reads[1, 1, 700] is not only_reads[1, 1, 700]  # which may be another one now
    with pytest.raises(ValueError, match="the stream is not one of device 0"):
        only_reads[1, 1, Foreign(701)](x, 1)
    with pytest.raises(ValueError, match="not negative"):
        only_reads[1, 1, -5]
    with pytest.raises(TypeError, match="a stream is wanted, not an object of type str"):
        only_reads[1, 1, "stream"]
    with pytest.raises(AssertionError):
        cuda.Stream(700).synchronize()
        launch(x, 0)
        cuda.Stream(700).synchronize()


def test_devices_of_other_libraries(two: FakeCuda) -> None:
    class Theirs:
        device_id = 1

    assert cuda.select_device(Theirs()).id == 1
    assert cuda.zeros(1).machine.number == 1
    cuda.select_device(0)
    for wrong in (2, -1):
        with pytest.raises(IndexError, match="there is no device"):
            cuda.select_device(wrong)
    with pytest.raises(TypeError, match="a device is a number"):
        cuda.select_device("first")
    assert repr(cuda.devices[1]) == "<cuda device 1: >"
    assert cuda.devices[0].compute_capability == (9, 0)


def test_each_thread_has_its_own(two: FakeCuda) -> None:
    """Two threads launch on two devices, two more on one, all the same kernel."""
    found: list[Any] = []

    def work(number: int) -> None:
        with cuda.devices[number]:
            x, y = cuda.ones(4, np.float32), cuda.zeros(4, np.float32)
            for _ in range(200):
                kernels.saxpy[1, 4](1.0, x, y)
            cuda.synchronize()
            found.append((x.machine.number, y.copy_to_host().tolist()))

    threads = [threading.Thread(target=work, args=(i % 2,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [(i, [200.0] * 4) for i in (0, 0, 1, 1)]
    assert cuda.current_device().id == 0


def test_what_a_copy_uses_is_kept_until_it_is_done(two: FakeCuda) -> None:
    here, stream = machine.current(), cuda.stream()
    assert isinstance(here, Driver)
    under_way = 600
    two.fails["cuEventQuery"] = under_way
    d = cuda.zeros(1000, np.float32)
    d.copy_from_host(np.ones(1000, np.float32), stream)
    d.copy_to_host(stream=stream)
    d[::2].copy_to_host(stream=stream)  # also the packed copy of what is not contiguous
    assert len(here._kept) == 3
    kept = [type(one).__name__ for _, objects in here._kept for one in objects]
    assert kept == ["ndarray", "ndarray", "DeviceArray", "ndarray", "DeviceArray"]
    del two.fails["cuEventQuery"]
    d.copy_to_host(stream=stream)
    assert not here._kept or len(here._kept) == 1
    stream.synchronize()
    cuda.synchronize()
    assert not here._kept
    assert two.calls.count("cuEventCreate") == two.calls.count("cuEventDestroy_v2")


def test_a_failed_device_is_said_and_not_hidden(two: FakeCuda) -> None:
    """Every call of the driver that fails is an error with its words; frees stay silent."""
    x = cuda.zeros(4, np.int32)
    two.fails.update(dict.fromkeys(("cuCtxSynchronize", "cuMemcpyDtoH_v2", "cuMemFree_v2"), 700))
    with pytest.raises(cuda.CudaError, match=r"\(700\)"):
        cuda.synchronize()
    with pytest.raises(cuda.CudaError, match=r"\(700\)"):
        x.copy_to_host()
    y = cuda.zeros(4)
    del y
    two.fails.pop("cuCtxSynchronize")
    x.free()  # both are given back by whoever waits next, and hears of it
    with pytest.raises(cuda.CudaError, match=r"\(700\)"):
        cuda.synchronize()
    z = cuda.zeros(4)
    two.fails.clear()
    cuda.synchronize()
    two.fails["cuMemFree_v2"] = 700
    with pytest.raises(cuda.CudaError, match=r"\(700\)"):
        z.free()  # at once, where nothing is under way
    two.fails.clear()
