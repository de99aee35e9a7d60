"""Arrays in the device's memory.

    d = cuda.to_device(x)          # copies
    y = d.copy_to_host()           # waits, and raises what kernels raised meanwhile
    d[10:20]                       # a view: no copy

Other libraries' arrays (CuPy, torch, numba-cuda) are taken as they are, and take these
(`exchange.py`).
"""

from __future__ import annotations

import ctypes
import struct
import sys
from contextlib import suppress

from . import entry
from .machine import Machine, current, sweeps
from .streams import on

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    import numpy as np


class Memory:
    """A block of the device's memory, given back with the last array that lies in it."""

    __slots__ = ("address", "alive", "machine", "size")

    def __init__(self, machine: Machine, size: int):
        self.address = 0
        self.alive = ctypes.c_int64(1)  # which generated code looks at
        self.machine, self.size = machine, size
        for sweep in sweeps:
            sweep()
        self.address = machine.allocate(size)

    def free(self) -> None:
        address, self.address = self.address, 0
        self.alive.value = 0
        if address:
            self.machine.free(address, self.size)

    def __del__(self, ends: Any = sys.is_finalizing) -> None:
        if not ends():
            with suppress(Exception):  # the device has an error of its own, or is gone
                self.free()


_ALIVE = ctypes.c_int64(1)  # of other libraries' memory, which an array keeps


class DeviceArray:
    """An array in the device's memory: shape, dtype and byte strides as NumPy's."""

    __slots__ = (
        *("__weakref__", "_address", "_base", "dtype", "machine", "read_only", "shape", "strides"),
        *("_description", "end", "layout", "stream", "words"),
    )
    dtype: np.dtype[Any]

    def __init__(
        self,
        base: Any,
        address: int,
        shape: tuple[int, ...],
        dtype: Any,
        strides: tuple[int, ...] | None = None,
        machine: Machine | None = None,
        read_only: bool = False,
    ):
        import numpy

        own = isinstance(base, Memory)
        self.machine = base.machine if own else machine or current()
        self._base, self._address, self.read_only = base, address, read_only
        self.stream = 0  # another library's, in which it works with the array
        self.shape, self.dtype = shape, numpy.dtype(dtype)
        size = self.dtype.itemsize
        self.strides = strides if strides is not None else contiguous(shape, size)
        # What a launch looks at: the words that are packed, the end of contiguous memory, and a
        # key of the kind, which is None for what only the slow path takes.
        self.words = (address, *shape, *self.strides)
        self.end = address + self.nbytes
        usable = self.dtype.isnative and not any(n % size for n in (address, *self.strides))
        simple = usable and self.is_contiguous
        self.layout = (self.dtype.num, len(shape)) if simple and own else None
        flags = entry.USABLE * usable | entry.SIMPLE * simple | entry.READ_ONLY * read_only
        flags |= entry.ALIGNED * (not address % entry.WIDEST)
        alive = ctypes.addressof(base.alive if own else _ALIVE)
        self._description = struct.pack(
            f"=6Q{2 * len(shape)}q",
            *(self.machine.pending.address, alive, entry.layout(self.dtype, len(shape))),
            *(flags, self.end, *self.words),
        )

    # --- what it is ------------------------------------------------------------------------------

    @property
    def address(self) -> int:
        """Where it lies. Raises ValueError after `free`."""
        if isinstance(self._base, Memory) and not self._base.address:
            raise ValueError("the device array was freed")
        return self._address

    def _view(self, address: int, shape: Any, strides: Any = None) -> DeviceArray:
        return DeviceArray(
            self._base, address, shape, self.dtype, strides, self.machine, self.read_only
        )

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
            "data": (self.address, self.read_only),
            "strides": None if self.is_contiguous else self.strides,
            "version": 3,
            "stream": 1,  # the default one, which waits for all of ours
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
        # NumPy must not read elements: what is no view is refused, and an element is one, too.
        keys = tuple(map(_view_key, key if isinstance(key, tuple) else (key,)))
        if not any(one is ... for one in keys):
            keys = (*keys, ...)
        place = self._stand_in()[keys]
        if place.base is None or not place.size:
            address = self.address
        else:
            address = self.address + place.__array_interface__["data"][0] - _STAND
        return self._view(address, place.shape, place.strides)

    def reshape(self, *shape: Any) -> DeviceArray:
        """A view of another shape; of a contiguous array only."""
        if not self.is_contiguous:
            raise ValueError("only a contiguous device array can be seen in another shape")
        place = self._stand_in().reshape(*shape)
        return self._view(self.address, place.shape)

    @property
    def T(self) -> DeviceArray:
        return self._view(self.address, self.shape[::-1], self.strides[::-1])

    def transpose(self, axes: Any = None) -> DeviceArray:
        """A view with the axes in another order, the other way round if nothing is said."""
        place = self._stand_in().transpose(axes)
        return self._view(self.address, place.shape, place.strides)

    def ravel(self) -> DeviceArray:
        """A view of one dimension; of a contiguous array only."""
        return self.reshape(self.size)

    def view(self, dtype: Any) -> DeviceArray:
        """The same memory as another dtype; of a contiguous array only, for one of another size."""
        place = self._stand_in().view(dtype)
        if place.dtype.kind not in "biufc":
            raise TypeError(f"a device array holds numbers, not {place.dtype}")
        of = self.machine, self.read_only
        return DeviceArray(self._base, self.address, place.shape, place.dtype, place.strides, *of)

    def is_c_contiguous(self) -> bool:
        return self.is_contiguous

    def is_f_contiguous(self) -> bool:
        return self.T.is_contiguous

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

        machine, handle = self.machine, on(self.machine, stream)
        if out is None:
            out = numpy.empty(self.shape, self.dtype)
        elif not isinstance(out, numpy.ndarray):
            raise TypeError(f"`out` must be a NumPy array, not {type(out).__name__}")
        elif out.shape != self.shape or out.dtype != self.dtype:
            raise ValueError(
                f"`out` has shape {out.shape} and dtype {out.dtype}, the device array "
                f"{self.shape} and {self.dtype}"
            )
        elif not out.flags.writeable:
            raise ValueError("`out` is read-only")
        source = self if self.is_contiguous else self._packed(handle)
        whole = out if out.flags.c_contiguous else numpy.empty(self.shape, self.dtype)
        if not self.nbytes:
            machine.wait(handle)
        else:
            machine.download(whole.ctypes.data, source.address, self.nbytes, handle)
        if not handle:  # the copy has waited for all that came before
            machine.settle(lambda: None, lambda launch: not launch.foreign)
        elif whole is not out:
            machine.settle(lambda: machine.wait(handle), lambda one: one.handle == handle)
        else:
            machine.keep(handle, whole, source)
        if whole is not out:
            out[...] = whole
        return out

    def copy_from_host(self, values: Any, stream: Any = None) -> None:
        """Fill the array, which must be contiguous, with a NumPy array of its shape and dtype."""
        import numpy

        values = numpy.asarray(values)
        self._check_like(values)
        self._check_filled(" from the host")
        handle = on(self.machine, stream)
        source = numpy.ascontiguousarray(values)
        if self.nbytes:
            self.machine.upload(self.address, source.ctypes.data, self.nbytes, handle)
            if handle:
                self.machine.keep(handle, source)

    def _check_like(self, values: Any) -> None:
        if values.shape != self.shape or values.dtype != self.dtype:
            raise ValueError(
                f"the values have shape {values.shape} and dtype {values.dtype}, the device array "
                f"{self.shape} and {self.dtype}"
            )

    def _check_filled(self, source: str = "") -> None:
        """Raise where the array cannot be filled, `source` saying what from."""
        if not self.is_contiguous:
            raise ValueError(f"only a contiguous device array can be filled{source}")
        if self.read_only:
            raise ValueError("the device array is read-only")

    def copy_to_device(self, values: Any, stream: Any = None) -> None:
        """Fill the array, which must be contiguous, with one of its shape and dtype, of the host or
        the device."""
        from .exchange import as_array

        given = as_array(values)
        if given is None:
            self.copy_from_host(values, stream)
            return
        self._check_like(given)
        if given.machine is not self.machine:
            raise ValueError(
                f"the values are in the memory of {given.machine.title}, the device array in that "
                f"of {self.machine.title}"
            )
        self._check_filled()
        handle = on(self.machine, stream)
        source = given if given.is_contiguous else given._packed(handle)
        if self.nbytes:
            self.machine.copy(self.address, source.address, self.nbytes, handle)

    def __setitem__(self, key: Any, value: Any) -> None:
        raise TypeError(
            "a device array is not filled element by element: write d[key].copy_to_device(values), "
            "or a kernel"
        )

    def copy(self, stream: Any = None) -> DeviceArray:
        """A new array with the same content, contiguous."""
        handle = on(self.machine, stream)
        if not self.is_contiguous:
            return self._packed(handle)
        made = self._new()
        if self.nbytes:
            self.machine.copy(made.address, self.address, self.nbytes, handle)
        return made

    def _new(self) -> DeviceArray:
        """One of the same shape and dtype, on the same device."""
        memory = Memory(self.machine, self.nbytes)
        return DeviceArray(memory, memory.address, self.shape, self.dtype)

    def _packed(self, stream: int) -> DeviceArray:
        """A contiguous copy, one run of memory after the other."""
        made = self._new()
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
        if isinstance(self._base, Memory):
            self._base.free()

    def __dlpack__(
        self,
        *,
        stream: Any = None,
        max_version: Any = None,
        dl_device: Any = None,
        copy: bool | None = None,
    ) -> Any:
        from .exchange import to_capsule

        return to_capsule(self, stream, max_version, dl_device, copy)

    def __dlpack_device__(self) -> tuple[int, int]:
        from .exchange import device_of

        return device_of(self)

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("a device array is not copied to the host unasked; call its copy_to_host()")


def _view_key(key: Any) -> Any:
    """A part of an index that gives a view."""
    if key is None or key is ... or isinstance(key, slice):
        return key
    if hasattr(type(key), "__index__") and type(key) is not bool:
        return key.__index__()
    raise TypeError(
        "a device array is indexed by integers, slices, `...` and None, not by an object of type "
        f"{type(key).__name__}"
    )


def _offset() -> int:
    """Where in a device array the address of its description is, for generated code."""
    probe = DeviceArray.__new__(DeviceArray)
    probe._description = bytes(range(8))
    for at in range(object.__basicsize__, DeviceArray.__basicsize__, 8):
        if ctypes.c_void_p.from_address(id(probe) + at).value == id(probe._description):
            return at
    raise ImportError("this Python lays objects out in another way")


DESCRIPTION = _offset()
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
