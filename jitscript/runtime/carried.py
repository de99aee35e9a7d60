"""Exceptions that are native instances, once compiled code has to have Python's objects of them.

What an object shows is a copy, for what the instance holds can change while the call lasts. So the
object knows its instance, what is asked of it asks for a new copy first, and when the call ends it
gets the objects that the call's session has.
"""

from __future__ import annotations

import ctypes

from . import abi

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

KIND = "own"  # of an error's one argument, which is the exception itself
_NATIVE = " native"  # the attribute of an object that knows its instance
_MADE = -24  # before the text of a site: what its error is made of
_TAKES = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64, ctypes.c_void_p)
_OBJECT, _LET_GO = 1, 2
_shown: dict[int, list[BaseException]] = {}  # by the context of the call


class _Native:
    """A counted reference to an instance, and the function that makes Python's object of it."""

    __slots__ = ("address", "function", "made")

    def __init__(self, address: int, function: int, made: int):
        self.address, self.function, self.made = address, function, made

    def fill(self, error: BaseException, call: int) -> None:
        """Have its object show what it holds by now."""
        _object(self.address, self.function, call, _OBJECT, id(error))

    def __del__(self) -> None:
        let_go = ctypes.PYFUNCTYPE(ctypes.c_void_p, *_TAKES)(self.function)
        let_go(None, self.address, _LET_GO, None)


def _object(address: int, function: int, call: int, what: int, given: int = 0) -> Any:
    make = ctypes.PYFUNCTYPE(ctypes.py_object, *_TAKES)(function)
    return make(call or None, address, what, given or None)


def of_record(record: int, call: int, take: bool) -> BaseException:
    """The object of an error that is an instance; with `take`, the record has it no more."""
    address, function = (ctypes.c_uint64 * 2).from_address(record + abi.CTX_ARGS)
    found: BaseException = _object(address, function, call, _OBJECT | _LET_GO * take)
    return found


def shown(record: int, call: int) -> BaseException:
    """The same, which knows the instance until the call ends. The record's reference is its own."""
    address, function = (ctypes.c_uint64 * 2).from_address(record + abi.CTX_ARGS)
    for known in _shown.get(call, ()):
        if native_of(known, 0) == address:
            _Native(address, function, 0)  # which lets go of the record's reference
            return known
    found: BaseException = _object(address, function, 0, _OBJECT)
    site = ctypes.c_uint64.from_address(record + abi.CTX_SITE).value
    made = ctypes.c_int64.from_address(site + _MADE).value
    found.__dict__[_NATIVE] = _Native(address, function, made)
    _shown.setdefault(call, []).append(found)
    return found


def native_of(error: BaseException, made: int) -> int:
    """The address of the instance of an object, if it is made so (0: however); else 0."""
    native = getattr(error, "__dict__", {}).get(_NATIVE)
    return native.address if native is not None and made in (0, native.made) else 0


def is_shown(error: BaseException) -> bool:
    return _NATIVE in getattr(error, "__dict__", {})


def now(error: BaseException, call: int = 0) -> BaseException:
    """The exception with what its instance holds by now."""
    native = getattr(error, "__dict__", {}).get(_NATIVE)
    if native is not None:
        native.fill(error, call)
    return error


def settle(call: int) -> int:
    """A call ends: its objects are as other exceptions from now on. How many calls have such."""
    for error in _shown.pop(call, ()):
        now(error, call).__dict__.pop(_NATIVE, None)
    return len(_shown)
