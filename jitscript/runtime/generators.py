"""Generators of compiled functions, as Python holds them: they do what Python's own do, but for
`throw`, which compiled code does not hear."""

from __future__ import annotations

from _thread import allocate_lock

from .callable import Variant, install

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Generator:
    """One that has begun goes on until it ends, raises or is closed; then its memory is freed."""

    __slots__ = ("__name__", "__weakref__", "_begun", "_busy", "_held", "_next")

    def __init__(self, capsule: Any, address: int, name: str):
        self.__name__ = name
        self._held, self._busy, self._begun = capsule, allocate_lock(), False
        self._next = Variant()
        self._next.__name__ = name
        install(self._next, address)

    def __iter__(self) -> Generator:
        return self

    def __next__(self) -> Any:
        if not self._busy.acquire(False):
            raise ValueError("generator already executing")
        self._begun = True
        going = False
        try:
            if self._held is not None:
                made = self._next(self._held)
                if made is not NotImplemented:
                    going = True
                    return made
        finally:
            if not going:
                self._held = None
            self._busy.release()
        raise StopIteration

    def send(self, value: Any) -> Any:
        """What is sent is the value of a `yield`, which nobody takes in compiled code."""
        if value is not None and not self._begun and self._held is not None:
            raise TypeError("can't send non-None value to a just-started generator")
        return next(self)

    def close(self) -> None:
        if not self._busy.acquire(False):
            raise ValueError("generator already executing")
        self._held = None
        self._busy.release()

    def throw(self, kind: Any, value: Any = None, traceback: Any = None) -> Any:
        raise NotImplementedError(
            f"{self.__name__}: nothing can be thrown into a compiled generator (hint: close it)"
        )

    def __repr__(self) -> str:
        return f"<generator object {self.__name__} at {id(self):#x}>"

    def __reduce__(self) -> Any:
        raise TypeError("cannot pickle 'generator' object")
