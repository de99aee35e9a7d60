"""Generator expressions that are consumed where they are made: loops.

    total = sum(x * x for x in a if x > 0.0)

becomes the loops of the comprehension, whose innermost body adds to a local of its own. `map`,
`filter`, `zip`, `enumerate` and `reversed` as arguments are written as generator expressions first.
What has no loop of its own here and goes through all elements anyway is given a list of them.
"""

from __future__ import annotations

import ast
import heapq
import math
import sys
from collections.abc import Callable
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Region, Value
from ..library import registry, words
from ..library.intrinsics import Intrinsic
from . import user_classes
from .assign import assign
from .by_position import Series
from .composite import BoundMethod
from .comprehensions import loops
from .conditions import as_value, condition
from .emitter import Static
from .extended import added_each
from .iteration import until_left
from .keepers import keeps
from .lazy import applied_again, flattened
from .literals import named
from .lowering import Lowering, discard, raise_if
from .operations import binary
from .pushed import series_of_call
from .series import is_kept, series_of_value
from .services import expression
from .static_series import loop_series
from .suspended import Suspended

Held = Value | Static


class Generator:
    """A generator expression, not yet consumed; its first iterable is evaluated."""

    __slots__ = ("node", "series")

    def __init__(self, node: ast.GeneratorExp, series: Series):
        self.node, self.series = node, series

    @property
    def __name__(self) -> str:
        return "<genexpr>"


@expression(ast.GeneratorExp)
def _generator(f: Lowering, node: ast.GeneratorExp) -> Held:
    if node in f.scope.stored:
        return f.generator_of(node)
    made = f.rewritten.get(node)
    if made is None:
        parts = flattened(f, node.generators, [node.elt])
        made = ast.copy_location(ast.GeneratorExp(node.elt, parts), node)
        f.rewritten[node] = made
    else:
        applied_again(f, node.generators[0].iter)
    return Static(Generator(made, loop_series(f, made.generators[0].iter)))


def each_of(f: Lowering, held: Held, span: Span) -> Static:
    """A generator, or an instance with `__iter__`, as a generator expression: (x for x in held)."""
    found = f.argument_nodes.get(id(held))
    node: Any = found[1] if found is not None and found[0] is held else f.here(span)
    made = f.rewritten.get((node, "each"))
    if made is None:

        def name(ctx: ast.expr_context) -> ast.Name:
            return ast.copy_location(ast.Name("(item)", ctx), node)

        part = ast.comprehension(name(ast.Store()), node, [], 0)
        made = ast.copy_location(ast.GeneratorExp(name(ast.Load()), [part]), node)
        f.rewritten[node, "each"] = made
    if isinstance(held, Value):
        return Static(Generator(made, series_of_value(f, held, node)))
    return Static(Generator(made, series_of_call(f, held.obj)))


def is_generator(f: Lowering, obj: Any, held: Held, args: list[Held]) -> bool:
    """Whether a builtin goes through one of its arguments: not those that `min` compares."""
    if isinstance(held, Static):
        return isinstance(held.obj, Suspended)
    alone = obj in (sum, math.prod) or (obj in (min, max) and len(args) == 1)
    return is_kept(f, held.type) or (alone and held is args[0] and iterates_itself(held))


def iterates_itself(held: Held) -> bool:
    """Whether it is a user's instance that can be gone through, by no known number of elements."""
    cls = user_classes.class_of(held.type) if isinstance(held, Value) else None
    return cls is not None and any(
        user_classes.function(cls, name) is not None for name in ("__iter__", "__getitem__")
    )


# --- consuming ----------------------------------------------------------------------------------

Rule = Callable[[Lowering, Generator, Span], Held | None]
_CONSUMERS: dict[Any, Rule] = {}
_TAKE_LISTS = {dict.fromkeys, sum, min, max, sorted, math.fsum, math.prod, bytes, bytearray}
_TAKE_LISTS |= {heapq.nlargest, heapq.nsmallest}
_METHODS = {"join", "extend", "update", "union", "intersection", "difference"}


def consumed(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    """A call with generator expressions among its arguments."""
    first = args[0] if args else None
    if len(args) == 1 and not keywords and isinstance(first, Static):
        if isinstance(obj, BoundMethod):
            found = added_each(f, obj, first.obj, span)
        else:
            rule = _CONSUMERS.get(obj) if getattr(type(obj), "__hash__", None) else None
            found = rule(f, first.obj, span) if rule is not None else None
        if found is not None:
            return found
    if obj is next and not keywords and isinstance(first, Static):
        return _next(f, first, args[1:], span)
    counted = "count" in keywords or len(args) > 2  # fromiter takes no more than so many
    if not (_takes_lists(obj) or (getattr(obj, "__name__", "") == "fromiter" and not counted)):
        title = f"{named(obj)} cannot take a generator expression here"
        f.fail(title, span, hint="put it into brackets: a list comprehension")
    return f.call_object(obj, [_listed(f, a) for a in args], keywords, span)


def goes_through(obj: Any) -> bool:
    """Whether a function or method may go through an argument, perhaps more than once."""
    if isinstance(obj, BoundMethod):
        return _takes_lists(obj)
    if getattr(type(obj), "__hash__", None) is None or isinstance(obj, Intrinsic):
        return False
    found = registry.find(obj)
    if any(map(keeps, found)):
        return False  # which is passed on as it is
    return obj in _CONSUMERS or _takes_lists(obj) or bool(found)


def _takes_lists(obj: Any) -> bool:
    if isinstance(obj, BoundMethod):  # of a container, not of a user's class
        return obj.name in _METHODS and user_classes.class_of(obj.value.type) is None
    return getattr(type(obj), "__hash__", None) is not None and (
        obj in _TAKE_LISTS or getattr(obj, "__module__", "") in ("statistics", "collections")
    )


def _listed(f: Lowering, held: Held) -> Held:
    """A list of the elements, in the place of a generator expression."""
    if isinstance(held, Static) and isinstance(held.obj, Generator):
        return displayed(f, held.obj, ast.ListComp)
    return held


def displayed(f: Lowering, generator: Generator, kind: Any) -> Value:
    """The comprehension of the same elements."""
    node = generator.node
    found = f.rewritten.get((node, kind))
    if found is None:
        elts = [node.elt]
        if kind is ast.DictComp and isinstance(node.elt, ast.Tuple):
            elts = node.elt.elts
        made = kind(*elts, node.generators)
        found = f.rewritten[node, kind] = ast.copy_location(made, node)
    f.series[found] = generator.series
    return f.value(found)


def _consumer(obj: Any) -> Callable[[Rule], Rule]:
    def register(rule: Rule) -> Rule:
        _CONSUMERS[obj] = rule
        return rule

    return register


_consumer(list)(lambda f, generator, span: displayed(f, generator, ast.ListComp))
_consumer(set)(lambda f, generator, span: displayed(f, generator, ast.SetComp))


@_consumer(frozenset)
def _frozenset(f: Lowering, generator: Generator, span: Span) -> Held:
    made = displayed(f, generator, ast.SetComp)
    return f.call_function(registry.module("containers_frozenset").frozen, [made], span)


@_consumer(dict)
def _dict(f: Lowering, generator: Generator, span: Span) -> Held | None:
    elt = generator.node.elt
    if isinstance(elt, ast.Tuple) and len(elt.elts) == 2:
        return displayed(f, generator, ast.DictComp)
    return f.call_object(dict, [displayed(f, generator, ast.ListComp)], {}, span)


@_consumer(tuple)
def counted_tuple(f: Lowering, generator: Generator, span: Span) -> Held:
    """Of as many elements as are written, where what is gone through has a length that is known."""
    node, series = generator.node, generator.series
    (first, *rest) = node.generators
    if rest or first.ifs or series.items is None:
        return f.tuple_of_own(displayed(f, generator, ast.ListComp), span)
    values = []
    names = {n.id for n in ast.walk(first.target) if isinstance(n, ast.Name)}
    saved = {name: f.env.get(name) for name in names}
    for i in range(len(series.items)):
        assign(f, first.target, series.get(i), first.iter)
        values.append(f.value(node.elt))
    for name, held in saved.items():
        f.env.pop(name, None)
        if held is not None:
            f.env[name] = held
    return f.at(node).emit("tuple.make", *values)


# --- any, all -----------------------------------------------------------------------------------


@_consumer(any)
def _any(f: Lowering, generator: Generator, span: Span) -> Held:
    return _until(f, generator, span, True)


@_consumer(all)
def _all(f: Lowering, generator: Generator, span: Span) -> Held:
    return _until(f, generator, span, False)


def _until(f: Lowering, generator: Generator, span: Span, wanted: bool) -> Held:
    """Whether an element has this truth; the loops are left with the first that has."""
    node = generator.node
    word = own_local(f, node)
    f.env[word] = f.b.const(not wanted, ty.BOOL, span)

    def body(f: Lowering) -> bool:
        test = as_value(f, node.elt, condition(f, node.elt))
        leave, stay = Region(), Region()
        with f.branch(leave):
            f.leave(f.b.const(wanted, ty.BOOL, span), span)
        with f.branch(stay):
            f.b.op("yield", span=span)
        regions = [leave, stay] if wanted else [stay, leave]
        f.b.op("if", test, types=(), regions=regions, span=span)
        return True

    def run() -> bool:
        loops(f, node, node.generators, body, generator.series)
        return True

    until_left(f, run, f.scope.assigned(node) | {word}, word, span)
    return taken(f, word)


def _next(f: Lowering, held: Static, default: list[Held], span: Span) -> Held:
    """The first element of a generator expression that is written in the call."""
    generator: Generator = held.obj
    node, (_, written) = generator.node, f.argument_nodes.get(id(held), (None, None))
    if not isinstance(written, (ast.GeneratorExp, ast.Call)) or len(default) > 1:
        f.fail(
            "next() takes a generator expression only where that is written in the call",
            span,
            hint="write a generator function: a call of it goes on where it was left",
        )
    word = own_local(f, node)
    f.env.pop(word, None)

    def body(f: Lowering) -> bool:
        x = f.value(node.elt)
        leave, stay = Region(), Region()
        with f.branch(leave):
            f.leave(x, span)
        with f.branch(stay):
            f.b.op("yield", span=span)
        always = f.b.const(True, ty.BOOL, span)
        f.b.op("if", always, types=(), regions=[leave, stay], span=span)
        return True

    def run() -> bool:
        loops(f, node, node.generators, body, generator.series)
        return True

    until_left(f, run, f.scope.assigned(node) | {word}, word, span)
    found = f.env.pop(word, None)
    f.b.span = span
    return f.first_or(found if isinstance(found, Value) else None, default, span)


def own_local(f: Lowering, node: ast.expr) -> str:
    """The name of a local that belongs to a generator expression."""
    return f"({f.span(node).line}:{f.span(node).col})"


def taken(f: Lowering, word: str) -> Value:
    held = f.env.pop(word)
    assert isinstance(held, Value)
    return held


# --- sum, min, max ------------------------------------------------------------------------------


class _Found(Exception):
    """The type of an element is known; `regions` were being filled, and are in no op yet."""

    def __init__(self, value: Value, regions: list[Region]):
        super().__init__()
        self.value, self.regions = value, regions


def _element(f: Lowering, generator: Generator, use: Callable[[Value], Value]) -> ty.Scalar | None:
    """The type of what `use` makes of the elements, if that is one number."""
    node, mark = generator.node, len(f.errors)
    tried, found = Region(), None
    outside = len(f.regions) + 1

    def body(f: Lowering) -> bool:
        found = use(f.value(node.elt))
        raise _Found(found, [*f.regions[outside:], f.b.region])

    env = dict(f.env)
    with f.branch(tried):
        try:
            loops(f, node, node.generators, body, generator.series)
        except _Found as known:
            found = known.value.type
            for region in known.regions:
                discard(region)
    f.env = env
    del f.errors[mark:]
    discard(tried)
    single = isinstance(found, ty.Scalar) and found.kind != "complex"
    return found if single and isinstance(found, ty.Scalar) else None


@_consumer(sum)
def _sum(f: Lowering, generator: Generator, span: Span) -> Held | None:
    node = generator.node

    def added(total: Value, x: Value) -> Value:
        return binary(f, "Add", total, x, span)

    t = _element(f, generator, lambda x: added(f.b.const(0, ty.INT), x))
    compensated = t is ty.FLOAT and sys.version_info >= (3, 12)
    if t is None or compensated or t not in (ty.INT, ty.FLOAT):
        return None
    total, seen = own_local(f, node), own_local(f, node) + "seen"

    def body(f: Lowering) -> bool:
        x = f.value(node.elt)
        before = f.env[total]
        assert isinstance(before, Value)
        f.env[total] = added(before, x)
        if t is not ty.INT:
            f.env[seen] = f.b.const(True, ty.BOOL)
        return True

    f.env[total] = f.b.const(0 if t is ty.INT else 0.0, t, span)
    f.env[seen] = f.b.const(False, ty.BOOL, span)
    own = frozenset({total, seen} if t is not ty.INT else {total})
    loops(f, node, node.generators, body, generator.series, own)
    any_, result = taken(f, seen), taken(f, total)
    if t is ty.INT:
        return result
    return f.if_(any_, lambda: result, lambda: f.b.const(0, ty.INT, span), span)


@_consumer(min)
def _min(f: Lowering, generator: Generator, span: Span) -> Held | None:
    return _extreme(f, generator, span, "Lt")


@_consumer(max)
def _max(f: Lowering, generator: Generator, span: Span) -> Held | None:
    return _extreme(f, generator, span, "Gt")


def _extreme(f: Lowering, generator: Generator, span: Span, op: str) -> Held | None:
    node = generator.node
    t = _element(f, generator, lambda x: x)
    if t not in (ty.INT, ty.FLOAT, ty.BOOL):
        return None
    best, seen = own_local(f, node), own_local(f, node) + "seen"

    def body(f: Lowering) -> bool:
        x = f.value(node.elt)
        old, known = f.env[best], f.env[seen]
        assert isinstance(old, Value) and isinstance(known, Value)

        def better() -> Value:
            test = f.compare(getattr(ast, op)(), x, old, node)
            return f.b.emit("select", test, x, old)

        f.env[best] = f.if_(known, better, lambda: x, span)
        f.env[seen] = f.b.const(True, ty.BOOL)
        return True

    f.env[best] = f.b.const({ty.INT: 0, ty.FLOAT: 0.0, ty.BOOL: False}[t], t, span)
    f.env[seen] = f.b.const(False, ty.BOOL, span)
    loops(f, node, node.generators, body, generator.series, frozenset({best, seen}))
    any_, result = taken(f, seen), taken(f, best)
    message = words.MAX_EMPTY if op == "Gt" else words.MIN_EMPTY
    raise_if(f, f.b.emit("not", any_), "ValueError", message, span)
    return result


__all__ = ["Generator", "consumed"]
