"""What `*xs` and `**d` unpack in a display, a tuple or a call, where what stands behind them may
change it: Python unpacks it before it goes on, compiled code when all parts are there.

    [*xs, xs.pop()]     (*xs, xs.pop(), *xs)     f(*xs, n=xs.pop())     {**d, "k": d.pop("j")}
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from ..ir import types as ty
from ..ir.core import Value
from . import classes, opaque, user_classes
from .composite import BoundMethod
from .emitter import Static
from .lowering import Lowering
from .patterns import is_any_length, is_opaque

# The library's functions that give a list or dict that nobody else has.
FRESH = re.compile(
    r"list<.*>\.(__getslice__|copy|__add__|__mul__|__rmul__)\(|dict<.*>\.(copy|__or__)\("
    r"|madeofany\.list_of\(|containerssorted\.sorted_list\(|str\.(r?split|splitlines)\("
)


# What never changes; `range` and texts are no lists of their elements either.
_CONSTANT = ("str", "bytes", "range", "frozenset")


def unpacked_copy(f: Lowering, held: Value | Static, node: ast.expr, whole: Any) -> Value:
    """What `*node` unpacks, as something with a length: a copy where a part of `whole` that is
    evaluated after it may change it."""
    if isinstance(held, Value) and is_opaque(held.type):
        if isinstance(whole, ast.Dict):
            return held
        return opaque.elements(f, held, None, f.span(node), target=False)
    value = f.unpacked(held, None, node)
    if _is_own(held, value) or not _can_change(value.type):
        return value
    if not any(_changes(f, n) for part in _after(whole, node) for n in ast.walk(part)):
        return value
    span = f.span(node)
    if isinstance(value.type, ty.Array) or classes.method(value.type, "copy") is not None:
        return f.materialise(f.call_object(BoundMethod(value, "copy"), [], {}, span), span)
    return value if isinstance(whole, ast.Dict) else f.list_of_all(value, None, span)


def _is_own(held: Value | Static, value: Value) -> bool:
    """Whether nobody else has what is unpacked."""
    if isinstance(held, Static):
        return not hasattr(held.obj, "copy")  # a generator expression or the like
    made = value.op
    return value is not held or (
        made is not None and made.opcode == "call" and bool(FRESH.match(made.attrs["callee"]))
    )


def _can_change(t: ty.Type) -> bool:
    """The rows of an array change with it in Python, too."""
    if isinstance(t, ty.Array):
        return t.ndim == 1
    return isinstance(t, ty.Object) and t.name not in _CONSTANT and not is_any_length(t)


def _after(whole: Any, node: ast.expr) -> Iterator[ast.AST]:
    """The parts that are evaluated behind this one."""
    if isinstance(whole, ast.Call):
        # What is unpacked alone, CPython unpacks behind the keywords.
        parts = [*whole.args, *whole.keywords] if len(whole.args) > 1 else []
    elif isinstance(whole, ast.Dict):
        parts = [x for pair in zip(whole.keys, whole.values) for x in pair if x is not None]
    else:
        parts = whole.elts
    behind = False
    for part in parts:
        if behind:
            yield part
        behind |= part is node or (isinstance(part, ast.Starred) and part.value is node)


def _changes(f: Lowering, node: ast.AST) -> bool:
    """Whether it may change something: a call, a generator that goes on, an instance, which may
    have methods for what is done with it, a dict that adds keys."""
    if isinstance(node, ast.Name):
        held = f.env.get(node.id)
        t = held.type if isinstance(held, Value) else ty.NONE
        adds = isinstance(t, ty.Object) and t.name == "defaultdict"
        return adds or t in f.unit.frames or user_classes.class_of(t) is not None
    return isinstance(node, (ast.Call, ast.NamedExpr))
