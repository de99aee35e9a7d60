"""`op.name(…)` in library code: one op of the table."""

from __future__ import annotations

from typing import Any

from ..diagnostics import Span
from ..ir import optable
from ..ir import types as ty
from ..ir.core import Value
from ..library.intrinsics import Intrinsic
from .annotations import pattern_of
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
    f.b.span = span
    try:
        op = f.b.op(opcode, *values, types=types, **attrs)
    except optable.TypeRuleError as e:
        f.fail(f"op.{which.name}: {e}", span)
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
