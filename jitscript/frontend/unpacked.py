"""Generators that are unpacked: a list of their elements, or of as many as show how many there are.

x, y = map(int, line.split())
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from ..ir import types as ty
from ..ir.core import Region, Value
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
from .lowering import Edge, Lowering
from .services import service

Held = Value | Static


@service
def unpacked(f: Lowering, held: Held, count: int | None, source: ast.expr) -> Value:
    """What is unpacked, as something with a length."""
    span = f.span(source)
    if is_generator(f, None, held) or iterates_itself(held):
        f.argument_nodes[id(held)] = held, source
        held = each_of(f, held, span)
    if not isinstance(held, Static) or not isinstance(held.obj, Generator):
        return f.materialise(held, span)
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
