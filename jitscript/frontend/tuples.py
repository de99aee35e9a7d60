"""Tuples whose length is not known: `tuple[int, ...]`.

A tuple as it is written has as many elements as are written, each of its own type, and is no
object. Where a type asks for a tuple of any length (an annotation, a parameter, a field, what flows
of control with tuples of several lengths meet in), it becomes an instance of the library's class
(`library/containers_tuple.py`), of the one type that its elements join to.
"""

from __future__ import annotations

import ast

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from .composite import BoundMethod
from .displays import LIST, Group, filled, made_of
from .lowering import Lowering, raise_if, tuple_items
from .methods import call_method, length
from .operators.convert import joined_items
from .patterns import any_length, describe, is_any_length
from .places import place
from .services import service


@service
def as_any_length(f: Lowering, v: Value, to: ty.Type, span: Span, what: str) -> Value:
    assert isinstance(to, ty.Object)
    library = registry.module("containers_tuple")
    f.unit.layout(to)
    if isinstance(v.type, ty.Tuple):
        items = tuple_items(f, v)
        places = [place(f)] * (len(items) + 1)
        data = filled(f, items, to.args[0], span, what, places)
        return f.materialise(f.call_function(library.VarTuple.__display__, [data], span), span)
    data = f.b.op("buffer.new", length(f, v, span), elem=to.args[0], span=span).result
    return f.materialise(f.call_function(library.converted, [v, data], span), span)


@service
def as_known_length(f: Lowering, v: Value, to: ty.Type, span: Span, what: str) -> Value:
    assert isinstance(to, ty.Tuple)
    count = len(to.items)
    f.b.span = span
    bad = f.b.emit("ne", length(f, v, span), f.b.const(count, ty.INT))
    message = f"{what} is a tuple of another length, expected {describe(to)}"
    raise_if(f, bad, "TypeError", message, span)
    places = [f.b.const(k, ty.INT, span) for k in range(count)]
    items = [f.call_object(BoundMethod(v, "__getitem__"), [k], {}, span) for k in places]
    f.b.span = span
    return f.b.emit("tuple.make", *(f.materialise(x, span) for x in items))


@service
def of_any_length(f: Lowering, v: Value, span: Span) -> Value:
    item = joined_items([v.type])
    if item is None or item is ty.UNBOUND:
        f.fail(
            f"the elements of {describe(v.type)} have no type in common, so that what part of it "
            "this is must be known here",
            span,
            hint="write constant bounds, or a constant number",
        )
    return as_any_length(f, v, any_length(item), span, "the tuple")


@service
def tuple_of_own(f: Lowering, made: Value, span: Span) -> Value:
    library = registry.module("containers_tuple")
    return f.materialise(f.call_function(library.of_own, [made], span), span)


@service
def tuple_of_groups(
    f: Lowering, groups: list[Group], node: ast.expr, item: ty.Type | None
) -> Value:
    wanted = None if item is None else (item,)
    return tuple_of_own(f, made_of(f, LIST, groups, node, wanted), f.span(node))


# --- operators ----------------------------------------------------------------------------------


@service
def joined_tuples(f: Lowering, a: Value, b: Value, span: Span) -> Value | None:
    """`a + b` of tuples one of which is of any length."""
    if not all(isinstance(v.type, ty.Tuple) or is_any_length(v.type) for v in (a, b)):
        return None
    t = joined_items([a.type, b.type])
    if t is None:
        what = f"{describe(a.type)} and {describe(b.type)}"
        f.fail(f"the elements of {what} have no type in common", span)
    whole = any_length(t)
    x, y = (f.convert(v, whole, span, "the tuple") for v in (a, b))
    return f.materialise(call_method(f, x, "__add__", [y], span) or x, span)


@service
def comparable_tuples(f: Lowering, a: Value, b: Value, span: Span) -> tuple[Value, Value]:
    found = []
    for v, other in ((a, b), (b, a)):
        if isinstance(v.type, ty.Tuple):
            t = joined_items([v.type])
            if t is None:
                f.fail(f"{describe(a.type)} and {describe(b.type)} cannot be compared", span)
            to = other.type if t is ty.UNBOUND else any_length(t)
            v = as_any_length(f, v, to, span, "the tuple")
        found.append(v)
    return found[0], found[1]
