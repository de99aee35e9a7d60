"""The op `try`: a body, and clauses for what it raises.

    try: A              try {                              what A binds and a handler may read
    except E: B           A                                stands in cells too: `shadows.py`
                          yield
                        } except { (%e: exception):
                          if exc.is E(%e) { B } else { exc.raise %e }
                        }

What the body binds stays SSA in the body.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Region, Value
from ..ir.ops.handlers import name_of
from .caught import Caught
from .emitter import Static
from .lowering import Lowering
from .merge import emit_block, ends_of, join_branches, set_merged, settle, values_at
from .outcomes import Edge
from .scope import Names
from .shadows import shadowed

Body = Callable[[Lowering], bool]  # lowers a part; whether its end is reached
Classes = tuple[type[BaseException], ...]


class Clause:
    """An `except`: its classes (none: any), the name it binds, and what it does."""

    __slots__ = ("body", "classes", "name", "span")

    def __init__(self, classes: Classes | None, name: str | None, body: Body, span: Span):
        self.classes, self.name, self.body, self.span = classes, name, body, span


def handle(
    f: Lowering,
    body: Body,
    clauses: Sequence[Clause],
    orelse: Body | None,
    sets: tuple[Names, Names, Names],
    raised: Names,
    span: Span,
    passed: Value | None = None,
) -> bool:
    """Lower a `try` with handlers. `sets`: names bound in the body; in all of it; and those alive
    behind it. `raised`: those alive in a handler or behind it. `passed`: a cell that says whether
    what is raised passes over the handlers."""
    bound, assigned, live = sets
    tried, caught = Region(), Region()
    exception = caught.add_arg(ty.EXCEPTION)
    ends: list[Edge] = []  # of the body
    f.tries += 1
    with shadowed(f, bound & raised, span) as shadows, f.branch(tried):
        if ends_of(f, body):
            ends.append(Edge(f.b.region, f.env, span))
    f.tries -= 1
    handled: list[Edge] = []
    with f.branch(caught):
        f.b.span = span
        for name in bound:
            f.env.pop(name, None)
        f.env.update(shadows.read(f))
        if passed is not None:
            pass_over(f, exception, passed, span)
        if _clauses(f, exception, clauses, assigned & live, span):
            handled.append(Edge(f.b.region, f.env, span))
    if orelse is None or not (ends and handled):
        # The `else` reads what the body bound, be it alive behind the `try` or not.
        names = bound if orelse is not None and ends else assigned & live
        reached = emit_try(f, tried, caught, ends + handled, names, span)
        return reached and (orelse is None or not ends or orelse(f))
    # What a handler leaves goes round the `else`: out of a block.
    region = Region()
    out = list(handled)
    with f.branch(region):
        emit_try(f, tried, caught, ends, bound, span)
        if ends_of(f, orelse):
            out.append(Edge(f.b.region, f.env, span))
    return emit_block(f, region, out, assigned & live, span)


def pass_over(f: Lowering, exception: Value, cell: Value, span: Span) -> None:
    """Raise it again where the cell holds true."""
    on, here = Region(), Region()
    test = f.b.op("cell.get", cell, types=[ty.BOOL], span=span).result
    with f.branch(on):
        f.b.op("exc.raise", exception, span=span)
    with f.branch(here):
        f.b.op("yield", span=span)
    f.b.op("if", test, types=(), regions=[on, here], span=span)


def _clauses(
    f: Lowering, exception: Value, clauses: Sequence[Clause], names: Names, span: Span
) -> bool:
    """The first clause that is for the exception, or raise it again."""
    if not clauses:
        f.b.op("exc.raise", exception, span=span)
        return False
    first, rest = clauses[0], clauses[1:]
    if first.classes is None or BaseException in first.classes:
        return ends_of(f, lambda f: _clause_body(f, exception, first))
    f.b.span = first.span
    test: Value | None = None
    for cls in first.classes:
        found = f.b.emit("exc.is", exception, exc=name_of(cls))
        test = found if test is None else f.b.emit("or", test, found)
    if test is None:  # `except ():`
        return _clauses(f, exception, rest, names, span)
    regions, edges = [Region(), Region()], []
    for region, arm in zip(
        regions,
        (
            lambda f: _clause_body(f, exception, first),
            lambda f: _clauses(f, exception, rest, names, span),
        ),
    ):
        with f.branch(region):
            if ends_of(f, arm):
                edges.append(Edge(f.b.region, f.env, first.span))
    if not edges:
        f.b.op("if", test, types=(), regions=regions, span=first.span)
        f.b.op("unreachable")
        return False
    join_branches(f, test, regions, edges, names, first.span)
    return True


def _clause_body(f: Lowering, exception: Value, clause: Clause) -> bool:
    """What the clause does, with its name bound, which is gone behind it."""
    classes = (BaseException,) if clause.classes is None else clause.classes
    caught = Caught(exception, classes, f.tries)
    if clause.name is not None:
        f.bind(clause.name, Static(caught))
    f.handling.append(caught)
    try:
        reached = clause.body(f)
    finally:
        f.handling.pop()
    if reached and clause.name is not None:
        f.bind(clause.name, None)
    return reached


def emit_try(
    f: Lowering, tried: Region, caught: Region, edges: list[Edge], names: Names, span: Span
) -> bool:
    """Emit the `try` whose regions are lowered; `edges` are those that go on behind it."""
    carried, alike = settle(f, names, edges) if edges else ([], {})
    for name in names:
        f.env.pop(name, None)
    f.env.update(alike)
    for edge in edges:
        values = values_at(f, edge, carried)
        with f.branch(edge.region):
            f.b.op("yield", *values, span=edge.span)
    types = [t for _, t in carried]
    op = f.b.op("try", types=types, regions=[tried, caught], span=span)
    set_merged(f, carried, op.results)
    if not edges:
        f.b.op("unreachable")
    return bool(edges)
