"""f-strings as values: their parts as strings, put together."""

from __future__ import annotations

import ast
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import joining
from . import user_classes
from .caught import caught_in, text_of
from .displays import filled
from .emitter import Static
from .literals import is_member, string
from .lowering import Lowering
from .operations import binary
from .operators.unions import each
from .parts import Parts
from .patterns import is_dtype
from .places import cut, place
from .services import Held, expression


@expression(ast.JoinedStr)
def joined(f: Lowering, node: ast.JoinedStr) -> Value | Static:
    """An f-string as a value: its parts as strings, added up, or joined where there are many."""
    span = f.span(node)
    fields = Parts(f)
    parts: list[Value | Static] = []
    places = [place(f)]
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(Static(str(part.value)))
        else:
            assert isinstance(part, ast.FormattedValue)
            parts.append(fields.run(part, _formatted, f, part))
        places.append(place(f))
    fields.check()
    return together(f, parts, places, span)


def together(f: Lowering, parts: list[Value | Static], places: list[int], span: Span) -> Held:
    """One string of several. `places`: where in the open region the ops of each part begin, and
    where the last ones end."""
    if all(isinstance(p, Static) for p in parts):
        return Static("".join(p.obj for p in parts if isinstance(p, Static)))
    if len(parts) > ADDED:
        return _joined(f, parts, places, span)
    values = [f.materialise(p, span) for p in parts]
    total = values[0]
    for value in values[1:]:
        total = binary(f, "Add", total, value, span)
    return total


ADDED = 4  # parts of an f-string that are added up


def _joined(
    f: Lowering, parts: list[Value | Static], places: list[int], span: Span
) -> Value | Static:
    """A string made of many parts at once; equal literals among them are made once."""
    later = cut(f, places[0])
    texts = dict.fromkeys(p.obj for p in parts if isinstance(p, Static))
    literals = {text: string(f, text, span) for text in texts}
    moved = place(f) - places[0]
    f.b.region.ops += later
    values = [literals[p.obj] if isinstance(p, Static) else p for p in parts]
    t = values[0].type
    data = filled(f, values, t, span, "the part", [place + moved for place in places])
    return f.call_function(joining.joined, [data], span)


_CONVERSIONS: dict[str, Any] = {"r": repr, "s": str, "a": ascii}


def _formatted(f: Lowering, part: ast.FormattedValue) -> Value | Static:
    span = f.span(part.value)
    spec = _spec(f, part)
    held = f.read_through(f.expr(part.value), f.span(part.value))
    return formatted(f, held, part.conversion, spec, span)


def _spec(f: Lowering, part: ast.FormattedValue) -> Value | str:
    """The format specification, which may itself be put together of values."""
    if part.format_spec is None:
        return ""
    held = f.expr(part.format_spec)
    return held if isinstance(held, Value) else str(held.obj)


def formatted(
    f: Lowering, held: Value | Static, conversion: int, spec: Value | str, span: Span
) -> Value | Static:
    """A value as a string, by a conversion (-1, or the code of r, s, a) and a specification."""
    caught = caught_in(held)
    if caught is not None:
        what = "repr" if conversion in (ord("r"), ord("a")) else "str"
        held = text_of(f, caught, what, span)
        if conversion != ord("a") and not spec:
            return held
    if isinstance(held, Static) and is_member(held.obj) and isinstance(spec, str):
        obj = held.obj
        if conversion > 0:
            obj = _CONVERSIONS[chr(conversion)](obj)
        return Static(format(obj, spec))
    if isinstance(held, Static) and is_dtype(held.obj) and conversion > 0:
        held, conversion = Static(_CONVERSIONS[chr(conversion)](held.obj)), -1
    if (conversion > 0 and caught is None) or conversion == ord("a"):
        oracle = _CONVERSIONS[chr(conversion)]
        held = f.call_oracle(oracle, [held], {}, span)
    if isinstance(held, Static) and is_dtype(held.obj) and not spec:
        held = Static(str(held.obj))
    if isinstance(spec, Value) or spec:
        return _by_spec(f, held, spec if isinstance(spec, Value) else Static(spec), span)
    if isinstance(held, Static) and isinstance(held.obj, str):
        return held
    return _text_of(f, f.materialise(held, span), span)


def _by_spec(f: Lowering, held: Value | Static, spec: Value | Static, span: Span) -> Value | Static:
    if not isinstance(held, Value):
        return f.call_oracle(format, [held, spec], {}, span)
    if isinstance(held.type, ty.Union):
        return each(f, held, span, lambda x: f.materialise(_by_spec(f, x, spec, span), span))
    if isinstance(held.type, ty.Scalar):
        held = plain(f, held, held.type, span)
    return f.call_oracle(format, [held, spec], {}, span)


def _text_of(f: Lowering, value: Value, span: Span) -> Value:
    """A value as it stands in an f-string."""
    if isinstance(value.type, ty.Union):
        return each(f, value, span, lambda x: _text_of(f, x, span))
    if isinstance(value.type, ty.Object) and value.type.name == "str":
        return value
    if user_classes.class_of(value.type) is not None:
        return f.materialise(f.call_oracle(format, [value, Static("")], {}, span), span)
    if isinstance(value.type, ty.Scalar) and value.type.kind != "complex":
        value = plain(f, value, value.type, span)  # NumPy's scalars are formatted as Python's
    return f.materialise(f.call_oracle(str, [value], {}, span), span)


def plain(f: Lowering, value: Value, t: ty.Scalar, span: Span) -> Value:
    """A NumPy scalar as Python's number; those that Python has no fixed type for stay."""
    to = {"int": ty.INT, "float": ty.FLOAT, "bool": ty.BOOL}.get(t.kind)
    if t.kind == "uint" and t.bits < 64:
        to = ty.INT
    if t.python or to is None:
        return value
    f.b.span = span
    return f.b.emit("cast", value, to=to)
