"""Arrays that others have through DLPack, each with the capsule in which it was given.

A capsule goes, and whoever took it lets go of the array, at any time: in another thread, or while
an exception is on its way, when nothing of Python may run. So what others call is some bytes of
machine code that set a byte behind the array's description; what nobody has any more is found by
looking (`sweep`): before memory is asked for, and when Python collects garbage. Where there are no
such bytes for the processor, the function is Python's.
"""

from __future__ import annotations

import ctypes
import gc
import platform
import sys
from functools import cache

from . import machine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NAMES = {False: b"dltensor", True: b"dltensor_versioned"}  # kept: capsules have addresses only
_ENDED, _ROOM = 128, 136  # where the byte is; bytes of a description with it
# byte [first argument + 128] = 1; return
_MACHINE_CODE = {
    "x86_64": bytes.fromhex("c6878000000001c3"),
    "aarch64": bytes.fromhex("2800805208000239c0035fd6"),
}

_python = ctypes.pythonapi
_new = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)(
    ("PyCapsule_New", _python)
)
is_capsule = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.py_object, ctypes.c_char_p)(
    ("PyCapsule_IsValid", _python)
)


class _Given:
    """What is kept of an array that was given away."""

    __slots__ = ("capsule", "held", "memory", "versioned")

    def __init__(self, memory: Any, held: Any, versioned: bool):
        self.memory, self.held, self.versioned = memory, held, versioned
        self.capsule = _new(ctypes.addressof(memory), NAMES[versioned], None)

    def wanted(self) -> bool:
        if _references(self) > _ALONE:
            return True  # somebody has the capsule
        return not is_capsule(self.capsule, NAMES[self.versioned]) and not self.memory[_ENDED]


class _Unlike:
    capsule: Any


def _references(given: Any) -> int:
    return sys.getrefcount(given.capsule)


_unlike = _Unlike()
_unlike.capsule = object()
_ALONE = _references(_unlike)
all: dict[int, _Given] = {}  # by the description's address


def description(kind: Any) -> tuple[Any, Any]:
    """Memory for a description of a kind, and the description, zeros."""
    memory = (ctypes.c_ubyte * _ROOM)()
    return memory, kind.from_buffer(memory)


def give(memory: Any, held: Any, versioned: bool) -> Any:
    """A capsule of the description in `memory`. What is `held` lives as long as anybody has it."""
    sweep()
    given = _Given(memory, held, versioned)
    all[ctypes.addressof(memory)] = given
    if sweep not in machine.sweeps:
        machine.sweeps.append(sweep)
        gc.callbacks.append(_collected)
    return given.capsule


def sweep() -> None:
    """Let go of what nobody has any more."""
    for address, given in list(all.items()):
        if not given.wanted():
            all.pop(address, None)


def _collected(phase: str, info: Any) -> None:
    if phase == "stop":
        sweep()


@cache
def deleter() -> int:
    """The address of the function that is called with a description nobody wants any more."""
    code = _MACHINE_CODE.get(platform.machine()) if sys.platform == "linux" else None
    if code is not None:
        from ..elf import executable
        from ..native import ImageError

        try:
            return executable(code)
        except ImageError:  # the system allows none
            pass
    _kept.append(ctypes.CFUNCTYPE(None, ctypes.c_void_p)(_ended))
    return ctypes.cast(_kept[-1], ctypes.c_void_p).value or 0


_kept: list[Any] = []


def _ended(address: int) -> None:
    ctypes.c_ubyte.from_address(address + _ENDED).value = 1
