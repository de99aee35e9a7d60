"""`x[i]` where `x` is known when the program is compiled: a type with arguments, an enum's member
by its name, an element or a slice of a tuple."""

from __future__ import annotations

import ast
import typing
from typing import Any

from ..diagnostics import Span
from ..identity.values import builtin_of
from ..ir import types as ty
from ..ir.core import Value
from . import classes, nominal
from .annotations import AnnotationError, pattern_of
from .device_call import refuse_host
from .emitter import Static
from .literals import of_object
from .lowering import Lowering
from .patterns import Pattern
from .slices import constant


def of_static(f: Lowering, obj: Any, node: ast.Subscript) -> Static | Value | None:
    """A type with arguments, or an element of a compile-time tuple."""
    span = f.span(node)
    obj = builtin_of(obj)
    if obj in (typing.Union, typing.Optional):
        try:
            return Static(f.signature.evaluate(node))
        except Exception as e:
            f.fail(f"this is no type: {e}", span)
    if nominal.is_enum(obj):
        return f.enum_named(obj, f.expr(node.slice), span)
    if obj is tuple:  # in library code
        index = f.expr(node.slice)
        if isinstance(index, Static):
            return Static(tuple.__class_getitem__(index.obj))
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
    if isinstance(obj, tuple) and isinstance(node.slice, ast.Slice):
        return _slice_of_static(f, obj, node.slice, span)
    if isinstance(obj, tuple):
        index = f.expr(node.slice)
        known = constant(index) if isinstance(index, Value) else None
        if known is not None and -len(obj) <= known < len(obj):
            return of_object(f, f.unit.looks.item(obj, known), span, "")
    if f.is_table(obj):
        return f.table_entry(obj, node)
    if isinstance(obj, type) or not isinstance(obj, (str, bytes, tuple)):
        refuse_host(f, obj, span)
        f.fail("this cannot be subscripted in compiled code", span)
    return None


def _slice_of_static(f: Lowering, obj: Any, node: ast.Slice, span: Span) -> Value | None:
    """`sys.version_info[:2]`; None where the bounds are not written as numbers."""
    bounds = [None if x is None else constant(f.value(x)) for x in (node.lower, node.upper)]
    written = [x for x in (node.lower, node.upper) if x is not None]
    if node.step is not None or sum(b is not None for b in bounds) < len(written):
        return None
    numbers = range(*slice(*bounds).indices(len(obj)))
    items = [of_object(f, f.unit.looks.item(obj, i), span, "") for i in numbers]
    values = [f.materialise(x, span) for x in items]
    f.b.span = span
    return f.b.emit("tuple.make", *values)
