"""Generators of compiled functions, as Python holds them: they do what Python's own do, but for
`throw`, which compiled code does not hear.

Asking for the next is a slot of the class, of which there is one for each generator function; it is
native code, and ends the generator where it gives nothing (`backend/cpu/generators.py`).
"""

from __future__ import annotations

from . import abi, callable
from .callable import keep_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_types: dict[int, Any] = {}  # by the address of that code


class Generator:
    """One that has begun goes on until it ends, raises or is closed; then its memory is freed."""

    __slots__ = ()
    __name__: str
    _held: Any
    _busy: int
    _begun: int
    _ends = False  # whether it has something to do where it is closed

    def __iter__(self) -> Generator:
        return self

    def send(self, value: Any) -> Any:
        """What is sent is the value of a `yield`, which nobody takes in compiled code."""
        if value is not None and not self._begun and self._held is not None:
            raise TypeError("can't send non-None value to a just-started generator")
        return next(self)  # type: ignore[call-overload]

    def close(self) -> None:
        """Nothing is left of it; its `finally`s and the like are done, where it waits in some."""
        if self._busy:
            raise ValueError("generator already executing")
        if self._ends and self._begun and self._held is not None:
            keep_at(self, abi.GENERATOR_THROWN, 1)
            try:
                next(self)  # type: ignore[call-overload]
            except (GeneratorExit, StopIteration):
                return
            raise RuntimeError("generator ignored GeneratorExit")
        keep_at(self, abi.GENERATOR_CAPSULE, 0)
        self._held = None

    def throw(self, kind: Any, value: Any = None, traceback: Any = None) -> Any:
        raise NotImplementedError(
            f"{self.__name__}: nothing can be thrown into a compiled generator (hint: close it)"
        )

    def __repr__(self) -> str:
        return f"<generator object {self.__name__} at {id(self):#x}>"

    def __reduce__(self) -> Any:
        raise TypeError("cannot pickle 'generator' object")


class _Ending(Generator):
    """One with `finally`s and the like: they are done when the last reference goes."""

    __slots__ = ()
    _ends = True

    def __del__(self) -> None:
        if not self._busy:
            self.close()


def _type(address: int, ends: bool) -> Any:
    seen = {"_busy": abi.GENERATOR_BUSY, "_begun": abi.GENERATOR_BEGUN}
    words = callable.with_words("_Asked", object, 4, callable.BASE_TYPE, seen, address)
    space = {"__slots__": ("__name__", "__weakref__", "_held"), "__module__": __name__}
    return type("Generator", (_Ending if ends else Generator, words), space)


def generator(capsule: Any, address: int, name: str) -> Any:
    """What Python holds of the generator in a capsule. A negative address: it has something to do
    at its end."""
    ends, address = address < 0, abs(address)
    cls = _types.get(address)
    if cls is None:
        cls = _types[address] = _type(address, ends)
    made = cls()
    made.__name__, made._held = name, capsule
    keep_at(made, abi.GENERATOR_CAPSULE, id(capsule))
    return made
