"""What a device is asked, and which one there is.

A `Machine` is the driver of NVIDIA (`driver.py`), or the CPU grid, which JITSCRIPT_CUDA=cpu asks
for and the compiler provides. Addresses, streams and events are its own numbers; stream 0 is the
one that all others wait for. Launches are kept in mind until somebody looks at their records.
"""

from __future__ import annotations

import os
from _thread import RLock, _local
from itertools import count

from . import pending, record
from .errors import CudaError, CudaUnavailable, error_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .errors import Dim3


class Limits:
    """What a launch must keep to."""

    __slots__ = ("block", "grid", "shared", "threads")

    def __init__(self, threads: int, block: Dim3, grid: Dim3, shared: int):
        self.threads, self.block, self.grid = threads, block, grid
        self.shared = shared  # bytes in a block


class Loaded:
    """A kernel's code as a machine has it. `handle` is the machine's own."""

    __slots__ = ("dynamic", "facts", "handle", "shared", "threads")

    def __init__(self, handle: Any, facts: dict[str, Any], threads: int, shared: int):
        self.handle, self.facts = handle, facts
        self.threads, self.shared = threads, shared  # the most in a block; its static bytes
        self.dynamic = 0  # bytes of dynamic shared memory that were asked for


class Machine:
    """See the module. The methods that raise NotImplementedError are each machine's own."""

    name = ""
    number = 0  # of the device, as the driver counts
    kind = ""  # what code it takes: "ptx" or "grid"
    arch = ""  # sm_80 …
    limits: Limits

    def __init__(self) -> None:
        self.lock = RLock()
        self._works = count(1 << 40, 1 << 20)
        self.pending = pending.Pending()
        self.opened = 0  # 1 where generated code may launch
        self._entered = 0
        self._flag: Any = None  # the host's word that some thread failed
        self._unread = False  # there may be records to read, whatever the flag says
        self.prints = False  # whether a kernel that was loaded prints
        self._prints = 0  # address of what threads print, once there are records

    @property
    def title(self) -> str:
        """What it is called in messages."""
        return f"device {self.number}" + f" ({self.name})" * bool(self.name)

    def worked(self) -> None:
        """Something was given to the device that streams of other libraries do not wait for."""
        self.pending.words[pending.WORK] = next(self._works)

    def count(self) -> int:
        """How many devices there are of this kind."""
        return 1

    def open(self, number: int) -> Machine:
        """Another device of this kind."""
        raise NotImplementedError

    # --- memory ----------------------------------------------------------------------------------

    def owner_of(self, address: int) -> Machine:
        """The device in whose memory an address of another library's is. Raises ValueError."""
        return self

    def allocate(self, size: int) -> int:
        raise NotImplementedError

    def free(self, address: int, size: int = 0) -> None:
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

    def ready(self, code: Loaded, shared: int) -> int:
        """The function that machine code launches, with so many bytes of dynamic shared memory."""
        raise NotImplementedError

    def refused(self, status: int) -> CudaError:
        """The error of a launch that the driver refuses."""
        raise NotImplementedError

    def best_block(self, code: Loaded, shared: int) -> int:
        """Threads in a block with which most of them are under way."""
        raise NotImplementedError

    # --- streams and events ----------------------------------------------------------------------

    def wait(self, stream: int | None = None) -> None:
        """Until a stream, or all, has done all that it was given."""
        raise NotImplementedError

    def order(self, first: int, then: int) -> None:
        """Have what a stream is given from now on wait for what another was given until now."""

    def keep(self, stream: int, *objects: object) -> None:
        """Hold objects until a stream has done what it was given until now."""

    def check_stream(self, stream: int) -> None:
        """Raise ValueError for another library's stream that is one of another device."""

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

    def has_come(self, event: int) -> bool:
        """Whether the work before an event is done."""
        raise NotImplementedError

    def elapsed(self, start: int, end: int) -> float:
        """Milliseconds between two events that have happened."""
        raise NotImplementedError

    # --- launches that nobody waited for -------------------------------------------------------

    def exclusive(self) -> Machine:
        """`with machine.exclusive():` nothing else is launched meanwhile."""
        return self

    def __enter__(self) -> None:
        self.lock.acquire()
        self._entered += 1
        self.pending.words[pending.OPEN] = 0

    def __exit__(self, *error: object) -> None:
        self._entered -= 1
        if not self._entered:
            self.pending.words[pending.OPEN] = self.opened
        self.lock.release()

    def take(self, launch: Any, variant: int) -> int:
        """A record for a launch that is about to begin: its number. In `exclusive`."""
        self.equip()
        while len(self.pending) >= pending.RECORDS:
            self.settle()
        return self.pending.take(launch, variant)

    def equip(self) -> None:
        """See that there are records. In `exclusive`."""
        if self._prints:
            return
        import ctypes

        host, device = self.pinned(8)
        self._flag = ctypes.c_int32.from_address(host)
        self._flag.value = 0
        prints = self.allocate(8 * record.PRINT_WORDS)
        self._printed(prints, 0)
        one = [0] * (record.SIZE // 8)
        one[record.PRINTS // 8] = prints
        one[record.KEY // 8], one[record.FLAG // 8] = record.NONE, device
        new = bytes((ctypes.c_uint64 * len(one))(*one)) * pending.RECORDS
        words = (ctypes.c_char * len(new)).from_buffer_copy(new)
        records = self.allocate(len(new))
        self.upload(records, ctypes.addressof(words), len(new), 0)
        self.pending.words[pending.RECORD], self._prints = records, prints

    def settle(
        self,
        wait: Callable[[], None] | None = None,
        of: Callable[[Any], bool] = lambda launch: True,
        before: int = 2**63,
    ) -> None:
        """`wait`, for all that the device was given if nothing is said; then print what threads
        printed, and raise the error of the first launch that has one: of those that `of` holds for,
        up to the number `before`."""
        if self.prints:
            wait = None  # all print to one place
        everything = wait is None
        with self.exclusive():
            before = min(before, self.pending.words[pending.TAIL])
            until = self.pending.all_until() if everything else 0
        (wait or self.wait)()
        found = None
        with self.exclusive():
            if self.prints:
                self._show_prints()
            if self._flag is not None and (self._flag.value or self._unread):
                found = self._first_error(before, (lambda launch: True) if everything else of)
            self.pending.advance(until)
            self._unread = self._unread and len(self.pending) > 0
        if found is not None:
            raise found

    def _first_error(self, before: int, of: Callable[[Any], bool]) -> BaseException | None:
        """What the first of these launches raised, all of which are done. They are forgotten, and
        their records made new."""
        import ctypes

        self._flag.value = 0
        self._unread = True  # what still runs may have set the flag, too
        found = None
        records = (ctypes.c_uint64 * (record.SIZE // 8 * pending.RECORDS))()
        start = self.pending.words[pending.RECORD]
        self.download(ctypes.addressof(records), start, ctypes.sizeof(records), 0)
        for number, launch, variant in self.pending.begun():
            if number >= before or not of(launch):
                continue
            self.pending.forget(number)
            at = record.SIZE // 8 * (number % pending.RECORDS)
            words = records[at : at + record.SIZE // 8]
            if words[record.KEY // 8] == record.NONE:
                continue
            if found is None:
                sites = launch.facts(self, variant)["sites"]
                told = launch.name, launch.grid, launch.block
                found = error_of(words, sites, *told, self.download)
            none = ctypes.c_uint64(record.NONE)
            to = self.pending.record(number) + record.KEY
            self.upload(to, ctypes.addressof(none), ctypes.sizeof(none), 0)
        return found

    def _printed(self, prints: int, words: int) -> None:
        import ctypes

        head = (ctypes.c_int64 * record.FIRST)(words, record.PRINT_WORDS)
        self.upload(prints, ctypes.addressof(head), ctypes.sizeof(head), 0)

    def _show_prints(self) -> None:
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
        self._printed(self._prints, 0)
        launches = [
            (self.pending.record(number), launch.facts(self, variant)["sites"])
            for number, launch, variant in self.pending.begun()
        ]
        for text in texts(words, launches, taken > there):
            print(text, end="")

    def forked(self) -> None:
        """This is a child of the process that opened the machine."""
        self.lock, self._entered = RLock(), 0
        self.pending.words[pending.OPEN] = self.opened


# Makes the CPU grid; set by the compiler.
make_grid: Callable[[], Machine] | None = None
sweeps: list[Callable[[], None]] = []  # that may free memory before some is asked for
_current: list[Machine] = []  # those that were opened, the first device first
_lock = RLock()
_chosen = _local()  # `number`: of the device that a thread has chosen


def current() -> Machine:
    """The machine that this thread's kernels run on. Raises CudaUnavailable with the reason."""
    number = getattr(_chosen, "number", 0)
    if _current and not number:
        return _current[0]
    return opened(number)


def opened(number: int) -> Machine:
    """The machine of a device, opened when it is first asked for."""
    with _lock:
        if not _current:
            _current.append(_open())
        for machine in _current:
            if machine.number == number:
                return machine
        _current.append(_current[0].open(number))
        return _current[-1]


def choose(number: int) -> int:
    """Have this thread work on a device; the number of the one before."""
    opened(number)
    before: int = getattr(_chosen, "number", 0)
    _chosen.number = number
    return before


def _in_child() -> None:
    """A forked child has its own locks, and no device that its parent opened."""
    global _lock
    _lock = RLock()
    for machine in _current:
        machine.forked()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_child)


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
