"""`for` and comprehensions: loops over a series (see `series.py`).

A series whose length is known when the loop starts becomes the `for` op. Others are asked before
every step whether there is one more element. Tuples whose elements differ in type are unrolled.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Region, Value
from .assign import assign
from .conditions import apply, condition
from .loops import Body, emit_loop, lower_counted, settle_types
from .lowering import Dead, Edge, Failed, Loop, Lowering, Poisoned
from .merge import set_merged, settle, values_at
from .parts import look_for_errors
from .scope import Names
from .series import Series, series_of

Comprehension = ast.ListComp | ast.SetComp | ast.DictComp


def lower_for(f: Lowering, s: ast.For) -> bool:
    from .statements import block

    after = f.scope.live_after[s]
    sets = (f.scope.assigned(s), f.scope.live_head[s], after)
    try:
        series = series_of(f, s.iter)
    except (Failed, Poisoned) as e:
        f.report(e)
        _look_for_errors(f, s)
        return True
    return for_each(f, s, series, s.target, lambda f: block(f, s.body), s.orelse, sets)


def _look_for_errors(f: Lowering, s: ast.For) -> None:
    from .statements import block

    f.give_up(f.scope.assigned(s))
    f.loops.append(Loop())
    with f.branch(Region()):
        block(f, s.body)
    f.loops.pop()
    with f.branch(Region()):
        block(f, s.orelse)


def for_each(
    f: Lowering,
    key: Any,
    series: Series,
    target: ast.expr,
    body: Body,
    orelse: Sequence[ast.stmt],
    sets: tuple[Names, Names, Names],
) -> bool:
    """Lower a loop over a series. `sets`: names assigned in it, alive at its head, and after."""
    span = f.span(key if isinstance(key, ast.stmt) else key.target)
    source = getattr(key, "iter", key)
    if series.mixed:
        return _unrolled(f, series, target, body, orelse, sets, span, source)
    if series.length is None and series.bounds is None:
        return _growing(f, key, series, target, body, orelse, sets, span)

    def bind(i: Value) -> None:
        f.b.span = f.span(target)
        assign(f, target, i if series.bounds else series.get(i), source)

    bounds = series.bounds
    if bounds is None:
        assert series.length is not None
        zero, one = f.b.const(0, ty.INT), f.b.const(1, ty.INT)
        bounds = (zero, series.length, one)
    return lower_counted(f, key, bounds, bind, body, orelse, sets, span)


def _growing(
    f: Lowering,
    key: Any,
    series: Series,
    target: ast.expr,
    body: Body,
    orelse: Sequence[ast.stmt],
    sets: tuple[Names, Names, Names],
    span: Span,
) -> bool:
    """A loop that asks before every step whether there is one more element."""
    from .loops import _outside

    assigned, head, after = sets

    def emit(region: Region, loop: Loop) -> None:
        i = region.args[0]
        inner, leave = Region(), Region()
        assert series.more is not None
        test = series.more(i)
        with f.branch(inner):
            try:
                assign(f, target, series.get(i), getattr(key, "iter", key))
                if body(f):
                    loop.continues.append(Edge(f.b.region, f.env, span))
            except Dead:
                f.end_region()
        with f.branch(leave):
            if _outside(f, orelse):
                loop.breaks.append(Edge(f.b.region, f.env, span))
        f.b.op("if", test, types=(), regions=[inner, leave], span=span)
        f.b.op("unreachable")

    start = f.b.const(0, ty.INT)
    lowered = settle_types(
        f, key, assigned & head, assigned, [ty.INT], emit, lambda loop: loop.continues
    )

    def step(f: Lowering) -> Value:
        return f.b.emit("add", lowered.region.args[0], f.b.const(1, ty.INT))

    return emit_loop(f, key, lowered, assigned & after, span, (start, step))


# --- unrolling ----------------------------------------------------------------------------------


def _unrolled(
    f: Lowering,
    series: Series,
    target: ast.expr,
    body: Body,
    orelse: Sequence[ast.stmt],
    sets: tuple[Names, Names, Names],
    span: Span,
    source: ast.expr,
) -> bool:
    """The body once for each element; `break` and `continue` leave blocks around it."""
    from .statements import block

    assigned, head, after = sets
    outer = Loop()

    def all_of_it() -> bool:
        assert series.items is not None
        for i in range(len(series.items)):
            step = Loop()

            def once(i: int = i, step: Loop = step) -> bool:
                f.loops.append(step)
                try:
                    assign(f, target, series.get(i), source)
                    return body(f)
                finally:
                    f.loops.pop()
                    outer.breaks += step.breaks

            if not _leavable(f, once, step.continues, assigned & (head | after), span):
                return False
        return block(f, orelse)

    return _leavable(f, all_of_it, outer.breaks, assigned & after, span)


def _leavable(
    f: Lowering, run: Callable[[], bool], exits: list[Edge], names: Names, span: Span
) -> bool:
    """Lower `run` in a `loop` that is left once: by its end, or by one of the edges that `run`
    adds to `exits`."""
    region = Region()
    with f.branch(region):
        try:
            if run():
                exits.append(Edge(f.b.region, f.env, span))
        except Dead:
            f.end_region()
    carried, alike = settle(f, names, exits) if exits else ([], {})
    values = [values_at(f, edge, carried) for edge in exits]
    op = f.b.op("loop", types=[t for _, t in carried], regions=[region], span=span)
    for edge, leaving in zip(exits, values):
        with f.branch(edge.region):
            f.b.op("break", *leaving, target=op, span=edge.span)
    for name in names:
        f.env.pop(name, None)
    f.env.update(alike)
    set_merged(f, carried, op.results)
    if not exits:
        f.b.op("unreachable")
    return bool(exits)


# --- comprehensions -----------------------------------------------------------------------------


def comprehension_loops(
    f: Lowering, key: Comprehension, generators: Sequence[ast.comprehension], body: Body
) -> None:
    """Nested loops, with the conditions of each; their targets are hidden from what is around."""
    if not generators:
        body(f)
        return
    first = generators[0]
    if first.is_async:
        f.fail("`async for` is not supported", f.span(key))
    try:
        series = series_of(f, first.iter)
    except (Failed, Poisoned):
        _look_into(f, key, first.iter, generators)
        raise
    targets = {n.id for n in ast.walk(first.target) if isinstance(n, ast.Name)}
    saved = {n: f.env.get(n) for n in targets}

    def inner(f: Lowering) -> bool:
        return _filtered(
            f, key, first.ifs, lambda: comprehension_loops(f, key, generators[1:], body)
        )

    walruses = f.scope.assigned(key)
    sets = (walruses | targets, walruses, walruses)
    for_each(f, first, series, first.target, inner, (), sets)
    for name, held in saved.items():
        f.env.pop(name, None)
        if held is not None:
            f.env[name] = held


def _look_into(
    f: Lowering, key: Comprehension, failed: ast.expr, generators: Sequence[ast.comprehension]
) -> None:
    """After an error in the first of these generators: report those of the rest."""
    nodes = [x for g in generators for x in (g.iter, *g.ifs) if x is not failed]
    with f.branch(Region()):
        for g in generators:
            f.give_up(frozenset(n.id for n in ast.walk(g.target) if isinstance(n, ast.Name)))
        look_for_errors(f, failed, [*nodes, *elements(key)])


def elements(key: Comprehension) -> tuple[ast.expr, ...]:
    """What a comprehension puts into the container, or the key and the value of it."""
    return (key.key, key.value) if isinstance(key, ast.DictComp) else (key.elt,)


def _filtered(
    f: Lowering, key: Comprehension, tests: Sequence[ast.expr], run: Callable[[], None]
) -> bool:
    if not tests:
        run()
        return True
    try:
        test = condition(f, tests[0])
    except (Failed, Poisoned):
        look_for_errors(f, tests[0], [*tests[1:], *elements(key)])
        raise
    if isinstance(test.value, bool):
        if test.value:
            apply(f, test.yes)
            return _filtered(f, key, tests[1:], run)
        return True
    then, else_ = Region(), Region()
    names = f.scope.assigned(key)
    edges = []
    with f.branch(then):
        apply(f, test.yes)
        _filtered(f, key, tests[1:], run)
        edges.append(Edge(f.b.region, f.env, f.span(key)))
    edges.append(Edge(else_, dict(f.env), f.span(key)))
    from .merge import join_branches

    join_branches(f, test.value, [then, else_], edges, names, f.span(key))
    return True
