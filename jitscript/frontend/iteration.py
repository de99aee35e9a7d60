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
from .by_position import Series
from .inlined import GIVEN, loop_over, suspends
from .lazy import plain_loop
from .loops import Body, emit_loop, lower_counted, outside, settle_types
from .lowering import Dead, Edge, Failed, Loop, Lowering, Poisoned
from .merge import emit_block, ends_of
from .scope import Names
from .services import statement
from .static_series import loop_series
from .zipped import asking


@statement(ast.For)
def lower_for(f: Lowering, s: ast.For) -> bool:
    s = plain_loop(f, s)
    after = f.scope.live_after[s]
    sets = (f.scope.assigned(s), f.scope.live_head[s], after)
    try:
        series = loop_series(f, s.iter)
    except (Failed, Poisoned) as e:
        f.report(e)
        _look_for_errors(f, s)
        return True
    returned = series.returned
    if returned is None or (s, GIVEN) not in f.rewritten:
        return for_each(f, s, series, s.target, lambda f: f.block(s.body), s.orelse, sets)
    read = returned()
    reached = for_each(f, s, series, s.target, lambda f: f.block(s.body), s.orelse, sets)
    if reached:
        f.env[GIVEN] = read()
    return reached


def _look_for_errors(f: Lowering, s: ast.For) -> None:
    f.give_up(f.scope.assigned(s))
    f.loops.append(Loop())
    with f.branch(Region()):
        f.block(s.body)
    f.loops.pop()
    with f.branch(Region()):
        f.block(s.orelse)


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
    if series.pushed is not None:
        return loop_over(f, series.pushed, key, target, body, orelse, sets, span)
    if series.mixed:
        return _unrolled(f, series, target, body, orelse, sets, span, source)
    if suspends(f, key):
        series = asking(f, series, source)  # what goes on in the middle counts for itself
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
    assigned, head, after = sets

    def emit(region: Region, loop: Loop) -> None:
        i = region.args[0]
        inner, leave = Region(), Region()
        assert series.more is not None
        test = series.more(i, None)
        with f.branch(inner):
            try:
                assign(f, target, series.get(i), getattr(key, "iter", key))
                if body(f):
                    loop.continues.append(Edge(f.b.region, f.env, span))
            except Dead:
                f.end_region()
        with f.branch(leave):
            if outside(f, orelse):
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

            if not leavable(f, once, step.continues, assigned & (head | after), span):
                return False
        return f.block(orelse)

    return leavable(f, all_of_it, outer.breaks, assigned & after, span)


def leavable(
    f: Lowering, run: Callable[[], bool], exits: list[Edge], names: Names, span: Span
) -> bool:
    """Lower `run` in a `loop` that is left once: by its end, or by one of the edges that `run`
    adds to `exits`."""
    region = Region()
    with f.branch(region):
        if ends_of(f, lambda _: run()):
            exits.append(Edge(f.b.region, f.env, span))
    return emit_block(f, region, exits, names, span)


def until_left(f: Lowering, run: Callable[[], bool], names: Names, word: str, span: Span) -> bool:
    """Lower loops that end with the first `f.leave` in them, whose value `word` then is. Generators
    that they go through end as they do where a function returns."""
    before, f.returns = f.returns, []
    region, exits = Region(), list[Edge]()
    try:
        with f.branch(region):
            if ends_of(f, lambda _: run()):
                exits.append(Edge(f.b.region, f.env, span))
        exits += [Edge(r.region, {**r.env, word: r.value}, r.span) for r in f.returns]
    finally:
        f.returns = before
    return emit_block(f, region, exits, names, span)
