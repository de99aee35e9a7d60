"""Empty containers as defaults of what is called: `def f(x: int, more: list[int] = []) -> int`."""

from __future__ import annotations

import ast
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from .constant_tables import Known
from .lowering import Lowering


def is_empty(obj: Any) -> bool:
    return type(obj) in (list, dict, set) and not obj


def empty(f: Lowering, obj: Any, t: ty.Type, name: str, span: Span) -> Value:
    """An empty container of type `t`, which all calls share: nothing may change it."""
    node: ast.expr
    if isinstance(obj, list):
        node = ast.List([], ast.Load())
    elif isinstance(obj, dict):
        node = ast.Dict([], [])
    else:
        node = ast.Call(Known(set), [], [])
        f.stands_at(node.func, span)
    f.stands_at(node, span)
    made = f.materialise(f.value(node, t), span)
    f.unit.captures = True
    f.b.span = span
    return f.b.emit("captured", made, name=name, kind=type(obj).__name__)
