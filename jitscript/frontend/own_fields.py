"""`object.__setattr__(self, "x", v)`, by which an instance of a frozen dataclass is completed, as a
statement that sets a field:

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", abs(self.size))        self.size = abs(self.size)

It goes only where the instance is made, so that one that is made never changes.
"""

from __future__ import annotations

import ast
import builtins
import types
from typing import Any

MAKING = ("__init__", "__post_init__")
_INNER = (ast.FunctionDef, ast.ClassDef)  # in which names mean others


class OwnField(ast.Attribute):
    """What such a statement sets; the class does not see it."""


def with_own_fields(tree: Any, fn: types.FunctionType) -> Any:
    """The same function; as it is where `object` is another, or `self` is set anew."""
    if not isinstance(tree, ast.FunctionDef) or tree.name not in MAKING or not tree.args.args:
        return tree
    code = fn.__code__
    me = tree.args.args[0].arg
    if "object" not in code.co_names or "__setattr__" not in code.co_names:
        return tree
    if fn.__globals__.get("object", builtins.object) is not builtins.object:
        return tree
    inner = any(isinstance(n, _INNER) for n in ast.walk(tree) if n is not tree)
    named = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == me]
    if inner or any(not isinstance(n.ctx, ast.Load) for n in named):
        return tree
    return _Own(me).visit(tree)


class _Own(ast.NodeTransformer):
    def __init__(self, me: str):
        self.me = me

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        call = node.value
        if not isinstance(call, ast.Call) or len(call.args) != 3 or call.keywords:
            return node
        me, name, value = call.args
        if not _is_object_setattr(call.func) or isinstance(value, ast.Starred):
            return node
        if not isinstance(me, ast.Name) or me.id != self.me or not isinstance(name, ast.Constant):
            return node
        if not isinstance(name.value, str) or name.value.startswith("__"):
            return node  # a text is not mangled as a name in a class is
        target = ast.copy_location(OwnField(me, name.value, ast.Store()), call)
        return ast.copy_location(ast.Assign([target], value), node)


def _is_object_setattr(node: ast.expr) -> bool:
    named = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    return named and (node.value.id, node.attr) == ("object", "__setattr__")  # type: ignore[attr-defined]
