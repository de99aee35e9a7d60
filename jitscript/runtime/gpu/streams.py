"""Streams and events: the order of a device's work."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress

from . import pending
from .machine import current

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .machine import Machine


class Stream:
    """Work done in the order in which it is given, beside that of other streams. Without a stream
    work waits for what all of them were given before, and they for it. `handle` is another
    library's stream."""

    def __init__(self, handle: int | None = None):
        self.machine = current()
        self._own = handle is None
        self.handle = self.machine.make_stream() if handle is None else handle
        self.foreign = not self._own and self.handle not in _ORDERED
        if self.foreign:
            self.machine.check_stream(self.handle)

    def synchronize(self) -> None:
        """Wait for all that the stream was given; raise what its kernels raised."""
        machine, handle = self.machine, self.handle
        if handle in _ORDERED:
            machine.settle()
        else:
            machine.settle(lambda: machine.wait(handle), lambda launch: launch.handle == handle)

    def wait(self, event: Event) -> None:
        """What is given from now on waits for the event."""
        self.machine.wait_event(event.handle, self.handle)

    @contextmanager
    def auto_synchronize(self) -> Iterator[Stream]:
        """A context at whose end the stream is waited for."""
        yield self
        self.synchronize()

    def __cuda_stream__(self) -> tuple[int, int]:
        return (0, self.handle)

    def __del__(self, ends: Any = sys.is_finalizing) -> None:
        if getattr(self, "_own", False) and not ends():
            with suppress(Exception):  # the device has an error of its own, or is gone
                self.machine.end_stream(self.handle)

    def __repr__(self) -> str:
        return f"<cuda stream {self.handle:#x}>"


class Event:
    """A point in a stream's work. All have times: `timing` is there for numba.cuda's users."""

    def __init__(self, timing: bool = True) -> None:
        self.machine = current()
        self.handle = self.machine.make_event()
        self._of: tuple[int, int] | None = None  # the stream, and the number of the next launch

    def record(self, stream: Any = None) -> None:
        """The point is where the stream's work ends now."""
        handle = on(self.machine, stream)
        self.machine.record_event(self.handle, handle)
        self._of = handle, self.machine.pending.words[pending.TAIL]

    def synchronize(self) -> None:
        """Wait until the stream has come to the event; raise what its kernels raised until then."""
        machine, handle = self.machine, self.handle
        stream, before = self._of or (0, 0)

        def is_before(launch: Any) -> bool:
            return not launch.foreign if stream in _ORDERED else bool(launch.handle == stream)

        machine.settle(lambda: machine.wait_event(handle, None), is_before, before)

    def wait(self, stream: Any = None) -> None:
        """What the stream is given from now on waits for the event."""
        self.machine.wait_event(self.handle, on(self.machine, stream))

    def query(self) -> bool:
        """Whether the stream has come to the event."""
        return self.machine.has_come(self.handle)

    def elapsed_time(self, end: Event) -> float:
        """Milliseconds from this event to `end`, both of which have happened."""
        if self._of is None or end._of is None:
            raise ValueError("an event that was never recorded has no time")
        if end.machine is not self.machine:
            raise ValueError(
                f"the events are of {self.machine.title} and {end.machine.title}: no time is "
                "between them"
            )
        return self.machine.elapsed(self.handle, end.handle)

    def __del__(self, ends: Any = sys.is_finalizing) -> None:
        if hasattr(self, "handle") and not ends():
            with suppress(Exception):  # the device has an error of its own, or is gone
                self.machine.end_event(self.handle)


_ORDERED = (0, 1, 2)  # the default streams: 0 and 1 wait for others, 2 is a thread's


def stream_of(stream: Any) -> tuple[int, Machine | None, bool]:
    """The number of a stream, also of other libraries'; its machine, if it is known; whether it may
    be one that does not wait for the default stream. Raises TypeError."""
    if stream is None:
        return 0, None, False
    if isinstance(stream, Stream):
        return stream.handle, stream.machine, stream.foreign
    handle = _number(stream)
    return handle, None, handle not in _ORDERED


def on(machine: Machine, stream: Any) -> int:
    """The number of a stream of a machine; one of another library waits for what the machine was
    given before. Raises ValueError for a stream of another machine."""
    handle, its, foreign = stream_of(stream)
    if its is not None and its is not machine:
        raise ValueError(f"the stream is one of {its.title}, and this is of {machine.title}")
    if foreign:
        machine.check_stream(handle)
        machine.order(0, handle)
    return handle


def _number(stream: Any) -> int:
    if isinstance(stream, int) and not isinstance(stream, bool):
        if stream < 0:
            raise ValueError(f"a stream's number is not negative: {stream}")
        return stream
    if hasattr(stream, "__cuda_stream__"):  # cuda.core, CuPy
        found = stream.__cuda_stream__
        return int((found() if callable(found) else found)[1])
    for name in ("cuda_stream", "ptr", "handle"):  # torch, older CuPy, numba
        found = getattr(stream, name, None)
        if isinstance(found, int):
            return found
    raise TypeError(f"a stream is wanted, not an object of type {type(stream).__name__}")


def default_stream() -> Stream:
    """The stream that is meant where none is given."""
    return Stream(0)


def legacy_default_stream() -> Stream:
    """The default stream, which waits for all others, and they for it."""
    return Stream(1)


def per_thread_default_stream() -> Stream:
    """The default stream of a thread of the host."""
    return Stream(2)


def elapsed_time(start: Event, end: Event) -> float:
    """Milliseconds between two events."""
    return start.elapsed_time(end)
