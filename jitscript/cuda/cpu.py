"""The CPU grid: a machine whose memory is the host's and whose threads run one after the other.

Launches are done when they return; streams and events keep their order by themselves. What a real
device would let pass (a barrier that some threads never reach) is an error here.
"""

from __future__ import annotations

import ctypes
import json
import time
from _thread import allocate_lock, get_ident, start_new_thread
from collections.abc import Callable
from contextlib import suppress
from threading import main_thread
from typing import Any

import numpy as np

from ..runtime import native
from ..runtime.gpu import block as words
from ..runtime.gpu import record
from ..runtime.gpu.errors import BarrierError, Dim3, RaceError, place
from ..runtime.gpu.machine import Limits, Loaded, Machine
from .races import FIELDS, SLOTS, races
from .scheduler import decide

_ALIGNED = 256  # as a device's memory is
_LOGGED = 1 << 18  # uses of shared memory that are looked at, from one stop of a block to the next
_CHUNK = 1 << 20  # threads between looks at Ctrl-C
_ADDRESS, _COUNT = ctypes.c_void_p, ctypes.c_int64


class _Code:
    """A kernel's functions (see `backend/grid`)."""

    def __init__(self, code: bytes, facts: dict[str, Any]):
        image = native.load_object(code)

        def entry(name: str, *types: Any) -> Any:
            return ctypes.CFUNCTYPE(None, *types)(image.symbol(name))

        self.shared, self.waits = facts["shared"], facts["waits"]
        if not self.waits:
            self.run = entry("js_run", _ADDRESS, _ADDRESS, _COUNT, _COUNT)
        else:
            self.begin = entry("js_start", _ADDRESS, _ADDRESS, _ADDRESS, _COUNT)
            self.resume = entry("js_resume", _ADDRESS, _ADDRESS, _COUNT)
            self.end = entry("js_end", _ADDRESS, _ADDRESS, _COUNT)


class GridMachine(Machine):
    """See the module."""

    name, kind, arch = "the CPU grid", "grid", "cpu"
    limits = Limits(1024, (1024, 1024, 64), (2**31 - 1, 65535, 65535), 227 * 1024)

    def __init__(self) -> None:
        super().__init__()
        self._blocks: dict[int, Any] = {}
        self._events: dict[int, int] = {}
        self._numbers = 15  # lower ones are default streams

    # --- memory: what is new holds no number -----------------------------------------------------

    def allocate(self, size: int) -> int:
        block = (ctypes.c_ubyte * (size + _ALIGNED))()
        address = -(-ctypes.addressof(block) // _ALIGNED) * _ALIGNED
        ctypes.memset(address, 0xFF, size)
        self._blocks[address] = block
        return address

    def free(self, address: int, size: int = 0) -> None:
        self._blocks.pop(address, None)

    def upload(self, address: int, host: int, size: int, stream: int) -> None:
        ctypes.memmove(address, host, size)

    def download(self, host: int, address: int, size: int, stream: int) -> None:
        ctypes.memmove(host, address, size)

    def copy(self, to: int, source: int, size: int, stream: int) -> None:
        ctypes.memmove(to, source, size)

    def fill(self, address: int, byte: int, size: int, stream: int) -> None:
        ctypes.memset(address, byte, size)

    def pinned(self, size: int) -> tuple[int, int]:
        address = self.allocate(size)
        return address, address

    def free_pinned(self, host: int) -> None:
        self.free(host)

    # --- code ------------------------------------------------------------------------------------

    def load(self, code: bytes, facts: dict[str, Any]) -> Loaded:
        threads = facts.get("threads") or self.limits.threads
        return Loaded(_Code(code, facts), facts, threads, facts["shared"])

    def best_block(self, code: Loaded, shared: int) -> int:
        return 128

    @property
    def title(self) -> str:
        return self.name

    def start(
        self, code: Loaded, grid: Dim3, block: Dim3, shared: int, stream: int, arguments: Any
    ) -> None:
        def run() -> None:
            self._run(code, grid, block, shared, arguments)

        if code.facts["polls"] and get_ident() == main_thread().ident:
            stop = ctypes.c_int32.from_address(_record_of(arguments) + record.STOP)
            interruptible(run, stop)
        else:
            run()

    def _run(self, code: Loaded, grid: Dim3, block: Dim3, shared: int, arguments: Any) -> None:
        made: _Code = code.handle
        threads = block[0] * block[1] * block[2]
        memory = np.full(made.shared + shared + 16, 0xFF, np.uint8)
        table = np.zeros((threads, words.WORDS), np.int64)
        table[:, words.CELL] = _record_of(arguments)
        table[:, words.NTID : words.NTID + 3] = block
        table[:, words.NCTAID : words.NCTAID + 3] = grid
        start = -(-memory.ctypes.data // 16) * 16
        table[:, words.SHARED] = start
        table[:, words.SHARED_ALL] = start + made.shared
        table[:, words.SHARED_SIZE] = shared
        numbers = np.arange(threads)
        table[:, words.NUMBER] = numbers
        table[:, words.TID] = numbers % block[0]
        table[:, words.TID + 1] = numbers // block[0] % block[1]
        table[:, words.TID + 2] = numbers // (block[0] * block[1])
        blocks, packed = grid[0] * grid[1] * grid[2], ctypes.addressof(arguments)
        if not made.waits:
            step = max(_CHUNK // threads, 1)
            for first in range(0, blocks, step):
                made.run(table.ctypes.data, packed, first, min(first + step, blocks))
            return
        watch = _Watch(table, made.shared + shared)
        stop = ctypes.c_int32.from_address(_record_of(arguments) + record.STOP)
        for number in range(blocks):
            if stop.value:
                return
            table[:, words.CTAID : words.CTAID + 3] = place(number * threads, grid, block)[0]
            memory[:] = 0xFF
            self._block(code, made, table, packed, block, watch)

    def _block(
        self, code: Loaded, made: _Code, table: Any, arguments: int, block: Dim3, watch: _Watch
    ) -> None:
        """One block whose threads wait for each other."""
        handles = np.zeros(len(table), np.int64)
        table[:, words.STATE] = words.RUNS
        table[:, words.EPOCH] = table[:, words.EPOCH].max() + 1
        at = table.ctypes.data, handles.ctypes.data
        made.begin(*at, arguments, len(table))
        found = watch.look(table)
        while found == words.GO_ON:
            made.resume(*at, len(table))
            found = watch.look(table)
        if found == words.RACE:
            made.end(*at, len(table))
            raise _race(code, table, watch.found, block)
        if found != words.DONE:
            error = _stuck(code, table, found, block)
            made.end(*at, len(table))
            raise error

    # --- streams and events ----------------------------------------------------------------------

    def wait(self, stream: int | None = None) -> None:
        pass

    def make_stream(self) -> int:
        self._numbers += 1
        return self._numbers

    def end_stream(self, stream: int) -> None:
        pass

    def make_event(self) -> int:
        self._numbers += 1
        return self._numbers

    def end_event(self, event: int) -> None:
        self._events.pop(event, None)

    def record_event(self, event: int, stream: int) -> None:
        self._events[event] = time.perf_counter_ns()

    def wait_event(self, event: int, stream: int | None) -> None:
        pass

    def has_come(self, event: int) -> bool:
        return True

    def elapsed(self, start: int, end: int) -> float:
        if start not in self._events or end not in self._events:
            raise ValueError("an event that was never recorded has no time")
        return (self._events[end] - self._events[start]) / 1e6


class _Watch:
    """Looks for races on the shared memory of a launch (see `races.py`)."""

    __slots__ = ("found", "log", "shadow")

    def __init__(self, table: Any, size: int):
        self.log = np.zeros(2 + 2 * (_LOGGED if size else 0), np.int64)
        self.log[1] = _LOGGED if size else 0
        self.shadow = np.zeros((size, SLOTS * FIELDS), np.int64)
        self.found = np.zeros(4, np.int64)
        table[:, words.LOG] = self.log.ctypes.data

    def look(self, table: Any) -> int:
        """RACE, where there was one since the last time; else what the scheduler finds."""
        epoch = int(table[:, words.EPOCH].max())
        if self.log[0] and races(self.log, self.shadow, epoch, self.found):
            return words.RACE
        return int(decide(table))


def _race(code: Loaded, table: Any, found: Any, block: Dim3) -> RaceError:
    """Who did what, where."""
    where = tuple(map(int, table[0, words.CTAID : words.CTAID + 3]))
    parts = []
    for who, site in zip(map(int, found[:2]), map(int, found[2:])):
        did = {words.READ: "reads", words.WRITE: "writes"}.get(who >> 10, "changes atomically")
        thread = place(who & 1023, (1, 1, 1), block)[1]
        parts.append(f"thread {thread} {did} at {_line(code, site)}")
    return RaceError(
        f"a race on shared memory: in block {where} of the kernel, {parts[0]} what {parts[1]}, "
        "with no barrier between"
    )


def interruptible(run: Callable[[], None], stop: Any) -> None:
    """Run something that Ctrl-C ends: in a thread, as the main one hears of signals only while it
    is in Python. `stop`, set to 1, has it end soon."""
    over = allocate_lock()
    over.acquire()
    done: list[BaseException | None] = []

    def work() -> None:
        error: BaseException | None = None
        try:
            run()
        except BaseException as found:
            error = found
        done.append(error)
        over.release()

    start_new_thread(work, ())
    try:
        while not done:
            over.acquire(timeout=1)
    except BaseException:
        stop.value = 1
        while not done:
            with suppress(KeyboardInterrupt):  # it ends as soon as it can
                over.acquire(timeout=0.01)
        stop.value = 0
        raise
    if done[0] is not None:
        raise done[0]


def _record_of(arguments: Any) -> int:
    """The address of the record, which is packed last."""
    last = len(arguments) - ctypes.sizeof(ctypes.c_void_p)
    return ctypes.c_void_p.from_buffer(arguments, last).value or 0


def _stuck(code: Loaded, table: Any, found: int, block: Dim3) -> BarrierError:
    """Threads wait for others that never come: who, where."""
    states = table[:, words.STATE]
    where = tuple(map(int, table[0, words.CTAID : words.CTAID + 3]))
    parts = []
    waits = states >= words.BARRIER
    for site in sorted(set(table[waits, words.SITE].tolist())):
        here = np.flatnonzero(waits & (table[:, words.SITE] == site))
        parts.append(f"{_some(here, block)} at {_line(code, site)}")
    ended = np.flatnonzero(states == words.RETURNED)
    text = ", ".join(parts)
    if len(ended):
        text += f"; {_some(ended, block)} ended without coming there"
    what = "a barrier is not reached by all threads of the block"
    if found == words.MASKED:
        what = "the mask names a thread that does not take part"
    return BarrierError(f"{what}: block {where} of the kernel waits, {text}")


def _some(numbers: Any, block: Dim3) -> str:
    first = place(int(numbers[0]), (1, 1, 1), block)[1]
    return f"thread {first}" + (f" and {len(numbers) - 1} more" if len(numbers) > 1 else "")


def _line(code: Loaded, site: int) -> str:
    at = json.loads(code.facts["sites"][site - 1])["at"]
    return f"{at[0][0]}:{at[0][2]}" if at else "a place in the library"
