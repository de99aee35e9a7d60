"""What library code calls that is no function: `op.name(…)`, one op of the table; functions that
run while it is compiled; views of given axes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import optable
from ..ir import types as ty
from ..ir.core import Value
from ..library.intrinsics import Intrinsic
from . import own_math
from .annotations import pattern_of
from .arguments import UNKNOWN, known_object
from .emitter import Static
from .lowering import Dead, Lowering
from .patterns import fill

Held = Value | Static


def intrinsic(
    f: Lowering, which: Intrinsic, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    """One op, its attributes from the keywords; `result` gives the type where a row needs it."""
    opcode = which.opcode()
    values = [f.materialise(a, span) for a in args]
    attrs = {name: _attribute(f, name, a, span) for name, a in keywords.items()}
    types = None
    if "result" in attrs:
        types = [attrs.pop("result")]
        if isinstance(types[0], ty.Object):
            f.unit.layout(types[0])
    if opcode == "libm":
        found = own_math.call(f, values, attrs, span)
        if found is not None:
            return found
    elif opcode == "python.call" and types is not None:
        found = own_math.call_python(f, attrs["callee"], values, types[0], span)
        if found is not None:
            return found
    f.b.span = span
    try:
        op = f.b.op(opcode, *values, types=types, **attrs)
    except optable.TypeRuleError as e:
        f.fail(f"op.{which.name}: {e}", span)
    if op.info.python:
        f.unit.calls_python = True
    if op.info.terminator:
        raise Dead
    return op.result if op.results else f.b.const(None, ty.NONE)


_TYPES = {"to", "elem", "dtype", "member", "result"}


def _attribute(f: Lowering, name: str, a: Held, span: Span) -> Any:
    if isinstance(a, Value):
        if name == "result" and a.type is ty.NONE:
            return ty.NONE
        if a.op is not None and a.op.opcode == "const":
            return a.op.attrs["value"]
        f.fail(f"op attribute {name} must be constant", span)
    if name in _TYPES:
        found = fill(pattern_of(a.obj), f.instance.bound)
        assert found is not None, a.obj
        return found
    return a.obj


def at_compile_time(f: Lowering, fn: Callable[..., Any], args: list[Held], span: Span) -> Static:
    """What a Python function gives for constants."""
    try:
        return Static(fn(*(constant_of(f, a, span) for a in args)))
    except (TypeError, ValueError) as e:
        f.fail(str(e), span)


def constant_of(f: Lowering, held: Held, span: Span) -> Any:
    """The object that a value is known to be, also a tuple of such."""
    if isinstance(held, Static):
        return held.obj
    found = known_object(held)
    if found is UNKNOWN:
        f.fail("this must be a constant in compiled code", span)
    return found


def view_with(f: Lowering, a: Value, axes: Sequence[int | None]) -> Value:
    """A view of an array with these axes of it; None is for a new one of size 1."""
    one, zero = f.b.const(1, ty.INT), f.b.const(0, ty.INT)
    dims = [one if k is None else f.b.emit("array.dim", a, axis=k) for k in axes]
    strides = [zero if k is None else f.b.emit("array.stride", a, axis=k) for k in axes]
    if len(axes) > ty.MAX_RANK:
        f.fail(f"arrays have at most {ty.MAX_RANK} dimensions here", f.b.span)
    return f.b.emit("array.view", a, zero, *dims, *strides)
