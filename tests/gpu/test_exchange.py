"""Arrays of other libraries: DLPack and __cuda_array_interface__, both ways."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jitscript import cuda
from jitscript.runtime.gpu import exchange, given, machine
from jitscript.runtime.gpu.driver import Driver

sys.path.insert(0, str(Path(__file__).parent))

import kernels
from fake_driver import CONTEXT, FakeCuda

DTYPES = ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16", "?"]


@pytest.fixture
def fake() -> Iterator[FakeCuda]:
    made = FakeCuda([kernels.saxpy])
    made.devices = 2
    before = list(machine._current)
    machine._current[:] = [Driver(made.find)]
    yield made
    gc.collect()
    machine._current[:] = before


class Other:
    """Another library's array, which shows DLPack of a version and notes what it is asked for."""

    def __init__(self, array: Any, versions: bool = True, device: Any = None):
        self.array, self.versions, self.device = array, versions, device
        self.asked: list[dict[str, Any]] = []

    def __dlpack_device__(self) -> Any:
        return self.device or self.array.__dlpack_device__()

    def __dlpack__(self, **asked: Any) -> Any:
        self.asked.append(asked)
        if "max_version" in asked and not self.versions:
            raise TypeError("unexpected keyword argument 'max_version'")
        return self.array.__dlpack__(**asked)


@pytest.mark.parametrize("versions", [True, False])
@pytest.mark.parametrize("dtype", DTYPES)
def test_there_and_back(fake: FakeCuda, dtype: str, versions: bool) -> None:
    values = np.array([[0, 1, 2, 3], [4, 5, 6, 7]]).astype(dtype)
    mine = cuda.to_device(values)
    for source in (mine, mine[:, ::2], mine.T, mine[1], mine[1, 2], mine[:0], mine[::-1]):
        theirs = Other(source, versions)
        found = cuda.from_dlpack(theirs)
        assert (found.shape, found.dtype) == (source.shape, source.dtype)
        if source.size:
            assert (found.strides, found.address) == (source.strides, source.address)
        assert theirs.asked[-1]["stream"] == 1
        assert np.array_equal(found.copy_to_host(), source.copy_to_host())
        assert found.machine is machine.current()
        del found, theirs, source
    gc.collect()
    assert not given.all


def test_memory_lives_as_long_as_one_uses_it(fake: FakeCuda) -> None:
    blocks = len(fake.grid._blocks)
    for versions in (True, False):
        mine = cuda.to_device(np.arange(5.0))
        found = cuda.from_dlpack(Other(mine, versions))
        view = found[1:3]
        del mine, found
        gc.collect()
        assert len(given.all) == 1 and len(fake.grid._blocks) == blocks + 1
        assert view.copy_to_host().tolist() == [1.0, 2.0]
        del view
        gc.collect()
        assert not given.all and len(fake.grid._blocks) == blocks
        capsule = cuda.zeros(3).__dlpack__(max_version=(1, 0) if versions else None)
        assert len(given.all) == 1
        del capsule  # that nobody took
        gc.collect()
        cuda.synchronize()  # the fill may be under way
        assert not given.all and len(fake.grid._blocks) == blocks


def test_a_capsule_is_used_once(fake: FakeCuda) -> None:
    class Again:
        capsule = cuda.zeros(3).__dlpack__()

        def __dlpack_device__(self) -> tuple[int, int]:
            return (2, 0)

        def __dlpack__(self, **asked: Any) -> Any:
            return self.capsule

    again = Again()
    assert cuda.from_dlpack(again).shape == (3,)
    with pytest.raises(BufferError, match="used before"):
        cuda.from_dlpack(again)


def test_what_cannot_be_taken(fake: FakeCuda) -> None:
    host = np.arange(3.0)
    with pytest.raises(BufferError, match=r"not in a device's memory.*cuda\.to_device"):
        cuda.from_dlpack(host)
    with pytest.raises(TypeError, match="__dlpack__ and __dlpack_device__, not a list"):
        cuda.from_dlpack([1.0])
    mine = cuda.zeros(3)
    with pytest.raises(cuda.CudaUnavailable, match="no device 7"):
        cuda.from_dlpack(Other(mine, device=(2, 7)))
    for code, bits, lanes in ((4, 16, 1), (2, 32, 4), (3, 64, 1), (1, 4, 1), (2, 24, 1)):
        capsule = mine.__dlpack__()
        about = exchange._Managed.from_address(exchange._pointer(capsule, b"dltensor"))
        about.tensor.dtype.code, about.tensor.dtype.bits = code, bits
        about.tensor.dtype.lanes = lanes

        class Strange:
            held = capsule

            def __dlpack_device__(self) -> tuple[int, int]:
                return (2, 0)

            def __dlpack__(self, **asked: Any) -> Any:
                return self.held

        with pytest.raises(BufferError):
            cuda.from_dlpack(Strange())
        del capsule, about, Strange
        gc.collect()
        assert not given.all


def test_what_cannot_be_given(fake: FakeCuda) -> None:
    mine = cuda.zeros(3)
    for stream, error in ((0, ValueError), (-2, TypeError), ("x", TypeError), (True, TypeError)):
        with pytest.raises(error):
            mine.__dlpack__(stream=stream)
    with pytest.raises(BufferError, match="on device 0"):
        mine.__dlpack__(dl_device=(2, 1))
    with pytest.raises(BufferError):
        mine.__dlpack__(dl_device=(1, 0), copy=False)
    with pytest.raises(BufferError, match="read-only"):
        read_only(mine).__dlpack__()
    mine.free()
    with pytest.raises(ValueError, match="freed"):
        mine.__dlpack__()
    assert not given.all


def read_only(array: Any) -> Any:
    class Theirs:
        __cuda_array_interface__ = {  # noqa: RUF012
            **array.__cuda_array_interface__,
            "data": (array.address, True),
        }

    return cuda.as_cuda_array(Theirs())


def test_read_only_copies_and_the_host(fake: FakeCuda) -> None:
    mine = cuda.to_device(np.arange(3.0))
    found = cuda.from_dlpack(Other(read_only(mine)))
    assert found.read_only and not cuda.from_dlpack(Other(mine)).read_only
    with pytest.raises(ValueError, match="read-only"):
        found.copy_from_host(np.zeros(3))

    class Copied(Other):
        def __dlpack__(self, **asked: Any) -> Any:
            return self.array.__dlpack__(**asked, copy=True)

    copied = cuda.from_dlpack(Copied(mine))
    assert copied.address != mine.address and copied.copy_to_host().tolist() == [0.0, 1.0, 2.0]

    class ToHost(Other):
        def __dlpack_device__(self) -> Any:
            return (1, 0)

        def __dlpack__(self, **asked: Any) -> Any:
            asked.pop("stream", None)
            asked["dl_device"] = (1, 0)
            return self.array.__dlpack__(**asked)

    assert np.from_dlpack(ToHost(mine)).tolist() == [0.0, 1.0, 2.0]  # type: ignore[arg-type]


def test_streams_wait_for_each_other(fake: FakeCuda) -> None:
    mine = cuda.to_device(np.arange(4.0))
    fake.streams[500] = CONTEXT
    fake.calls.clear()
    mine.__dlpack__(stream=1)
    mine.__dlpack__(stream=-1)
    mine.__dlpack__(stream=2)
    assert "cuStreamWaitEvent" not in fake.calls
    mine.__dlpack__(stream=500)
    assert fake.calls.count("cuStreamWaitEvent") == 1
    fake.streams[501] = CONTEXT + 1
    with pytest.raises(ValueError, match="the stream is not one of device 0"):
        mine.__dlpack__(stream=501)

    # what another library works on is waited for, and it waits for the kernel
    x, y = cuda.to_device(np.arange(4, dtype="f4")), cuda.zeros(4, "f4")

    class Theirs:
        __cuda_array_interface__ = {**x.__cuda_array_interface__, "stream": 500}  # noqa: RUF012

    fake.calls.clear()
    kernels.saxpy[1, 4](2.0, Theirs(), y)
    wanted = ["cuEventRecord", "cuStreamWaitEvent", "cuLaunchKernel"]
    shown = [name for name in fake.calls if name in wanted]
    assert shown == [*wanted[:2], "cuLaunchKernel", *wanted[:2]]
    assert y.copy_to_host().tolist() == [0.0, 2.0, 4.0, 6.0]
    assert x.__cuda_array_interface__["stream"] == 1


@pytest.mark.parametrize(
    "damage",
    [
        {"data": None},
        {"data": (1,)},
        {"shape": None},
        {"shape": (1.5,)},
        {"strides": ("x",)},
        {"typestr": "nonsense"},
        {"mask": object()},
        {"strides": (4, 4)},
    ],
)
def test_an_interface_that_makes_no_sense(fake: FakeCuda, damage: dict[str, Any]) -> None:
    x = cuda.zeros(4, np.float32)

    class Theirs:
        __cuda_array_interface__ = {**x.__cuda_array_interface__, **damage}  # noqa: RUF012

    with pytest.raises(TypeError, match="__cuda_array_interface__ of a Theirs cannot be read"):
        kernels.saxpy[1, 4](2.0, Theirs(), x)


def test_an_address_of_the_host_is_refused(fake: FakeCuda) -> None:
    """It would end in a fault on the device, which no later call survives."""
    host = np.zeros(4, np.float32)
    x = cuda.zeros(4, np.float32)

    class Theirs:
        __cuda_array_interface__ = {  # noqa: RUF012
            **x.__cuda_array_interface__,
            "data": (host.ctypes.data, False),
        }

    with pytest.raises(ValueError, match="no address in a device's memory"):
        kernels.saxpy[1, 4](2.0, Theirs(), x)
    assert "cuLaunchKernel" not in fake.calls


@pytest.mark.grid
def test_on_the_grid_with_numpy() -> None:
    """There device arrays are in the host's memory, which NumPy shares."""
    mine = cuda.to_device(np.arange(6).reshape(2, 3))
    theirs = np.from_dlpack(mine)  # type: ignore[arg-type]
    assert theirs.ctypes.data == mine.address and theirs.tolist() == [[0, 1, 2], [3, 4, 5]]
    back = cuda.from_dlpack(theirs[:, ::-1])
    assert back.copy_to_host().tolist() == [[2, 1, 0], [5, 4, 3]]
    del theirs, mine, back
    gc.collect()
    assert not given.all


def test_only_views_are_made_of_an_index() -> None:
    """NumPy's rules, for all that gives a view; the rest would have to read the elements."""
    host = np.arange(24.0).reshape(2, 3, 4)
    mine = cuda.to_device(host)
    for key in (
        1,
        (1, 2),
        (1, 2, 3),
        -1,
        ...,
        (..., 1),
        (None, 1),
        np.int8(1),
        slice(None, None, -1),
    ):
        assert np.array_equal(mine[key].copy_to_host(), host[key])
    assert mine[np.array(1)].copy_to_host().tolist() == host[1].tolist()
    wrong: tuple[Any, ...] = ([0, 1], True, np.True_, 1.0, "x", host > 3, (0, [1]))
    for key in (*wrong, np.array([0, 1])):
        with pytest.raises(TypeError):
            mine[key]
    for key in (2, (0, 3), (0, 0, 0, 0), -3):
        with pytest.raises(IndexError):
            mine[key]


def test_pointers_are_those_of_c() -> None:
    """The structs have the sizes and offsets that DLPack's header gives them."""
    assert ctypes.sizeof(exchange._Tensor) == 48 and ctypes.sizeof(exchange._Managed) == 64
    assert ctypes.sizeof(exchange._Versioned) == 80
    assert exchange._Tensor.shape.offset == 24 and exchange._Versioned.tensor.offset == 32
    assert exchange._Versioned.flags.offset == 24 and exchange._Managed.deleter.offset == 56


def test_a_capsule_goes_while_an_error_is_on_its_way() -> None:
    """NumPy takes the capsule, sees that it is of another device, and raises."""

    class Misled:
        def __dlpack_device__(self) -> tuple[int, int]:
            return (1, 0)

        def __dlpack__(self, **asked: Any) -> Any:
            capsule = cuda.zeros(3).__dlpack__(max_version=(1, 0))
            address = exchange._pointer(capsule, b"dltensor_versioned")
            exchange._Versioned.from_address(address).tensor.device.kind = 2
            return capsule

    for _ in range(3):
        with pytest.raises((BufferError, RuntimeError), match="device"):
            np.from_dlpack(Misled())
    gc.collect()
    cuda.synchronize()
    assert not given.all


@pytest.mark.grid  # NumPy takes arrays of the CPU only
def test_an_array_goes_while_an_error_is_on_its_way() -> None:
    def fails() -> None:
        theirs = np.from_dlpack(cuda.to_device([1.0, 2.0]))
        raise KeyError(theirs.sum())

    with pytest.raises(KeyError, match=r"3\.0"):
        fails()
    gc.collect()
    assert not given.all
