"""What tests say of attributes and of elements: after `if self.left is not None`, it is a node.

    path                     ("self", ".left"), in the environment as "?self.left"
    known until              the attribute of any instance, or the name, is assigned
    element                  ("a", "[i - 1]"), in the environment as "?a[i - 1]"; that it is None is
                             not kept
    known until              an element of anything, or a name that stands in it, is assigned, or a
                             function is called that may do so

As in type checkers, calls in between do not count; but each read checks that the attribute is still
what the test said, and raises RuntimeError where something else has changed it.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import user_classes
from .emitter import Static
from .lowering import Lowering, raise_if
from .outcomes import Env


def key_of(path: tuple[Any, ...]) -> str | None:
    """The name in the environment of a path through attributes; None for any other path."""
    name, *rest = path
    if not rest or not all(isinstance(part, str) for part in rest):
        return None
    return f"?{name}{''.join(rest)}"


def path_of(node: ast.expr) -> tuple[str, ...] | None:
    """The path that `a.b.c` is."""
    if isinstance(node, ast.Name):
        return (node.id,)
    if not isinstance(node, ast.Attribute):
        return None
    path = path_of(node.value)
    return None if path is None else (*path, f".{node.attr}")


def attribute_path(f: Lowering, node: ast.Attribute) -> tuple[str, ...] | None:
    """The path of an attribute if it begins with a local that holds an instance of the user's."""
    path = path_of(node)
    if path is None:
        return None
    held = f.env.get(path[0])
    if not isinstance(held, Value):
        return None
    members = held.type.members if isinstance(held.type, ty.Union) else (held.type,)
    known = all(m is ty.NONE or user_classes.class_of(m) is not None for m in members)
    return path if known else None


def item_path(f: Lowering, node: ast.Subscript) -> tuple[str, ...] | None:
    """The path of an element of a container that a local, or an attribute, holds, at an index of
    names and constants."""
    root: ast.expr = node
    while isinstance(root, (ast.Subscript, ast.Attribute)):
        if isinstance(root, ast.Subscript) and not all(map(_is_plain, ast.walk(root.slice))):
            return None
        root = root.value
    held = f.env.get(root.id) if isinstance(root, ast.Name) else None
    if not isinstance(held, Value) or not isinstance(held.type, ty.Object):
        return None
    assert isinstance(root, ast.Name)
    return root.id, ast.unparse(node)[len(root.id) :]


_PLAIN = (ast.Name, ast.Constant, ast.Attribute, ast.BinOp, ast.UnaryOp, ast.Tuple)


def _is_plain(node: ast.AST) -> bool:
    return isinstance(node, (*_PLAIN, ast.operator, ast.unaryop, ast.expr_context))


def without(t: ty.Type, *gone: ty.Type) -> ty.Type | None:
    """A union without some members; None when nothing is left."""
    left = [m for m in ty.members(t) if m not in gone]
    return ty.union_of(*left) if left else None


def note(f: Lowering, path: tuple[str, ...], t: ty.Type) -> None:
    key = key_of(path)
    if key is not None and not (t is ty.NONE and path[-1].endswith("]")):
        f.env[key] = Static(t)
        f.knows_items = f.knows_items or "[" in key


def note_shared(f: Lowering, name: str, indices: Sequence[int], t: ty.Type) -> None:
    """What a test says of a variable that functions share. That it is None is not kept: the next
    call may well set it."""
    if not indices and t is not ty.NONE:
        f.env[f"?{name}"] = Static(t)


def narrowed(
    f: Lowering, node: ast.Attribute | ast.Subscript, v: Value | Static, span: Span
) -> Value | Static:
    """The value of an attribute or an element, as what is known of it."""
    if not isinstance(v, Value) or not isinstance(v.type, ty.Union):
        return v
    path = path_of(node) if isinstance(node, ast.Attribute) else item_path(f, node)
    held = f.env.get(key_of(path) or "") if path is not None else None
    if not isinstance(held, Static) or held.obj is v.type:
        return v
    wanted = held.obj
    inner = wanted.members if isinstance(wanted, ty.Union) else (wanted,)
    if not set(inner) < set(v.type.members):
        return v

    f.b.span = span
    test = f.b.emit("not", f.b.emit("union.is", v, member=wanted))
    message = f"{ast.unparse(node)} was changed after it was tested"
    raise_if(f, test, "RuntimeError", message, span)
    return f.b.emit("union.get", v, member=wanted)


def assigned(f: Lowering, target: ast.Attribute, given: ty.Type, field: ty.Type) -> None:
    """After `target = …`: other paths through the attribute are unknown, this one may be known."""
    forget(f.env, {target.attr}, set())
    path = attribute_path(f, target)
    if path is not None and given is not field:
        note(f, path, given)


def forget(env: Env, attributes: set[str], names: set[str]) -> None:
    """Forget what is known of paths through these attributes, or that begin with these names."""
    for key in [k for k in env if k.startswith("?")]:
        within = re.findall(r"(?<![\w.])[^\W\d]\w*", key)
        if not names.isdisjoint(within) or not attributes.isdisjoint(re.findall(r"\.(\w+)", key)):
            del env[key]


def forget_changed(f: Lowering, node: Any) -> None:
    """Forget all that a statement may assign."""
    if not any(k.startswith("?") for k in f.env):
        return
    attributes = {
        n.attr
        for n in ast.walk(node)
        if isinstance(n, ast.Attribute) and not isinstance(n.ctx, ast.Load)
    }
    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and _sets(n)}
    forget_items(f, node)
    forget(f.env, attributes, names | f.scope.assigned(node))


def forget_items(f: Lowering, node: ast.AST) -> None:
    """Forget what is known of elements where a statement may set some."""
    if not f.knows_items:
        return
    found = [k for k in f.env if k.startswith("?") and "[" in k]
    if found and any(_may_set_items(f, n) for n in ast.walk(node)):
        for key in found:
            del f.env[key]


def _may_set_items(f: Lowering, node: ast.AST) -> bool:
    if isinstance(node, ast.Subscript):
        return not isinstance(node.ctx, ast.Load)
    if not isinstance(node, ast.Call):
        return isinstance(node, (ast.Delete, ast.Yield, ast.YieldFrom))
    called = node.func
    builtin = isinstance(called, ast.Name) and called.id not in f.scope.locals
    return not (builtin and hasattr(builtins, called.id))  # type: ignore[attr-defined]


def _sets(node: ast.Name) -> bool:
    return not isinstance(node.ctx, ast.Load)


def joined(f: Lowering, envs: list[Env]) -> None:
    """After branches: what is known at the end of each."""
    for key in [k for k in f.env if k.startswith("?")]:
        del f.env[key]
    first, *others = envs
    for key, held in first.items():
        if key.startswith("?") and isinstance(held, Static):
            found = [env.get(key) for env in others]
            if all(isinstance(h, Static) and h.obj is held.obj for h in found):
                f.env[key] = held
