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

    def __iter__(self) -> Generator:
        return self

    def send(self, value: Any) -> Any:
        """What is sent is the value of a `yield`, which nobody takes in compiled code."""
        if value is not None and not self._begun and self._held is not None:
            raise TypeError("can't send non-None value to a just-started generator")
        return next(self)  # type: ignore[call-overload]

    def close(self) -> None:
        if self._busy:
            raise ValueError("generator already executing")
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


def _type(address: int) -> Any:
    seen = {"_busy": abi.GENERATOR_BUSY, "_begun": abi.GENERATOR_BEGUN}
    words = callable.with_words("_Asked", object, 3, callable.BASE_TYPE, seen, address)
    space = {"__slots__": ("__name__", "__weakref__", "_held"), "__module__": __name__}
    return type("Generator", (Generator, words), space)


def generator(capsule: Any, address: int, name: str) -> Any:
    """What Python holds of the generator in a capsule."""
    cls = _types.get(address)
    if cls is None:
        cls = _types[address] = _type(address)
    made = cls()
    made.__name__, made._held = name, capsule
    keep_at(made, abi.GENERATOR_CAPSULE, id(capsule))
    return made
