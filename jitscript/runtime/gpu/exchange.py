"""Arrays of other libraries, without a copy: `__cuda_array_interface__` (version 3) and DLPack.

Both say in which stream an array's content is made. Our default stream waits for it, and it for
what we do with the array. What we give away is in order with our default stream, which all of ours
wait for.
"""

from __future__ import annotations

import ctypes
import sys

from . import given
from .arrays import DeviceArray, contiguous
from .machine import current

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .machine import Machine

# --- __cuda_array_interface__ --------------------------------------------------------------------


def as_array(value: Any) -> DeviceArray | None:
    """A device array for one of this or another library; None for anything else."""
    if isinstance(value, DeviceArray):
        return value
    found = getattr(value, "__cuda_array_interface__", None)
    if not isinstance(found, dict):
        return None
    import numpy

    try:
        address, read_only = found["data"]
        shape = tuple(n.__index__() for n in found["shape"])
        strides = found.get("strides")
        strides = tuple(n.__index__() for n in strides) if strides is not None else None
        dtype, stream = numpy.dtype(found["typestr"]), found.get("stream")
        if found.get("mask") is not None:
            raise ValueError("it has a mask")
        if strides is not None and len(strides) != len(shape):
            raise ValueError("as many strides as dimensions are wanted")
        where = (address or 0).__index__()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise TypeError(
            f"the __cuda_array_interface__ of a {type(value).__name__} cannot be read: {error!r}"
        ) from None
    return _foreign(value, where, shape, dtype, strides, bool(read_only), stream)


def is_array(value: Any) -> bool:
    """Whether it is an array that kernels take."""
    return as_array(value) is not None


def _foreign(
    base: Any,
    address: int,
    shape: tuple[int, ...],
    dtype: Any,
    strides: tuple[int, ...] | None,
    read_only: bool,
    stream: int | None,
) -> DeviceArray:
    machine = current()
    if all(shape):
        machine = machine.owner_of(address)
    made = DeviceArray(base, address, shape, dtype, strides, machine, read_only)
    if stream not in (None, 0, 1, 2):
        machine.order(stream, 0)
        made.stream = stream
    return made


# --- DLPack --------------------------------------------------------------------------------------

_CPU, _CUDA, _CUDA_MANAGED = 1, 2, 13  # kinds of devices
_KINDS = {"i": 0, "u": 1, "f": 2, "c": 5, "b": 6}
_NAMES = {code: kind for kind, code in _KINDS.items()}
_VERSION = (1, 0)
_READ_ONLY, _COPIED = 1, 2


class _Device(ctypes.Structure):
    _fields_ = (("kind", ctypes.c_int32), ("number", ctypes.c_int32))


class _Type(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint8), ("bits", ctypes.c_uint8), ("lanes", ctypes.c_uint16))


class _Tensor(ctypes.Structure):
    _fields_ = (
        ("data", ctypes.c_void_p),
        ("device", _Device),
        ("ndim", ctypes.c_int32),
        ("dtype", _Type),
        ("shape", ctypes.POINTER(ctypes.c_int64)),
        ("strides", ctypes.POINTER(ctypes.c_int64)),
        ("offset", ctypes.c_uint64),
    )


class _Managed(ctypes.Structure):
    _fields_ = (("tensor", _Tensor), ("context", ctypes.c_void_p), ("deleter", ctypes.c_void_p))


class _Versioned(ctypes.Structure):
    _fields_ = (
        ("major", ctypes.c_uint32),
        ("minor", ctypes.c_uint32),
        ("context", ctypes.c_void_p),
        ("deleter", ctypes.c_void_p),
        ("flags", ctypes.c_uint64),
        ("tensor", _Tensor),
    )


_python = ctypes.pythonapi
_pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.py_object, ctypes.c_char_p)(
    ("PyCapsule_GetPointer", _python)
)
_set_name = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.py_object, ctypes.c_char_p)(
    ("PyCapsule_SetName", _python)
)
_USED = {False: b"used_dltensor", True: b"used_dltensor_versioned"}  # kept, as given.NAMES


def device_of(array: DeviceArray) -> tuple[int, int]:
    """The kind and number of an array's device, as DLPack has them."""
    return (_CUDA, array.machine.number) if array.machine.kind == "ptx" else (_CPU, 0)


def to_capsule(
    array: DeviceArray, stream: Any, max_version: Any, device: Any, copy: bool | None
) -> Any:
    """What `__dlpack__` gives."""
    here = device_of(array)
    if device is not None and tuple(device) != here:
        if tuple(device) == (_CPU, 0) and copy is not False:
            return array.copy_to_host().__dlpack__(max_version=max_version)
        raise BufferError(f"the array is on {array.machine.title}, not on the device {device}")
    versioned = max_version is not None and tuple(max_version) >= _VERSION
    if array.read_only and not versioned:
        raise BufferError("the array is read-only, which this version of DLPack cannot say")
    if copy:
        array = array.copy()
    _hand_over(array.machine, stream)
    memory, made = given.description(_Versioned if versioned else _Managed)
    shape = (ctypes.c_int64 * max(array.ndim, 1))(*array.shape)
    size = array.dtype.itemsize
    if any(stride % size for stride in array.strides):
        raise BufferError("DLPack has strides in elements; this array's are no multiples of them")
    strides = (ctypes.c_int64 * max(array.ndim, 1))(*(n // size for n in array.strides))
    tensor = made.tensor
    tensor.data, tensor.ndim = array.address, array.ndim
    tensor.device.kind, tensor.device.number = here
    if array.dtype.kind not in _KINDS or not array.dtype.isnative:
        raise BufferError(f"DLPack has no {array.dtype}")
    tensor.dtype.code, tensor.dtype.bits = _KINDS[array.dtype.kind], 8 * size
    tensor.dtype.lanes = 1
    tensor.shape = ctypes.cast(shape, ctypes.POINTER(ctypes.c_int64))
    tensor.strides = ctypes.cast(strides, ctypes.POINTER(ctypes.c_int64))
    made.deleter = given.deleter()
    if versioned:
        made.major, made.minor = _VERSION
        made.flags = _READ_ONLY * array.read_only | _COPIED * bool(copy)
    return given.give(memory, (shape, strides, array), versioned)


def _hand_over(machine: Machine, stream: Any) -> None:
    """Have a consumer's stream wait for what the device was given."""
    if stream is None or machine.kind != "ptx":
        return
    if isinstance(stream, bool) or not isinstance(stream, int) or stream < -1:
        raise TypeError(f"the stream for __dlpack__ is a number from -1 on, not {stream!r}")
    if stream == 0:
        raise ValueError("the stream 0 has no clear meaning in DLPack: give 1, the default stream")
    if stream > 2:
        machine.check_stream(stream)
        machine.order(0, stream)


class _Taken:
    """An array of another library that came in a capsule, given back with the last that uses it."""

    def __init__(self, address: int, kind: Any):
        self.managed = kind.from_address(address)
        self._address = address

    def __del__(self, ends: Any = sys.is_finalizing) -> None:
        if self.managed.deleter and not ends():
            ctypes.CFUNCTYPE(None, ctypes.c_void_p)(self.managed.deleter)(self._address)


def from_dlpack(source: Any) -> DeviceArray:
    """The array of another library, without a copy, through DLPack."""
    if isinstance(source, DeviceArray):
        return source
    if not hasattr(source, "__dlpack__") or not hasattr(source, "__dlpack_device__"):
        raise TypeError(
            f"from_dlpack takes an array that has __dlpack__ and __dlpack_device__, not a "
            f"{type(source).__name__}"
        )
    machine = current()
    kind, number = source.__dlpack_device__()
    on_device = int(kind) in (_CUDA, _CUDA_MANAGED)
    if on_device != (machine.kind == "ptx") or (not on_device and int(kind) != _CPU):
        hint = " (hint: cuda.to_device copies it)" if int(kind) == _CPU else ""
        raise BufferError(f"the array is not in a device's memory, but on DLPack's {kind}{hint}")
    if on_device:
        from .machine import opened

        machine = opened(int(number))
    arguments = {"stream": 1} if on_device else {}
    try:
        capsule = source.__dlpack__(max_version=_VERSION, **arguments)
    except TypeError:  # one that knows of no versions
        capsule = source.__dlpack__(**arguments)
    return _of_capsule(capsule, machine)


def _of_capsule(capsule: Any, machine: Machine) -> DeviceArray:
    versioned = bool(given.is_capsule(capsule, given.NAMES[True]))
    if not versioned and not given.is_capsule(capsule, given.NAMES[False]):
        raise BufferError("__dlpack__ gave no capsule of DLPack, or one that was used before")
    address = _pointer(capsule, given.NAMES[versioned])
    if versioned and _Versioned.from_address(address).major != _VERSION[0]:
        raise BufferError("the array comes in a later version of DLPack")
    _set_name(capsule, _USED[versioned])
    taken = _Taken(address, _Versioned if versioned else _Managed)
    tensor = taken.managed.tensor
    kind, bits = _NAMES.get(tensor.dtype.code), tensor.dtype.bits
    if kind is None or tensor.dtype.lanes != 1 or bits % 8 or not bits:
        raise BufferError(
            f"a device array has no numbers of DLPack's kind {tensor.dtype.code} with {bits} bits"
        )
    size = bits // 8
    shape = tuple(tensor.shape[: tensor.ndim]) if tensor.ndim else ()
    strides = contiguous(shape, size)
    if tensor.strides and tensor.ndim:
        strides = tuple(n * size for n in tensor.strides[: tensor.ndim])
    try:
        import numpy

        dtype = numpy.dtype(f"{kind}{size}")
    except TypeError:
        raise BufferError(f"NumPy has no numbers of kind {kind} with {bits} bits") from None
    read_only = bool(versioned and taken.managed.flags & _READ_ONLY)
    place = (tensor.data or 0) + tensor.offset
    return DeviceArray(taken, place, shape, dtype, strides, machine, read_only)
