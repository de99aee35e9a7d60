"""Who goes through a generator whose body is put into the loop (see inlined.py)."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from .lowering import Lowering
from .scope import yields

Give = Callable[[Lowering, Value, Span], None]
Returns = Callable[[Lowering, Value], None]


class Consumer:
    """Who goes through a generator: what it yields is given to `give`. `closes`: an error of the
    consumer ends the generator, where otherwise it arrives at its `yield`. `returns`: what it
    returns is given to this, if somebody asks for it."""

    __slots__ = ("closes", "give", "guards", "returns", "type")

    def __init__(
        self, give: Give, type: ty.Type | None, closes: bool, returns: Returns | None = None
    ):
        self.give, self.type, self.closes, self.returns = give, type, closes, returns
        self.guards: list[Value] = []  # cells: whether the consumer is running

    def take(self, g: Lowering, value: Value, span: Span) -> None:
        self._running(g, True, span)
        self.give(g, value, span)
        self._running(g, False, span)

    def _running(self, g: Lowering, on: bool, span: Span) -> None:
        for cell in self.guards:
            g.b.op("cell.set", cell, g.b.const(on, ty.BOOL, span), types=(), span=span)


@contextmanager
def guarded(f: Lowering, nodes: Sequence[ast.AST], span: Span) -> Iterator[Value | None]:
    """Around a handler of what is raised in `nodes`: a cell that tells whether the consumer did,
    if there is one."""
    consumer = f.consumer
    if consumer is None or not consumer.closes or not any(map(yields, nodes)):
        yield None
        return
    off = f.b.const(False, ty.BOOL, span)
    cell = f.b.op("cell.new", off, types=[ty.Cell(ty.BOOL)], span=span).result
    consumer.guards.append(cell)
    try:
        yield cell
    finally:
        consumer.guards.remove(cell)
