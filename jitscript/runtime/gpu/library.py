"""The functions of NVIDIA's driver, found through ctypes. Nothing else of CUDA is needed.

A library that has the same entry points serves as well: tests bring one. Every call is checked;
an error of the driver is a CudaError with the driver's own words.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import POINTER, byref, c_char_p, c_float, c_int, c_size_t, c_uint, c_void_p
from time import perf_counter, sleep

from .errors import CudaError, CudaUnavailable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

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
    "cuPointerGetAttribute": (c_void_p, c_int, c_void_p),
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
    "cuStreamQuery": (c_void_p,),
    "cuStreamGetCtx": (c_void_p, _OUT),
    "cuStreamWaitEvent": (c_void_p, c_void_p, c_uint),
    "cuEventCreate": (_OUT, c_uint),
    "cuEventDestroy_v2": (c_void_p,),
    "cuEventRecord": (c_void_p, c_void_p),
    "cuEventSynchronize": (c_void_p,),
    "cuEventQuery": (c_void_p,),
    "cuEventElapsedTime": (POINTER(c_float), c_void_p, c_void_p),
}
NOT_READY = 600
_AT_ONCE = 0.0002  # seconds of waiting without a pause


def prototype(name: str) -> Any:
    """The ctypes type of an entry point."""
    return ctypes.CFUNCTYPE(c_int, *FUNCTIONS[name])


def system_library() -> Callable[[str], int]:
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


class Library:
    """The driver's entry points, and the devices that it has. Raises CudaUnavailable."""

    def __init__(self, find: Callable[[str], int]):
        self.find = find  # which keeps the library
        self.entry: dict[str, Any] = {}
        for name in FUNCTIONS:
            try:
                self.entry[name] = prototype(name)(find(name))
            except AttributeError:
                raise CudaUnavailable(f"the NVIDIA driver is too old: it has no {name}") from None
        status = self.entry["cuInit"](0)
        if status:
            raise CudaUnavailable(f"the NVIDIA driver does not start: {self.words(status)}")
        self.version = self.int("cuDriverGetVersion")
        self.count = self.int("cuDeviceGetCount")

    def words(self, status: int) -> str:
        text = c_char_p()
        self.entry["cuGetErrorString"](status, byref(text))
        return (text.value or b"an unknown error").decode(errors="replace") + f" ({status})"

    def call(self, name: str, *arguments: Any) -> None:
        status = self.entry[name](*arguments)
        if status:
            raise CudaError(f"{name}: {self.words(status)}", status)

    def out(self, name: str, *arguments: Any) -> int:
        found = c_void_p()
        self.call(name, byref(found), *arguments)
        return found.value or 0

    def int(self, name: str, *arguments: Any) -> int:
        found = c_int()
        self.call(name, byref(found), *arguments)
        return found.value


def main_thread_number() -> int:
    from threading import main_thread

    return main_thread().ident or 0


def patient(query: Callable[[], int]) -> None:
    """Ask until the answer is another than that something is still under way: at once, soon after,
    then every thousandth of a second, with a look for Ctrl-C."""
    started = perf_counter()
    while query() == NOT_READY:
        passed = perf_counter() - started
        if passed > _AT_ONCE:
            sleep(min(passed / 20, 0.001))
