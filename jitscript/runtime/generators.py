"""Generators of compiled functions, as Python holds them: they do what Python's own do.

What is thrown into one is at hand here (`_thrown`) when its code goes on, which raises it where it
waits by a call of `raise_thrown`. Where no `yield` is in a `try`, it only ends.

Asking for the next is a slot of the class, of which there is one for each generator function; it is
native code, and ends the generator where it gives nothing (`backend/cpu/generators.py`).
"""

from __future__ import annotations

import sys
from _thread import get_ident
from functools import partial
from types import TracebackType

from . import abi, callable
from .callable import keep_at, pointer_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

_types: dict[int, Any] = {}  # by the address of that code, and the flags
_thrown: dict[int, BaseException] = {}  # by thread: what its code is to raise now


class Generator:
    """One that has begun goes on until it ends, raises or is closed; then its memory is freed."""

    __slots__ = ()
    __name__: str
    _held: Any
    _busy: int
    _begun: int
    _ends = False  # whether it has something to do where it is closed
    _throws = 0  # what can be thrown into it: abi.GENERATOR_PLAIN, GENERATOR_HEARD or nothing

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
            try:
                _go_on(self, 1)
            except (GeneratorExit, StopIteration):
                return
            raise RuntimeError("generator ignored GeneratorExit")
        keep_at(self, abi.GENERATOR_CAPSULE, 0)
        self._held = None

    def throw(self, kind: Any, value: Any = None, traceback: Any = None) -> Any:
        """Raise an exception where it waits, and give what it yields then. Raises
        NotImplementedError where another generator would have to hear it."""
        error = _normalised(kind, value, traceback)
        if self._busy:
            raise ValueError("generator already executing")
        if self._held is None:
            _raise(error, error.__context__)
        if self._begun and self._throws == abi.GENERATOR_HEARD:
            return self._heard(error)
        if self._begun and not self._throws:
            raise NotImplementedError(
                f"{self.__name__}: nothing can be thrown into a compiled generator that goes on "
                "with another (hint: close it)"
            )
        keep_at(self, abi.GENERATOR_CAPSULE, 0)
        self._held = None
        raw = not self._begun and sys.version_info >= (3, 12)  # its code never ran
        if raw or not isinstance(error, StopIteration):
            _raise(error, error.__context__)
        stopped = RuntimeError("generator raised StopIteration")
        stopped.__cause__ = error
        _raise(stopped, error)

    def _heard(self, error: BaseException) -> Any:
        context, outside = error.__context__, sys.exc_info()[1]
        _thrown[get_ident()] = error
        try:
            return _go_on(self, 2)
        except BaseException as raised:
            if raised is error and error.__context__ is outside:
                error.__context__ = context  # which what the caller handles is not
            raise
        finally:
            _thrown.pop(get_ident(), None)  # where another thread has it go on meanwhile
            del error, outside

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


def _go_on(generator: Any, thrown: int) -> Any:
    """What it gives next, when it has heard what is thrown. It is told and asked without a step of
    Python's between, where another thread could ask it: that one would hear it."""
    told = partial(setattr, pointer_at(id(generator) + abi.GENERATOR_THROWN), "value", thrown)
    found = [*map(_called, (told, partial(next, generator)))]
    if len(found) < 2:  # the list has taken its StopIteration for its own end
        raise StopIteration
    return found[1]


_called: Any = partial.__call__


def _normalised(kind: Any, value: Any, traceback: Any) -> BaseException:
    """The exception that `throw` is given."""
    if traceback is not None and not isinstance(traceback, TracebackType):
        raise TypeError("throw() third argument must be a traceback object")
    if isinstance(kind, BaseException):
        if value is not None:
            raise TypeError("instance exception may not have a separate value")
        error = kind
    elif isinstance(kind, type) and issubclass(kind, BaseException):
        try:
            if isinstance(value, kind):
                error = value
            elif value is None:
                error = kind()
            else:
                error = kind(*value) if isinstance(value, tuple) else kind(value)
        except BaseException as wrong:
            error = wrong
    else:
        name = type(kind).__name__
        raise TypeError(
            f"exceptions must be classes or instances deriving from BaseException, not {name}"
        )
    return error if traceback is None else error.with_traceback(traceback)


def _raise(error: BaseException, context: BaseException | None) -> NoReturn:
    """What the caller of `throw` handles is no context of what it throws."""
    try:
        raise error
    finally:
        error.__context__ = context
        del error


def raise_thrown() -> NoReturn:
    """What a generator's code calls where something is thrown into it."""
    error = _thrown.pop(get_ident(), None)
    if error is None:  # the thread that threw it found it busy with another
        raise ValueError("generator already executing")
    try:
        _raise(error, error.__context__)
    finally:
        del error


def _type(address: int, flags: int) -> Any:
    seen = {"_busy": abi.GENERATOR_BUSY, "_begun": abi.GENERATOR_BEGUN}
    words = callable.with_words("_Asked", object, 4, callable.BASE_TYPE, seen, address)
    space: dict[str, Any] = {"__slots__": ("__name__", "__weakref__", "_held")}
    space["__module__"] = __name__
    space["_throws"] = flags & (abi.GENERATOR_PLAIN | abi.GENERATOR_HEARD)
    return type("Generator", (_Ending if flags & abi.GENERATOR_ENDS else Generator, words), space)


def generator(capsule: Any, word: int, name: str) -> Any:
    """What Python holds of the generator in a capsule. The word is an address, and the flags of
    `abi.GENERATOR_ENDS` and the like."""
    cls = _types.get(word)
    if cls is None:
        flags = word & ((1 << abi.GENERATOR_FLAGS) - 1)
        cls = _types[word] = _type(word >> abi.GENERATOR_FLAGS, flags)
    made = cls()
    made.__name__, made._held = name, capsule
    keep_at(made, abi.GENERATOR_CAPSULE, id(capsule))
    return made
