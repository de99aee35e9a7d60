"""Containers to which each value of a generator is added as it comes: what the generator sees of
the container, and what is there after an error, is as in CPython.

    xs.extend(E for x in ys)        for x in ys: xs.append(E)
"""

from __future__ import annotations

import ast
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from .composite import BoundMethod
from .comprehensions import loops
from .lowering import Lowering, tuple_items
from .services import Held

# Type and method → the method that adds one.
_ONE = {
    ("list", "extend"): "append",
    ("deque", "extend"): "append",
    ("set", "update"): "add",
    ("dict", "update"): "__setitem__",
}


def added_each(f: Lowering, bound: BoundMethod, generator: object, span: Span) -> Held | None:
    """A call of a method that adds what a generator gives; None where it is another."""
    t, node = bound.value.type, getattr(generator, "node", None)
    one = _ONE.get((t.name, bound.name)) if isinstance(t, ty.Object) else None
    if one is None or node is None or _asks_for_room(node, getattr(generator, "series", None)):
        return None
    assert isinstance(t, ty.Object)

    def body(f: Lowering) -> bool:
        wanted = t.args[0] if len(t.args) == 1 else None
        value = f.value(node.elt, wanted)
        given: list[Held] = [value]
        if one == "__setitem__":
            given = [*_pair(f, value, span)]
        f.call_object(BoundMethod(bound.value, one), given, {}, span)
        return True

    loops(f, node, node.generators, body, getattr(generator, "series", None))
    return f.b.const(None, ty.NONE, span)


def _asks_for_room(node: ast.GeneratorExp, series: Any) -> bool:
    """Whether elements of a known number are added as they are, `xs.extend(reversed(range(n)))`:
    CPython asks for all their room at first, and there may be none."""
    plain = isinstance(node.elt, ast.Name) and ast.dump(node.elt) == _item(node)
    return plain and series is not None and (series.length or series.size) is not None


def _item(node: ast.GeneratorExp) -> str:
    target = node.generators[0].target
    if len(node.generators) > 1 or node.generators[0].ifs or not isinstance(target, ast.Name):
        return ""
    return ast.dump(ast.Name(target.id, ast.Load()))


def _pair(f: Lowering, value: Value, span: Span) -> list[Value]:
    if not isinstance(value.type, ty.Tuple) or len(value.type.items) != 2:
        hint = "give it pairs: (key, value)"
        f.fail("dict.update() takes pairs of a key and a value", span, hint=hint)
    return tuple_items(f, value)
