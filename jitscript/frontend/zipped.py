"""`zip`: several series side by side, until the first of them ends, or all must end at once."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from ..ir import types as ty
from ..ir.core import Value
from ..library import slicing
from .by_position import Series
from .lowering import Lowering, raise_if
from .pushed import pulled, pushed_series
from .slices import constant
from .suspended import Pushed

FEW = 16  # elements of a tuple that are written out one by one, should they be spread


def zip_series(
    f: Lowering, parts: Sequence[Series], node: ast.Call, strict: bool = False
) -> Series:
    """`zip` of these; `strict`: it is an error that one ends before another."""
    if not parts:  # no tuple of nothing, not even one
        f.at(node)
        return Series(lambda i: f.b.emit("tuple.make"), f.b.const(0, ty.INT))
    strict = strict and len(parts) > 1
    parts = [p if i == 0 and not strict else pulled(f, p, node) for i, p in enumerate(parts)]
    if parts[0].pushed is not None:
        return _zip_pushed(f, parts[0].pushed, parts[1:], node)
    parts = [counted(f, p, node) for p in parts]

    def get(i: Any) -> Value:
        return f.b.emit("tuple.make", *(p.get(i) for p in parts))

    items = [p.items for p in parts]
    if any(p.mixed for p in parts):
        if any(x is None for x in items):
            f.fail(
                "zip of a tuple whose elements differ in type, and something that is no tuple",
                f.span(node),
                hint="write a loop over the indices",
            )
        counts = [len(x) for x in items if x is not None]
        count = min(counts)
        if strict and count != max(counts):
            f.fail(f"zip(strict=True) of tuples of {_lengths(counts)} elements", f.span(node))
        return Series(get, items=[get(i) for i in range(count)])
    if strict:
        return Series(get, more=lambda i, when: _all_or_none(f, parts, i, when, node))
    lengths = [p.length for p in parts if p.length is not None]
    shortest = lengths[0] if lengths else None
    for other in lengths[1:]:
        assert shortest is not None
        shortest = f.b.emit("select", f.b.emit("lt", shortest, other), shortest, other)
    if all(p.length is not None for p in parts):
        counts = [len(x) for x in items if x is not None]
        few = len(counts) == len(parts) and min(counts) <= FEW
        return Series(get, shortest, items=[get(i) for i in range(min(counts))] if few else None)

    def more(i: Value, when: Value | None) -> Value:
        found = when
        for p in parts:  # the first that ends it keeps those behind it from being asked
            found = _more(f, p, i, found)
        assert found is not None
        return found

    return Series(get, more=more)


def _more(f: Lowering, part: Series, i: Value, when: Value | None) -> Value:
    """Whether there is an element `i`; asked only when `when`."""
    if part.length is None:
        assert part.more is not None
        return part.more(i, when)
    test = f.b.emit("lt", i, part.length)
    return test if when is None else f.b.emit("and", when, test)


def _all_or_none(
    f: Lowering, parts: Sequence[Series], i: Value, when: Value | None, node: ast.Call
) -> Value:
    """Whether all of them have an element `i`: what the first says, the others must say too."""
    if when is not None:
        asked = lambda: _all_or_none(f, parts, i, None, node)  # noqa: E731
        return f.if_(when, asked, lambda: f.b.const(False, ty.BOOL), f.span(node))
    span = f.span(node)
    first = _more(f, parts[0], i, None)
    for k, part in enumerate(parts[1:], 2):
        other = _more(f, part, i, None)
        before = "argument 1" if k == 2 else f"arguments 1-{k - 1}"
        short = f.b.emit("and", first, f.b.emit("not", other))
        raise_if(f, short, "ValueError", f"zip() argument {k} is shorter than {before}", span)
        long = f.b.emit("and", other, f.b.emit("not", first))
        raise_if(f, long, "ValueError", f"zip() argument {k} is longer than {before}", span)
    return first


def _lengths(counts: Sequence[int]) -> str:
    return ", ".join(map(str, counts[:-1])) + f" and {counts[-1]}"


def _zip_pushed(f: Lowering, first: Pushed, rest: Sequence[Series], node: ast.Call) -> Series:
    """A generator, and series that are asked for an element with each that it gives."""
    if any(p.mixed for p in rest):
        f.fail("zip of a generator and a tuple whose elements differ in type", f.span(node))
    rest = [counted(f, p, node) for p in rest]
    word = f"(zip {node.lineno}:{node.col_offset})"

    def element(f: Lowering, value: Value, unless: Callable[[Value], None]) -> Value:
        i = f.env[word]
        assert isinstance(i, Value)
        values = [value]
        for p in rest:
            there = _more(f, p, i, None)
            if not p.endless:
                unless(f.b.emit("not", there))
            values.append(p.get(i))
        f.env[word] = f.b.emit("add", i, f.b.const(1, ty.INT))
        return f.b.emit("tuple.make", *values)

    return pushed_series(first.then({word: f.b.const(0, ty.INT)}, element))


def counted(f: Lowering, series: Series, node: ast.expr) -> Series:
    """A range as a series with a length."""
    if series.bounds is None or series.length is not None:
        return series
    start, stop, step = series.bounds
    span = f.span(node)

    args: list[Any] = [start, stop, step]
    counting: Any = slicing.range_rounds
    if is_near(*series.bounds):
        counting = slicing.length_up if (constant(step) or 0) > 0 else slicing.length_down
    length = f.materialise(f.call_function(counting, args, span), span)
    return Series(series.get, length)


def is_near(start: Value, stop: Value, step: Value) -> bool:
    """Whether the ends of a range certainly lie less than 2**63 apart, where it has numbers."""
    begin, end, by = (constant(v) for v in (start, stop, step))
    if by is None:
        return False
    return begin is not None and begin >= 0 if by > 0 else end is not None and end >= -1


def asking(f: Lowering, series: Series, node: ast.expr) -> Series:
    """A series with a length as one that is asked whether there is more."""
    known = counted(f, series, node)
    size = known.length
    if size is None:
        return series

    def more(i: Value, when: Value | None) -> Value:
        return f.b.emit("lt", i, size)

    return Series(known.get, more=more)
