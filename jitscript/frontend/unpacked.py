"""Generators that are unpacked: a list of their elements, or of as many as show how many there are.

x, y = map(int, line.split())
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Region, Value
from ..library import registry
from . import opaque
from .comprehensions import filled
from .emitter import Static
from .generators import (
    Generator,
    counted_tuple,
    displayed,
    each_of,
    is_generator,
    iterates_itself,
    own_local,
    taken,
)
from .iteration import leavable
from .layouts import item_type
from .lowering import Edge, Lowering, raise_if
from .methods import length
from .patterns import is_opaque
from .services import service
from .suspended import Suspended

Held = Value | Static


def _unlike_columns(f: Lowering, held: Held, count: int | None, span: Span) -> Value | None:
    """`names, ages = zip(*rows)`, where the fields of the rows differ in type: a tuple for each."""
    if count is None or not isinstance(held, Static) or not isinstance(held.obj, Generator):
        return None
    pushed = held.obj.series.pushed
    call = pushed.call if pushed is not None and not pushed.hidden else None
    library = registry.module("iterators_lengths")
    columns = (library.columns, library.columns_strict)  # rows of one type are of one length
    if not isinstance(call, Suspended) or call.instance.signature.fn not in columns:
        return None
    rows = call.args[0]
    if not isinstance(rows, Value) or not isinstance(rows.type, ty.Object):
        return None
    row = item_type(rows.type)
    if not isinstance(row, ty.Tuple) or len(set(row.items)) < 2:
        return None
    kept = f.materialise(f.call_object(list, [rows], {}, span), span)
    none = f.b.emit("eq", length(f, kept, span), f.b.const(0, ty.INT))
    words = f"not enough values to unpack (expected {count}, got 0)"
    raise_if(f, none, "ValueError", words, span)
    numbers = range(len(row.items))
    found = [f.call_function(library.column_of, [kept, Static(k)], span) for k in numbers]
    return f.b.emit("tuple.make", *(f.materialise(c, span) for c in found))


@service
def unpacked(f: Lowering, held: Held, count: int | None, source: ast.expr) -> Value:
    """What is unpacked, as something with a length."""
    span = f.span(source)
    columns = _unlike_columns(f, held, count, span)
    if columns is not None:
        return columns
    if is_generator(f, None, held, [held]) or iterates_itself(held):
        f.argument_nodes[id(held)] = held, source
        held = each_of(f, held, span)
    if not isinstance(held, Static) or not isinstance(held.obj, Generator):
        value = f.materialise(held, span)
        return opaque.elements(f, value, count, span) if is_opaque(value.type) else value
    generator = held.obj
    node, counted = generator.node, generator.series.items is not None
    if counted and len(node.generators) == 1 and not node.generators[0].ifs:
        return f.materialise(counted_tuple(f, generator, span) or held, span)
    if count is None:
        return displayed(f, generator, ast.ListComp)
    exits: list[Edge] = []
    word = own_local(f, node)
    f.env[word] = f.b.const(0, ty.INT, span)

    def after(f: Lowering) -> None:
        before = f.env[word]
        assert isinstance(before, Value)
        f.env[word] = more = f.b.emit("add", before, f.b.const(1, ty.INT))
        test = f.b.emit("gt", more, f.b.const(count, ty.INT))
        leave, stay = Region(), Region()
        with f.branch(leave):
            exits.append(Edge(f.b.region, dict(f.env), span))
        with f.branch(stay):
            f.b.op("yield", span=span)
        f.b.op("if", test, types=(), regions=[leave, stay], span=span)

    made = f.rewritten.get((node, ast.ListComp))
    if made is None:
        made = ast.copy_location(ast.ListComp(node.elt, node.generators), node)
        f.rewritten[node, ast.ListComp] = made
    f.series[made] = generator.series

    def around(run: Callable[[], None]) -> None:
        def whole() -> bool:
            run()
            return True

        leavable(f, whole, exits, f.scope.assigned(node) | {word}, span)

    value = filled(f, made, None, after, around, frozenset({word}))
    taken(f, word)
    return value
