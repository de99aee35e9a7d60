"""Operators on tuples: comparison element by element, and concatenation."""

from __future__ import annotations

from collections.abc import Callable

from ...diagnostics import Span
from ...ir import types as T
from ...ir.core import Value
from ...ir.types import Tuple
from ..emitter import Emitter
from ..outcomes import Failed

Compare = Callable[[str, Value, Value], Value]


def items(e: Emitter, v: Value, span: Span) -> list[Value]:
    assert isinstance(v.type, Tuple)
    return [e.b.op("tuple.get", v, span=span, index=i).result for i in range(len(v.type.items))]


def concatenate(e: Emitter, a: Value, b: Value, span: Span) -> Value:
    return e.b.op("tuple.make", *items(e, a, span), *items(e, b, span), span=span).result


def compare(
    e: Emitter, op: str, a: Value, b: Value, span: Span, one: Compare, last: Compare
) -> Value:
    """As Python: the first unequal pair decides, then the length. `one` compares two elements
    and gives a bool, `last` gives what the comparison itself gives: an order is the result."""
    xs, ys = items(e, a, span), items(e, b, span)
    if op in ("Eq", "NotEq"):
        return _equal(e, xs, ys, span, one, op == "Eq")
    return _ordered(e, op, xs, ys, span, one, last)


def _decided(e: Emitter, op: str, x: Value, y: Value, span: Span, last: Compare) -> Value:
    """The order of elements behind the first, which may never be asked: where they have none, that
    is an error when they are, as in sorting the items of a dict of instances."""
    try:
        return last(op, x, y)
    except Failed as failed:
        title = failed.diagnostic.title
        if "not supported between instances of" not in title:
            raise
    e.raise_("TypeError", title, [], span)


def _equal(
    e: Emitter, xs: list[Value], ys: list[Value], span: Span, one: Compare, equal: bool
) -> Value:
    if len(xs) != len(ys) or not xs:
        return e.b.const(equal == (len(xs) == len(ys)), T.BOOL, span)
    first = one("Eq" if equal else "NotEq", xs[0], ys[0])
    if len(xs) == 1:
        return first
    decided = e.b.const(not equal, T.BOOL, span)

    def rest() -> Value:
        return _equal(e, xs[1:], ys[1:], span, one, equal)

    if equal:
        return e.if_(first, rest, lambda: decided, span)
    return e.if_(first, lambda: decided, rest, span)


def _ordered(
    e: Emitter,
    op: str,
    xs: list[Value],
    ys: list[Value],
    span: Span,
    one: Compare,
    last: Compare,
) -> Value:
    if not xs or not ys:
        left, right = len(xs), len(ys)
        answers = {"Lt": left < right, "LtE": left <= right, "Gt": left > right}
        return e.b.const(answers.get(op, left >= right), T.BOOL, span)
    same = one("Eq", xs[0], ys[0])

    def rest(op: str, x: Value, y: Value) -> Value:
        return _decided(e, op, x, y, span, last)

    return e.if_(
        same,
        lambda: _ordered(e, op, xs[1:], ys[1:], span, one, rest),
        lambda: last(op, xs[0], ys[0]),
        span,
    )
