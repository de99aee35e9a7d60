"""Switches of LLVM that are the whole process's: on for CPUs, off for others.

with switched(True): …    what LLVM makes in here, it makes with them
"""

from __future__ import annotations

import os
import threading
from typing import ClassVar

from ..runtime import native
from .llvm import library

_ON_X86 = native.machine() == "x86_64"


class switched:
    """While anyone is in here, switches of LLVM are on, or off. They are the whole process's: it
    gets them back, and whoever wants them otherwise waits. (PTX was generated with those of a CPU
    while a thread made code for one.)

    Loop strength reduction is off for CPUs: it takes half of the time of code generation and made
    no kernel faster. Selects stay selects on x86: where a minimum waits for the one before it, LLVM
    would make branches, which data mispredicts (edit_distance took 1.9 times as long). Floats that
    are added up in order do not keep a loop from becoming vector code: only the additions stay
    single. Straight code becomes vector code where it saves much (monte_carlo_pi took 1.4 times
    as long with pairs of numbers).
    """

    __slots__ = ("on",)

    SWITCHES: ClassVar = {  # on, off
        "disable-lsr": ("true", "false"),
        "x86-cmov-converter": ("false", "true"),
        "force-ordered-reductions": ("true", "false"),
        "slp-threshold": ("3", "0"),
    }
    changed = threading.Condition()
    waiting: ClassVar[list[object]] = []  # in the order in which they came
    users = 0
    state = False

    def __init__(self, on: bool):
        self.on = on

    def __enter__(self) -> None:
        cls = type(self)
        with cls.changed:
            cls.waiting.append(self)
            try:
                while cls.waiting[0] is not self or (cls.users and cls.state != self.on):
                    cls.changed.wait()
                if not cls.users:
                    cls._set(self.on)
                cls.users += 1
            finally:
                cls.waiting.remove(self)
                cls.changed.notify_all()

    def __exit__(self, *error: object) -> None:
        cls = type(self)
        with cls.changed:
            cls.users -= 1
            if not cls.users:
                cls._set(False)
                cls.changed.notify_all()

    @classmethod
    def _set(cls, on: bool) -> None:
        cls.state = on
        for name, values in cls.SWITCHES.items():
            if _ON_X86 or "x86" not in name:
                library().SetCommandLine(b"jitscript", f"-{name}={values[not on]}".encode())

    @classmethod
    def forked(cls) -> None:
        """A child must not wait for compilations that only its parent runs."""
        cls.changed, cls.waiting, cls.users = threading.Condition(), [], 0


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=switched.forked)
