"""Generators as series: pushed, where their body is put into the loop, or asked as objects."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from ..ir import types as ty
from ..ir.core import Value
from .by_position import Series
from .lowering import Lowering
from .suspended import Pushed, Suspended


def pushed_series(pushed: Pushed) -> Series:
    def get(i: Any) -> Value:
        raise AssertionError

    found = Series(get)
    found.pushed = pushed
    return found


def series_of_call(f: Lowering, call: Suspended) -> Series:
    """What a generator gives: its body is put into the loop, unless it is around that already."""
    around: Lowering | None = f
    while around is not None:
        if around.signature.fn is call.instance.signature.fn:
            found: Series = f.frame_series(f.kept_generator(call, call.span), call.span)
            return found
        around = around.inside
    return pushed_series(Pushed(call))


def pulled(f: Lowering, series: Series, node: ast.Call) -> Series:
    """A generator as an object that is asked for its values."""
    pushed = series.pushed
    if pushed is None:
        return series
    if pushed.hidden:
        f.fail(
            "zip() takes such an argument only as its first",
            f.span(node),
            hint="make a list of it first: list(…)",
        )
    found: Series = f.frame_series(f.kept_generator(pushed.call, f.span(node)), f.span(node))
    return found


def enumerate_pushed(f: Lowering, inner: Pushed, start: Value) -> Series:
    word = f"(enumerate {f.b.span.line}:{f.b.span.col})"

    def element(f: Lowering, value: Value, unless: Callable[[Value], None]) -> Value:
        i = f.env[word]
        assert isinstance(i, Value)
        f.env[word] = f.b.emit("checked_add", i, f.b.const(1, ty.INT))
        return f.b.emit("tuple.make", i, value)

    return pushed_series(inner.then({word: start}, element))
