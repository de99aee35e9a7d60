"""Reductions: `ufunc.reduce` and `ufunc.accumulate`, on which the library's `np.sum` and the like
stand. Each is one op, whose second region is the ufunc on a total and one value.

    np.add.reduce(a, 0)    %s = reduce %zero, %a, axes=[0], pairwise=True : array<f64, 1>
                             { (%x: f64): yield %x }
                             into { (%t: f64, %y: f64): %z = add %t, %y : f64; yield %z }
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ..diagnostics import Span
from ..ir import types as T
from ..ir.core import Region, Value
from ..ir.types import Array, Scalar
from ..library import registry
from .lowering import Lowering
from .operators import arrays, comparison, promote
from .operators.arrays import element_wise, with_builder
from .operators.scalar import Unsupported, bounds, cast, number
from .patterns import describe

BUFFER = 8192  # elements that NumPy converts at once
NO_IDENTITY = (
    "reduction operation '{}' does not have an identity, so to use a where mask one has to specify "
    "'initial'"
)


class Plan(NamedTuple):
    """What is asked for; `dtype` None: NumPy's choice. `mask`, of the array's shape: bools."""

    ufunc: Any
    dtype: Scalar | None = None
    keepdims: bool = False
    initial: Value | None = None
    mask: Value | None = None


def reduce(f: Lowering, a: Value, axes: Sequence[int], plan: Plan, span: Span) -> Value:
    assert isinstance(a.type, Array)
    if a.type.ndim == 0:
        return _of_one(f, a, plan, span)
    how = _how(plan, a.type.dtype)
    begun: list[Value] = []
    attrs: dict[str, Any] = {"axes": list(axes)}
    if plan.initial is not None:
        begun = [_initial(f, plan.initial, how.total, span)]
    elif how.identity is not None:
        begun = [f.b.const(how.identity, how.total, span)]
    else:
        attrs |= {"first": True, "name": plan.ufunc.__name__}
    if plan.keepdims:
        attrs["keepdims"] = True
    if how.pairwise:
        attrs["pairwise"] = True
        if a.type.dtype is not how.total:
            attrs["chunk"] = BUFFER
    elif how.free:
        attrs |= {"free": True, "name": plan.ufunc.__name__}
    operands = [a]
    if plan.mask is not None:
        if not begun:
            raise Unsupported(NO_IDENTITY.format(plan.ufunc.__name__))
        operands.append(plan.mask)
        if how.pairwise:
            attrs["masked"] = True
        elif how.total.kind == "complex":
            raise Unsupported("`where` of a product of complex numbers is not supported")
        else:
            neutral = how.identity is not None
            other = f.b.const(how.identity, how.total, span) if neutral else begun[0]
            operands.append(cast(f, other, how.value, span))
    regions = _regions(f, how, operands, span)
    rank = a.type.ndim - (0 if plan.keepdims else len(axes))
    t: T.Type = Array(how.total, rank) if rank else how.total
    operands = [*begun, *operands]
    return f.b.op("reduce", *operands, types=[t], regions=regions, span=span, **attrs).result


def accumulate(f: Lowering, a: Value, axis: int, plan: Plan, span: Span) -> Value:
    assert isinstance(a.type, Array)
    how = _how(plan, a.type.dtype)
    if how.value is not how.total:
        how = how._replace(value=how.total)
    regions = _regions(f, how, [a], span)
    t = Array(how.total, a.type.ndim)
    return f.b.op("scan", a, types=[t], regions=regions, span=span, axis=axis).result


def first_place(
    f: Lowering, ufunc: Any, a: Value, axis: int, keepdims: bool, name: str, span: Span
) -> Value:
    """The first index along `axis` at which an element is the greatest, or least, or no number."""
    import numpy as np

    assert isinstance(a.type, Array)
    f.b.span = span
    zero = f.b.const(0, T.INT)
    n = f.b.emit("array.dim", a, axis=axis)

    def fail() -> Value:
        f.raise_("ValueError", f"attempt to get {name} of an empty sequence", [], span)

    f.if_(f.b.emit("eq", n, zero), fail, lambda: f.b.const(None, T.NONE), span)
    if a.type.ndim <= 2 and not keepdims and a.type.dtype.kind != "bool":
        which = "greatest" if ufunc is np.maximum else "least"
        place = "place_of_" if a.type.ndim == 1 else "places_of_"
        down = "_down" if axis < a.type.ndim - 1 else ""
        find = getattr(registry.module("places_numpy"), f"{place}{which}{down}")
        return f.materialise(f.call_function(find, [a], span), span)
    if a.type.ndim == 1 and not keepdims:
        most = reduce(f, a, [axis], Plan(ufunc), span)
        first = registry.module("places_numpy").first_of
        return f.materialise(f.call_function(first, [a, most], span), span)
    best = reduce(f, a, [axis], Plan(ufunc, keepdims=True), span)
    count = f.call_library(np.arange, [n], span)
    f.b.span = span
    after = a.type.ndim - 1 - axis
    sizes = [n, *[f.b.const(1, T.INT)] * after]
    steps = [f.b.const(8, T.INT), *[zero] * after]
    places = f.b.emit("array.view", count, zero, *sizes, *steps)
    last = f.b.emit("cast", n, to=T.I64)

    def leaf(x: Value, most: Value, i: Value, n: Value) -> Value:
        here = f.b.op("eq", x, most, span=span).result
        odd = f.b.op("ne", x, x, span=span).result
        return f.b.op("select", f.b.op("or", here, odd, span=span).result, i, n, span=span).result

    found = element_wise(f, [a, best, places, last], span, leaf)
    made = reduce(f, found, [axis], Plan(np.minimum, keepdims=keepdims), span)
    if made.op is not None and made.op.info.laid:
        made.op.attrs["order"] = "C"  # NumPy's, whatever the array's is
    return made


class _How(NamedTuple):
    """A total, the type that elements are made of first, what an empty total is, and one step."""

    total: Scalar
    value: Scalar
    identity: Any
    step: Callable[[Lowering, Value, Value, Span], Value]
    pairwise: bool = False
    free: bool = False


def _how(plan: Plan, dtype: Scalar) -> _How:
    name = plan.ufunc.__name__
    t = plan.dtype or dtype
    if name in ("logical_and", "logical_or"):
        return _How(T.B1, T.B1, name == "logical_and", _op(name.partition("_")[2]))
    if name in ("add", "multiply"):
        if plan.dtype is None and t.kind in ("bool", "int"):
            t = T.I64
        if plan.dtype is None and t.kind == "uint":
            t = T.U64
        if t.kind == "bool":
            return _How(t, t, name == "multiply", _op("or" if name == "add" else "and"))
        if t is T.F16 and name == "multiply":
            raise Unsupported("a product in half precision is not supported: pass dtype=np.float32")
        opcode = "add" if name == "add" else "mul"
        value = T.F32 if t is T.F16 else t
        pairwise = name == "add" and t.kind in ("float", "complex")
        return _How(t, value, _number(t, name), _op(opcode), pairwise)
    if name in ("bitwise_and", "bitwise_or", "bitwise_xor"):
        if t.kind not in ("bool", "int", "uint"):
            raise Unsupported(f"ufunc '{name}' not supported for the input types")
        ones = True if t.kind == "bool" else -1 if t.kind == "int" else bounds(t)[1]
        return _How(t, t, ones if name == "bitwise_and" else 0, _op(name.partition("_")[2]))
    if name in ("maximum", "minimum", "fmax", "fmin"):
        if t.kind == "complex":
            raise Unsupported(f"{name} of complex numbers is not supported")
        if t.kind == "bool":
            return _How(t, t, None, _op("or" if name in ("maximum", "fmax") else "and"))
        return _How(t, t, None, _library(plan.ufunc), free=True)
    raise Unsupported(f"`{name}.reduce` is not supported")


def _number(t: Scalar, name: str) -> Any:
    n = 0 if name == "add" else 1
    return float(n) if t.kind == "float" else complex(n) if t.kind == "complex" else n


def _op(opcode: str) -> Callable[[Lowering, Value, Value, Span], Value]:
    def step(f: Lowering, total: Value, x: Value, span: Span) -> Value:
        assert isinstance(total.type, Scalar)
        t = total.type
        wide = T.F32 if t is T.F16 else t
        x, y = cast(f, total, wide, span), cast(f, x, wide, span)
        return cast(f, f.b.op(opcode, x, y, span=span).result, t, span)

    return step


def _library(ufunc: Any) -> Callable[[Lowering, Value, Value, Span], Value]:
    return lambda f, total, x, span: f.call_library(ufunc, [total, x], span)


def _regions(f: Lowering, how: _How, operands: Sequence[Value], span: Span) -> list[Region]:
    """Of an array; of its mask, too; and of what stands where the mask is not true."""
    dtypes = [arrays.dtype_of(v) for v in operands]
    element = Region(dtypes, ["x", "keep", "other"][: len(dtypes)])
    combine = Region([how.total, how.value], ["total", "y"])

    def value() -> Value:
        made = _element(f, element.args[0], how, span)
        if len(dtypes) == 3:
            _, keep, other = element.args
            keep = comparison.truth(f, keep, span)
            made = f.b.op("select", keep, made, other, span=span).result
        return _yield(f, made, span)

    def total() -> Value:
        return _yield(f, how.step(f, combine.args[0], combine.args[1], span), span)

    with_builder(f, element, value)
    with_builder(f, combine, total)
    return [element, combine]


def _yield(f: Lowering, v: Value, span: Span) -> Value:
    f.b.op("yield", v, types=[], span=span)
    return v


def _element(f: Lowering, x: Value, how: _How, span: Span) -> Value:
    if how.total is T.B1 and x.type is not T.B1:
        return cast(f, comparison.truth(f, x, span), T.B1, span)
    if how.total is T.F16:  # rounded to half, then summed in single
        x = cast(f, x, T.F16, span)
    return cast(f, x, how.value, span)


def _initial(f: Lowering, v: Value, total: Scalar, span: Span) -> Value:
    if not isinstance(v.type, Scalar):
        f.fail(f"`initial` is a number, not {describe(v.type)}", span)
    if v.type.python:
        return number(f, v, total, span)
    if not promote.can_store(v.type, total):
        f.fail(f"`initial` of type {describe(v.type)} does not fit {describe(total)}", span)
    return cast(f, v, total, span)


def _of_one(f: Lowering, a: Value, plan: Plan, span: Span) -> Value:
    """An array without axes."""
    x = f.b.op("array.load", a, span=span).result
    assert isinstance(x.type, Scalar)
    how = _how(plan, x.type)
    value = cast(f, _element(f, x, how, span), how.total, span)
    begun = plan.initial
    if begun is not None:
        total = _initial(f, begun, how.total, span)
    elif plan.mask is None:
        return value
    elif how.identity is None:
        raise Unsupported(NO_IDENTITY.format(plan.ufunc.__name__))
    else:
        total = f.b.const(how.identity, how.total, span)
    found = how.step(f, total, value, span) if begun is not None else value
    if plan.mask is None:
        return found
    keep = comparison.truth(f, f.b.op("array.load", plan.mask, span=span).result, span)
    return f.b.op("select", keep, found, total, span=span).result
