"""A driver of NVIDIA that is none: the entry points of libcuda over the CPU grid.

It answers through C function pointers, as libcuda does. PTX that it is given to load it knows by
heart: which kernel it was made from, and so which code of the CPU grid does the same.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

from jitscript.cuda.cpu import GridMachine
from jitscript.runtime.gpu import library
from jitscript.runtime.gpu.kernels import VARIANTS

ATTRIBUTES = {
    1: 1024,
    2: 1024,
    3: 1024,
    4: 64,
    5: 2**31 - 1,
    6: 65535,
    7: 65535,
    8: 49152,
    97: 232448,
    75: 9,
    76: 0,
}
CONTEXT = 0xC0DE


class FakeCuda:
    """`find` is what `Driver` takes in place of libcuda's. `calls` are the names of what was
    called; `fails` makes an entry point return a status."""

    def __init__(self, kernels: Sequence[Any] = ()):
        self.grid = GridMachine()
        self.kernels = list(kernels)
        self.calls: list[str] = []
        self.fails: dict[str, int] = {}
        self.loaded: dict[int, tuple[bytes, Any]] = {}
        self.functions: dict[int, Any] = {}
        self.attributes = dict(ATTRIBUTES)
        self.devices = 1
        self.current = 0
        self.places: dict[int, int] = {}  # the devices of blocks of memory
        self.streams: dict[int, int] = {}  # the contexts of streams
        self._texts: list[Any] = []
        self._entries = {name: self._entry(name) for name in library.FUNCTIONS}

    def find(self, name: str) -> int:
        return ctypes.cast(self._entries[name], ctypes.c_void_p).value or 0

    def _entry(self, name: str) -> Any:
        answer = getattr(self, name)

        def entry(*arguments: Any) -> int:
            self.calls.append(name)
            if name in self.fails:
                return self.fails[name]
            return answer(*arguments) or 0

        return library.prototype(name)(entry)

    # --- the device ------------------------------------------------------------------------------

    def cuInit(self, flags: int) -> None: ...

    def cuDriverGetVersion(self, out: Any) -> None:
        out[0] = 13000

    def cuGetErrorString(self, status: int, out: Any) -> None:
        self._texts.append(ctypes.c_char_p(b"a planted error"))
        out[0] = self._texts[-1]

    def cuDeviceGetCount(self, out: Any) -> None:
        out[0] = self.devices

    def cuDeviceGet(self, out: Any, number: int) -> None:
        out[0] = number

    def cuDeviceGetName(self, out: Any, size: int, device: int) -> None:
        """The name stays empty: ctypes gives callbacks a copy of what `out` points to."""

    def cuDeviceGetAttribute(self, out: Any, which: int, device: int) -> None:
        out[0] = self.attributes[which]

    def cuDevicePrimaryCtxRetain(self, out: Any, device: int) -> None:
        out[0] = CONTEXT + device

    def cuCtxSetCurrent(self, context: int) -> None:
        self.current = context

    def cuCtxGetCurrent(self, out: Any) -> None:
        out[0] = self.current

    def cuCtxSynchronize(self) -> None: ...

    def cuPointerGetAttribute(self, out: int, which: int, address: int) -> int | None:
        for start, block in self.grid._blocks.items():
            if start <= address < start + max(len(block) - 256, 1):
                ctypes.c_uint.from_address(out).value = self.places.get(start, 0)
                return None
        return 1

    def cuStreamQuery(self, stream: int) -> None: ...

    def cuEventQuery(self, event: int) -> None: ...

    def cuStreamGetCtx(self, stream: int, out: Any) -> None:
        out[0] = self.streams.get(stream, CONTEXT)

    # --- code ------------------------------------------------------------------------------------

    def cuModuleLoadDataEx(self, out: Any, image: bytes, *options: Any) -> int | None:
        for kernel in self.kernels:
            for variant in VARIANTS:
                if kernel._provider.compiled("ptx", "sm_90", variant)[0] == image:
                    code = kernel._provider.compiled("grid", "cpu", variant)
                    number = 100 + len(self.loaded)
                    self.loaded[number] = image, self.grid.load(*code)
                    out[0] = number
                    return None
        return 218  # invalid PTX

    def cuModuleGetFunction(self, out: Any, module: int, name: bytes) -> int | None:
        image, code = self.loaded[module]
        if b".entry " + name + b"(" not in image:
            return 500  # not found
        self.functions[module + 1000] = code
        out[0] = module + 1000
        return None

    def cuFuncGetAttribute(self, out: Any, which: int, function: int) -> None:
        out[0] = {0: 1024, 1: self.functions[function].shared}[which]

    def cuFuncSetAttribute(self, function: int, which: int, value: int) -> None: ...

    def cuLaunchKernel(self, function: int, *rest: Any) -> int | None:
        *sizes, shared, stream, params, extra = rest
        grid, block = tuple(sizes[:3]), tuple(sizes[3:])
        words = (ctypes.c_void_p * 5).from_address(extra)
        if params or (words[0], words[2], words[4]) != (1, 2, None):
            return 1
        size = ctypes.c_size_t.from_address(words[3]).value
        packed = ctypes.create_string_buffer(ctypes.string_at(words[1], size), size)
        self.grid.start(self.functions[function], grid, block, shared, stream or 0, packed)
        return None

    def cuOccupancyMaxPotentialBlockSize(self, least: Any, block: Any, *rest: Any) -> None:
        least[0], block[0] = 4, 64

    # --- memory ----------------------------------------------------------------------------------

    def cuMemAlloc_v2(self, out: Any, size: int) -> int | None:
        if size > 1 << 40:
            return 2
        out[0] = self.grid.allocate(size)
        self.places[out[0]] = self.current - CONTEXT
        return None

    def cuMemFree_v2(self, address: int) -> int | None:
        if address not in self.grid._blocks:
            return 1
        self.grid.free(address)
        return None

    def cuMemHostAlloc(self, out: Any, size: int, flags: int) -> None:
        out[0] = self.grid.allocate(size)

    def cuMemHostGetDevicePointer_v2(self, out: Any, host: int, flags: int) -> None:
        out[0] = host

    def cuMemFreeHost(self, host: int) -> None:
        self.grid.free(host)

    def cuMemcpyHtoD_v2(self, to: int, source: int, size: int) -> None:
        ctypes.memmove(to, source, size)

    def cuMemcpyDtoH_v2(self, to: int, source: int, size: int) -> None:
        ctypes.memmove(to, source, size)

    def cuMemcpyHtoDAsync_v2(self, to: int, source: int, size: int, stream: int) -> None:
        ctypes.memmove(to, source, size)

    def cuMemcpyDtoHAsync_v2(self, to: int, source: int, size: int, stream: int) -> None:
        ctypes.memmove(to, source, size)

    def cuMemcpyDtoDAsync_v2(self, to: int, source: int, size: int, stream: int) -> None:
        ctypes.memmove(to, source, size)

    def cuMemsetD8Async(self, to: int, byte: int, size: int, stream: int) -> None:
        ctypes.memset(to, byte, size)

    # --- streams and events ----------------------------------------------------------------------

    def cuStreamCreate(self, out: Any, flags: int) -> None:
        out[0] = self.grid.make_stream()
        self.streams[out[0]] = self.current

    def cuStreamDestroy_v2(self, stream: int) -> None: ...

    def cuStreamSynchronize(self, stream: int) -> None: ...

    def cuStreamWaitEvent(self, stream: int, event: int, flags: int) -> None: ...

    def cuEventCreate(self, out: Any, flags: int) -> None:
        out[0] = self.grid.make_event()

    def cuEventDestroy_v2(self, event: int) -> None: ...

    def cuEventRecord(self, event: int, stream: int) -> None:
        self.grid.record_event(event, stream or 0)

    def cuEventSynchronize(self, event: int) -> None: ...

    def cuEventElapsedTime(self, out: Any, start: int, end: int) -> None:
        out[0] = self.grid.elapsed(start, end)
