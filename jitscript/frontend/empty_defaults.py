"""Containers as defaults of what is called, which all calls share: `more: list[int] = []`."""

from __future__ import annotations

import ast
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from .changing import take_for_constant
from .constant_tables import Known
from .lowering import Lowering


def container(f: Lowering, fn: Any, obj: Any, t: ty.Type, name: str, span: Span) -> Value | None:
    """A default that is a container which the program changes, or an empty one. `fn`: the function
    of the user's whose it is; None for one of the library, or a nested one."""
    if type(obj) not in (list, dict, set):
        return None
    if fn is not None and not take_for_constant(f, obj, name):
        return f.shared_default(fn, name, obj, t, span)
    return None if obj else _empty(f, obj, t, name, span)


def _empty(f: Lowering, obj: Any, t: ty.Type, name: str, span: Span) -> Value:
    """An empty container of type `t`: nothing changes it."""
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
