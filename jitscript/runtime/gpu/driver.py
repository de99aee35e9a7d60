"""NVIDIA's driver, over the functions of libcuda. Nothing else of CUDA is needed.

A library that has the same entry points serves as well: tests bring one. Every call is checked;
an error of the driver is a CudaError with the driver's own words.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import POINTER, byref, c_char_p, c_float, c_int, c_size_t, c_uint, c_void_p

from .errors import CudaError, CudaUnavailable
from .machine import Limits, Loaded, Machine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .errors import Dim3

_OUT = POINTER(c_void_p)
_INT = POINTER(c_int)
# The entry points: name → types of the arguments. Each returns a status.
FUNCTIONS: dict[str, tuple[Any, ...]] = {
    "cuInit": (c_uint,),
    "cuDriverGetVersion": (_INT,),
    "cuGetErrorString": (c_int, POINTER(c_char_p)),
    "cuDeviceGetCount": (_INT,),
    "cuDeviceGet": (_INT, c_int),
    "cuDeviceGetName": (c_char_p, c_int, c_int),
    "cuDeviceGetAttribute": (_INT, c_int, c_int),
    "cuDevicePrimaryCtxRetain": (_OUT, c_int),
    "cuCtxSetCurrent": (c_void_p,),
    "cuCtxGetCurrent": (_OUT,),
    "cuCtxSynchronize": (),
    "cuModuleLoadDataEx": (_OUT, c_char_p, c_uint, c_void_p, c_void_p),
    "cuModuleGetFunction": (_OUT, c_void_p, c_char_p),
    "cuFuncGetAttribute": (_INT, c_int, c_void_p),
    "cuFuncSetAttribute": (c_void_p, c_int, c_int),
    "cuMemAlloc_v2": (_OUT, c_size_t),
    "cuMemFree_v2": (c_void_p,),
    "cuMemHostAlloc": (_OUT, c_size_t, c_uint),
    "cuMemHostGetDevicePointer_v2": (_OUT, c_void_p, c_uint),
    "cuMemFreeHost": (c_void_p,),
    "cuMemcpyHtoD_v2": (c_void_p, c_void_p, c_size_t),
    "cuMemcpyDtoH_v2": (c_void_p, c_void_p, c_size_t),
    "cuMemcpyHtoDAsync_v2": (c_void_p, c_void_p, c_size_t, c_void_p),
    "cuMemcpyDtoHAsync_v2": (c_void_p, c_void_p, c_size_t, c_void_p),
    "cuMemcpyDtoDAsync_v2": (c_void_p, c_void_p, c_size_t, c_void_p),
    "cuMemsetD8Async": (c_void_p, ctypes.c_ubyte, c_size_t, c_void_p),
    "cuLaunchKernel": (c_void_p, *[c_uint] * 7, c_void_p, c_void_p, c_void_p),
    "cuOccupancyMaxPotentialBlockSize": (_INT, _INT, c_void_p, c_void_p, c_size_t, c_int),
    "cuStreamCreate": (_OUT, c_uint),
    "cuStreamDestroy_v2": (c_void_p,),
    "cuStreamSynchronize": (c_void_p,),
    "cuStreamWaitEvent": (c_void_p, c_void_p, c_uint),
    "cuEventCreate": (_OUT, c_uint),
    "cuEventDestroy_v2": (c_void_p,),
    "cuEventRecord": (c_void_p, c_void_p),
    "cuEventSynchronize": (c_void_p,),
    "cuEventElapsedTime": (POINTER(c_float), c_void_p, c_void_p),
}
# Numbers of attributes.
_THREADS, _BLOCK, _GRID, _SHARED, _SHARED_MORE = 1, 2, 5, 8, 97
_MAJOR, _MINOR = 75, 76
_FUNC_THREADS, _FUNC_SHARED, _FUNC_DYNAMIC = 0, 1, 8
_MAPPED = 2  # flag of pinned memory
_NOT_LOADABLE = {200: "image", 209: "architecture", 218: "PTX", 222: "PTX version"}


def prototype(name: str) -> Any:
    """The ctypes type of an entry point."""
    return ctypes.CFUNCTYPE(c_int, *FUNCTIONS[name])


def _library() -> Callable[[str], int]:
    name = "nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1"
    try:
        library = ctypes.CDLL(name)
    except OSError:
        raise CudaUnavailable(
            f"there is no NVIDIA driver here ({name} was not found); JITSCRIPT_CUDA=cpu runs "
            "kernels on the CPU"
        ) from None

    def find(entry: str) -> int:
        return ctypes.cast(getattr(library, entry), c_void_p).value or 0

    return find


class Driver(Machine):
    """The first device that the driver has, through its primary context, which all libraries of
    the process share."""

    kind = "ptx"

    def __init__(self, find: Callable[[str], int] | None = None, device: int = 0):
        super().__init__()
        self._find = find = find or _library()  # which keeps the library
        self._entry: dict[str, Any] = {}
        for name in FUNCTIONS:
            try:
                self._entry[name] = prototype(name)(find(name))
            except AttributeError:
                raise CudaUnavailable(f"the NVIDIA driver is too old: it has no {name}") from None
        status = self._entry["cuInit"](0)
        if status:
            raise CudaUnavailable(f"the NVIDIA driver does not start: {self._words(status)}")
        self.version = self._int("cuDriverGetVersion")
        if self._int("cuDeviceGetCount") <= device:
            raise CudaUnavailable("the NVIDIA driver has no device")
        number = self._int("cuDeviceGet", device)
        text = ctypes.create_string_buffer(256)
        self._call("cuDeviceGetName", text, 256, number)
        self.name = text.value.decode(errors="replace")

        def about(attribute: int) -> int:
            return self._int("cuDeviceGetAttribute", attribute, number)

        self.arch = f"sm_{about(_MAJOR)}{about(_MINOR)}"
        three = tuple[int, int, int]
        block: three = (about(_BLOCK), about(_BLOCK + 1), about(_BLOCK + 2))
        grid: three = (about(_GRID), about(_GRID + 1), about(_GRID + 2))
        shared = max(about(_SHARED), about(_SHARED_MORE))
        self.limits = Limits(about(_THREADS), block, grid, shared)
        self._launch = self._entry["cuLaunchKernel"]
        self._context = self._out("cuDevicePrimaryCtxRetain", number)
        self._enter()

    # --- calling ---------------------------------------------------------------------------------

    def _words(self, status: int) -> str:
        text = c_char_p()
        self._entry["cuGetErrorString"](status, byref(text))
        return (text.value or b"an unknown error").decode(errors="replace") + f" ({status})"

    def _call(self, name: str, *arguments: Any) -> None:
        status = self._entry[name](*arguments)
        if status:
            raise CudaError(f"{name}: {self._words(status)}", status)

    def _out(self, name: str, *arguments: Any) -> int:
        found = c_void_p()
        self._call(name, byref(found), *arguments)
        return found.value or 0

    def _int(self, name: str, *arguments: Any) -> int:
        found = c_int()
        self._call(name, byref(found), *arguments)
        return found.value

    def _enter(self) -> None:
        """Make the context current in this thread; one that another library set stays where it is
        the same."""
        if self._out("cuCtxGetCurrent") != self._context:
            self._call("cuCtxSetCurrent", self._context)

    # --- memory ----------------------------------------------------------------------------------

    def allocate(self, size: int) -> int:
        self._enter()
        try:
            return self._out("cuMemAlloc_v2", max(size, 1))
        except CudaError as error:
            if error.code == 2:
                raise MemoryError(f"the device has no {size} bytes left") from None
            raise

    def free(self, address: int) -> None:
        self._enter()
        self._call("cuMemFree_v2", address)

    def upload(self, address: int, host: int, size: int, stream: int) -> None:
        self._enter()
        if not stream:
            self._call("cuMemcpyHtoD_v2", address, host, size)
        else:
            self._call("cuMemcpyHtoDAsync_v2", address, host, size, stream)

    def download(self, host: int, address: int, size: int, stream: int) -> None:
        self._enter()
        if not stream:
            self._call("cuMemcpyDtoH_v2", host, address, size)
        else:
            self._call("cuMemcpyDtoHAsync_v2", host, address, size, stream)

    def copy(self, to: int, source: int, size: int, stream: int) -> None:
        self._enter()
        self._call("cuMemcpyDtoDAsync_v2", to, source, size, stream)

    def fill(self, address: int, byte: int, size: int, stream: int) -> None:
        self._enter()
        self._call("cuMemsetD8Async", address, byte, size, stream)

    def pinned(self, size: int) -> tuple[int, int]:
        self._enter()
        host = self._out("cuMemHostAlloc", max(size, 1), _MAPPED)
        return host, self._out("cuMemHostGetDevicePointer_v2", host, 0)

    def free_pinned(self, host: int) -> None:
        self._enter()
        self._call("cuMemFreeHost", host)

    # --- code ------------------------------------------------------------------------------------

    def load(self, code: bytes, facts: dict[str, Any]) -> Loaded:
        self._enter()
        try:
            module = self._out("cuModuleLoadDataEx", code + b"\0", 0, None, None)
        except CudaError as error:
            if error.code in _NOT_LOADABLE:
                raise CudaUnavailable(
                    f"the driver (CUDA {self.version // 1000}.{self.version % 1000 // 10}) cannot "
                    f"load this kernel's PTX, for {facts['arch']}, on {self.name} ({self.arch}): "
                    f"{error}",
                    error.code,
                ) from None
            raise
        function = self._out("cuModuleGetFunction", module, facts["entry"].encode())
        threads, shared = (
            self._int("cuFuncGetAttribute", which, function)
            for which in (_FUNC_THREADS, _FUNC_SHARED)
        )
        return Loaded(function, facts, threads, shared)

    def prepare(self, buffer: Any) -> Any:
        size = c_size_t(len(buffer))
        extra: Any = (c_void_p * 5)(1, ctypes.addressof(buffer), 2, ctypes.addressof(size), 0)
        extra.held = buffer, size
        return extra

    def start(
        self, code: Loaded, grid: Dim3, block: Dim3, shared: int, stream: int, arguments: Any
    ) -> None:
        self._enter()
        if shared > 48 * 1024:
            self._call("cuFuncSetAttribute", code.handle, _FUNC_DYNAMIC, shared)
        status = self._launch(code.handle, *grid, *block, shared, stream, None, arguments)
        if status:
            raise CudaError(f"cuLaunchKernel: {self._words(status)}", status)

    def best_block(self, code: Loaded, shared: int) -> int:
        self._enter()
        least, block = c_int(), c_int()
        self._call(
            *("cuOccupancyMaxPotentialBlockSize", byref(least), byref(block)),
            *(code.handle, None, shared, 0),
        )
        return block.value

    # --- streams and events ----------------------------------------------------------------------

    def wait(self, stream: int | None = None) -> None:
        self._enter()
        if stream is None:
            self._call("cuCtxSynchronize")
        else:
            self._call("cuStreamSynchronize", stream)

    def make_stream(self) -> int:
        self._enter()
        return self._out("cuStreamCreate", 0)

    def end_stream(self, stream: int) -> None:
        self._enter()
        self._call("cuStreamDestroy_v2", stream)

    def make_event(self) -> int:
        self._enter()
        return self._out("cuEventCreate", 0)

    def end_event(self, event: int) -> None:
        self._enter()
        self._call("cuEventDestroy_v2", event)

    def record_event(self, event: int, stream: int) -> None:
        self._enter()
        self._call("cuEventRecord", event, stream)

    def wait_event(self, event: int, stream: int | None) -> None:
        self._enter()
        if stream is None:
            self._call("cuEventSynchronize", event)
        else:
            self._call("cuStreamWaitEvent", stream, event, 0)

    def elapsed(self, start: int, end: int) -> float:
        self._enter()
        found = c_float()
        self._call("cuEventElapsedTime", byref(found), start, end)
        return found.value
