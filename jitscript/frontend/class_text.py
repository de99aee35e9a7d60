"""What the text of a user's class says: its methods, their sources, its private names."""

from __future__ import annotations

import ast
import builtins
import dataclasses
import inspect
import linecache
import re
import sys
import types as pytypes
import typing
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..diagnostics import Diagnostic, Span
from ..identity.hidden import evaluated
from ..ir import types as ty
from . import nominal, user_classes
from .annotations import pattern_of
from .exception_classes import base_init, is_carrying
from .source import captured, source_of

_LITERALS: dict[type, ty.Type] = {
    int: ty.INT,
    float: ty.FLOAT,
    bool: ty.BOOL,
    str: ty.Object("str", ()),
}


def methods(cls: type) -> list[Any]:
    """The methods of a class that may assign fields, `__init__` first; with those of its bases that
    are overridden by what calls them."""
    found: dict[str, Any] = {}
    for c in reversed(user_classes.bases(cls)):
        for name, member in vars(c).items():
            for part in (member, getattr(member, "fset", None), getattr(member, "func", None)):
                if isinstance(part, pytypes.FunctionType) and not user_classes.is_generated(part):
                    if name in found and _goes_on(part, c):
                        found[f"{name} {len(found)}"] = found[name]
                    found[f"{c.__qualname__}.{name}" if name == "__init__" else name] = part
    if is_carrying(cls):
        found["args"] = base_init()
    return sorted(found.values(), key=lambda fn: fn.__name__ != "__init__")


def _goes_on(fn: Any, cls: type) -> bool:
    """Whether a method may call the one that it overrides."""
    named = fn.__code__.co_names
    return "super" in named or any(c.__name__ in named for c in cls.__mro__[1:-1])


def place(cls: type) -> Span:
    """Where a class is, as far as that is known: its first function, or its own head."""
    for member in vars(cls).values():
        if isinstance(member, pytypes.FunctionType) and not user_classes.is_generated(member):
            return source_of(member).head()
    try:
        file = inspect.getfile(cls)
    except (OSError, TypeError):
        return Span("", 0)
    head = re.compile(rf"\s*class {cls.__name__}\b")
    lines = [n for n, text in enumerate(linecache.getlines(file), 1) if head.match(text)]
    return Span(file, lines[0]) if len(lines) == 1 else Span("", 0)


# Fields that hold another instance of the class.
_LINK = re.compile("next|prev|parent|left|right|child|other|head|tail|root|link|back|owner")


def unknown_field(cls: type, name: str, t: Any, where: tuple[Any, Any] | None) -> Diagnostic:
    """That nothing tells what a field holds; `t`: what is known of it, `where`: the function and
    the node that set it."""
    span = source_of(where[0]).span(where[1]) if where is not None else place(cls)
    inner = "list[int]" if isinstance(t, ty.Object) else "int"
    if t is ty.NONE:
        inner = f"{cls.__name__ if _LINK.search(name) else 'Array1[f64]'} | None"
    title = f"cannot tell the type of the field `{name}` of {cls.__name__}"
    hint = f"annotate it where it is set first: self.{name}: {inner} = …"
    if t is ty.NONE and not _LINK.search(name):
        hint += ", or whatever it holds later"
    return Diagnostic(title, span, hint=hint)


def is_of_class(obj: Any) -> bool:
    origin = typing.get_origin(obj) or obj
    if origin is dataclasses.InitVar or isinstance(origin, dataclasses.InitVar):
        return True
    return origin in (typing.ClassVar, typing.Final, dataclasses.KW_ONLY)


def stays_in_class(cls: type, name: str) -> bool:
    """Whether an attribute of an exception's class is one of the class alone: no method sets it for
    the instance, which Python's object would then have, too."""
    if not is_carrying(cls) or not user_classes.has_default(cls, name):
        return False
    stores = (
        isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr == name
        for fn in methods(cls)
        for node in ast.walk(source_of(fn).tree)
    )
    return not any(stores)


def is_unset(cls: type, name: str) -> bool:
    """Whether the `__init__` of a dataclass leaves a field alone."""
    field = next(f for f in user_classes.dataclass_fields(cls) if f.name == name)
    missing = dataclasses.MISSING
    return not field.init and field.default is missing and field.default_factory is missing


def is_leaf(told: Any) -> bool:
    """Whether an annotation is an array's, of known type and rank, or an enumeration."""
    if getattr(typing.get_origin(told), "__module__", "") == "numpy":
        return isinstance(pattern_of(told), ty.Array)
    return isinstance(told, type) and nominal.is_enum(told) and not nominal.refusal(told)


def module_of(looked_at: Iterable[Any], cls: type) -> dict[str, Any]:
    """The globals of the module that a class stands in."""
    functions = [m for m in vars(cls).values() if isinstance(m, pytypes.FunctionType)]
    for fn in (*functions, *looked_at):
        if fn.__module__ == cls.__module__ and not user_classes.is_generated(fn):
            found: dict[str, Any] = fn.__globals__
            return found
    return vars(sys.modules.get(cls.__module__, builtins))


def surroundings(cls: type, space: dict[str, Any]) -> dict[str, Any]:
    """The names that a class sees: its module's, and what its methods have captured."""
    found = dict(space)
    for member in vars(cls).values():
        if isinstance(member, pytypes.FunctionType):
            found |= captured(member)
    return found


def reader(looked_at: Iterable[Any], cls: type) -> Callable[[str], Any]:
    """What evaluates the text of an annotation in a class."""
    space = {**module_of(looked_at, cls), cls.__name__: cls}
    inner = dict(vars(cls))

    def read(text: str) -> Any:
        around = surroundings(cls, space)
        return evaluated(text, around, inner, str(around.get("__file__", "")))

    return read


def mangled(fn: Any, name: str) -> str:
    """A private name as the class around the function has it."""
    if not name.startswith("__") or name.endswith("__"):
        return name
    parts = fn.__qualname__.split(".")[:-1]
    around = parts[-1].lstrip("_") if parts and parts[-1] != "<locals>" else ""
    return f"_{around}{name}" if around else name


def stored_name(fn: Any, node: ast.AST, me: str) -> str:
    """The attribute of `me` that a node in a method sets; nothing where it sets none."""
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        mine = isinstance(node.value, ast.Name) and node.value.id == me
        return mangled(fn, node.attr) if mine else ""
    if not isinstance(node, ast.Call) or len(node.args) != 3 or ast.unparse(node.func) != "setattr":
        return ""
    of, name, _ = node.args
    if not isinstance(of, ast.Name) or of.id != me or not isinstance(name, ast.Constant):
        return ""
    return name.value if isinstance(name.value, str) else ""


def stores(fn: Any, tree: ast.FunctionDef) -> Iterator[tuple[str, ast.expr]]:
    """What a method sets of its first parameter: the name, and the node that does."""
    me = tree.args.args[0].arg if tree.args.args else ""
    for node in ast.walk(tree) if me else ():
        name = stored_name(fn, node, me)
        if name and isinstance(node, ast.expr):
            yield name, node


def first_values(tree: ast.FunctionDef) -> dict[ast.expr, tuple[ast.expr, bool]]:
    """What the body of a function itself assigns, by the target; and whether nothing comes before
    but other such assignments of attributes, so that a parameter is still what it was."""
    found: dict[ast.expr, tuple[ast.expr, bool]] = {}
    plain = True
    for s in tree.body:
        if isinstance(s, ast.Assign) and len(s.targets) == 1:
            found[s.targets[0]] = s.value, plain
        if isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant):
            continue
        goals = s.targets if isinstance(s, ast.Assign) else [getattr(s, "target", None)]
        plain = plain and isinstance(s, (ast.Assign, ast.AnnAssign))
        plain = plain and all(isinstance(g, ast.Attribute) for g in goals)
        plain = plain and not any(isinstance(n, ast.NamedExpr) for n in ast.walk(s))
    return found


def of_literal(value: object) -> ty.Type | None:
    """The type of a literal, where that is plain."""
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return None
    return _LITERALS.get(type(value))


def is_straight(tree: ast.FunctionDef, fields: set[str]) -> bool:
    """Whether `__init__` plainly sets every field, one after the other, before anything else."""
    if not tree.args.args:
        return False
    me, left = tree.args.args[0].arg, set(fields)
    for s in tree.body:
        if isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant):
            continue
        target = s.targets[0] if isinstance(s, ast.Assign) else getattr(s, "target", None)
        if not isinstance(s, (ast.Assign, ast.AnnAssign)) or s.value is None:
            return not left
        if any(isinstance(n, ast.Name) and n.id == me for n in ast.walk(s.value)):
            return not left
        if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
            left.discard(target.attr)
        if not left:
            return True
    return not left
