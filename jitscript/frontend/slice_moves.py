"""`a[i:j] = b[k:l:m]` of lists, without a list in between.

`a[: k + 1] = a[k::-1]` turns a part around, `a[i:j] = b[k:l]` copies one. The slice of `b` is taken
before what stands in the brackets of `a` is computed, so that must be sums of ints, which change
nothing; and the step is known not to be 0, so that taking the slice raises no error of its own.
"""

from __future__ import annotations

import ast

from ..ir import types as ty
from ..ir.core import Value
from .constant_tables import refuse_change
from .holes import has_hole
from .lowering import Lowering
from .methods import call_method
from .slices import Slice
from .subscripts import bounds, place


def moves_slice(f: Lowering, s: ast.Assign) -> bool:
    """Lower the statement if it is one of these."""
    target, source = s.targets[0], s.value
    if len(s.targets) > 1 or not (_is_slice(target) and _is_slice(source)):
        return False
    assert isinstance(target, ast.Subscript) and isinstance(source, ast.Subscript)
    a, b = _list(f, target.value), _list(f, source.value)
    if a is None or b is None or a.type is not b.type or has_hole(a.type):
        return False
    if any(isinstance(node, ast.NamedExpr) for node in ast.walk(s)):
        return False
    sums = ast.iter_child_nodes(target.slice)
    if not _steps(source.slice) or not all(_is_sum(f, x) for x in sums):
        return False
    refuse_change(f, target.value, f.span(target.value))
    there, here = place(f, b, source)[0], place(f, a, target)[0]
    assert isinstance(there, Slice) and isinstance(here, Slice)
    f.b.span = f.span(target)
    parts = [*bounds(f, here), b, *bounds(f, there)]
    return call_method(f, a, "__setslice_of__", parts, f.span(target)) is not None


def _is_slice(node: ast.expr) -> bool:
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)


def _list(f: Lowering, node: ast.expr) -> Value | None:
    held = f.env.get(node.id) if isinstance(node, ast.Name) else None
    if not isinstance(held, Value) or not isinstance(held.type, ty.Object):
        return None
    return held if held.type.name == "list" and f.expr(node) is held else None


def _steps(node: ast.expr) -> bool:
    assert isinstance(node, ast.Slice)
    step = node.step
    if isinstance(step, ast.UnaryOp) and isinstance(step.op, ast.USub):
        step = step.operand
    return step is None or (isinstance(step, ast.Constant) and bool(step.value))


def _is_sum(f: Lowering, node: ast.AST) -> bool:
    if isinstance(node, ast.Name):
        held = f.env.get(node.id)
        return isinstance(held, Value) and held.type is ty.INT
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub, ast.Mult)):
        return _is_sum(f, node.left) and _is_sum(f, node.right)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return _is_sum(f, node.operand)
    return isinstance(node, ast.Constant) and type(node.value) is int
