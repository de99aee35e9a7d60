"""A device of NVIDIA's, over the functions of libcuda (`library.py`)."""

from __future__ import annotations

import ctypes
from _thread import get_ident
from ctypes import byref, c_float, c_int, c_size_t, c_uint, c_void_p
from functools import wraps

from . import pending
from .architectures import ARCHITECTURES
from .errors import CudaError, CudaUnavailable
from .library import NOT_READY, Library, main_thread_number, patient, system_library
from .machine import Limits, Loaded, Machine, opened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from .errors import Dim3

# Numbers of attributes.
_THREADS, _BLOCK, _GRID, _SHARED, _SHARED_MORE = 1, 2, 5, 8, 97
_MAJOR, _MINOR = 75, 76
_FUNC_THREADS, _FUNC_SHARED, _FUNC_DYNAMIC = 0, 1, 8
_MOST_WASTE = 1 << 28  # bytes that wait for somebody to wait
_MAPPED = 1 | 2  # flags of pinned memory: for all devices, and seen by them
_SHARED_FREE = 48 * 1024  # bytes that need no asking
_POINTER_DEVICE = 9
_UNTIMED = 2  # flag of an event
_NOT_LOADABLE = {200: "image", 209: "architecture", 218: "PTX", 222: "PTX version"}


def _inside(method: Any) -> Any:
    """The method, with the device's context current meanwhile."""

    @wraps(method)
    def inside(self: Driver, *args: Any) -> Any:
        before = self._enter()
        try:
            return method(self, *args)
        finally:
            self._leave(before)

    return inside


def _no_device(device: int, count: int) -> str:
    if not count:
        return "the NVIDIA driver has no device"
    return f"there is no device {device}: the NVIDIA driver has {count}, from 0 on"


def _why(wanted: str, arch: str, version: int) -> str:
    """What may be wrong with PTX that the driver does not load, as far as numbers tell."""
    if wanted not in ARCHITECTURES:
        return ""
    if int(wanted.removeprefix("sm_")) > int(arch.removeprefix("sm_")):
        return f"; the device is older than {wanted}: make the kernel with arch={arch!r} or less"
    first = ARCHITECTURES[wanted][1]
    major, minor = map(int, first.split("."))
    if version < 1000 * major + 10 * minor:
        return f"; the driver is too old: this PTX is read by those of CUDA {first} and later"
    return ""


class Driver(Machine):
    """A device, through its primary context, which all libraries of the process share."""

    kind = "ptx"

    def __init__(
        self,
        find: Callable[[str], int] | None = None,
        device: int = 0,
        library: Library | None = None,
    ):
        super().__init__()
        self.library = library = library or Library(find or system_library())
        self.number = device
        self._call, self._out, self._int = library.call, library.out, library.int
        if not 0 <= device < library.count:
            raise CudaUnavailable(_no_device(device, library.count))
        handle = self._int("cuDeviceGet", device)
        text = ctypes.create_string_buffer(256)
        self._call("cuDeviceGetName", text, 256, handle)
        self.name = text.value.decode(errors="replace")

        def about(attribute: int) -> int:
            return self._int("cuDeviceGetAttribute", attribute, handle)

        self.arch = f"sm_{about(_MAJOR)}{about(_MINOR)}"
        three = tuple[int, int, int]
        block: three = (about(_BLOCK), about(_BLOCK + 1), about(_BLOCK + 2))
        grid: three = (about(_GRID), about(_GRID + 1), about(_GRID + 2))
        shared = max(about(_SHARED), about(_SHARED_MORE))
        self.limits = Limits(about(_THREADS), block, grid, shared)
        self._launch = library.entry["cuLaunchKernel"]
        self._context = self._out("cuDevicePrimaryCtxRetain", handle)
        self._streams: set[int] = {0}  # those that the host waits for, besides other libraries'
        self._lost = False  # in a forked child
        self._endless = False  # someone gave up waiting: nothing that waits is to be done unasked
        self._kept: list[tuple[int, Any]] = []  # (event, what is in use until it happens)
        self._garbage: list[int] = []  # memory to be freed when all is done
        self._lent = False  # whether other libraries' streams are used
        self._waste = 0  # bytes of it
        self._done: tuple[int, int] | None = None  # all that was given to the device up to here
        words = self.pending.words
        for place, name in (
            (pending.START, "cuLaunchKernel"),
            (pending.GET_CONTEXT, "cuCtxGetCurrent"),
            (pending.SET_CONTEXT, "cuCtxSetCurrent"),
        ):
            words[place] = library.find(name)
        words[pending.CONTEXT] = self._context
        words[pending.OPEN] = self.opened = 1

    def count(self) -> int:
        return self.library.count

    def open(self, number: int) -> Machine:
        return Driver(None, number, self.library)

    def forked(self) -> None:
        self._lost, self.opened = True, 0
        super().forked()

    # --- calling ---------------------------------------------------------------------------------

    def _enter(self) -> int:
        """Make the context current in this thread. What `_leave` is to be given."""
        if self._lost:
            raise CudaUnavailable(
                "this process was forked from one that uses the device, and the driver does not "
                "work here; start it with multiprocessing's method 'spawn', or fork before"
            )
        before = self._out("cuCtxGetCurrent")
        if before == self._context:
            return 0
        self._call("cuCtxSetCurrent", self._context)
        return before

    def _leave(self, before: int) -> None:
        """Give another library its context back; where there was none, this one stays."""
        if before:
            self._call("cuCtxSetCurrent", before)

    # --- memory ----------------------------------------------------------------------------------

    @_inside
    def allocate(self, size: int) -> int:
        try:
            return self._out("cuMemAlloc_v2", max(size, 1))
        except CudaError as error:
            if error.code == 2:
                if self._garbage and not self._endless:
                    self._empty()
                    return self.allocate(size)
                raise MemoryError(f"{self.title} has no {size} bytes left") from None
            raise

    @_inside
    def free(self, address: int, size: int = 0) -> None:
        # The driver waits for all that is under way, so that nobody writes there any more; the host
        # should not. So memory is given back when somebody waits anyway, or when it is needed.
        self._garbage.append(address)
        self._waste += max(size, 512)
        if not self._endless and (self._waste > _MOST_WASTE or self._done == self._given()):
            self._empty()

    def _given(self) -> tuple[int, int]:
        """A number that changes with all that the device is given."""
        return self.pending.words[pending.WORK], self.pending.words[pending.TAIL]

    def _empty(self) -> None:
        """Give back what nobody has any more."""
        garbage, self._garbage, self._waste = self._garbage, [], 0
        for address in garbage:
            self._call("cuMemFree_v2", address)

    @_inside
    def owner_of(self, address: int) -> Machine:
        found = c_uint()
        try:
            self._call("cuPointerGetAttribute", byref(found), _POINTER_DEVICE, address)
        except CudaError:
            raise ValueError(f"{address:#x} is no address in a device's memory") from None
        return self if found.value == self.number else opened(found.value)

    @_inside
    def upload(self, address: int, host: int, size: int, stream: int) -> None:
        self.worked()
        if not stream:
            self._await([0, *self._streams])
            self._call("cuMemcpyHtoD_v2", address, host, size)
        else:
            self._call("cuMemcpyHtoDAsync_v2", address, host, size, stream)

    @_inside
    def download(self, host: int, address: int, size: int, stream: int) -> None:
        if not stream:
            given = self._given()
            self._await([0, *self._streams])
            self._call("cuMemcpyDtoH_v2", host, address, size)
            if not self._lent:
                self._done = given
                self._empty()
        else:
            self._call("cuMemcpyDtoHAsync_v2", host, address, size, stream)

    @_inside
    def copy(self, to: int, source: int, size: int, stream: int) -> None:
        self.worked()
        self._call("cuMemcpyDtoDAsync_v2", to, source, size, stream)

    @_inside
    def fill(self, address: int, byte: int, size: int, stream: int) -> None:
        self.worked()
        self._call("cuMemsetD8Async", address, byte, size, stream)

    @_inside
    def pinned(self, size: int) -> tuple[int, int]:
        host = self._out("cuMemHostAlloc", max(size, 1), _MAPPED)
        return host, self._out("cuMemHostGetDevicePointer_v2", host, 0)

    @_inside
    def free_pinned(self, host: int) -> None:
        self._call("cuMemFreeHost", host)

    # --- code ------------------------------------------------------------------------------------

    @_inside
    def load(self, code: bytes, facts: dict[str, Any]) -> Loaded:
        try:
            module = self._out("cuModuleLoadDataEx", code + b"\0", 0, None, None)
        except CudaError as error:
            if error.code in _NOT_LOADABLE:
                raise CudaUnavailable(
                    f"the driver (CUDA {self.library.version // 1000}."
                    f"{self.library.version % 1000 // 10}) cannot load this kernel's PTX, for "
                    f"{facts['arch']}, on {self.name} ({self.arch}): {error}"
                    f"{_why(facts['arch'], self.arch, self.library.version)}",
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

    @_inside
    def ready(self, code: Loaded, shared: int) -> int:
        return self._ready(code, shared)

    def _ready(self, code: Loaded, shared: int) -> int:
        if shared > max(code.dynamic, _SHARED_FREE):
            self._call("cuFuncSetAttribute", code.handle, _FUNC_DYNAMIC, shared)
            code.dynamic = shared
        return int(code.handle)

    @_inside
    def start(
        self, code: Loaded, grid: Dim3, block: Dim3, shared: int, stream: int, arguments: Any
    ) -> None:
        self._ready(code, shared)
        status = self._launch(code.handle, *grid, *block, shared, stream, None, arguments)
        if status:
            raise self.refused(status)

    def refused(self, status: int) -> CudaError:
        return CudaError(f"cuLaunchKernel: {self.library.words(status)}", status)

    @_inside
    def best_block(self, code: Loaded, shared: int) -> int:
        least, block = c_int(), c_int()
        self._call(
            *("cuOccupancyMaxPotentialBlockSize", byref(least), byref(block)),
            *(code.handle, None, shared, 0),
        )
        return block.value

    # --- streams and events ----------------------------------------------------------------------

    def _await(self, streams: Iterable[int]) -> None:
        """Have Ctrl-C end a long wait: the main thread looks whether streams are done until they
        are, where a call of the driver would not come back."""
        for stream in streams:
            self._patient("cuStreamQuery", stream)

    def _patient(self, query: str, of: int) -> None:
        if get_ident() != main_thread_number():
            return
        try:
            patient(lambda: self.library.entry[query](of))
        except BaseException:
            self._endless = True
            raise

    @_inside
    def wait(self, stream: int | None = None) -> None:
        if stream is None:
            given = self._given()
            self._await(sorted(self._streams))
            self._call("cuCtxSynchronize")
            self._endless, self._done = False, given
            self._empty()
            self._drop_kept()
        else:
            self._await([stream])
            self._call("cuStreamSynchronize", stream)

    @_inside
    def make_stream(self) -> int:
        made = self._out("cuStreamCreate", 0)
        self._streams.add(made)
        return made

    @_inside
    def end_stream(self, stream: int) -> None:
        self._streams.discard(stream)
        self._call("cuStreamDestroy_v2", stream)

    @_inside
    def keep(self, stream: int, *objects: object) -> None:
        event = self._out("cuEventCreate", _UNTIMED)
        with self.lock:
            self._kept.append((event, objects))
            self._call("cuEventRecord", event, stream)
            self._drop_kept()

    def _drop_kept(self) -> None:
        """Let go of what was kept for copies that are done."""
        with self.lock:
            kept, self._kept = self._kept, []
            for event, objects in kept:
                if self.library.entry["cuEventQuery"](event) == NOT_READY:
                    self._kept.append((event, objects))
                else:
                    self._call("cuEventDestroy_v2", event)

    @_inside
    def order(self, first: int, then: int) -> None:
        event = self._out("cuEventCreate", _UNTIMED)
        if not then:
            self.worked()
        try:
            self._call("cuEventRecord", event, first)
            self._call("cuStreamWaitEvent", then, event, 0)
        finally:
            self._call("cuEventDestroy_v2", event)  # which the driver does when it has happened

    @_inside
    def check_stream(self, stream: int) -> None:
        self._lent = True
        context = c_void_p()
        self._call("cuStreamGetCtx", stream, byref(context))
        if context.value != self._context:
            raise ValueError(f"the stream is not one of {self.title}")

    @_inside
    def make_event(self) -> int:
        return self._out("cuEventCreate", 0)

    @_inside
    def end_event(self, event: int) -> None:
        self._call("cuEventDestroy_v2", event)

    @_inside
    def record_event(self, event: int, stream: int) -> None:
        self._call("cuEventRecord", event, stream)

    @_inside
    def wait_event(self, event: int, stream: int | None) -> None:
        if stream is not None:
            self._call("cuStreamWaitEvent", stream, event, 0)
            return
        self._patient("cuEventQuery", event)
        self._call("cuEventSynchronize", event)

    @_inside
    def has_come(self, event: int) -> bool:
        status = self.library.entry["cuEventQuery"](event)
        if status not in (0, NOT_READY):
            raise CudaError(f"cuEventQuery: {self.library.words(status)}", status)
        return bool(status == 0)

    @_inside
    def elapsed(self, start: int, end: int) -> float:
        found = c_float()
        self._call("cuEventElapsedTime", byref(found), start, end)
        return found.value
