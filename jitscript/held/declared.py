"""What `@script` above a class asks of it, and what it learns of its fields.

The fields of a native instance have types that the class alone tells, as many programs read them.
Those that `__init__` sets plainly need no annotation of their own:

    def __init__(self, owner: str, limit: float = 0.0):
        self.owner = owner              the parameter's
        self.count = 0                  the constant's
        self.parent = list(range(n))    list[int], as [0] * n and [[0.0] * n for _ in range(n)] show
        self.log: list[str] = []        the annotation's
"""

from __future__ import annotations

import ast
import builtins
import types
from collections.abc import Callable
from typing import Any

from ..frontend import class_text, user_classes
from ..frontend.source import source_of
from . import objects

Known = Callable[[str], Any]  # what a name stands for in `__init__`, where it is no local

_PLAIN = (int, float, bool, complex, str, bytes)


def name_of(cls: type) -> str:
    """The name of the type of a class's instances, whose fields are annotated now; nothing where
    it is no class that Python could hold: an enumeration, an exception. Raises TypeError."""
    if not user_classes.is_user_class(cls):
        return ""
    for base in reversed(user_classes.bases(cls)):
        _annotate(base)
    try:
        return objects.named(cls, later=True)
    except objects.NotYet:  # asked again when it is used first
        return user_classes.name_of(cls)
    except TypeError as error:
        raise TypeError(f"{error} (hint: without @script, its instances are copied)") from None


def _annotate(cls: Any) -> None:
    init = vars(cls).get("__init__")
    if not isinstance(init, types.FunctionType) or user_classes.is_generated(init):
        return
    tree = source_of(init).tree
    params = [*tree.args.posonlyargs, *tree.args.args, *tree.args.kwonlyargs]
    told = {p.arg: init.__annotations__[p.arg] for p in params if p.arg in init.__annotations__}
    bound = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and _is_store(n)}
    known = dict(vars(cls).get("__annotations__", {}))
    before = {n for c in user_classes.bases(cls) for n in vars(c).get("__annotations__", ())}
    first = params[0].arg if params else ""

    def known_as(name: str) -> Any:
        local = name in bound or name in told or name in init.__code__.co_freevars
        return None if local else init.__globals__.get(name, getattr(builtins, name, None))

    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        target = targets[0]
        if not isinstance(node, (ast.Assign, ast.AnnAssign)) or not isinstance(
            target, ast.Attribute
        ):
            continue
        if not isinstance(target.value, ast.Name) or target.value.id != first or len(targets) > 1:
            continue
        name = class_text.mangled(init, target.attr)
        if name in before or isinstance(user_classes.raw(cls, name), property):
            continue
        found = _type_of(node, {n: t for n, t in told.items() if n not in bound}, known_as)
        if found is not None:
            known.setdefault(name, found)
    if known:
        cls.__annotations__ = known


def _type_of(node: ast.Assign | ast.AnnAssign, told: dict[str, Any], known: Known) -> Any:
    """What an assignment says of the type, if it does."""
    if isinstance(node, ast.AnnAssign):
        text = node.annotation
        return text.value if isinstance(text, ast.Constant) else ast.unparse(text)
    return _of_value(node.value, told, known)


def _of_value(value: ast.expr, told: dict[str, Any], known: Known) -> Any:
    """The type that an expression shows: of parameters, of literals, and of lists of such."""
    if isinstance(value, ast.Name):
        return told.get(value.id)
    if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub):
        value = value.operand
    if isinstance(value, ast.Constant) and type(value.value) in _PLAIN:
        return type(value.value)
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Mult):
        return _of_value(value.left, told, known) if isinstance(value.left, ast.List) else None
    if isinstance(value, (ast.List, ast.ListComp)):
        parts = value.elts if isinstance(value, ast.List) else [value.elt]
        found = [_of_value(x, told, known) for x in parts]
        same = (
            None not in found and len({t.__name__ if t in _PLAIN else str(t) for t in found}) == 1
        )
        return types.GenericAlias(list, (found[0],)) if same else None
    made = _called(value, known)
    if made is list and isinstance(value, ast.Call) and len(value.args) == 1:
        return list[int] if _called(value.args[0], known) is range else None
    return int if made is len else next((t for t in _PLAIN if made is t), None)


def _called(node: ast.expr, known: Known) -> Any:
    """What a call calls by a name."""
    named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords
    return known(node.func.id) if named else None  # type: ignore[attr-defined]


def _is_store(node: ast.Name) -> bool:
    return not isinstance(node.ctx, ast.Load)
