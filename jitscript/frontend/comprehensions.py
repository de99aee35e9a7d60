"""Comprehensions: a new container, and nested loops that add to it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Region, Value
from ..library import registry
from .by_position import Series
from .conditions import apply, condition
from .displays import KINDS, LIST, add, new, wanted_by
from .holes import Learned, has_hole, is_hole, learn
from .iteration import for_each
from .lazy import flattened
from .loops import Body
from .lowering import Dead, Edge, Failed, Lowering, Poisoned
from .merge import join_branches
from .operators.convert import convertible
from .parts import look_for_errors
from .places import cut, place
from .scope import NONE, Names
from .services import typed_expression
from .stand_ins import hole
from .static_series import loop_series
from .widened import noted

Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@typed_expression(ast.ListComp, ast.SetComp, ast.DictComp)
def comprehension(f: Lowering, node: Any, expected: ty.Type | None) -> Value:
    """A new container, and nested loops that add to it."""
    return filled(f, node, expected)


def filled(
    f: Lowering,
    node: Any,
    expected: ty.Type | None,
    after: Callable[[Lowering], None] | None = None,
    around: Callable[[Callable[[], None]], None] = lambda run: run(),
    locals_: Names = NONE,
) -> Value:
    """The container. `after`, which binds `locals_`, is done when an element has been added;
    `around` runs the loops."""
    kind = KINDS[type(node)]
    wanted = wanted_by(f, kind, node, expected)
    parts = _elements(node)
    span = f.span(node)
    types = wanted or tuple(hole(f, span, k) for k in range(len(parts)))
    made = new(f, kind, types, span)

    def body(f: Lowering) -> bool:
        values = tuple(f.value(x, wanted[k] if wanted else None) for k, x in enumerate(parts))
        for k, (value, t) in enumerate(zip(values, types)):
            if isinstance(t, ty.Object) and is_hole(t):
                learn(t, value.type)
            place = f.place(span, k)
            if wanted is not None or place in f.fixed:
                continue
            if place in f.widened and convertible(value.type, t):
                continue  # becomes what the container is wanted to hold
            what = f"the elements of the {kind.python.__name__}"
            wider = f.joined(t, value.type, f.span(parts[k]), what)
            if wider is not t:
                raise Learned(place, wider)
        add(f, kind, made, values, types, f.span(parts[0]))
        if wanted is None:
            noted(f, made, values)
        if after is not None:
            after(f)
        return True

    start, series = place(f), f.series.pop(node, None)
    around(lambda: loops(f, node, node.generators, body, series, locals_))
    if kind is LIST and series is not None and _as_given(node) and not has_hole(made.type):
        later = cut(f, start)  # the type of the elements is known only now
        _make_room(f, made, series, span)
        f.b.region.ops += later
    return made


def _as_given(node: ast.ListComp) -> bool:
    """Whether it stands for `list(…)`, of as many elements as there are."""
    (first, *rest) = node.generators
    plain = isinstance(node.elt, ast.Name) and node.elt.id == "(item)"
    return plain and not rest and not first.ifs


def _make_room(f: Lowering, made: Value, series: Series, span: Span) -> None:
    """For all elements, where it is known how many there are: as in CPython, too many are a
    MemoryError at once."""
    n = series.size() if series.size is not None else series.length
    if n is not None:
        f.call_function(registry.module("extending").make_room, [made, n], span)


def loops(
    f: Lowering,
    key: Comprehension,
    generators: Sequence[ast.comprehension],
    body: Body,
    series: Series | None = None,
    locals_: Names = NONE,
) -> None:
    """Nested loops, with the conditions of each; their targets are hidden from what is around.
    `series`: what the first runs over, if that is evaluated; `locals_`: more names that `body`
    binds."""
    if not generators:
        body(f)
        return
    if series is None:
        generators = flattened(f, [*generators], list(_elements(key)))
    first = generators[0]
    if first.is_async:
        f.fail("`async for` is not supported", f.span(key))
    try:
        series = series or loop_series(f, first.iter)
    except (Failed, Poisoned):
        _look_into(f, key, first.iter, generators)
        raise
    targets = {n.id for n in ast.walk(first.target) if isinstance(n, ast.Name)}
    saved = {n: f.env.get(n) for n in targets}
    hidden, own, separate = f.hidden, f.targets, f.separate
    f.separate = separate or isinstance(key, ast.GeneratorExp) or sys.version_info < (3, 12)
    f.hidden = {**saved, **hidden}
    f.targets = {**own, **dict.fromkeys(targets, first)}
    shadows = {n: f.shadows.pop(n) for n in targets & f.shadows.keys()}

    def inner(f: Lowering) -> bool:
        rest = generators[1:]
        return _filtered(
            f, key, first.ifs, lambda: loops(f, key, rest, body, None, locals_), walruses
        )

    walruses = f.scope.assigned(key) | locals_
    sets = (walruses | targets, walruses, walruses)
    try:
        ends = for_each(f, first, series, first.target, inner, (), sets)
    finally:
        f.shadows.update(shadows)
        f.hidden, f.targets, f.separate = hidden, own, separate
    for name, held in saved.items():
        f.env.pop(name, None)
        if held is not None:
            f.env[name] = held
    if not ends:  # a generator that goes on until something is raised
        raise Dead


def _look_into(
    f: Lowering, key: Comprehension, failed: ast.expr, generators: Sequence[ast.comprehension]
) -> None:
    """After an error in the first of these generators: report those of the rest."""
    nodes = [x for g in generators for x in (g.iter, *g.ifs) if x is not failed]
    with f.branch(Region()):
        for g in generators:
            f.give_up(frozenset(n.id for n in ast.walk(g.target) if isinstance(n, ast.Name)))
        look_for_errors(f, failed, [*nodes, *_elements(key)])


def _elements(key: Comprehension) -> tuple[ast.expr, ...]:
    """What a comprehension puts into the container, or the key and the value of it."""
    return (key.key, key.value) if isinstance(key, ast.DictComp) else (key.elt,)


def _filtered(
    f: Lowering,
    key: Comprehension,
    tests: Sequence[ast.expr],
    run: Callable[[], None],
    names: Names,
) -> bool:
    if not tests:
        run()
        return True
    try:
        test = condition(f, tests[0])
    except (Failed, Poisoned):
        look_for_errors(f, tests[0], [*tests[1:], *_elements(key)])
        raise
    if isinstance(test.value, bool):
        if test.value:
            apply(f, test.yes)
            return _filtered(f, key, tests[1:], run, names)
        return True
    then, else_ = Region(), Region()
    edges = []
    with f.branch(then):
        apply(f, test.yes)
        _filtered(f, key, tests[1:], run, names)
        edges.append(Edge(f.b.region, f.env, f.span(key)))
    edges.append(Edge(else_, dict(f.env), f.span(key)))
    join_branches(f, test.value, [then, else_], edges, names, f.span(key))
    return True
