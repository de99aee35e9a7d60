"""Slices: `x[i:j:k]` as first index, length and step, and the view of an array that basic indexing
gives."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import slicing
from .lowering import Lowering, raise_if


class Slice:
    """start:stop:step; a bound that is left out (or None) is None."""

    __slots__ = ("node", "start", "step", "stop")

    def __init__(self, start: Value | None, stop: Value | None, step: Value | None, node: ast.expr):
        self.start, self.stop, self.step, self.node = start, stop, step, node


# One part of a subscript: an index, a slice, Ellipsis, or None for a new axis.
Part = Any
Place = list[Part]


class OfScalar:
    """An index out of an array without axes."""

    __slots__ = ("index",)

    def __init__(self, index: Value):
        self.index = index


class Copying(Place):
    """A subscript with such an index in it: what would be a view is a copy."""


def without_marks(where: Place) -> Place:
    """The parts themselves."""
    plain = [p.index if isinstance(p, OfScalar) else p for p in where]
    return Copying(plain) if any(isinstance(p, OfScalar) for p in where) else plain


def constant(v: Value) -> int | None:
    """The integer that a value is known to be, or None."""
    if v.op is not None and v.op.opcode == "const" and v.type is ty.INT:
        return int(v.op.attrs["value"])
    return None


def view(f: Lowering, a: Value, where: Place, node: ast.expr) -> Value:
    """A view of an array: NumPy's basic indexing."""
    assert isinstance(a.type, ty.Array)
    b = f.b
    used = sum(isinstance(p, (Value, Slice)) for p in where)
    rest = [Slice(None, None, None, node)] * (a.type.ndim - used)
    if Ellipsis in [p for p in where if not isinstance(p, (Value, Slice))]:
        at = next(i for i, p in enumerate(where) if p is Ellipsis)
        if any(p is Ellipsis for p in where[at + 1 :]):
            f.fail("an index can only have a single ellipsis ('...')", f.span(node))
        where = [*where[:at], *rest, *where[at + 1 :]]
    else:
        where = [*where, *rest]
    offset = b.const(0, ty.INT)
    dims: list[Value] = []
    strides: list[Value] = []
    axis = 0
    for part in where:
        if part is None:
            dims.append(b.const(1, ty.INT))
            strides.append(b.const(0, ty.INT))
            continue
        size = b.emit("array.dim", a, axis=axis)
        stride = b.emit("array.stride", a, axis=axis)
        if isinstance(part, Slice):
            low, count, step = cut(f, part, size)
            dims.append(count)
            whole = part.step is None
            strides.append(stride if whole else _times(f, stride, step))
            skip = None if part.start is None and whole else low
        else:
            skip = b.emit("check_index", part, size, axis=axis)
        if skip is not None:
            offset = b.emit("add", offset, b.emit("mul", skip, stride))
        axis += 1
    if len(dims) > ty.MAX_RANK:
        f.fail(f"arrays have at most {ty.MAX_RANK} dimensions here", f.span(node))
    return b.emit("array.view", a, offset, *dims, *strides)


def _times(f: Lowering, stride: Value, step: Value) -> Value:
    """The stride of a slice. Where it leaves 64 bits, which wraps, there is one element at most."""
    wide = [f.b.emit("cast", v, to=ty.I64) for v in (stride, step)]
    return f.b.emit("cast", f.b.emit("mul", *wide), to=ty.INT)


def cut(f: Lowering, part: Slice, size: Value) -> tuple[Value, Value, Value]:
    """First index, number of elements, and step of a slice over `size` elements."""
    span = f.span(part.node)
    one = f.b.const(1, ty.INT)
    if part.step is not None and isinstance(part.step.type, ty.Union):
        step = _or_default(f, part.step, one, lambda x: x, span)
        part = Slice(part.start, part.stop, step, part.node)
    if part.step is None or constant(part.step) == 1:
        if part.start is None and part.stop is None:
            return f.b.const(0, ty.INT), size, one
        return (*_up(f, part, size, one, span), one)
    step = part.step
    known = constant(step)
    if known == 0:
        f.raise_("ValueError", "slice step cannot be zero", [], span)
    if known is not None:
        return (*(_up if known > 0 else _down)(f, part, size, step, span), step)
    zero = f.b.emit("eq", step, f.b.const(0, ty.INT))
    raise_if(f, zero, "ValueError", "slice step cannot be zero", span)
    both = f.if_(
        f.b.emit("gt", step, f.b.const(0, ty.INT)),
        lambda: f.b.emit("tuple.make", *_up(f, part, size, step, span)),
        lambda: f.b.emit("tuple.make", *_down(f, part, size, step, span)),
        span,
    )
    return (
        f.b.emit("tuple.get", both, index=0),
        f.b.emit("tuple.get", both, index=1),
        step,
    )


def _helper(f: Lowering, fn: Any, args: Sequence[Value], span: Span) -> Value:
    return f.materialise(f.call_function(fn, list(args), span), span)


def _clipped(f: Lowering, fn: Any, bound: Value, size: Value, default: Value, span: Span) -> Value:
    """A bound as an index within the array; the default where it is None."""
    return _or_default(f, bound, default, lambda x: _helper(f, fn, [x, size], span), span)


def _or_default(
    f: Lowering, bound: Value, default: Value, use: Callable[[Value], Value], span: Span
) -> Value:
    """What `use` makes of a bound, or the default where the bound is None."""
    if bound.type is ty.INT:
        return use(bound)
    return f.if_(
        f.b.emit("union.is", bound, member=ty.NONE),
        lambda: default,
        lambda: use(f.b.emit("union.get", bound, member=ty.INT)),
        span,
    )


def _up(f: Lowering, part: Slice, size: Value, step: Value, span: Span) -> tuple[Value, Value]:
    low, high = f.b.const(0, ty.INT), size
    if part.start is not None:
        low = _clipped(f, slicing.clip_up, part.start, size, low, span)
    if part.stop is not None:
        high = _clipped(f, slicing.clip_up, part.stop, size, high, span)
    return low, _helper(f, slicing.length_up, [low, high, step], span)


def _down(f: Lowering, part: Slice, size: Value, step: Value, span: Span) -> tuple[Value, Value]:
    minus = f.b.const(-1, ty.INT)
    high, low = f.b.emit("add", size, minus), minus
    if part.start is not None:
        high = _clipped(f, slicing.clip_down, part.start, size, high, span)
    if part.stop is not None:
        low = _clipped(f, slicing.clip_down, part.stop, size, low, span)
    return high, _helper(f, slicing.length_down, [high, low, step], span)
