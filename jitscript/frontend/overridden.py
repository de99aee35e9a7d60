"""Methods of a base that give an empty container, which those that derive from it fill.

class Node:
    def children(self):
        return []                                what this holds,
class Pair(Node):
    def children(self) -> list[Node]: ...        this says
"""

from __future__ import annotations

import ast
from typing import Any

from ..ir import types as ty
from . import user_classes
from .lowering import Lowering
from .signature import Postponed, signature_of


def promised_by_derived(f: Lowering) -> ty.Type | None:
    """The result of a method without annotation that gives nothing but empty containers, where
    those that override it say one."""
    fn, first = f.signature.fn, f.instance.args[:1]
    cls = user_classes.class_of(first[0]) if first and isinstance(first[0], ty.Type) else None
    if cls is None or not _gives_empty(f.source.tree):
        return None
    found: set[Any] = set()
    work: list[type] = [*cls.__subclasses__()]
    while work:
        c = work.pop()
        work += c.__subclasses__()
        own = vars(c).get(fn.__name__)
        if user_classes.function(c, fn.__name__) is own and own is not None:
            try:
                found.add(signature_of(own, c, False, f.unit.looks).result)
            except Postponed:
                return None
    told = found.pop() if len(found) == 1 else None
    return told if isinstance(told, ty.Object) and told.args else None


def _gives_empty(tree: ast.FunctionDef) -> bool:
    """Whether every result is an empty list, dict or set."""
    returns = [n for n in ast.walk(tree) if isinstance(n, ast.Return)]
    return bool(returns) and all(
        (isinstance(n.value, ast.List) and not n.value.elts)
        or (isinstance(n.value, ast.Dict) and not n.value.keys)
        or (isinstance(n.value, ast.Call) and ast.unparse(n.value) in ("set()", "list()", "dict()"))
        for n in returns
    )
