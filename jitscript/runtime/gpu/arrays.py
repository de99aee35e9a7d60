"""Arrays in the device's memory.

    d = cuda.to_device(x)          # copies
    y = d.copy_to_host()           # waits, and raises what kernels raised meanwhile
    d[10:20]                       # a view: no copy

Other libraries' arrays (CuPy, torch, numba-cuda) are taken as they are, through
`__cuda_array_interface__`; they take these the same way.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from .machine import Machine, current
from .streams import stream_handle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    import numpy as np


class _Memory:
    """A block of the device's memory, given back with the last array that lies in it."""

    __slots__ = ("address", "machine", "size")

    def __init__(self, machine: Machine, size: int):
        self.address = 0
        self.machine, self.size = machine, size
        self.address = machine.allocate(size)

    def free(self) -> None:
        address, self.address = self.address, 0
        if address:
            self.machine.free(address)

    def __del__(self) -> None:
        if not sys.is_finalizing():
            with suppress(Exception):  # the device has an error of its own, or is gone
                self.free()


class DeviceArray:
    """An array in the device's memory: shape, dtype and byte strides as NumPy's."""

    __slots__ = (
        *("__weakref__", "_address", "_base", "dtype", "machine", "shape", "strides"),
        *("end", "layout", "words"),
    )
    dtype: np.dtype[Any]

    def __init__(
        self,
        base: Any,
        address: int,
        shape: tuple[int, ...],
        dtype: Any,
        strides: tuple[int, ...] | None = None,
    ):
        import numpy

        self.machine = current()
        self._base, self._address = base, address
        self.shape, self.dtype = shape, numpy.dtype(dtype)
        self.strides = strides if strides is not None else contiguous(shape, self.dtype.itemsize)
        # What a launch looks at: the words that are packed, the end of contiguous memory, and a
        # key of the kind, which is None for what only the slow path takes.
        self.words = (address, *shape, *self.strides)
        self.end = address + self.nbytes
        self.layout = (self.dtype.num, len(shape)) if self._is_simple() else None

    def _is_simple(self) -> bool:
        """Whether it is contiguous, in memory of ours, its elements at multiples of their size."""
        size = self.dtype.itemsize
        plain = isinstance(self._base, _Memory) and not self._address % size
        return plain and self.dtype.isnative and self.is_contiguous

    # --- what it is ------------------------------------------------------------------------------

    @property
    def address(self) -> int:
        """Where it lies. Raises ValueError after `free`."""
        if isinstance(self._base, _Memory) and not self._base.address:
            raise ValueError("the device array was freed")
        return self._address

    @property
    def ndim(self) -> int:
        return len(self.shape)

    @property
    def size(self) -> int:
        n = 1
        for dim in self.shape:
            n *= dim
        return n

    @property
    def nbytes(self) -> int:
        return self.size * self.dtype.itemsize

    @property
    def is_contiguous(self) -> bool:
        """Whether the elements lie as in a new array."""
        return not self.size or all(
            stride == wanted or dim == 1
            for stride, wanted, dim in zip(
                self.strides, contiguous(self.shape, self.dtype.itemsize), self.shape
            )
        )

    @property
    def __cuda_array_interface__(self) -> dict[str, Any]:
        return {
            "shape": self.shape,
            "typestr": self.dtype.str,
            "data": (self.address, False),
            "strides": None if self.is_contiguous else self.strides,
            "version": 3,
            "stream": None,
        }

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of an array without dimensions")
        return self.shape[0]

    def __repr__(self) -> str:
        return f"<device array of shape {self.shape}, {self.dtype}>"

    # --- views -----------------------------------------------------------------------------------

    def __getitem__(self, key: Any) -> DeviceArray:
        """A view: integers, slices and `...`. An element is a view without dimensions."""
        place = self._stand_in()[key]
        if place.base is None or not place.size:
            address = self.address
        else:
            address = self.address + place.__array_interface__["data"][0] - _STAND
        return DeviceArray(self._base, address, place.shape, self.dtype, place.strides)

    def reshape(self, *shape: Any) -> DeviceArray:
        """A view of another shape; of a contiguous array only."""
        if not self.is_contiguous:
            raise ValueError("only a contiguous device array can be seen in another shape")
        place = self._stand_in().reshape(*shape)
        return DeviceArray(self._base, self.address, place.shape, self.dtype)

    @property
    def T(self) -> DeviceArray:
        return DeviceArray(
            self._base, self.address, self.shape[::-1], self.dtype, self.strides[::-1]
        )

    def _stand_in(self) -> Any:
        """A NumPy array of this layout whose memory nobody touches, for NumPy's own rules."""
        from numpy.lib.stride_tricks import as_strided

        return as_strided(_Stand(self.dtype).array, self.shape, self.strides)

    # --- copies ----------------------------------------------------------------------------------

    def copy_to_host(self, out: Any = None, stream: Any = None) -> Any:
        """The array's content as a NumPy array; `out`, if given, is filled and returned. With a
        stream the copy may still be under way; `out` had best be `pinned` then. Without, what
        kernels have raised until now is raised here."""
        import numpy

        handle = stream_handle(stream)
        source = self if self.is_contiguous else self._packed(handle)
        if out is None:
            out = numpy.empty(self.shape, self.dtype)
        elif not isinstance(out, numpy.ndarray):
            raise TypeError(f"`out` must be a NumPy array, not {type(out).__name__}")
        elif out.shape != self.shape or out.dtype != self.dtype:
            raise ValueError(
                f"`out` has shape {out.shape} and dtype {out.dtype}, the device array "
                f"{self.shape} and {self.dtype}"
            )
        whole = out if out.flags.c_contiguous else numpy.empty(self.shape, self.dtype)
        if self.nbytes:
            self.machine.download(whole.ctypes.data, source.address, self.nbytes, handle)
        if stream is None or whole is not out:
            self.machine.wait(handle)
            self.machine.check()
        if whole is not out:
            out[...] = whole
        return out

    def copy_from_host(self, values: Any, stream: Any = None) -> None:
        """Fill the array, which must be contiguous, with a NumPy array of its shape and dtype."""
        import numpy

        values = numpy.asarray(values)
        if values.shape != self.shape or values.dtype != self.dtype:
            raise ValueError(
                f"the values have shape {values.shape} and dtype {values.dtype}, the device array "
                f"{self.shape} and {self.dtype}"
            )
        if not self.is_contiguous:
            raise ValueError("only a contiguous device array can be filled from the host")
        handle = stream_handle(stream)
        source = numpy.ascontiguousarray(values)
        if self.nbytes:
            self.machine.upload(self.address, source.ctypes.data, self.nbytes, handle)
        if handle and source is not values:
            self.machine.wait(handle)

    def copy(self, stream: Any = None) -> DeviceArray:
        """A new array with the same content, contiguous."""
        handle = stream_handle(stream)
        if not self.is_contiguous:
            return self._packed(handle)
        made = empty(self.shape, self.dtype)
        if self.nbytes:
            self.machine.copy(made.address, self.address, self.nbytes, handle)
        return made

    def _packed(self, stream: int) -> DeviceArray:
        """A contiguous copy, one run of memory after the other."""
        made = empty(self.shape, self.dtype)
        axis, run = self.ndim, self.dtype.itemsize
        while axis and (self.strides[axis - 1] == run or self.shape[axis - 1] == 1):
            axis -= 1
            run *= self.shape[axis]
        to = made.address
        for source in self._runs(axis):
            self.machine.copy(to, source, run, stream)
            to += run
        return made

    def _runs(self, axes: int) -> list[int]:
        found = [self.address]
        for dim, stride in zip(self.shape[:axes], self.strides[:axes]):
            found = [at + i * stride for at in found for i in range(dim)]
        return found

    def free(self) -> None:
        """Give the memory back now; no array that lies in it can be used any more."""
        if isinstance(self._base, _Memory):
            self._base.free()

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("a device array is not copied to the host unasked; call its copy_to_host()")


_STAND = 1 << 46  # an address that NumPy computes with and nobody reads


class _Stand:
    def __init__(self, dtype: Any):
        import numpy

        self.__array_interface__ = {
            "shape": (1,),
            "typestr": dtype.str,
            "data": (_STAND, False),
            "version": 3,
        }
        self.array = numpy.asarray(self)


def contiguous(shape: tuple[int, ...], size: int) -> tuple[int, ...]:
    """The byte strides of a C-contiguous array."""
    found: list[int] = []
    for dim in reversed(shape):
        found.append(size)
        size *= dim
    return tuple(reversed(found))


def as_array(value: Any) -> DeviceArray | None:
    """A device array for one of this or another library; None for anything else."""
    if isinstance(value, DeviceArray):
        return value
    found = getattr(value, "__cuda_array_interface__", None)
    if not isinstance(found, dict):
        return None
    strides = found.get("strides")
    made = DeviceArray(
        value,
        found["data"][0],
        tuple(found["shape"]),
        found["typestr"],
        tuple(strides) if strides is not None else None,
    )
    stream = found.get("stream")
    if stream is not None and stream not in (1, 2):
        made.machine.wait(stream)
    return made


def _shape(shape: Any) -> tuple[int, ...]:
    sizes = (shape,) if hasattr(type(shape), "__index__") else tuple(shape)
    found = tuple(n.__index__() for n in sizes)
    if any(n < 0 for n in found):
        raise ValueError("negative dimensions are not allowed")
    return found


def empty(shape: Any, dtype: Any = float) -> DeviceArray:
    """A new device array whose content is not known."""
    import numpy

    sizes, kind = _shape(shape), numpy.dtype(dtype)
    if kind.kind not in "biufc":
        raise TypeError(f"a device array holds numbers, not {kind}")
    size = kind.itemsize
    for n in sizes:
        size *= n
    memory = _Memory(current(), size)
    return DeviceArray(memory, memory.address, sizes, kind)


def zeros(shape: Any, dtype: Any = float) -> DeviceArray:
    """A new device array of zeros."""
    made = empty(shape, dtype)
    if made.nbytes:
        made.machine.fill(made.address, 0, made.nbytes, 0)
    return made


def full(shape: Any, value: Any, dtype: Any = None) -> DeviceArray:
    """A new device array filled with a value."""
    import numpy

    return to_device(numpy.full(_shape(shape), value, dtype))


def ones(shape: Any, dtype: Any = float) -> DeviceArray:
    """A new device array of ones."""
    return full(shape, 1, dtype)


def empty_like(array: Any) -> DeviceArray:
    """A new device array of the shape and dtype of another, of the host or the device."""
    return empty(array.shape, array.dtype)


def zeros_like(array: Any) -> DeviceArray:
    """The same, zeroed."""
    return zeros(array.shape, array.dtype)


def to_device(values: Any, stream: Any = None) -> DeviceArray:
    """A copy of a NumPy array, or of what NumPy makes one of, in the device's memory."""
    import numpy

    found = as_array(values)
    if found is not None:
        return found.copy(stream)
    host = numpy.asarray(values)
    made = empty(host.shape, host.dtype)
    made.copy_from_host(host, stream)
    return made


def pinned(shape: Any, dtype: Any = float) -> Any:
    """A NumPy array in memory of the host that copies in a stream do not have to wait for."""
    import ctypes
    import weakref

    import numpy

    machine, sizes, kind = current(), _shape(shape), numpy.dtype(dtype)
    size = kind.itemsize
    for n in sizes:
        size *= n
    host, _ = machine.pinned(size)
    memory = (ctypes.c_ubyte * max(size, 1)).from_address(host)
    weakref.finalize(memory, machine.free_pinned, host).atexit = False
    return numpy.frombuffer(memory, kind, size // kind.itemsize).reshape(sizes)


def synchronize() -> None:
    """Wait for all that the device was given; raise the first error of its kernels."""
    machine = current()
    machine.wait()
    machine.check()


def check() -> None:
    """The same: have errors raised now."""
    synchronize()
