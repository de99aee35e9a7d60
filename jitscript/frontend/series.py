"""What a loop can run over: range, arrays, tuples, instances, and enumerate, zip, reversed of them.

Of range, arrays and tuples the length is known when the loop starts. An instance's length may
change while it is iterated over.
"""

from __future__ import annotations

import ast
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry, slicing
from . import classes, union_series, user_classes
from .by_position import Series
from .emitter import Static
from .given_none import ITERABLE, used
from .layouts import item_type
from .lazy import spread_over
from .lowering import Lowering, raise_if, tuple_items
from .methods import call_method, length
from .operators.unions import members
from .parts import Parts
from .patterns import describe, is_opaque, narrow_first
from .pushed import enumerate_pushed, series_of_call
from .slices import constant
from .subscripts import element
from .suspended import Suspended
from .zipped import FEW, counted, is_near, zip_series

_ADAPTERS: tuple[Any, ...] = (range, enumerate, zip, reversed)


def series_of(f: Lowering, node: ast.expr) -> Series:
    """The series that an expression denotes."""
    adapter = _adapter_of(f, node, _ADAPTERS)
    if adapter is not None:
        return _adapter(f, node, adapter)
    held = f.generator_of(node) if isinstance(node, ast.GeneratorExp) else f.expr(node)
    return _series_of_held(f, held, node)


def _series_of_held(f: Lowering, held: Any, node: ast.expr) -> Series:
    if isinstance(held, Static) and isinstance(held.obj, Suspended):
        return series_of_call(f, held.obj)
    held = f.read_through(held, f.span(node))
    return series_of_value(f, f.materialise(held, f.span(node)), node)


def _adapter_of(f: Lowering, node: ast.expr, among: tuple[Any, ...]) -> Any:
    """Which of these builtins the expression calls, if any."""
    if isinstance(node, ast.Call) and is_static(f, node.func):
        callee = f.expr(node.func)
        if isinstance(callee, Static):
            return next((a for a in among if callee.obj is a), None)
    return None


def is_static(f: Lowering, node: ast.expr) -> bool:
    """Whether it is a dotted name whose first is no variable: to evaluate it does nothing."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and isinstance(f.expr(node), Static)


def _adapter(f: Lowering, node: Any, which: Any) -> Series:
    keywords = {k.arg: k.value for k in node.keywords}
    starts = keywords.pop("start", None) if which is enumerate else None
    strict = which is zip and _is_strict(f, keywords.pop("strict", None))
    if which is zip and not keywords and [*map(type, node.args)] == [ast.Starred]:
        return _zip_of(f, node.args[0], node, strict)
    if keywords or any(isinstance(a, ast.Starred) for a in node.args):
        f.fail(f"{which.__name__}() takes plain arguments here", f.span(node))
    if which is range:
        return _range(f, node)
    args = node.args
    if which is zip:
        parts = Parts(f)
        zipped = [parts.run(a, series_of, f, a) for a in args]
        parts.check()
        return zip_series(f, zipped, node, strict)
    if not 1 <= len(args) <= (2 if which is enumerate else 1):
        f.fail(f"{which.__name__}() does not take {len(args)} arguments", f.span(node))
    if which is reversed and _adapter_of(f, args[0], _ADAPTERS) is None:
        held = f.expr(args[0])
        backwards = of_instance_backwards(f, held, f.span(node))
        if backwards is not None:
            return _series_of_held(f, backwards, node)
        return _reversed(f, _series_of_held(f, held, args[0]), node)
    inner = series_of(f, args[0])
    if which is reversed:
        return _reversed(f, inner, node)
    start_node = starts or (args[1] if len(args) == 2 else None)
    start = f.b.const(0, ty.INT)
    if start_node is not None:
        start = f.convert(f.value(start_node), ty.INT, f.span(start_node), "the start")
    return _enumerate(f, inner, start, start_node is not None)


def _range(f: Lowering, node: ast.Call) -> Series:
    if not 1 <= len(node.args) <= 3:
        f.fail(f"range expected 1 to 3 arguments, got {len(node.args)}", f.span(node))
    parts = Parts(f)
    values = [parts.run(arg, _whole, f, arg) for arg in node.args]
    parts.check()
    f.at(node)
    zero, one = f.b.const(0, ty.INT), f.b.const(1, ty.INT)
    start, stop, step = (
        (zero, values[0], one)
        if len(values) == 1
        else (*values, one)
        if len(values) == 2
        else values
    )
    if len(values) == 3:
        if constant(step) is None:
            bad = f.b.emit("eq", step, zero)
            raise_if(f, bad, "ValueError", "range() arg 3 must not be zero", f.span(node))
        elif constant(step) == 0:
            f.raise_("ValueError", "range() arg 3 must not be zero", [], f.span(node))
    return _range_of(f, start, stop, step, f.span(node))


def _range_of(f: Lowering, start: Value, stop: Value, step: Value, span: Span) -> Series:
    def get(i: Value) -> Value:
        if constant(step) in (1, -1) or is_near(start, stop, step):
            return f.b.emit("add", start, f.b.emit("mul", i, step))
        return f.materialise(f.call_function(slicing.range_item, [start, i, step], span), span)

    return Series(get, bounds=(start, stop, step))


def _whole(f: Lowering, node: ast.expr) -> Value:
    """An argument of `range`."""
    value = f.without_enum(f.value(node), int, f.span(node))
    if is_opaque(value.type):
        return f.convert(value, ty.INT, f.span(node), "the argument of range")
    if not isinstance(value.type, (ty.Scalar, ty.Union)) or (
        isinstance(value.type, ty.Scalar) and value.type.kind in ("float", "complex")
    ):
        f.fail(
            f"`{describe(value.type)}` cannot be interpreted as an integer",
            f.span(node),
            hint="convert it: int(…)",
        )
    return f.convert(value, ty.INT, f.span(node), "the argument of range")


def _is_strict(f: Lowering, given: ast.expr | None) -> bool:
    if given is None:
        return False
    if not isinstance(given, ast.Constant) or not isinstance(given.value, bool):
        f.fail("zip(strict=…) takes True or False here", f.span(given))
    return given.value


def _zip_of(f: Lowering, arg: ast.Starred, node: ast.Call, strict: bool) -> Series:
    """`zip(*rows)`."""
    rows = f.unpacked(f.expr(spread_over(f, arg.value)), None, arg.value)
    if isinstance(rows.type, ty.Tuple):
        items = tuple_items(f, rows)
        return zip_series(f, [series_of_value(f, item, arg) for item in items], node, strict)
    library = registry.module("iterators_lengths")
    rule = library.columns_strict if strict else library.columns
    if isinstance(rows.type, ty.Object) and is_kept(f, item_type(rows.type) or ty.NONE):
        rule = library.columns_of_iterators
        if strict:
            f.fail("zip(*…, strict=True) of iterators is not supported", f.span(node))
    held = f.call_function(rule, [rows], f.span(node))
    assert isinstance(held, Static)
    return series_of_call(f, held.obj)


def _enumerate(f: Lowering, inner: Series, start: Value, shifted: bool) -> Series:
    if inner.pushed is not None:
        return enumerate_pushed(f, inner.pushed, start)
    inner = counted(f, inner, f.here(f.b.span))

    def get(i: Any) -> Value:
        index = f.b.const(i, ty.INT) if isinstance(i, int) else i
        if shifted:
            index = f.b.emit("checked_add", start, index)
        return f.b.emit("tuple.make", index, inner.get(i))

    if inner.mixed:
        assert inner.items is not None
        return Series(get, items=[get(i) for i in range(len(inner.items))])
    few = inner.items is not None and len(inner.items) <= FEW
    items = [get(i) for i in range(len(inner.items or ()))] if few else None
    return Series(get, inner.length, inner.more, items)


def _reversed(f: Lowering, inner: Series, node: ast.Call) -> Series:
    if inner.pushed is not None:
        f.fail("'generator' object is not reversible", f.span(node), hint="make a list of it first")
    if inner.mixed:
        assert inner.items is not None
        back = list(inner.items)[::-1]
        return Series(lambda i: back[i], items=back)
    if inner.back is not None:
        return inner.back()
    bounds = inner.bounds
    inner = counted(f, inner, node)
    size = inner.length or (inner.size() if inner.size else None)
    if size is None or _adapter_of(f, node.args[0], (enumerate, zip, reversed)):
        f.fail("only a sequence can be reversed", f.span(node), hint="loop over a range backwards")
    if bounds is not None and not is_near(*bounds):
        span = f.span(node)

        def number(i: Value) -> Value:
            args: list[Any] = [*bounds, i]
            return f.materialise(f.call_function(slicing.range_item_back, args, span), span)

        return Series(number, size, size=lambda: _range_length(f, bounds, span))
    one = f.b.const(1, ty.INT)

    def position(i: Value) -> Value:
        return f.b.emit("sub", f.b.emit("sub", size, one), i)

    def get(i: Value) -> Value:
        return inner.get(position(i))

    if inner.more is None:
        return Series(get, size)

    def more(i: Value, when: Value | None) -> Value:
        p = position(i)
        valid = f.b.emit("ge", p, f.b.const(0, ty.INT))
        assert inner.more is not None
        return inner.more(p, valid if when is None else f.b.emit("and", when, valid))

    return Series(get, more=more, size=lambda: size)


def of_instance_backwards(f: Lowering, held: Any, span: Span) -> Any:
    """`reversed` of an instance of a user's class; None of anything else."""
    cls = user_classes.class_of(held.type) if isinstance(held, Value) else None
    if cls is None:
        return None
    f.b.span = span
    if user_classes.function(cls, "__reversed__") is not None:
        return call_method(f, held, "__reversed__", [], span)
    if any(user_classes.function(cls, name) is None for name in ("__len__", "__getitem__")):
        f.fail(f"'{cls.__name__}' object is not reversible", span)
    rule = registry.module("iterators").reversed_of
    return f.call_function(rule, [held, length(f, held, span)], span)


def reversed_at_once(f: Lowering, held: Any, span: Span) -> Any:
    """`reversed(held)`, where that looks at `held` at once; else None."""
    found = of_instance_backwards(f, held, span)
    if found is not None or not isinstance(held, Value):
        return found
    if isinstance(held.type, ty.Object) and held.type.name == "list":
        rule = registry.module("iterators").backwards_of
        return f.call_function(rule, [held, length(f, held, span)], span)
    walker = walker_of(f, held, span, "__reversed__")
    return f.call_object(iter, [walker], {}, span) if walker is not held else None


def _range_length(f: Lowering, bounds: tuple[Value, Value, Value], span: Span) -> Value:
    """As `len` says it: an OverflowError where that is no int."""
    return f.materialise(f.call_function(slicing.range_length, list(bounds), span), span)


def series_of_value(f: Lowering, v: Value, node: ast.expr) -> Series:
    span = f.span(node)
    v = used(f, f.without_enum(v, str, span), ITERABLE, span)
    t = v.type
    f.b.span = span
    if isinstance(t, ty.Array):
        if t.ndim == 0:
            f.fail("iteration over a 0-d array", span)
        size = f.b.emit("array.dim", v, axis=0)

        def item(i: Value) -> Value:
            if t.ndim == 1:
                return f.b.emit("array.load", v, i)
            return element(f, v, i, node)

        return Series(item, size)
    if isinstance(t, ty.Tuple):
        items = tuple_items(f, v)

        def of_tuple(i: Any) -> Value:
            return items[i] if isinstance(i, int) else element(f, v, i, node)

        return Series(of_tuple, f.b.const(len(items), ty.INT), items=items)
    if is_kept(f, t):
        left: Series = f.frame_series(v, span)
        return left
    if user_classes.class_of(t) is not None:
        of_instance: Series = f.instance_series(v, span)
        return of_instance
    if isinstance(t, ty.Object) and (classes.method(t, "__iter__") or _walks(t)):
        return _walk(f, v, "__iter__", span)
    if isinstance(t, ty.Object) and t.name == "range":
        names = ("start", "stop", "step")
        ends = [f.b.op("field.get", v, types=[ty.INT], name=name).result for name in names]
        return _range_of(f, ends[0], ends[1], ends[2], span)
    if isinstance(t, ty.Object):

        def more(i: Value, when: Value | None) -> Value:
            test = f.b.emit("lt", i, length(f, v, span))
            return test if when is None else f.b.emit("and", when, test)

        def get(i: Value) -> Value:
            found = call_method(f, v, "__item__", [i], span)  # which is there, if it has one
            found = found or call_method(f, v, "__getitem__", [i], span)
            if found is None:
                f.fail(f"{describe(t)} cannot be iterated over", span)
            return f.materialise(found, span)

        return Series(get, more=more, size=lambda: length(f, v, span))
    found = union_series.series_of(f, v, span, lambda x: series_of_value(f, x, node))
    if found is not None:
        return found
    hint = "range(n) counts from 0 to n - 1" if t is ty.INT else narrow_first(t)
    f.fail(f"{describe(t)} cannot be iterated over", span, hint=hint)


def is_kept(f: Lowering, t: ty.Type) -> bool:
    """Whether it is the type of generators that are objects."""
    return isinstance(t, (ty.Object, ty.Union)) and all(m in f.unit.frames for m in members(t))


def _walks(t: ty.Object) -> bool:
    """Whether it is what a library's container gives to go through it."""
    return classes.method(t, "__more__") is not None


def walker_of(f: Lowering, held: Any, span: Span, by: str = "__iter__") -> Any:
    """`iter(held)`, as far as that looks at `held` at once: how many a dict has; what an instance
    does. Others are themselves."""
    t = held.type if isinstance(held, Value) else None
    if not isinstance(t, ty.Object) or is_kept(f, t) or classes.method_of(t, by) is None:
        return held
    f.b.span = span
    return call_method(f, held, by, [], span) or held


def _walk(f: Lowering, v: Value, by: str, span: Span) -> Series:
    """By the object that `__iter__`, or what stands for it, gives: `__more__` tells whether there
    is one more element, and then `__next__` gives it."""
    walker = f.materialise(call_method(f, v, by, [], span) or v, span)

    def ask() -> Value:
        found = call_method(f, walker, "__more__", [], span)
        if found is None:
            f.fail(f"{describe(walker.type)} cannot be iterated over", span)
        return f.materialise(found, span)

    def more(i: Value, when: Value | None) -> Value:
        if when is None:
            return ask()
        return f.if_(when, ask, lambda: f.b.const(False, ty.BOOL), span)

    def get(i: Value) -> Value:
        found = call_method(f, walker, "__next__", [], span)
        if found is None:
            f.fail(f"{describe(walker.type)} cannot be iterated over", span)
        return f.materialise(found, span)

    found = Series(get, more=more)
    if isinstance(v.type, ty.Object) and classes.method(v.type, "__reversed__") is not None:
        found.back = lambda: _walk(f, v, "__reversed__", span)
    return found
