"""Operators on arrays: one `map` whose region is the operator on the elements.

    a + 1     %c = map (%a, %one) : (array<f64, 1>, f64) -> array<f64, 1> {
                (%x: f64, %y: f64): %z = add %x, %y : f64; yield (%z) }

A builtin scalar is made NumPy's outside the region (where NumPy, too, checks that it fits). An
array of rank 0 stands for its element, and an operation on such arrays alone gives a scalar.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from ...diagnostics import Span
from ...ir import types as T
from ...ir.core import Builder, Region, Value
from ...ir.types import Array, Scalar, Type
from ...library import oracles
from ..emitter import Emitter
from ..patterns import describe as shown
from . import comparison, promote
from .scalar import SYMBOLS, Unsupported, array_power, binary, bounds, cast, holds, known, number

Leaf = Callable[..., Value]


def element_wise(e: Emitter, operands: Sequence[Value], span: Span, leaf: Leaf) -> Value:
    """`leaf` over the elements of the operands, of which at least one is an array."""
    operands = _prepare(e, operands, span)
    arrays = [v.type for v in operands if isinstance(v.type, Array)]
    if not arrays:
        return leaf(*operands)
    region, result = _region(e, operands, span, leaf)
    assert isinstance(result.type, Scalar)
    dtype = promote.machine(result.type)
    with_builder(e, region, lambda: _yield(e, result, dtype, span))
    made = Array(dtype, max(t.ndim for t in arrays))
    return e.b.op("map", *operands, regions=[region], types=[made], span=span).result


def function(e: Emitter, oracle: Any, args: Sequence[Value], span: Span) -> Value:
    """A call of a function of elements. NumPy's functions work in the type that their operands
    have in common, in a float if they have no integer form, in single precision for half."""

    def leaf(*xs: Value) -> Value:
        if oracle is abs:
            return e.call_library(abs, xs, span)
        t = _working_type(oracle, [dtype_of(x) for x in xs])
        wide = T.F32 if t is T.F16 and oracle.__name__ not in oracles.IN_HALF else t
        made = e.call_library(oracle, [number(e, x, wide, span) for x in xs], span)
        return cast(e, made, t, span) if t is T.F16 and made.type is T.F32 else made

    if oracle is not abs and not all(dtype_of(x).python for x in args):
        t = _working_type(oracle, [dtype_of(x) for x in args])
        if t.kind == "float":
            args = ints_as(e, args, t, span)
    return element_wise(e, args, span, leaf)


def ints_as(e: Emitter, values: Sequence[Value], t: Scalar, span: Span) -> list[Value]:
    """Operands of a loop of floats: there a Python int need not fit the integers beside it."""
    return [number(e, v, t, span) if v.type is T.INT else v for v in values]


def converted(e: Emitter, a: Value, t: Scalar, span: Span) -> Value:
    """The elements of an array, or a number, as another type, as NumPy casts them."""
    return element_wise(e, [a], span, lambda x: conversion(e, x, t, span))


def conversion(e: Emitter, x: Value, t: Scalar, span: Span) -> Value:
    """A number as another type, with nothing checked."""
    assert isinstance(x.type, Scalar)
    if t.kind == "bool" and x.type.kind != "bool":
        return cast(e, comparison.truth(e, x, span), t, span)
    if x.type.kind == "complex" and t.kind != "complex":
        x = e.b.op("real", x, span=span).result
    return cast(e, x, t, span)


def _working_type(oracle: Any, types: Sequence[Scalar]) -> Scalar:
    t = types[0]
    for other in types[1:]:
        t = promote.common(t, other)
    t = promote.machine(t)
    whole = "l" * len(types) + "->l", "l" * len(types) + "->B"
    if any(form in oracle.types for form in whole):
        return t
    if any(each.python for each in types):
        return promote.float_type(t)
    # NumPy looks for the first loop of floats that holds each operand: int8 and uint8 go into half.
    floats = [promote.float_type(each) for each in types]
    return functools.reduce(promote.common, floats)


def into(e: Emitter, op: str, a: Value, b: Value, span: Span, leaf: Leaf) -> Value:
    """`a op= b` for an array `a`: stores the results in it."""
    assert isinstance(a.type, Array)
    rank = b.type.ndim if isinstance(b.type, Array) else 0
    if rank > a.type.ndim:
        e.fail(
            f"an array of rank {rank} cannot be added to one of rank {a.type.ndim} in place",
            span,
            hint=f"write a new array: x = x {SYMBOLS[op]} y",
        )
    (b,) = _prepare(e, [b], span, a.type.dtype)
    region, result = _region(e, [a, b], span, leaf)
    assert isinstance(result.type, Scalar)
    source = promote.machine(result.type)
    if not promote.can_store(source, a.type.dtype):
        names = f"dtype('{promote.numpy_name(source)}')", f"dtype('{_name(a.type)}')"
        e.fail(
            f"Cannot cast ufunc '{UFUNCS[op]}' output from {names[0]} to {names[1]} with "
            "casting rule 'same_kind'",
            span,
            hint=f"write a new array: x = x {SYMBOLS[op]} y",
        )
    dtype = a.type.dtype
    with_builder(e, region, lambda: _yield(e, result, dtype, span))
    e.b.op("map_into", a, a, b, regions=[region], types=[], span=span)
    return a


def product(e: Emitter, x: Value, y: Value, span: Span) -> Value:
    """`x * y` for one element of each."""
    if "complex" not in (dtype_of(x).kind, dtype_of(y).kind):
        return binary(e, "Mult", x, y, span)
    t = promote.common(dtype_of(x), dtype_of(y))
    x, y = number(e, x, t, span), number(e, y, t, span)
    return e.b.op("complex.mul", x, y, span=span).result


def power(e: Emitter, base: Array, exponent: Value, span: Span) -> Leaf:
    """`a ** b` for one element of each. NumPy squares an array to the power of the Python int 2,
    which makes int8 of bools; other powers of bools are int64."""
    if base.dtype is T.B1 and exponent.type is T.INT:
        n = known(exponent)
        if n == 2:
            return lambda x, y: cast(e, x, T.I8, span)
        if n is None:
            e.call_library(oracles.power_of_bools, [exponent], span)
    return lambda x, y: array_power(e, x, y, exponent.type, span)


def compare(e: Emitter, op: str, a: Value, b: Value, span: Span) -> Value:
    """`a op b` for the comparisons, of which at least one is an array. They are exact: a Python
    int that the elements' type does not hold is less or greater than all of them."""
    for array, n, of in ((a, b, op), (b, a, comparison.MIRRORED[op])):
        t = array.type
        if isinstance(t, Array) and n.type is T.INT and t.dtype.kind in ("int", "uint"):
            value = known(n)
            if t.dtype is not T.I64 and (value is None or not holds(t.dtype, value)):
                return _compare_beyond(e, of, array, n, span)
    return element_wise(e, [a, b], span, lambda x, y: comparison.elements(e, op, x, y, span))


def _compare_beyond(e: Emitter, op: str, array: Value, n: Value, span: Span) -> Value:
    """Integers against an int that may not be of their type. Whether it is is decided once, so
    that the loop compares in the elements' own type."""
    array = _element(e, array, span)
    if not isinstance(array.type, Array):
        return comparison.compare(e, op, array, n, span)
    dtype = dtype_of(array)
    least, most = bounds(dtype)

    def beyond(opcode: str, bound: int) -> Value:
        return e.b.op(opcode, n, e.b.const(bound, T.INT, span), span=span).result

    above = beyond("gt", most) if dtype is not T.U64 else e.b.const(False, T.BOOL, span)
    below = beyond("lt", least)
    fits = e.b.op("not", e.b.op("or", above, below, span=span).result, span=span).result
    true = {"Lt": above, "LtE": above, "Gt": below, "GtE": below}.get(op)
    answer = true or e.b.const(op == "NotEq", T.BOOL, span)
    narrow = cast(e, n, dtype, span)

    def leaf(x: Value, y: Value, comparable: Value, otherwise: Value) -> Value:
        found = comparison.compare(e, op, x, y, span)
        test = cast(e, comparable, T.BOOL, span)
        return e.b.op("select", test, found, otherwise, span=span).result

    return element_wise(e, [array, narrow, fits, answer], span, leaf)


UFUNCS = {
    "Add": "add",
    "Sub": "subtract",
    "Mult": "multiply",
    "Div": "divide",
    "FloorDiv": "floor_divide",
    "Mod": "remainder",
    "Pow": "power",
    "LShift": "left_shift",
    "RShift": "right_shift",
    "BitAnd": "bitwise_and",
    "BitOr": "bitwise_or",
    "BitXor": "bitwise_xor",
}


def _name(t: Array) -> str:
    return promote.numpy_name(t.dtype)


def _prepare(
    e: Emitter, operands: Sequence[Value], span: Span, beside: Scalar | None = None
) -> list[Value]:
    """Operands as `map` takes them: arrays of rank 1 and more, and scalars of NumPy types."""
    found = [_element(e, v, span) for v in operands]
    dtypes = [t for t in map(dtype_of, found) if not t.python] + ([beside] if beside else [])
    kinds = ("bool", "uint", "int", "float", "complex")
    strongest = max(dtypes, key=lambda t: kinds.index(t.kind)) if dtypes else T.B1
    return [
        v if isinstance(v.type, Array) or not dtype_of(v).python else _weak(e, v, strongest, span)
        for v in found
    ]


def _element(e: Emitter, v: Value, span: Span) -> Value:
    """An array of rank 0 as its element."""
    if isinstance(v.type, Array) and v.type.ndim == 0:
        return e.b.op("array.load", v, span=span).result
    return v


def _weak(e: Emitter, v: Value, beside: Scalar, span: Span) -> Value:
    return number(e, v, promote.weak(dtype_of(v), beside), span)


def dtype_of(v: Value) -> Scalar:
    t: Type = v.type.dtype if isinstance(v.type, Array) else v.type
    if not isinstance(t, Scalar):
        raise Unsupported(f"an array operation does not take a value of type {shown(t)}")
    return t


def _region(e: Emitter, operands: Sequence[Value], span: Span, leaf: Leaf) -> tuple[Region, Value]:
    """A region over one element of each operand that computes `leaf`; not yet ended."""
    region = Region([dtype_of(v) for v in operands])
    args = list(region.args)
    for i, v in enumerate(operands):
        value = known(v)
        if value is not None:  # a constant is better known inside: x ** 2
            args[i] = Builder(region, span=span).const(value, v.type, span)
    return region, with_builder(e, region, lambda: leaf(*args))


def _yield(e: Emitter, result: Value, dtype: Scalar, span: Span) -> Value:
    if result.type is not dtype:
        result = e.b.op("cast", result, span=span, to=dtype).result
    e.b.op("yield", result, types=[], span=span)
    return result


def with_builder(e: Emitter, region: Region, emit: Callable[[], Value]) -> Value:
    """Run `emit` with ops going to the end of `region`."""
    outer = e.b
    e.b = Builder(region, span=outer.span)
    try:
        return emit()
    finally:
        e.b = outer
