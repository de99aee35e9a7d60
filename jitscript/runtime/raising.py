"""Raising without a frame: what a call raises before there is machine code to raise it.

Whatever Python code an exception leaves is in its traceback; a user wants to see the own call and
no more. So the exception is not raised but *given*, as an object whose call makes CPython look up
an attribute: that is a property whose getter is a function of the C API, which raises.

    thrower(error)(…)         raises `error`, its traceback free of the runtime's frames
    quiet(call)(…)            is `call(…)`, with no frame of `call` in what that raises
"""

from __future__ import annotations

import ctypes
from functools import partial

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# Takes over a reference to each: the type, the exception, the traceback. With PyErr_SetObject the
# exception's context would be lost where another one is handled.
_restore = ctypes.PYFUNCTYPE(None)(("PyErr_Restore", ctypes.pythonapi))
_count = ctypes.PYFUNCTYPE(None, ctypes.py_object)(("Py_IncRef", ctypes.pythonapi))


def thrower(error: BaseException) -> Any:
    """An object that raises `error` when it is called; to be called once."""
    return _made((), error, "__call__")


def quiet(call: Callable[..., Any]) -> Any:
    """A callable that does what `call` does, and leaves no frame in what that raises: a class whose
    `__new__` gives the result, or else an instance, and an instance is initialised."""

    class Quiet:
        def __new__(cls, /, *args: Any, **keywords: Any) -> Any:
            try:
                return call(*args, **keywords)
            except BaseException as error:
                return _made((cls,), error, "__init__")

    return Quiet


def _made(bases: tuple[type, ...], error: BaseException, attribute: str) -> Any:
    """An object of these bases that raises the error when this attribute is looked up."""
    from .errors import without_runtime

    traceback = error.__traceback__ = without_runtime(error.__traceback__)
    counted = (type(error), error, *([traceback] if traceback is not None else []))
    for taken in counted:
        _count(taken)
    address = [ctypes.c_void_p(id(taken)) for taken in counted]
    body = {
        attribute: property(partial(_restore, *address[:2])),
        # What ctypes passes for the object, on which the property is asked.
        "_as_parameter_": address[2] if traceback is not None else None,
    }
    return object.__new__(type("Thrower", bases, body))
