"""Which generator expressions, and calls of `map`, `zip` and the like, are objects: they are put
into a variable, a field or a container, given back, or chosen by a condition. All others are gone
through where they stand.

    g = (x * x for x in xs)         an object, which may be gone through in parts
    total = sum(x * x for x in xs)  a loop
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Any

LAZY = ("map", "filter", "zip", "enumerate", "reversed")
_LOOPS = (ast.For, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_FUNCTIONS = (ast.Lambda, ast.FunctionDef)
# Where an expression stands that is kept as it is.
_PLACES: dict[type[ast.AST], tuple[str, ...]] = {
    ast.Return: ("value",),
    ast.Yield: ("value",),
    ast.NamedExpr: ("value",),
    ast.Lambda: ("body",),
    ast.IfExp: ("body", "orelse"),
    ast.BoolOp: ("values",),
    ast.Tuple: ("elts",),
    ast.List: ("elts",),
    ast.Set: ("elts",),
    ast.Dict: ("values",),
    ast.ListComp: ("elt",),
    ast.DictComp: ("value",),
}


def is_lazy(node: ast.AST) -> bool:
    if isinstance(node, ast.GeneratorExp):
        return not any(isinstance(n, ast.NamedExpr) for n in ast.walk(node))
    if not isinstance(node, ast.Call) or any(isinstance(a, ast.Starred) for a in node.args):
        return False  # `zip(*rows)` is a library's generator
    return isinstance(node.func, ast.Name) and node.func.id in LAZY


def stored_in(tree: ast.AST) -> frozenset[ast.AST]:
    """The expressions of a function, and of those in it, that are objects."""
    if not any(map(is_lazy, ast.walk(tree))):
        return frozenset()
    found = {n for parent in ast.walk(tree) for n in _kept_by(parent) if is_lazy(n)}
    for name, node in _alone(tree, found):
        if _is_argument_once(tree, name):
            found.discard(node)
    return frozenset(found)


def _kept_by(parent: Any) -> Sequence[ast.AST]:
    if isinstance(parent, ast.Assign):
        apart = any(_takes_apart(t) for t in parent.targets)
        return () if apart else [parent.value]
    if isinstance(parent, ast.AnnAssign):
        return [] if parent.value is None else [parent.value]
    found: list[ast.AST] = []
    for field in _PLACES.get(type(parent), ()):
        child = getattr(parent, field)
        found += child if isinstance(child, list) else [child] if child is not None else []
    return found


def _takes_apart(target: ast.expr) -> bool:
    if isinstance(target, ast.Subscript):
        return isinstance(target.slice, ast.Slice)
    return isinstance(target, (ast.Tuple, ast.List))


def _alone(tree: ast.AST, found: set[ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    """The generator expressions that are given to one name."""
    for s in ast.walk(tree):
        if not isinstance(s, ast.Assign) or s.value not in found or len(s.targets) != 1:
            continue
        if isinstance(s.targets[0], ast.Name) and isinstance(s.value, ast.GeneratorExp):
            yield s.targets[0].id, s.value


def _is_argument_once(tree: ast.AST, name: str) -> bool:
    """Whether a name is bound once, and read once, as an argument, with no loop and no function
    around one of the two alone: then it is gone through there."""
    seen = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == name]
    if len(seen) != 2:
        return False
    if _repeats(tree, seen):
        return False
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and not _goes_on(n.func)]
    return any(len(c.args) == 1 and c.args[0] in seen and not c.keywords for c in calls)


def _goes_on(callee: ast.expr) -> bool:
    """Whether what is called takes a generator as an object."""
    return isinstance(callee, ast.Name) and callee.id in ("next", "iter")


def entered_once(tree: ast.AST, name: str) -> bool:
    """Whether a name is bound once, and read once, by a `with`, with no loop and no function around
    one of the two alone."""
    seen = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == name]
    entered = [n.context_expr for n in ast.walk(tree) if isinstance(n, ast.withitem)]
    return len(seen) == 2 and any(n in entered for n in seen) and not _repeats(tree, seen)


def _repeats(tree: ast.AST, seen: list[ast.Name]) -> bool:
    for parent in ast.walk(tree):
        repeats = isinstance(parent, (*_LOOPS, *_FUNCTIONS)) and parent is not tree
        if repeats and sum(n in seen for n in ast.walk(parent)) == 1:
            return True
    return False


__all__ = ["LAZY", "entered_once", "is_lazy", "stored_in"]
