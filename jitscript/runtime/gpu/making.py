"""New device arrays, pinned memory of the host, and waiting for the device."""

from __future__ import annotations

from contextlib import nullcontext, suppress

from .arrays import DeviceArray, Memory
from .exchange import as_array
from .machine import Machine, current

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def shape_of(shape: Any) -> tuple[int, ...]:
    sizes = (shape,) if hasattr(type(shape), "__index__") else tuple(shape)
    found = tuple(n.__index__() for n in sizes)
    if any(n < 0 for n in found):
        raise ValueError("negative dimensions are not allowed")
    return found


def empty(shape: Any, dtype: Any = float) -> DeviceArray:
    """A new device array whose content is not known."""
    import numpy

    sizes, kind = shape_of(shape), numpy.dtype(dtype)
    if kind.kind not in "biufc":
        raise TypeError(f"a device array holds numbers, not {kind}")
    size = kind.itemsize
    for n in sizes:
        size *= n
    memory = Memory(current(), size)
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

    return to_device(numpy.full(shape_of(shape), value, dtype))


def ones(shape: Any, dtype: Any = float) -> DeviceArray:
    """A new device array of ones."""
    return full(shape, 1, dtype)


def empty_like(array: Any) -> DeviceArray:
    """A new device array of the shape and dtype of another, of the host or the device."""
    return empty(array.shape, array.dtype)


def zeros_like(array: Any) -> DeviceArray:
    """The same, zeroed."""
    return zeros(array.shape, array.dtype)


def full_like(array: Any, value: Any) -> DeviceArray:
    """The same, filled with a value."""
    return full(array.shape, value, array.dtype)


def ones_like(array: Any) -> DeviceArray:
    """The same, filled with ones."""
    return full_like(array, 1)


def device_array(
    shape: Any, dtype: Any = float, strides: Any = None, order: str = "C", stream: Any = None
) -> DeviceArray:
    """`empty` as numba.cuda has it. Raises ValueError for strides, which no new array takes."""
    if strides is not None or order not in ("C", "F"):
        raise ValueError("a new device array has order 'C' or 'F', and the strides that follow")
    sizes = shape_of(shape)
    return empty(sizes, dtype) if order == "C" else empty(sizes[::-1], dtype).T


def to_device(
    values: Any, stream: Any = None, copy: bool = True, to: DeviceArray | None = None
) -> DeviceArray:
    """A copy of a NumPy array, or of what NumPy makes one of, in the device's memory: a new array,
    or `to`. `copy=False` leaves the content of a new one unknown."""
    import numpy

    if to is not None:
        to.copy_to_device(values, stream)
        return to
    if not copy:
        return empty_like(values if hasattr(values, "dtype") else numpy.asarray(values))
    found = as_array(values)
    if found is not None and found.machine is current():
        return found.copy(stream)
    host = numpy.asarray(values) if found is None else found.copy_to_host()
    made = empty(host.shape, host.dtype)
    made.copy_from_host(host, stream)
    return made


def pinned(shape: Any, dtype: Any = float) -> Any:
    """A NumPy array in memory of the host that copies in a stream do not have to wait for."""
    import ctypes
    import weakref

    import numpy

    if hasattr(shape, "dtype") and getattr(shape, "ndim", None):
        raise TypeError("pinned() makes a new array, of a shape; no array is pinned where it lies")
    machine, sizes, kind = current(), shape_of(shape), numpy.dtype(dtype)
    size = kind.itemsize
    for n in sizes:
        size *= n
    host, _ = machine.pinned(size)
    memory = (ctypes.c_ubyte * max(size, 1)).from_address(host)
    weakref.finalize(memory, _free_pinned, machine, host).atexit = False
    return numpy.frombuffer(memory, kind, size // kind.itemsize).reshape(sizes)


def pinned_like(array: Any) -> Any:
    """The same, of the shape and dtype of another."""
    return pinned(array.shape, array.dtype)


def _free_pinned(machine: Machine, host: int) -> None:
    with suppress(Exception):  # the device has an error of its own, or is gone
        machine.free_pinned(host)


def synchronize() -> None:
    """Wait for all that the device was given; raise the first error of its kernels."""
    current().settle()


def check() -> None:
    """The same: have errors raised now."""
    synchronize()


def nothing_to_defer() -> Any:
    """numba.cuda's `defer_cleanup`: memory is given back when nobody waits for it in any case."""
    return nullcontext()
