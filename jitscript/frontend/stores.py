"""Assignment to `x[…]`, and `del x[…]`."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import given_none, indexing, opaque, user_classes
from .array_displays import array_of
from .constant_tables import refuse_change
from .emitter import Static
from .filling import fill
from .holes import has_hole
from .indexing import is_advanced
from .lowering import Failed, Lowering
from .methods import call_method
from .operators import element as stored
from .operators.unions import each
from .patterns import OPAQUE, describe
from .slices import Place, Slice, view
from .subscripts import base_of, bounds, is_full, not_none, place


def store(f: Lowering, base: Value, target: ast.Subscript, value: Value, source: ast.expr) -> None:
    """`base[…] = value`, which the expression `source` gave."""
    store_at(f, base, place(f, base, target), target, value, f.span(source))


def store_at(
    f: Lowering, base: Value, where: Place, target: ast.Subscript, value: Value, given: Span
) -> None:
    """As `store`; `where` is what stands between the brackets, `given` the place of the value."""
    span = f.span(target)
    base = not_none(f, base, "does not support item assignment", span)
    t = base.type
    f.b.span = span
    if isinstance(t, ty.Union) and all(isinstance(m, ty.Array) for m in t.members):

        def into(x: Value) -> Value:
            store_at(f, x, where, target, value, given)
            return f.b.const(None, ty.NONE, span)

        each(f, base, span, into)
        return
    if isinstance(t, ty.Array):
        check_writable(f, base, target)
        value = given_none.stored(f, value, span)
        if isinstance(value.type, (ty.Tuple, ty.Object)):
            value = array_of(f, value, t.dtype, given)
        whole = isinstance(value.type, ty.Array) and value.type.ndim
        advanced = is_advanced(base, where)
        full = not advanced and is_full(t, where, f, span) and not whole
        if not full:  # before a slice whose step is 0; one element is looked at where it is set
            f.b.op("check_writeable", base, types=[])
        part = None if full or advanced else view(f, base, where, target)
        try:  # what goes wrong at run time is the assignment's fault, as in CPython
            if advanced:
                indexing.store(f, base, where, target, value)
            elif part is None:
                _set(f, base, where, value, span)
            else:
                fill(f, part, value, span)
        except Failed as failed:
            d = failed.diagnostic
            f.fail(d.title, given, d.label, d.notes, d.hint)
        return
    if t is OPAQUE:
        value = opaque.put(f, value, given)
    if isinstance(t, ty.Object):
        part = where[0]
        if isinstance(part, Slice):
            if _is_list(t) and _many(value.type):
                value = f.list_of_all(value, None if has_hole(t) else t.args, given)
            found = call_method(f, base, "__setslice__", [*bounds(f, part), value], span)
        else:
            found = call_method(f, base, "__setitem__", [_key(part), value], span)
        if found is not None:
            return
    hint = "build a new tuple" if isinstance(t, ty.Tuple) else ""
    f.fail(f"{describe(t)} does not support item assignment", span, hint=hint)


def _is_list(t: ty.Type) -> bool:
    return isinstance(t, ty.Object) and t.name == "list"


def _many(t: ty.Type) -> bool:
    """Whether a slice of a list is given a list of what is in it."""
    return isinstance(t, ty.Tuple) or (
        isinstance(t, ty.Object) and not _is_list(t) and user_classes.class_of(t) is None
    )


def _set(f: Lowering, base: Value, where: Sequence[Any], value: Value, span: Span) -> None:
    """One element. Where making it of the element's type may raise, what `array.set` checks is
    checked before, as NumPy does it."""
    t = base.type
    assert isinstance(t, ty.Array)
    if value.type is t.dtype or t.dtype.kind not in ("int", "uint"):
        f.b.op("array.set", base, *where, stored(f, value, t.dtype, span), span=span)
        return
    f.b.op("check_writeable", base, types=[], span=span)
    places = []
    for axis, i in enumerate(where):
        size = f.b.op("array.dim", base, span=span, axis=axis).result
        places.append(f.b.op("check_index", i, size, span=span, axis=axis).result)
    f.b.op("array.store", base, *places, stored(f, value, t.dtype, span), span=span)


def delete(f: Lowering, target: ast.Subscript) -> None:
    """`del base[…]`."""
    span = f.span(target)
    refuse_change(f, target.value, f.span(target.value))
    base = f.materialise(base_of(f, target), f.span(target.value))
    base = not_none(f, base, "does not support item deletion", span)
    if isinstance(base.type, ty.Object):
        part = place(f, base, target)[0]
        name, args = "__delitem__", [part]
        if isinstance(part, Slice):
            name, args = "__delslice__", bounds(f, part)
        if call_method(f, base, name, args, span) is not None:
            return
    f.fail(f"{describe(base.type)} does not support item deletion", span)


def check_writable(f: Lowering, a: Value, target: ast.expr) -> None:
    """A captured array is a constant."""
    base = a
    while base.op is not None and base.op.opcode == "array.view":
        base = base.op.operands[0]
    if base.op is not None and base.op.opcode == "array.const":
        name = base.op.attrs["name"]
        f.fail(
            f"the captured array `{name}` is a constant of the compiled function",
            f.span(target),
            hint="pass it as an argument to change it, or work on a copy",
        )


def _key(part: Any) -> Value | Static:
    """What stands between brackets, for a method."""
    return part if isinstance(part, (Value, Static)) else Static(part)
