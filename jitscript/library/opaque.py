"""Objects of types that the language lacks: Python's own, of which Python is asked everything.

What each operation gives is such an object again, whatever Python gives (`frontend/opaque.py`).
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from . import intrinsics
from .containers_str import Str
from .intrinsics import Buffer, op, pyobj, u8
from .registry import builtin


@builtin(intrinsics.PyObject)
class PyObject:
    __hash__ = object.__hash__

    _held: Buffer[u8]

    @staticmethod
    def __from_python__(source: pyobj) -> PyObject:
        op.python_call(source, callee="jitscript.runtime.opaque:check", result=None)
        return op.object_new(op.py_hold(source), result=PyObject)

    def __to_python__(self) -> pyobj:
        return op.py_held(self._held)

    def __same_python__(self, object: pyobj) -> bool:
        return op.py_same(op.py_held(self._held), object)

    def __bool__(self) -> bool:
        return op.python_call(self, callee="jitscript.runtime.opaque:truth", result=bool)

    def __len__(self) -> int:
        return op.python_call(self, callee="builtins:len", result=int)

    def __contains__(self, item: object) -> bool:
        return op.python_call(self, item, callee="jitscript.runtime.opaque:contains", result=bool)

    def __getitem__(self, key: object) -> PyObject:
        return op.python_call(self, key, callee="jitscript.runtime.opaque:item", result=PyObject)

    def __getslice__(self, start: object, stop: object, step: object) -> PyObject:
        return op.python_call(
            self, start, stop, step, callee="jitscript.runtime.opaque:slice_of", result=PyObject
        )

    def __setitem__(self, key: object, value: object) -> None:
        op.python_call(self, key, value, callee="jitscript.runtime.opaque:set_item", result=None)

    def __setslice__(self, start: object, stop: object, step: object, values: object) -> None:
        op.python_call(
            self,
            start,
            stop,
            step,
            values,
            callee="jitscript.runtime.opaque:set_slice",
            result=None,
        )

    def __delitem__(self, key: object) -> None:
        op.python_call(self, key, callee="jitscript.runtime.opaque:delete_item", result=None)

    def __delslice__(self, start: object, stop: object, step: object) -> None:
        op.python_call(
            self, start, stop, step, callee="jitscript.runtime.opaque:delete_slice", result=None
        )

    def __enter__(self) -> PyObject:
        return op.python_call(self, callee="jitscript.runtime.opaque:enter", result=PyObject)

    def __exit__(self, kind: object, value: object, traceback: object) -> bool:
        return op.python_call(self, value, callee="jitscript.runtime.opaque:leave", result=bool)

    def __iter__(self) -> PyWalk:
        walk = op.python_call(self, callee="jitscript.runtime.opaque:Walk", result=PyObject)
        return PyWalk(walk)


class PyWalk:
    """One more is asked for before each step, as a `for` of Python's does."""

    _walk: PyObject

    def __init__(self, walk: PyObject):
        self._walk = walk

    def __more__(self) -> bool:
        return op.python_call(self._walk, callee="jitscript.runtime.opaque:more", result=bool)

    def __next__(self) -> PyObject:
        return op.python_call(self._walk, callee="jitscript.runtime.opaque:taken", result=PyObject)


@builtin(str)
def str_of_opaque(x: PyObject) -> Str:
    return op.python_call(x, callee="builtins:str", result=Str)


@builtin(repr)
def repr_of_opaque(x: PyObject) -> Str:
    return op.python_call(x, callee="builtins:repr", result=Str)


@builtin(format)
def format_of_opaque(x: PyObject, spec: Str = "") -> Str:
    return op.python_call(x, spec, callee="builtins:format", result=Str)


@builtin(hash)
def hash_of_opaque(x: PyObject) -> int:
    return op.python_call(x, callee="builtins:hash", result=int)
