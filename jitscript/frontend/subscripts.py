"""`x[i]`, `x[i:j, ...]`, and assignment to them.

Basic indexing of an array is one checked load, or arithmetic over dimensions and strides that ends
in one `array.view`. Instances get `__getitem__`, and `__getslice__(start, stop, step)` for slices.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Region, Value
from ..library import slicing
from .emitter import Static
from .lowering import Lowering
from .operators import element as stored
from .operators import spread
from .patterns import describe


class Slice:
    """start:stop:step; a bound that is left out (or None) is None."""

    __slots__ = ("node", "start", "step", "stop")

    def __init__(self, start: Value | None, stop: Value | None, step: Value | None, node: ast.expr):
        self.start, self.stop, self.step, self.node = start, stop, step, node


# One part of a subscript: an index, a slice, Ellipsis, or None for a new axis.
Part = Any
Place = list[Part]


def subscript(f: Lowering, node: ast.Subscript) -> Value | Static:
    base = f.expr(node.value)
    if isinstance(base, Static):
        found = _static(f, base.obj, node)
        if found is not None:
            return found
        base = f.materialise(base, f.span(node.value))
    return load(f, base, place(f, base, node), node)


def _static(f: Lowering, obj: Any, node: ast.Subscript) -> Static | Value | None:
    """A type with arguments, or an element of a compile-time tuple."""
    from . import classes
    from .annotations import AnnotationError, pattern_of
    from .literals import of_object
    from .patterns import Pattern

    span = f.span(node)
    cls = classes.implementation(obj) if isinstance(obj, type) else None
    if cls is not None:
        index = f.expr(node.slice)
        args = index.obj if isinstance(index, Static) else ()
        patterns: list[Pattern] = []
        try:
            patterns = [pattern_of(a) for a in (args if isinstance(args, tuple) else (args,))]
        except AnnotationError as e:
            f.fail(e.title, span, hint=e.hint)
        types = tuple(p for p in patterns if isinstance(p, ty.Type))
        return Static(ty.Object(classes.name_of(cls), types))
    if isinstance(obj, tuple):
        index = f.expr(node.slice)
        known = constant(index) if isinstance(index, Value) else None
        if known is not None and -len(obj) <= known < len(obj):
            return of_object(f, obj[known], span, "")
    if isinstance(obj, type) or not isinstance(obj, (str, tuple)):
        f.fail("this cannot be subscripted in compiled code", span)
    return None


def constant(v: Value) -> int | None:
    """The integer that a value is known to be, or None."""
    if v.op is not None and v.op.opcode == "const" and v.type is ty.INT:
        return int(v.op.attrs["value"])
    return None


# --- the subscript itself -----------------------------------------------------------------------


def place(f: Lowering, base: Value, node: ast.Subscript) -> Place:
    """Evaluate what stands between the brackets."""
    inner = node.slice
    if isinstance(inner, ast.Tuple) and isinstance(base.type, ty.Array):
        return [p for elt in inner.elts for p in _part(f, base, elt)]
    return _part(f, base, inner)


def _part(f: Lowering, base: Value, node: ast.expr) -> Place:
    if isinstance(node, ast.Slice):
        start, stop, step = (_bound(f, base, x) for x in (node.lower, node.upper, node.step))
        return [Slice(start, stop, step, node)]
    held = f.expr(node)
    if isinstance(held, Static):
        if held.obj is Ellipsis:
            return [Ellipsis]
        held = f.materialise(held, f.span(node))
    if isinstance(base.type, ty.Array):
        if held.type is ty.NONE:
            return [None]
        if isinstance(held.type, ty.Tuple):
            from .assign import tuple_items

            return [_index(f, x, node) for x in tuple_items(f, held)]
        return [_index(f, held, node)]
    if isinstance(base.type, ty.Tuple):
        return [_index(f, held, node)]
    return [held]


def _bound(f: Lowering, base: Value, node: ast.expr | None) -> Value | None:
    if node is None:
        return None
    value = f.value(node)
    if value.type is ty.NONE:
        return None
    if isinstance(base.type, ty.Object) and isinstance(value.type, ty.Union):
        return value  # `int | None` is what the method takes
    return _index(f, value, node)


def _index(f: Lowering, v: Value, node: ast.expr) -> Value:
    span = f.span(node)
    if isinstance(v.type, ty.Array):
        f.fail(
            "indexing with an array is not supported",
            span,
            hint="write a loop over the indices",
        )
    members = v.type.members if isinstance(v.type, ty.Union) else (v.type,)
    if not all(isinstance(m, ty.Scalar) and m.kind in ("int", "uint") for m in members):
        scalar = isinstance(v.type, ty.Scalar)
        hint = "convert it: int(…)" if scalar else "write a loop over the indices"
        f.fail(f"an index is an integer, not {describe(v.type)}", span, hint=hint)
    if v.type is ty.U64:  # NumPy's words for an index beyond the signed range
        from .assign import raise_if

        index = f.at(node).emit("cast", v, to=ty.INT)
        bad = f.b.emit("lt", index, f.b.const(0, ty.INT))
        raise_if(f, bad, "OverflowError", "Python int too large to convert to C long", span)
        return index
    return v if v.type is ty.INT else f.convert(v, ty.INT, span, "the index")


# --- reading ------------------------------------------------------------------------------------


def load(f: Lowering, base: Value, where: Place, node: ast.expr) -> Value | Static:
    t = base.type
    span = f.span(node)
    f.b.span = span
    if isinstance(t, ty.Array):
        if _full(t, where, f, span):
            return f.b.emit("array.get", base, *where)
        return view(f, base, where, node)
    if isinstance(t, ty.Tuple):
        return _tuple(f, base, t, where[0], span)
    if isinstance(t, ty.Object):
        from .calls import call_method

        part = where[0]
        if isinstance(part, Slice):
            found = call_method(f, base, "__getslice__", _bounds(f, part), span)
        else:
            found = call_method(f, base, "__getitem__", [part], span)
        if found is not None:
            return found
    if isinstance(t, ty.Union) and ty.NONE in t.members:
        f.fail("the value may be None", span, hint="test it with `is None` first")
    f.fail(f"{describe(t)} cannot be subscripted", span)


def _bounds(f: Lowering, part: Slice) -> list[Value]:
    return [
        x if x is not None else f.b.const(None, ty.NONE) for x in (part.start, part.stop, part.step)
    ]


def _full(t: ty.Array, where: Place, f: Lowering, span: Span) -> bool:
    """Whether the subscript has an index for every dimension. Fails when there are too many."""
    used = sum(isinstance(p, (Value, Slice)) for p in where)
    if used > t.ndim:
        f.fail(
            f"too many indices for array: array is {t.ndim}-dimensional, but {used} were indexed",
            span,
        )
    return len(where) == t.ndim and all(isinstance(p, Value) for p in where)


def _tuple(f: Lowering, base: Value, t: ty.Tuple, part: Part, span: Span) -> Value:
    from .assign import tuple_items

    n = len(t.items)
    if isinstance(part, Slice):
        parts = (part.start, part.stop, part.step)
        known = [None if p is None else constant(p) for p in parts]
        if any(p is not None and k is None for p, k in zip(parts, known)):
            f.fail("a slice of a tuple needs constant bounds", span, hint="use an array")
        if known[2] == 0:
            f.raise_("ValueError", "slice step cannot be zero", [], span)
        return f.b.emit("tuple.make", *tuple_items(f, base)[slice(*known)])
    index = constant(part)
    if index is not None:
        if not -n <= index < n:
            f.raise_("IndexError", "tuple index out of range", [], span)
        return tuple_items(f, base)[index]
    return _dynamic(f, base, t, part, span)


def _dynamic(f: Lowering, base: Value, t: ty.Tuple, index: Value, span: Span) -> Value:
    """An element by a computed index: all elements have one type."""
    from .assign import raise_if, tuple_items

    n = len(t.items)
    if len(set(t.items)) > 1:
        f.fail(
            "the elements of this tuple differ in type, so its index must be constant",
            span,
            hint="use t[0], t[1], …, or make the elements one type",
        )
    negative = f.b.emit("lt", index, f.b.const(0, ty.INT))
    i = f.b.emit("select", negative, f.b.emit("add", index, f.b.const(n, ty.INT)), index)
    as_unsigned = f.b.emit("cast", i, to=ty.U64)
    bad = f.b.emit("ge", as_unsigned, f.b.const(n, ty.U64))
    raise_if(f, bad, "IndexError", "tuple index out of range", span)
    if not n:
        f.raise_("IndexError", "tuple index out of range", [], span)
    items = tuple_items(f, base)
    found = items[-1]
    for k in range(n - 2, -1, -1):
        here = f.b.emit("eq", i, f.b.const(k, ty.INT))
        found = f.b.emit("select", here, items[k], found)
    return found


def element(f: Lowering, base: Value, index: Value, node: ast.expr) -> Value:
    """Element `index` of an array (a row, if it has more dimensions), tuple or instance."""
    return f.materialise(load(f, base, [index], node), f.span(node))


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
            strides.append(stride if whole else b.emit("mul", stride, step))
            skip = None if part.start is None and whole else low
        else:
            skip = b.emit("check_index", part, size, axis=axis)
        if skip is not None:
            offset = b.emit("add", offset, b.emit("mul", skip, stride))
        axis += 1
    if len(dims) > 4:
        f.fail("arrays have at most 4 dimensions here", f.span(node))
    return b.emit("array.view", a, offset, *dims, *strides)


def cut(f: Lowering, part: Slice, size: Value) -> tuple[Value, Value, Value]:
    """First index, number of elements, and step of a slice over `size` elements."""
    from .assign import raise_if

    span = f.span(part.node)
    one = f.b.const(1, ty.INT)
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
    from .calls import call_function

    return f.materialise(call_function(f, fn, list(args), span), span)


def _up(f: Lowering, part: Slice, size: Value, step: Value, span: Span) -> tuple[Value, Value]:
    low, high = f.b.const(0, ty.INT), size
    if part.start is not None:
        low = _helper(f, slicing.clip_up, [part.start, size], span)
    if part.stop is not None:
        high = _helper(f, slicing.clip_up, [part.stop, size], span)
    return low, _helper(f, slicing.length_up, [low, high, step], span)


def _down(f: Lowering, part: Slice, size: Value, step: Value, span: Span) -> tuple[Value, Value]:
    minus = f.b.const(-1, ty.INT)
    high, low = f.b.emit("add", size, minus), minus
    if part.start is not None:
        high = _helper(f, slicing.clip_down, [part.start, size], span)
    if part.stop is not None:
        low = _helper(f, slicing.clip_down, [part.stop, size], span)
    return high, _helper(f, slicing.length_down, [high, low, step], span)


# --- writing ------------------------------------------------------------------------------------


def store(f: Lowering, base: Value, target: ast.Subscript, value: Value) -> None:
    store_at(f, base, place(f, base, target), target, value)


def store_at(f: Lowering, base: Value, where: Place, target: ast.Subscript, value: Value) -> None:
    span = f.span(target)
    t = base.type
    f.b.span = span
    if isinstance(t, ty.Array):
        check_writable(f, base, target)
        if _full(t, where, f, span) and not (isinstance(value.type, ty.Array) and value.type.ndim):
            f.b.op("array.set", base, *where, stored(f, value, t.dtype, span), span=span)
        else:
            fill(f, view(f, base, where, target), value, span)
        return
    if isinstance(t, ty.Object):
        from .calls import call_method

        part = where[0]
        if isinstance(part, Slice):
            found = call_method(f, base, "__setslice__", [*_bounds(f, part), value], span)
        else:
            found = call_method(f, base, "__setitem__", [part, value], span)
        if found is not None:
            return
    hint = "build a new tuple" if isinstance(t, ty.Tuple) else ""
    f.fail(f"{describe(t)} does not support item assignment", span, hint=hint)


def delete(f: Lowering, base: Value, target: ast.Subscript) -> None:
    """`del base[…]`."""
    from .calls import call_method

    span = f.span(target)
    if isinstance(base.type, ty.Object):
        part = place(f, base, target)[0]
        name, args = "__delitem__", [part]
        if isinstance(part, Slice):
            name, args = "__delslice__", _bounds(f, part)
        if call_method(f, base, name, args, span) is not None:
            return
    f.fail(f"{describe(base.type)} does not support item deletion", span)


def fill(f: Lowering, out: Value, value: Value, span: Span) -> None:
    """`out[...] = value`, broadcast."""
    assert isinstance(out.type, ty.Array)
    dtype = out.type.dtype
    if isinstance(value.type, ty.Array):
        if value.type.ndim > out.type.ndim:
            f.fail(
                f"an array of rank {value.type.ndim} does not fit into rank {out.type.ndim}", span
            )
        inner: ty.Type = value.type.dtype
    elif isinstance(value.type, (ty.Scalar, ty.Union)):
        value = stored(f, value, dtype, span)
        inner = value.type
    else:
        f.fail(
            f"{describe(value.type)} cannot be assigned to a part of an array",
            span,
            hint="assign a number or an array",
        )
    region = Region([inner])
    with f.branch(region):
        f.b.op("yield", spread(f, region.args[0], dtype, span), span=span)
    f.b.op("map_into", out, value, types=(), regions=[region], assign=True, span=span)


def check_writable(f: Lowering, a: Value, target: ast.expr) -> None:
    """A captured array is a constant."""
    base = a
    while base.op is not None and base.op.opcode == "array.view":
        base = base.op.operands[0]
    if base.op is not None and base.op.opcode == "array.const":
        name = base.op.attrs["name"]
        f.fail(
            f"the captured array `{name}` is a constant of the compiled function",
            f.span(target),
            hint="pass it as an argument to change it, or work on a copy",
        )
