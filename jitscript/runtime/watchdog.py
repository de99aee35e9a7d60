"""Ctrl-C in native loops, and how deep native calls may go: the runtime's shared state.

Compiled loops of the main thread read one byte, `STATE_POLL`, and ask Python for signals when it
is set. The entry of a function that loops sets it, so that the first look releases the GIL; from
then on a daemon thread sets it about thirty times a second. When nobody has taken it for a second
the thread sleeps and says so in `STATE_ASLEEP`; the next call of a function that loops wakes it.
"""

from __future__ import annotations

import ctypes
import os
from _thread import _local, allocate_lock, get_ident, start_new_thread

from . import abi, read_in_place

_state = (ctypes.c_uint64 * (abi.STATE_SIZE // 8))()
STATE_ADDRESS = ctypes.addressof(_state)
_poll = ctypes.c_uint8.from_address(STATE_ADDRESS + abi.STATE_POLL)
_asleep = ctypes.c_uint8.from_address(STATE_ADDRESS + abi.STATE_ASLEEP)
_main_thread = ctypes.c_uint64.from_address(STATE_ADDRESS + abi.STATE_MAIN_THREAD)
_stack_thread = ctypes.c_uint64.from_address(STATE_ADDRESS + abi.STATE_STACK_THREAD)
_stack_limit = ctypes.c_uint64.from_address(STATE_ADDRESS + abi.STATE_STACK_LIMIT)

_PERIOD = 0.03  # seconds between looks
_PATIENCE = 33  # looks that nobody took before the thread sleeps

_started = False
_awake = allocate_lock()  # held while the thread shall sleep
_change = allocate_lock()


def wake() -> None:
    """Start or wake the thread. Called by the entry of a function that loops, on the main thread,
    while `STATE_ASLEEP` is set."""
    global _started
    with _change:
        if not _asleep.value:
            return
        if not _started:
            try:
                start_new_thread(_watch, ())
            except RuntimeError:  # as while the interpreter ends: the next call tries again
                return
            _started = True
        elif _awake.locked():
            _awake.release()
        _asleep.value = 0


def _watch() -> None:
    from time import sleep

    ignored = 0
    while True:
        sleep(_PERIOD)
        ignored = ignored + 1 if _poll.value else 0
        _poll.value = 1
        if ignored < _PATIENCE:
            continue
        ignored = 0
        with _change:
            if not _awake.locked():
                _awake.acquire()
            _asleep.value = 1
        _awake.acquire()  # until wake() releases it
        _awake.release()


def _main_ident() -> int:
    import sys

    threading = sys.modules.get("threading")
    if threading is not None:
        return threading.main_thread().ident or 0
    return get_ident()


def _arm() -> None:
    """Set the state anew: at import, and in a forked child, where the thread is gone."""
    global _started, _awake, _change
    _started, _awake, _change = False, allocate_lock(), allocate_lock()
    _poll.value, _asleep.value = 0, 1
    _stack_thread.value = 0


def _in_child() -> None:
    _arm()
    _main_thread.value = get_ident()  # whichever thread forked, it is the child's main thread


def _remember_hashing() -> None:
    """How this process hashes: compiled code does the same."""
    import sys

    words = (ctypes.c_uint64 * 5).from_address(STATE_ADDRESS + abi.STATE_HASH)
    algorithm = sys.hash_info.algorithm
    if algorithm in ("siphash13", "siphash24"):
        key = (ctypes.c_uint64 * 2).in_dll(ctypes.pythonapi, "_Py_HashSecret")
        words[0], words[1] = key[0], key[1]
        words[2] = int(algorithm[-2])
    words[3] = hash(None) & (1 << 64) - 1
    probe = {1}
    probe.discard(1)
    head = (ctypes.c_uint64 * 25).from_address(id(probe))
    small = id(probe) + abi.SET_SMALL
    at = (abi.SET_SMALL + abi.SET_PLACE) // 8
    expected = {"FILL": 1, "USED": 0, "MASK": 7, "TABLE": small, "FINGER": 0}
    found = {name: head[getattr(abi, f"SET_{name}") // 8] for name in expected}
    if found == expected and head[at + 1] == (1 << 64) - 1:
        words[4] = head[at]


def _look_at_deques() -> None:
    """Whether compiled code knows the struct of deque."""
    from _collections import deque  # type: ignore[import-not-found]  # which imports nothing

    probe = deque((None, None, None), 70)
    words = (ctypes.c_uint64 * 9).from_address(id(probe))
    size, first, last, low, high, _, most = words[2:]
    known = (size, most, high - low) == (3, 70, 2) and low < 64 and first and first == last
    ctypes.c_uint64.from_address(STATE_ADDRESS + abi.STATE_DEQUES).value = bool(known)


def _look_at_texts() -> None:
    """Where the characters of a str are, if it is ASCII: compiled code reads them there."""

    class Other(str):
        __slots__ = ()

    text = "0123456789" * 3
    words = (ctypes.c_uint64 * 2).from_address(STATE_ADDRESS + abi.STATE_TEXTS)
    words[1] = (1 << 32) - 1
    if ctypes.c_uint64.from_address(id(text) + read_in_place.TEXT_LENGTH).value != len(text):
        return
    # One bit says that all is in one block, the next one that it is ASCII; others are not told.
    states = tuple(_text_state(t) for t in (text, text + "é", Other(text)))
    for place in (5, 19):
        if tuple(state >> place & 3 for state in states) == (3, 1, 2):
            for start in (40, 48):
                if ctypes.string_at(id(text) + start, len(text)) == text.encode():
                    words[0], words[1] = start, 3 << place
            return


def _text_state(text: str) -> int:
    return ctypes.c_uint32.from_address(id(text) + read_in_place.TEXT_STATE).value


_arm()
_remember_hashing()
_look_at_texts()
_look_at_deques()
_main_thread.value = _main_ident()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_child)

# --- stack limits -------------------------------------------------------------------------------

_MARGIN = 256 * 1024  # left for libm, the runtime and Python's own C code
_UNKNOWN = 256 * 1024  # how much stack is assumed where the system does not tell its size


class _Mark:
    """Ends with its thread, and the remembered limit with it: another thread may get the same
    identity, with a smaller stack."""

    __slots__ = ("thread",)

    def __init__(self) -> None:
        self.thread = get_ident()

    def __del__(self, remembered: ctypes.c_uint64 = _stack_thread) -> None:
        # a signal handler that raised may have kept `__init__` from its end
        if remembered.value == getattr(self, "thread", None):
            remembered.value = 0


_marks = _local()


def stack_limit(frame: int) -> int:
    """The lowest address that frames of recursive functions on this thread may have. Called by
    an entry whose thread is not the one remembered in the state."""
    bounds = _stack_bounds()
    if bounds is None or not bounds[0] <= frame <= bounds[1]:
        return frame - _UNKNOWN
    low, high = bounds
    limit = low + min(_MARGIN, (high - low) // 4)
    # In an order in which the handler of a signal may raise between any two.
    _stack_thread.value = 0
    _stack_limit.value = limit
    if not hasattr(_marks, "mark"):
        _marks.mark = _Mark()
    _stack_thread.value = get_ident()
    return limit


def _stack_bounds() -> tuple[int, int] | None:
    libc = ctypes.CDLL(None)
    try:
        get_attributes = libc.pthread_getattr_np
    except AttributeError:
        return _stack_bounds_darwin(libc)
    attributes = ctypes.create_string_buffer(128)
    low, size = ctypes.c_size_t(), ctypes.c_size_t()
    if get_attributes(ctypes.c_void_p(get_ident()), attributes):
        return None
    libc.pthread_attr_getstack(attributes, ctypes.byref(low), ctypes.byref(size))
    libc.pthread_attr_destroy(attributes)
    return low.value, low.value + size.value


def _stack_bounds_darwin(libc: ctypes.CDLL) -> tuple[int, int] | None:
    try:
        top, size = libc.pthread_get_stackaddr_np, libc.pthread_get_stacksize_np
    except AttributeError:
        return None
    top.restype = size.restype = ctypes.c_size_t
    thread = ctypes.c_void_p(get_ident())
    high = top(thread)
    return high - size(thread), high
