"""Loops over types that a tuple or a list shows, or over rows with such: they are unrolled, and
each type is known where it is called, compared or asked for.

    for kind in (int, float):               for name, kind in [("n", int), ("x", float)]:
        try: return kind(text)                  if isinstance(value, kind): …
"""

from __future__ import annotations

import ast
from typing import Any

from .by_position import Series
from .emitter import Static
from .literals import of_object
from .lowering import Lowering
from .series import is_static, series_of


def loop_series(f: Lowering, node: ast.expr) -> Series:
    """What a loop or a comprehension runs over."""
    known = _known(f, node)
    if known is None or not any(map(_has_type, known)):
        return series_of(f, node)
    span = f.span(node)
    items: list[Any] = [of_object(f, obj, span, "") for obj in known]
    return Series(lambda i: items[i], items=items)


def _known(f: Lowering, node: ast.expr) -> list[Any] | None:
    """The objects that a display shows, if all are known before the program runs."""
    if isinstance(node, (ast.Tuple, ast.List)):
        found = [_object(f, elt) for elt in node.elts]
        return None if not found or None in found else [x for (x,) in found]  # type: ignore[misc]
    if isinstance(node, ast.Name) and is_static(f, node):
        held = f.expr(node)
        if isinstance(held, Static) and isinstance(held.obj, tuple):
            return [f.unit.looks.item(held.obj, i) for i in range(len(held.obj))]
    return None


def _object(f: Lowering, node: ast.expr) -> tuple[Any] | None:
    if isinstance(node, ast.Constant):
        return (node.value,)
    if isinstance(node, ast.Tuple):
        inner = _known(f, node)
        return (tuple(inner),) if inner is not None else None
    if isinstance(node, (ast.Name, ast.Attribute)) and is_static(f, node):
        held = f.expr(node)
        return (held.obj,) if isinstance(held, Static) else None
    return None


def _has_type(obj: Any) -> bool:
    return isinstance(obj, type) or (isinstance(obj, tuple) and any(map(_has_type, obj)))
