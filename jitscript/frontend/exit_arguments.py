"""`def __exit__(self, *exc)`, written with three parameters before anything else looks at it.

    def __exit__(self, *exc):             def __exit__(self, exc.0, exc.1, exc.2):
        self.inner.__exit__(*exc)    →        self.inner.__exit__(exc.0, exc.1, exc.2)

The class of an exception and its traceback, which it is given, are no values that a tuple holds.
"""

from __future__ import annotations

import ast
from typing import Any

_GIVEN = 3  # the class, the exception, the traceback
_INNER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.GeneratorExp)


def with_parameters(tree: Any) -> Any:
    """The same function; as it is where its `*` parameter is used in another way."""
    args = tree.args if isinstance(tree, ast.FunctionDef) and tree.name == "__exit__" else None
    if args is None or args.vararg is None:
        return tree
    star, n = args.vararg, _GIVEN + 1 - len(args.posonlyargs) - len(args.args)
    if n < 0 or not _is_plain(tree, star.arg):
        return tree
    names = [f"{star.arg}.{i}" for i in range(n)]
    args.vararg = None
    args.args = [*args.args, *(ast.copy_location(ast.arg(name), star) for name in names)]
    _Named(star.arg, names).visit(tree)
    return tree


def _is_plain(tree: ast.FunctionDef, star: str) -> bool:
    """Whether the parameter is only read, and by the function itself."""
    inner = [n for n in ast.walk(tree) if isinstance(n, _INNER) and n is not tree]
    hidden = {id(n) for node in inner for n in ast.walk(node)}
    uses = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == star]
    return all(isinstance(n.ctx, ast.Load) and id(n) not in hidden for n in uses)


class _Named(ast.NodeTransformer):
    def __init__(self, star: str, names: list[str]):
        self.star, self.names = star, names

    def _each(self, at: ast.expr) -> list[ast.expr]:
        return [ast.copy_location(ast.Name(name, ast.Load()), at) for name in self.names]

    def _is(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and node.id == self.star

    def visit_Call(self, node: ast.Call) -> ast.expr:
        given: list[ast.expr] = []
        for a in node.args:
            spread = isinstance(a, ast.Starred) and self._is(a.value)
            given += self._each(a) if spread else [a]
        node.args = given
        return self.generic_visit(node)  # type: ignore[return-value]

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        at = node.slice.value if isinstance(node.slice, ast.Constant) else None
        if self._is(node.value) and type(at) is int and 0 <= at < len(self.names):
            return self._each(node)[at]
        return self.generic_visit(node)  # type: ignore[return-value]

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if not self._is(node):
            return node
        return ast.copy_location(ast.Tuple(self._each(node), ast.Load()), node)
