"""`while` and the counted loop: carried variables and their types.

The body is lowered with the types that the variables have on entry. Where the ends of the body
give them wider types (`s = 0.0`, then `s += a[i]`), it is lowered again with the joined types,
until nothing widens. The types found are remembered for each loop, so a nest settles quickly.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Op, Region, Value
from .conditions import apply, condition
from .emitter import Static
from .holes import meet
from .lowering import Dead, Edge, Failed, Loop, Lowering, Poison, Poisoned, discard
from .merge import (
    Carried,
    conflict,
    held_type,
    join_branches,
    materialise,
    set_merged,
    settle,
    values_at,
)
from .narrowing import forget_changed
from .parts import forget_narrowed
from .scope import Names
from .services import statement
from .widened import agree

Body = Callable[[Lowering], bool]  # lowers the body; whether its end is reached


class Lowered:
    """A loop's region once its types have settled."""

    __slots__ = ("carried", "loop", "region", "values")

    def __init__(self, region: Region, loop: Loop, carried: Carried, values: list[Value]):
        self.region, self.loop, self.carried, self.values = region, loop, carried, values


@statement(ast.While)
def lower_while(f: Lowering, s: ast.While) -> bool:
    span = f.span(s)
    assigned = f.scope.assigned(s)
    names = assigned & f.scope.live_head[s]

    def emit(region: Region, loop: Loop) -> None:
        test = _test(f, s)
        if test is None:  # an error, already reported
            if f.block(s.body):
                loop.continues.append(Edge(f.b.region, f.env, span))
            with f.branch(Region()):
                if outside(f, s.orelse):
                    loop.breaks.append(Edge(f.b.region, f.env, span))
            return
        if test.value is True:
            apply(f, test.yes)
            if f.block(s.body):
                loop.continues.append(Edge(f.b.region, f.env, span))
            return
        inner, leave = Region(), Region()
        if test.value is not False:
            with f.branch(inner):
                apply(f, test.yes)
                if f.block(s.body):
                    loop.continues.append(Edge(f.b.region, f.env, span))
        with f.branch(leave if test.value is not False else f.b.region):
            apply(f, test.no)
            if outside(f, s.orelse):
                loop.breaks.append(Edge(f.b.region, f.env, span))
        if test.value is not False:
            f.b.op("if", test.value, types=(), regions=[inner, leave], span=span)
            f.b.op("unreachable")

    lowered = settle_types(f, s, names, assigned, [], emit, lambda loop: loop.continues)
    return emit_loop(f, s, lowered, assigned & f.scope.live_after[s], span)


def _test(f: Lowering, s: ast.While):  # type: ignore[no-untyped-def]
    try:
        return condition(f, s.test)
    except (Failed, Poisoned) as error:
        f.report(error)
        forget_narrowed(f, s.test)
    return None


def outside(f: Lowering, orelse: Sequence[ast.stmt]) -> bool:
    """Lower a loop's `else`, in which `break` means the loop around."""
    loop = f.loops.pop()
    try:
        return f.block(orelse)
    finally:
        f.loops.append(loop)


def settle_types(
    f: Lowering,
    key: ast.AST,
    names: Names,
    assigned: Names,
    prefix: Sequence[ty.Type],
    emit: Callable[[Region, Loop], None],
    backs: Callable[[Loop], list[Edge]],
) -> Lowered:
    """Lower a loop's region until the types of its carried variables no longer widen.

    `prefix` are the region's own arguments, before the carried ones. `backs` gives the edges that
    carry values to the top again.
    """
    memo = f.loop_types.setdefault(key, {})
    forget_changed(f, key)
    bad: dict[str, Poison] = {}
    while True:
        carried, values = _entry(f, names, memo, bad)
        region = Region(
            [*prefix, *(t for _, t in carried)], [*([""] * len(prefix)), *(n for n, _ in carried)]
        )
        env = {n: h for n, h in f.env.items() if n not in assigned or isinstance(h, Poison)}
        env.update(bad)
        loop = Loop()
        mark = len(f.errors)
        with f.branch(region, env):
            set_merged(f, carried, region.args[len(prefix) :])
            f.loops.append(loop)
            try:
                emit(region, loop)
            except Dead:
                f.end_region()
            finally:
                f.loops.pop()
        if _poisoned(carried, backs(loop) + loop.breaks):
            discard(region)
            raise Poisoned
        if not _widen(f, carried, backs(loop), memo, bad):
            return Lowered(region, loop, carried, values)
        del f.errors[mark:]
        discard(region)


def _poisoned(carried: Carried, edges: list[Edge]) -> bool:
    """Whether an error in the body, already reported, left a carried variable without a type."""
    held = [edge.env.get(name) for edge in edges for name, _ in carried]
    return any(isinstance(h, Poison) and h.reason is None for h in held)


def _entry(
    f: Lowering, names: Names, memo: dict[str, ty.Type], bad: dict[str, Poison]
) -> tuple[Carried, list[Value]]:
    """The carried variables: their types at the top of the loop, and their first values."""
    carried: Carried = []
    values = []
    for name in sorted(names - bad.keys()):
        held = f.env.get(name)
        if isinstance(held, Poison):
            continue
        if isinstance(held, Static):
            held = f.env[name] = f.materialise(held, f.b.span)
        t = meet(held_type(held), memo.get(name, held_type(held)))
        if t is None:
            bad[name] = conflict(name, held_type(held), memo[name], f.b.span)
            continue
        carried.append((name, t))
        values.append(f.widen(held if held is not None else f.unbound(), t))
    return carried, values


def _widen(
    f: Lowering,
    carried: Carried,
    edges: list[Edge],
    memo: dict[str, ty.Type],
    bad: dict[str, Poison],
) -> bool:
    """Whether an edge brings a type that its variable does not have; remembers the wider one."""
    changed = False
    for name, start in carried:
        t = start
        for edge in edges:
            held = edge.env.get(name)
            if isinstance(held, Static):
                held = materialise(f, name, edge)
            if isinstance(held, Poison):
                bad[name] = held
                changed = True
                break
            wider = meet(t, held_type(held))
            if wider is None:
                agree(f, f.env.get(name), held)
                bad[name] = conflict(name, t, held_type(held), edge.span)
                changed = True
                break
            t = wider
        if t is not start:
            memo[name] = t
            changed = True
    return changed


def emit_loop(
    f: Lowering,
    s: ast.AST,
    lowered: Lowered,
    names: Names,
    span: Span,
    extra: tuple[Value, Callable[[Lowering], Value]] | None = None,
) -> bool:
    """Emit the `loop` op of a settled region. `extra` is one more carried value, first of all:
    its start, and what computes the next one. Whether the end of the loop is reached."""
    loop = lowered.loop
    edges = loop.breaks
    exits, alike = settle(f, names, edges) if edges else ([], {})
    leaving = [values_at(f, edge, exits) for edge in edges]
    inits = ([extra[0]] if extra else []) + lowered.values
    op = f.b.op("loop", *inits, types=[t for _, t in exits], regions=[lowered.region], span=span)
    for edge, values in zip(edges, leaving):
        _jump(f, edge, "break", values, op)
    for edge in loop.continues:
        values = values_at(f, edge, lowered.carried)
        if extra:
            with f.branch(edge.region):
                values.insert(0, extra[1](f))
        _jump(f, edge, "continue", values, op)
    for name in names:
        f.env.pop(name, None)
    f.env.update(alike)
    set_merged(f, exits, op.results)
    if not edges:
        f.b.op("unreachable")
        return False
    return True


def _jump(f: Lowering, edge: Edge, opcode: str, values: Sequence[Value], target: Op) -> None:
    with f.branch(edge.region):
        f.b.op(opcode, *values, target=target, span=edge.span)


def lower_counted(
    f: Lowering,
    key: ast.AST,
    bounds: tuple[Value, Value, Value],
    bind: Callable[[Value], None],
    body: Body,
    orelse: Sequence[ast.stmt],
    sets: tuple[Names, Names, Names],
    span: Span,
) -> bool:
    """The `for` op over range(*bounds). `bind` assigns the target from the induction variable;
    `sets` are the names assigned in the loop, alive at its head, and alive after it."""
    assigned, head, after = sets

    def emit(region: Region, loop: Loop) -> None:
        bind(region.args[0])
        if body(f):
            loop.continues.append(Edge(f.b.region, f.env, span))

    lowered = settle_types(
        f,
        key,
        assigned & (head | after),
        assigned,
        [ty.INT],
        emit,
        lambda loop: loop.continues + loop.breaks,
    )
    loop, carried = lowered.loop, lowered.carried
    flagged = bool(orelse and loop.breaks)
    inits = list(lowered.values)
    types = [t for _, t in carried]
    if flagged:  # whether `break` was taken, for `else`
        inits.append(f.b.const(False, ty.BOOL))
        types.append(ty.BOOL)
        lowered.region.add_arg(ty.BOOL, "left")
    op = f.b.op("for", *bounds, *inits, types=types, regions=[lowered.region], span=span)
    for opcode, edges in (("continue", loop.continues), ("break", loop.breaks)):
        for edge in edges:
            values = values_at(f, edge, carried)
            if flagged:
                with f.branch(edge.region):
                    values.append(f.b.const(opcode == "break", ty.BOOL))
            _jump(f, edge, opcode, values, op)
    for name in assigned - {n for n, _ in carried}:
        if not isinstance(f.env.get(name), Poison):
            f.env.pop(name, None)
    set_merged(f, carried, op.results)
    if not orelse:
        return True
    if not flagged:
        return f.block(orelse)
    return _else(f, op.results[-1], orelse, after, span)


def _else(f: Lowering, left: Value, orelse: Sequence[ast.stmt], after: Names, span: Span) -> bool:
    """The `else` of a counted loop that `break` may have left."""
    regions = [Region(), Region()]
    edges = [Edge(regions[0], dict(f.env), span)]
    with f.branch(regions[1]):
        if f.block(orelse):
            edges.append(Edge(f.b.region, f.env, span))
    names = frozenset().union(*map(f.scope.assigned, orelse)) & after
    join_branches(f, left, regions, edges, names, span)
    return True
