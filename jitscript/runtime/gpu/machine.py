"""What a device is asked, and which one there is.

A `Machine` is the driver of NVIDIA (`driver.py`), or the CPU grid, which JITSCRIPT_CUDA=cpu asks
for and the compiler provides. Addresses, streams and events are its own numbers; stream 0 is the
one that all others wait for. Launches are kept in mind until somebody looks at their records.
"""

from __future__ import annotations

import os
from _thread import RLock

from . import record
from .errors import CudaUnavailable, error_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .errors import Dim3

RECORDS = 256  # launches whose errors nobody has looked at


class Limits:
    """What a launch must keep to."""

    __slots__ = ("block", "grid", "shared", "threads")

    def __init__(self, threads: int, block: Dim3, grid: Dim3, shared: int):
        self.threads, self.block, self.grid = threads, block, grid
        self.shared = shared  # bytes in a block


class Loaded:
    """A kernel's code as a machine has it. `handle` is the machine's own."""

    __slots__ = ("facts", "handle", "shared", "threads")

    def __init__(self, handle: Any, facts: dict[str, Any], threads: int, shared: int):
        self.handle, self.facts = handle, facts
        self.threads, self.shared = threads, shared  # the most in a block; its static bytes


class Machine:
    """See the module. The methods that raise NotImplementedError are each machine's own."""

    name = ""
    kind = ""  # what code it takes: "ptx" or "grid"
    arch = ""  # sm_80 …
    limits: Limits

    def __init__(self) -> None:
        self.lock = RLock()
        self._records = 0  # address of the first, once there are any
        self._flag: Any = None
        self._pending: list[tuple[int, Loaded, str, Dim3, Dim3]] = []
        self._next = 0
        self._prints = 0  # address of what threads print

    # --- memory ----------------------------------------------------------------------------------

    def allocate(self, size: int) -> int:
        raise NotImplementedError

    def free(self, address: int) -> None:
        raise NotImplementedError

    def upload(self, address: int, host: int, size: int, stream: int) -> None:
        """Copy from the host. Without a stream, done when it returns."""
        raise NotImplementedError

    def download(self, host: int, address: int, size: int, stream: int) -> None:
        raise NotImplementedError

    def copy(self, to: int, source: int, size: int, stream: int) -> None:
        raise NotImplementedError

    def fill(self, address: int, byte: int, size: int, stream: int) -> None:
        raise NotImplementedError

    def pinned(self, size: int) -> tuple[int, int]:
        """Memory of the host that the device sees: (the host's address, the device's)."""
        raise NotImplementedError

    def free_pinned(self, host: int) -> None:
        raise NotImplementedError

    # --- code ------------------------------------------------------------------------------------

    def load(self, code: bytes, facts: dict[str, Any]) -> Loaded:
        raise NotImplementedError

    def prepare(self, buffer: Any) -> Any:
        """What `start` takes for arguments packed in a ctypes buffer, once or again and again."""
        return buffer

    def start(
        self, code: Loaded, grid: Dim3, block: Dim3, shared: int, stream: int, arguments: Any
    ) -> None:
        """Launch with the packed arguments that `prepare` was given."""
        raise NotImplementedError

    def best_block(self, code: Loaded, shared: int) -> int:
        """Threads in a block with which most of them are under way."""
        raise NotImplementedError

    # --- streams and events ----------------------------------------------------------------------

    def wait(self, stream: int | None = None) -> None:
        """Until a stream, or all, has done all that it was given."""
        raise NotImplementedError

    def make_stream(self) -> int:
        raise NotImplementedError

    def end_stream(self, stream: int) -> None:
        raise NotImplementedError

    def make_event(self) -> int:
        raise NotImplementedError

    def end_event(self, event: int) -> None:
        raise NotImplementedError

    def record_event(self, event: int, stream: int) -> None:
        raise NotImplementedError

    def wait_event(self, event: int, stream: int | None) -> None:
        """Have the host, or a stream, wait."""
        raise NotImplementedError

    def elapsed(self, start: int, end: int) -> float:
        """Milliseconds between two events that have happened."""
        raise NotImplementedError

    # --- errors ----------------------------------------------------------------------------------

    def record(self, code: Loaded, name: str, grid: Dim3, block: Dim3) -> int:
        """The address of a record for one launch."""
        if not self._records:
            self._make_records()
        if len(self._pending) == RECORDS:
            self.wait()
            self.check()
        at = self._records + record.SIZE * self._next
        self._next = (self._next + 1) % RECORDS
        self._pending.append((at, code, name, grid, block))
        return at

    def _make_records(self) -> None:
        import ctypes

        host, device = self.pinned(8)
        self._flag = ctypes.c_int32.from_address(host)
        self._flag.value = 0
        self._prints = self.allocate(8 * record.PRINT_WORDS)
        self._printed(0)
        one = [0] * (record.SIZE // 8)
        one[record.PRINTS // 8] = self._prints
        one[record.KEY // 8], one[record.FLAG // 8] = record.NONE, device
        words = (ctypes.c_uint64 * (len(one) * RECORDS))(*one * RECORDS)
        self._records = self.allocate(record.SIZE * RECORDS)
        self.upload(self._records, ctypes.addressof(words), record.SIZE * RECORDS, 0)

    def _printed(self, words: int) -> None:
        import ctypes

        head = (ctypes.c_int64 * record.FIRST)(words, record.PRINT_WORDS)
        self.upload(self._prints, ctypes.addressof(head), ctypes.sizeof(head), 0)

    def _show_prints(self, pending: Any) -> None:
        """Print what threads have printed: launch by launch, thread by thread."""
        import ctypes

        from .printing import texts

        head = (ctypes.c_int64 * record.FIRST)()
        self.download(ctypes.addressof(head), self._prints, ctypes.sizeof(head), 0)
        taken = head[record.PRINTED]
        if not taken:
            return
        there = min(taken, record.PRINT_WORDS - record.FIRST)
        words = (ctypes.c_uint64 * there)()
        self.download(ctypes.addressof(words), self._prints + 8 * record.FIRST, 8 * there, 0)
        self._printed(0)
        launches = [(at, code.facts["sites"]) for at, code, *_ in pending]
        for text in texts(words, launches, taken > there):
            print(text, end="")

    def check(self) -> None:
        """After waiting: print what was printed, raise the error of the first launch that has one;
        forget the others."""
        pending, self._pending = self._pending, []
        if any(code.facts.get("prints") for _, code, *_ in pending):
            self._show_prints(pending)
        if self._flag is None or not self._flag.value:
            return
        import ctypes

        self._flag.value = 0
        found: BaseException | None = None
        size = record.SIZE // 8
        for at, code, name, grid, block in pending:
            words = (ctypes.c_uint64 * size)()
            self.download(ctypes.addressof(words), at, record.SIZE, 0)
            if words[record.KEY // 8] == record.NONE:
                continue
            if found is None:
                found = error_of(list(words), code.facts["sites"], name, grid, block)
            words[record.KEY // 8] = record.NONE
            self.upload(at, ctypes.addressof(words), record.SIZE, 0)
        if found is not None:
            raise found


# Makes the CPU grid; set by the compiler.
make_grid: Callable[[], Machine] | None = None
_current: list[Machine] = []
_lock = RLock()


def current() -> Machine:
    """The machine that kernels run on. Raises CudaUnavailable with the reason."""
    if _current:
        return _current[0]
    with _lock:
        if not _current:
            _current.append(_open())
        return _current[0]


def _open() -> Machine:
    wanted = os.environ.get("JITSCRIPT_CUDA", "")
    if wanted == "cpu":
        if make_grid is None:
            raise CudaUnavailable(
                "JITSCRIPT_CUDA=cpu runs kernels on the CPU, for which they are compiled: import "
                "jitscript.cuda, with the package jitscript installed"
            )
        return make_grid()
    if wanted not in ("", "gpu"):
        raise ValueError(f"JITSCRIPT_CUDA is {wanted!r}; it can be 'cpu' or 'gpu'")
    from .driver import Driver

    return Driver()


def is_available() -> bool:
    """Whether kernels can run here."""
    try:
        current()
    except CudaUnavailable:
        return False
    return True
