"""Going through an instance of a user's class: by `__iter__` and `__next__`, until that raises
StopIteration; or by `__getitem__` from 0 on, until that raises
IndexError or StopIteration."""

from __future__ import annotations

import functools
from collections.abc import Callable

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Region, Value
from . import user_classes
from .by_position import Series, until_unbound
from .emitter import Static
from .lowering import Lowering
from .methods import call_method
from .outcomes import Dead
from .patterns import describe
from .pushed import series_of_call
from .series import series_of_value
from .services import service
from .suspended import Suspended


@service
def instance_series(f: Lowering, v: Value, span: Span) -> Series:
    """The series of a user's instance."""

    cls = user_classes.class_of(v.type)
    assert cls is not None
    if user_classes.function(cls, "__iter__") is None:
        if user_classes.function(cls, "__getitem__") is None:
            f.fail(f"'{cls.__name__}' object is not iterable", span)

        def item(i: Value) -> Value:
            return f.materialise(call_method(f, v, "__getitem__", [i], span) or v, span)

        return _until(f, item, ("IndexError", "StopIteration"), span)
    held = call_method(f, v, "__iter__", [], span) or v
    if isinstance(held, Static) and isinstance(held.obj, Suspended):
        return series_of_call(f, held.obj)
    walker = f.materialise(held, span)
    if not user_classes.class_of(walker.type) is not None:
        return series_of_value(f, walker, f.here(span))
    if user_classes.function(user_classes.class_of(walker.type) or cls, "__next__") is None:
        f.fail(f"iter() returned non-iterator of type '{describe(walker.type)}'", span)

    def following(i: Value) -> Value:
        return f.materialise(call_method(f, walker, "__next__", [], span) or v, span)

    return _until(f, following, ("StopIteration",), span)


def _until(f: Lowering, get: Callable[[Value], Value], ends: tuple[str, ...], span: Span) -> Series:
    """What `get` gives, until it raises an exception that `ends` it."""
    return until_unbound(f, lambda i: _attempt(f, lambda: get(i), ends, span), span)


def _attempt(f: Lowering, get: Callable[[], Value], ends: tuple[str, ...], span: Span) -> Value:
    """`get()`, or unbound where it raises one of `ends`."""
    body, handler = Region(), Region([ty.EXCEPTION])
    value: Value | None = None
    with f.branch(body):
        try:
            value = get()
        except Dead:
            f.end_region()
    t = ty.union_of(value.type if value is not None else ty.NONE, ty.UNBOUND)
    if value is not None:
        with f.branch(body):
            f.b.op("yield", f.widen(value, t) if t is not value.type else value, span=span)
    with f.branch(handler):
        error = handler.args[0]
        found = [
            f.b.op("exc.is", error, types=[ty.BOOL], span=span, exc=exc).result for exc in ends
        ]
        mine = functools.reduce(lambda a, b: f.b.emit("or", a, b), found)
        yes, no = Region(), Region()
        with f.branch(yes):
            f.b.op("yield", span=span)
        with f.branch(no):
            f.b.op("exc.raise", error, span=span)
        f.b.op("if", mine, types=(), regions=[yes, no], span=span)
        f.b.op("yield", f.widen(f.unbound(), t), span=span)
    return f.b.op("try", types=[t], regions=[body, handler], span=span).result
