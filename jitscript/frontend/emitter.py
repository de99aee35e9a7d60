"""What the operator rules and other helpers may ask of the lowering of a function.

A protocol, so that `operators.py` can be read and tested without the rest of the front end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NoReturn, Protocol

from ..diagnostics import Span
from ..ir.core import Builder, Value
from ..ir.types import Type


class Static:
    """An expression whose value is a Python object known at compile time: a module, a function, a
    type, a dtype, a string constant. It has no IR value unless it is made into one."""

    __slots__ = ("obj",)

    def __init__(self, obj: Any):
        self.obj = obj

    def __repr__(self) -> str:
        return f"Static({self.obj!r})"


class Emitter(Protocol):
    """The lowering in progress: where ops go, how to call library code, how to fail."""

    b: Builder

    def call_library(self, oracle: Any, args: Sequence[Value | Static], span: Span) -> Value:
        """Call the library's overload of the Python object `oracle` that fits the arguments.
        Fails with a located error when none does."""

    def compare_instances(self, op: str, a: Value, b: Value, span: Span) -> Value:
        """Compare values one of which is an instance of a class, by the class's methods."""

    def adapted(self, value: Value, to: Type, span: Span) -> Value:
        """A function value as one of another type."""

    def as_any_length(self, v: Value, to: Type, span: Span, what: str) -> Value:
        """A tuple as one of the type `to`, of any length."""

    def as_known_length(self, v: Value, to: Type, span: Span, what: str) -> Value:
        """A tuple of any length as one of as many elements as `to` has, else TypeError."""

    def fail(
        self,
        title: str,
        span: Span,
        label: str = "",
        notes: Sequence[str] = (),
        hint: str = "",
    ) -> NoReturn:
        """Raise the located error; the statement being lowered is given up, the next goes on."""

    def if_(
        self,
        cond: Value,
        then: Callable[[], Value],
        else_: Callable[[], Value],
        span: Span | None = None,
    ) -> Value:
        """An `if` on a `bool` value whose branches are what the functions emit. Results of
        different types are joined as where flows of a variable meet. A branch may leave with
        `raise_`, and then gives no value."""

    def exception_as(self, value: Value, to: Type, span: Span) -> Value:
        """An exception as one of a class that its own derives from."""

    def plain_member(self, member: Value, span: Span) -> Value:
        """A member of an IntEnum or a StrEnum as the int or str that it is."""

    def truth_of_member(self, member: Value, span: Span) -> Value:
        """Whether a member of an enumeration is true."""

    def raise_(self, exc: str, message: str | None, args: Sequence[Value], span: Span) -> NoReturn:
        """Emit a `raise` of the builtin exception `exc`; ends the branch being emitted."""

    def widen(self, value: Value, to: Type) -> Value:
        """`value` as the union (or the same type) `to`, of which its type is a part."""
