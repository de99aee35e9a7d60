"""Where flows of control meet: which locals need a merged value, and of which type."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..diagnostics import Diagnostic, Span
from ..ir import types as ty
from ..ir.core import Region, Value
from . import narrowing
from .emitter import Static
from .holes import meet
from .lowering import Dead, Edge, Failed, Held, Lowering, Poison, Poisoned
from .patterns import describe
from .scope import Names
from .services import service
from .widened import agree

Carried = list[tuple[str, ty.Type]]


def held_type(held: Value | None) -> ty.Type:
    return ty.UNBOUND if held is None else held.type


def conflict(name: str, a: ty.Type, b: ty.Type, span: Span) -> Poison:
    """What a variable holds where flows give it types that no union can hold."""

    def reason(here: Span) -> Diagnostic:
        return Diagnostic(
            f"`{name}` is {describe(a)} on one path and {describe(b)} on another",
            here,
            hint="use a variable of its own for each type, or convert to one type",
        )

    return Poison(reason)


def materialise(f: Lowering, name: str, edge: Edge) -> Value | Poison | None:
    """What the edge holds for a name, as a value."""
    held = edge.env.get(name)
    if not isinstance(held, Static):
        return held
    with f.branch(edge.region, edge.env):
        try:
            value = f.materialise(held, edge.span)
        except Failed as failed:
            diagnostic = failed.diagnostic
            return Poison(lambda here: diagnostic)
    edge.env[name] = value
    return value


def settle(f: Lowering, names: Names, edges: Sequence[Edge]) -> tuple[Carried, dict[str, Held]]:
    """For each name: a merged value of a type (carried), or what all edges hold alike."""
    carried: Carried = []
    alike: dict[str, Held] = {}
    for name in sorted(names):
        first = edges[0].env.get(name)
        if all(_same(e.env.get(name), first) for e in edges):
            if isinstance(first, Static) and not f.visible(first):
                alike[name] = _made_inside(name, first)
                continue
            if isinstance(first, (Static, Poison)):
                alike[name] = first
                continue
            if first is None:
                continue
            if first is f.env.get(name):
                alike[name] = first
                continue
        merged = _merge(f, name, edges)
        if isinstance(merged, Poison):
            alike[name] = merged
        else:
            carried.append((name, merged))
    return carried, alike


def _several(name: str) -> Poison:
    """What a variable holds after flows that leave different functions in it."""

    def reason(here: Span) -> Diagnostic:
        return Diagnostic(
            f"`{name}` is one function on one path and another, or a value, on another",
            here,
            hint="call each where it is chosen; which function is called must be known",
        )

    return Poison(reason)


def _made_inside(name: str, held: Static) -> Poison:
    """What a variable holds after a branch or loop that made a function with values of its own."""
    what = getattr(held.obj, "__name__", name)

    def reason(here: Span) -> Diagnostic:
        return Diagnostic(
            f"the function `{what}` was made inside a branch or a loop, with values from there",
            here,
            hint="make it where it is called, or before the branch",
        )

    return Poison(reason)


def _same(a: Held | None, b: Held | None) -> bool:
    return a is b or (isinstance(a, Static) and isinstance(b, Static) and a.obj is b.obj)


def _merge(f: Lowering, name: str, edges: Sequence[Edge]) -> ty.Type | Poison:
    found: ty.Type | None = None
    for edge in edges:
        held = materialise(f, name, edge)
        if isinstance(held, Poison):
            return held
        t = held_type(held)
        wider = t if found is None else meet(found, t)
        if wider is None:
            assert found is not None
            agree(f, *(e.env.get(name) for e in edges))
            return conflict(name, found, t, edge.span)
        found = wider
    assert found is not None
    return found


def values_at(f: Lowering, edge: Edge, carried: Carried) -> list[Value]:
    """The carried values at the end of an edge's region, each widened to its merged type."""
    found = []
    with f.branch(edge.region, edge.env):
        f.b.span = edge.span
        for name, t in carried:
            held = edge.env.get(name)
            if not isinstance(held, Value):
                held = f.unbound()
            found.append(f.widen(held, t) if held.type is not t else held)
    return found


def set_merged(f: Lowering, carried: Carried, results: Sequence[Value]) -> None:
    """Bind merged names to their new values."""
    for (name, t), value in zip(carried, results):
        if t is ty.UNBOUND:
            f.env.pop(name, None)
            continue
        value.name = value.name or name
        f.env[name] = value


def join_branches(
    f: Lowering, cond: Value, regions: list[Region], edges: list[Edge], names: Names, span: Span
) -> None:
    """Emit the `if` whose `regions` are lowered; `edges` are those whose end is reached."""
    carried, alike = settle(f, names, edges)
    narrowing.joined(f, [edge.env for edge in edges])
    for name in names:
        f.env.pop(name, None)
    f.env.update(alike)
    for edge in edges:
        values = values_at(f, edge, carried)
        with f.branch(edge.region):
            f.b.op("yield", *values, span=edge.span)
    types = [t for _, t in carried]
    op = f.b.op("if", cond, types=types, regions=regions, span=span)
    set_merged(f, carried, op.results)


def ends_of(f: Lowering, body: Callable[[Lowering], bool]) -> bool:
    """Lower a part; whether its end is reached."""
    try:
        return body(f)
    except Dead:
        f.end_region()
        return False


def emit_block(f: Lowering, region: Region, edges: list[Edge], names: Names, span: Span) -> bool:
    """Emit a `loop` that is left once, by one of the edges."""
    carried, alike = settle(f, names, edges) if edges else ([], {})
    values = [values_at(f, edge, carried) for edge in edges]
    op = f.b.op("loop", types=[t for _, t in carried], regions=[region], span=span)
    for edge, leaving in zip(edges, values):
        with f.branch(edge.region):
            f.b.op("break", *leaving, target=op, span=edge.span)
    for name in names:
        f.env.pop(name, None)
    f.env.update(alike)
    set_merged(f, carried, op.results)
    if not edges:
        f.b.op("unreachable")
    return bool(edges)


@service
def branches(
    f: Lowering,
    cond: Value,
    names: Names,
    then: Callable[[], Value],
    else_: Callable[[], Value],
    span: Span,
    apart: bool = False,
) -> Value:
    """An `if` with a result, inside an expression. `names` may be bound by walruses in it. With
    `apart` an error in one branch does not keep the other from being looked at."""
    regions, edges = [Region(), Region()], []
    results: list[Value] = []
    failed = False
    for region, emit in zip(regions, (then, else_)):
        with f.branch(region):
            try:
                results.append(emit())
                edges.append(Edge(f.b.region, f.env, span))
            except Dead:
                f.end_region()
            except (Failed, Poisoned) as error:
                if not apart:
                    raise
                f.report(error)
                failed = True
    if failed:
        raise Poisoned
    if not results:
        f.b.op("if", cond, types=(), regions=regions, span=span)
        raise Dead
    t = results[0].type
    if len({r.type for r in results}) > 1:
        agree(f, *results)
    for other in results[1:]:
        t = f.joined(t, other.type, span)
    carried, alike = settle(f, names, edges)
    f.env.update(alike)
    for edge, value in zip(edges, results):
        values = values_at(f, edge, carried)
        with f.branch(edge.region):
            f.b.op("yield", f.widen(value, t), *values, span=span)
    types = [t, *(c for _, c in carried)]
    op = f.b.op("if", cond, types=types, regions=regions, span=span)
    set_merged(f, carried, op.results[1:])
    return op.results[0]
