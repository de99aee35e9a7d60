"""Exceptions as values: Python's own objects, whose attributes the front end asks for (see
`frontend/raised.py`)."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import Generic, TypeVar

from .containers_str import Str
from .intrinsics import Buffer, op, pyobj, u8
from .registry import builtin

E = TypeVar("E")  # stands for the class, or one that it derives from
T = TypeVar("T")
U = TypeVar("U")


@builtin(BaseException)
class Raised(Generic[E]):
    _held: Buffer[u8]

    @staticmethod
    def __from_python__(source: pyobj) -> Raised[E]:
        if not op.python_call(source, callee="jitscript.runtime.caught:is_exception", result=bool):
            op.py_unbox(source, result=bool)  # one of them does not fit, which is what is said then
            op.py_unbox(source, result=None)
        return op.object_new(op.py_hold(source), result=Raised[E])

    def __to_python__(self) -> pyobj:
        return op.py_held(self._held)

    def __same_python__(self, object: pyobj) -> bool:
        return op.py_same(op.py_held(self._held), object)


@builtin(str)
def str_of_raised(error: Raised[E]) -> Str:
    return op.python_call(error, callee="jitscript.runtime.caught:text", result=Str)


@builtin(repr)
def repr_of_raised(error: Raised[E]) -> Str:
    return op.python_call(error, callee="jitscript.runtime.caught:shown", result=Str)


class Arguments(Generic[E, T]):
    """What `args` is where its types are not known: of `T`s, asked for one by one."""

    _error: Raised[E]

    def __len__(self) -> int:
        return op.python_call(self._error, callee="jitscript.runtime.caught:count", result=int)

    def __getitem__(self, i: int) -> T:
        return op.python_call(
            self._error, i, callee="jitscript.runtime.caught:argument", result=T, exact=True
        )

    def __eq__(self, other: U) -> bool:
        given = other._error if isinstance(other, Arguments) else other
        return op.python_call(
            self._error, given, callee="jitscript.runtime.caught:equal_arguments", result=bool
        )


@builtin(str, repr)
def str_of_arguments(args: Arguments[E, T]) -> Str:
    return op.python_call(
        args._error, callee="jitscript.runtime.caught:text_of_arguments", result=Str
    )


class Carrying:
    """What the builtin class does for an exception of the user's that is a native instance."""

    def __init__(self, *args) -> None:
        self.args = args


def text_of_carrying(error: T) -> str:
    args = error.args
    if len(args) == 0:
        return ""
    if len(args) == 1:
        return str(args[0])
    return str(args)


def text_of_carrying_key(error: T) -> str:
    args = error.args
    if len(args) == 1:
        return repr(args[0])
    return text_of_carrying(error)


def shown_carrying(error: T) -> str:
    args = error.args
    if len(args) == 1:
        return type(error).__name__ + "(" + repr(args[0]) + ")"
    return type(error).__name__ + repr(args)
