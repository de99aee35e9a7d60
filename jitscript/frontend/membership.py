"""`x in y`: by what `y` is, or by going through it."""

from __future__ import annotations

import ast
import operator

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import oracles, registry
from . import user_classes
from .classes import method_of
from .conditions import truth_of
from .dunders import no_operator
from .emitter import Static
from .given_none import used
from .lowering import Lowering, tuple_items
from .methods import call_method
from .patterns import is_generator


def contains(
    f: Lowering,
    op: ast.cmpop,
    item: Value | Static,
    container: Value | Static,
    span: Span,
    node: ast.expr,
) -> Value:
    own = f.contained_in(item, container, span)
    if own is not None:
        return f.b.emit("not", own) if isinstance(op, ast.NotIn) else own
    if isinstance(container, Static) and type(container.obj) is dict:  # of functions
        container = Static(tuple(container.obj))
    box = f.materialise(f.read_through(container, span, ordered=False), span)
    box = used(f, box, "argument of type 'NoneType' is not iterable", span)
    value = f.materialise(item, span)
    if is_generator(box.type) or _is_gone_through(box.type):
        rule = registry.module("iterators").contains_of
        found = f.materialise(f.call_function(rule, [box, value], span), span)
    elif isinstance(box.type, ty.Tuple):
        found = _in_tuple(f, value, box, span, node)
    elif isinstance(box.type, ty.Object):
        result = call_method(f, box, "__contains__", [value], span)
        if result is None:
            no_operator(f, type(op).__name__, value, box, span)
        found = f.materialise(result, span)
        if found.type is not ty.BOOL:
            found = truth_of(f, found, node)
    else:
        array = isinstance(box.type, ty.Array)
        oracle = oracles.array_contains if array else operator.contains
        found = f.call_library(oracle, [box, value], span)
    if isinstance(op, ast.NotIn):
        return f.b.emit("not", truth_of(f, found, node))
    return found


def _is_gone_through(t: ty.Type) -> bool:
    """Whether it is an instance without `__contains__` that can be gone through."""
    if user_classes.class_of(t) is None or method_of(t, "__contains__") is not None:
        return False
    return any(method_of(t, name) is not None for name in ("__iter__", "__getitem__"))


def _in_tuple(f: Lowering, value: Value, box: Value, span: Span, node: ast.expr) -> Value:
    items = tuple_items(f, box)

    def test(i: int) -> Value:
        if i == len(items):
            return f.b.const(False, ty.BOOL)
        same = truth_of(f, f.compare(ast.Eq(), items[i], value, node), node)
        return f.if_(same, lambda: f.b.const(True, ty.BOOL), lambda: test(i + 1), span)

    return test(0)
