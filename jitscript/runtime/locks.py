"""The lock under which functions are made ready, and what a fork waits for."""

from __future__ import annotations

import os
from _thread import RLock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LOCK: Any = RLock()  # one function is made ready at a time; calls of ready ones never come here
# What is going on under these ends before a process forks, in this order: a child would inherit
# LLVM's locks, a library half opened and modules half imported, and nobody who goes on with them.
FORK_LOCKS: list[Any] = [LOCK]
_FORK_WAITS = 10.0  # seconds at most, for each
_waited: list[list[bool]] = []


def _before_fork() -> None:
    _waited.append([lock.acquire(timeout=_FORK_WAITS) for lock in FORK_LOCKS])


def _after_fork() -> None:
    for lock, taken in zip(FORK_LOCKS, _waited.pop()):
        if taken:
            lock.release()


def _in_child() -> None:
    _waited.clear()
    for lock in FORK_LOCKS:
        lock._at_fork_reinit()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before_fork, after_in_parent=_after_fork, after_in_child=_in_child)
