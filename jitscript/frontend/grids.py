"""What NumPy writes between brackets without an array: `np.mgrid[0:n, 0:m]`, `np.ogrid[…]`,
`np.r_[a, 0, b]`, `np.c_[x, y]`.

    np.mgrid[a:b, c:d:5j]     dense((in_steps(counted(a, b, 1), …), points(5, c, d)))
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from .array_displays import sequence
from .classes import python_class
from .emitter import Static
from .lowering import Lowering
from .operators import members
from .operators.promote import LADDER
from .patterns import describe
from .services import subscripted

Bound = Value


@subscripted("MGridClass")
def mgrid(f: Lowering, node: ast.Subscript) -> Value:
    return _grid(f, node, "dense")


@subscripted("OGridClass")
def ogrid(f: Lowering, node: ast.Subscript) -> Value:
    return _grid(f, node, "open_")


def _grid(f: Lowering, node: ast.Subscript, form: str) -> Value:
    span = f.span(node)
    many = isinstance(node.slice, ast.Tuple)
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    slices = [x for x in parts if isinstance(x, ast.Slice)]
    if len(slices) < len(parts) or not 1 <= len(slices) <= 3:
        f.fail("a grid is made of one to three slices", span)
    bounds = [_bounds(f, x) for x in slices]
    whole = all(v.type in (ty.INT, ty.BOOL) for b in bounds for v in b)
    to = ty.INT if whole else ty.FLOAT
    rows = [_row(f, b, to, span) for b in bounds]
    if not many:
        return rows[0]
    return _library(f, form, [f.b.op("tuple.make", *rows, span=span).result], span)


def _bounds(f: Lowering, x: ast.Slice) -> tuple[Value, Value, Value]:
    """Start, stop and step, which is a count where it is complex."""
    span = f.span(x)
    if x.upper is None:
        f.fail("a slice of a grid has an end", span)
    start = f.b.const(0, ty.INT) if x.lower is None else _number(f, x.lower)
    stop = _number(f, x.upper)
    if x.step is None:
        return start, stop, f.b.const(1, ty.INT)
    step = f.value(x.step)
    if _is_count(step):
        return start, stop, step
    return start, stop, _plain(f, step, f.span(x.step))


def _is_count(step: Value) -> bool:
    return isinstance(step.type, ty.Scalar) and step.type.kind == "complex"


def _number(f: Lowering, node: ast.expr) -> Value:
    return _plain(f, f.value(node), f.span(node))


def _plain(f: Lowering, v: Value, span: Span) -> Value:
    """A bound as Python's number."""
    kinds = [m.kind for m in members(v.type) if isinstance(m, ty.Scalar)]
    if len(kinds) != len(members(v.type)) or "complex" in kinds:
        f.fail(f"a bound of a grid is a number, not {describe(v.type)}", span)
    if v.type in LADDER:
        return f.materialise(f.call_oracle(int, [v], {}, span), span) if v.type is ty.BOOL else v
    whole = all(k in ("bool", "int", "uint") for k in kinds)
    return f.materialise(f.call_oracle(int if whole else float, [v], {}, span), span)


def _row(f: Lowering, bounds: tuple[Value, Value, Value], to: ty.Scalar, span: Span) -> Value:
    start, stop, step = bounds
    if _is_count(step):
        size = f.materialise(f.call_oracle(abs, [step], {}, span), span)
        n = f.materialise(f.call_oracle(int, [size], {}, span), span)
        return _library(f, "points", [n, *_as(f, [start, stop], ty.FLOAT, span)], span)
    start, stop, step = _as(f, [start, stop, step], to, span)
    n = _library(f, "counted", [start, stop, step], span)
    dtype = Static(python_class(ty.I64 if to is ty.INT else ty.F64))
    return _library(f, "in_steps", [n, step, start, dtype], span)


def _as(f: Lowering, values: list[Value], t: ty.Scalar, span: Span) -> list[Value]:
    if t is ty.INT:
        return values
    return [f.materialise(f.call_oracle(float, [v], {}, span), span) for v in values]


@subscripted("RClass")
def rows(f: Lowering, node: ast.Subscript) -> Value:
    return _joined(f, node, "as_row", "joined_rows")


@subscripted("CClass")
def columns(f: Lowering, node: ast.Subscript) -> Value:
    return _joined(f, node, "as_column", "joined_columns")


def _joined(f: Lowering, node: ast.Subscript, prepare: str, join: str) -> Value:
    span = f.span(node)
    made = []
    for x in node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]:
        if isinstance(x, ast.Slice):
            bounds = _bounds(f, x)
            whole = all(v.type is ty.INT for v in bounds)
            part = _row(f, bounds, ty.INT if whole else ty.FLOAT, span)
        else:
            part = f.materialise(sequence(f, x), f.span(x))
            if isinstance(part.type, ty.Object) and part.type.name == "str":
                f.fail("the axes of np.r_ and np.c_ cannot be given as text", f.span(x))
        made.append(_library(f, prepare, [part], span))
    return _library(f, join, [f.b.op("tuple.make", *made, span=span).result], span)


def _library(f: Lowering, name: str, args: list[Any], span: Span) -> Value:
    fn: Callable[..., Any] = getattr(registry.module("grids_numpy"), name)
    return f.materialise(f.call_function(fn, args, span), span)
