"""`typing.cast(T, x)`: the value as it is; of a union that T is a part of, that part."""

from __future__ import annotations

import ast
from contextlib import suppress

from ..ir import types as ty
from ..ir.core import Value
from .annotations import pattern_of
from .emitter import Static
from .lowering import Lowering, raise_if
from .patterns import describe, fill

_WIDE = (ty.FLOAT, ty.COMPLEX)


def cast(f: Lowering, node: ast.Call) -> Value | Static:
    """RuntimeError where the value is not of the part that T is, of which CPython says nothing."""
    if len(node.args) != 2 or node.keywords:
        f.fail("write cast(T, x)", f.span(node))
    held = f.expr(node.args[1])
    if isinstance(held, Static) or not isinstance(held.type, ty.Union):
        return held
    wanted = _named(f, node.args[0])
    parts = wanted.members if isinstance(wanted, ty.Union) else (wanted,)
    if wanted is None or wanted is held.type or not set(parts) <= set(held.type.members):
        return held
    if wanted in _WIDE and any(isinstance(m, ty.Scalar) for m in held.type.members if m != wanted):
        return held  # to type checkers an int is a float, too
    f.b.span = f.span(node)
    bad = f.b.emit("not", f.b.emit("union.is", held, member=wanted))
    raise_if(f, bad, "RuntimeError", f"cast(): the value is no {describe(wanted)}", f.span(node))
    return f.b.emit("union.get", held, member=wanted)


def _named(f: Lowering, node: ast.expr) -> ty.Type | None:
    """The type that is named; None where it is none of the language: nobody looks at it."""
    with suppress(Exception):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node = ast.parse(node.value, mode="eval").body
        return fill(pattern_of(f.signature.evaluate(node)), f.instance.bound)
    return None
