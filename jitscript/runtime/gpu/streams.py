"""Streams and events: the order of a device's work."""

from __future__ import annotations

import sys
from contextlib import suppress

from .machine import current

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Stream:
    """Work done in the order in which it is given, beside that of other streams."""

    def __init__(self, handle: int | None = None):
        self.machine = current()
        self._own = handle is None
        self.handle = self.machine.make_stream() if handle is None else handle

    def synchronize(self) -> None:
        """Wait for all that the stream was given; raise what its kernels raised."""
        self.machine.wait(self.handle)
        self.machine.check()

    def wait(self, event: Event) -> None:
        """What is given from now on waits for the event."""
        self.machine.wait_event(event.handle, self.handle)

    def __cuda_stream__(self) -> tuple[int, int]:
        return (0, self.handle)

    def __del__(self) -> None:
        if getattr(self, "_own", False) and not sys.is_finalizing():
            with suppress(Exception):  # the device has an error of its own, or is gone
                self.machine.end_stream(self.handle)

    def __repr__(self) -> str:
        return f"<cuda stream {self.handle:#x}>"


class Event:
    """A point in a stream's work."""

    def __init__(self) -> None:
        self.machine = current()
        self.handle = self.machine.make_event()

    def record(self, stream: Any = None) -> None:
        self.machine.record_event(self.handle, stream_handle(stream))

    def synchronize(self) -> None:
        self.machine.wait_event(self.handle, None)
        self.machine.check()

    def elapsed_time(self, end: Event) -> float:
        """Milliseconds from this event to `end`, both of which have happened."""
        return self.machine.elapsed(self.handle, end.handle)

    def __del__(self) -> None:
        if hasattr(self, "handle") and not sys.is_finalizing():
            with suppress(Exception):  # the device has an error of its own, or is gone
                self.machine.end_event(self.handle)


def stream_handle(stream: Any) -> int:
    """The number of a stream, also of other libraries'. Raises TypeError."""
    if stream is None:
        return 0
    if isinstance(stream, Stream):
        if stream.machine is not current():
            raise ValueError("the stream is of another device")
        return stream.handle
    if isinstance(stream, int) and not isinstance(stream, bool):
        return stream
    if hasattr(stream, "__cuda_stream__"):  # cuda.core, CuPy
        found = stream.__cuda_stream__
        return int((found() if callable(found) else found)[1])
    for name in ("cuda_stream", "ptr", "handle"):  # torch, older CuPy, numba
        found = getattr(stream, name, None)
        if isinstance(found, int):
            return found
    raise TypeError(f"a stream is wanted, not an object of type {type(stream).__name__}")
