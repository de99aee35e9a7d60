"""Generator expressions, and calls of `map`, `zip` and the like, that are objects: as calls of the
generator functions that they abbreviate.

    g = (x * k for x in xs if x)        def genexpr(iterable):
                                            for x in iterable:
                                                if x:
                                                    yield x * k
                                        g = genexpr(xs)

    g = zip(xs, ys)                     def zip_(a, b):
                                            for item in zip(a, b):
                                                yield item
                                        g = zip_(xs, ys)
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from .closures import closure
from .emitter import Static
from .keepers import is_builtin
from .lazy import is_none
from .lowering import Lowering
from .parts import Parts
from .scope import Scope
from .series import reversed_at_once, walker_of
from .services import Held, service
from .stored import is_lazy


@service
def generator_of(f: Lowering, node: Any) -> Held:
    """The call of a generator function that an expression abbreviates."""
    tree = f.scope.made_of.get(node)
    if tree is None:
        tree = _expression(node) if isinstance(node, ast.GeneratorExp) else _call(node)
        f.scope.made_of[node] = tree
        f.scope.inner[tree] = Scope(tree)
    is_expression = isinstance(node, ast.GeneratorExp)
    arguments = [node.generators[0].iter] if is_expression else _given(node)
    parts = Parts(f)
    take = f.expr if isinstance(node, ast.Call) and _name(node) == "reversed" else _iterable_of(f)
    held = [parts.run(a, take, a) for a in arguments]
    parts.check()
    span = f.span(node)
    if isinstance(node, ast.Call) and _name(node) == "reversed" and len(held) == 1:
        found = reversed_at_once(f, held[0], span)
        if found is not None:
            return found
    heads = f.unit.layouts.generators.heads
    if tree in heads:  # a probe has met it
        f.unit.nested.setdefault(tree, heads[tree])
    function = closure(f, tree)
    heads[tree] = f.unit.nested[tree]
    return f.call_object(function.obj, held, {}, span)


def _iterable_of(f: Lowering) -> Callable[[ast.expr], Held]:
    return lambda node: _iterable(f, node)


def _name(node: ast.Call) -> str:
    assert isinstance(node.func, ast.Name)
    return node.func.id


def _iterable(f: Lowering, node: ast.expr) -> Held:
    if is_lazy(node) and is_builtin(f, node):
        return f.generator_of(node)
    held = f.expr(node)
    f.b.span = f.span(node)
    if isinstance(held, Static) and callable(held.obj):
        return held
    held = f.read_through(held, f.b.span)
    return held if isinstance(held, Static) else walker_of(f, held, f.b.span)


def _expression(node: ast.GeneratorExp) -> ast.FunctionDef:
    given = ast.copy_location(ast.Name("iterable.", ast.Load()), node.generators[0].iter)
    body: ast.stmt = _yield(node.elt)
    for i, part in reversed([*enumerate(node.generators)]):
        for test in reversed(part.ifs):
            body = ast.copy_location(ast.If(test, [body], []), test)
        made = ast.For(part.target, part.iter if i else given, [body], [])
        body = ast.copy_location(made, part.target)
    return _function("<genexpr>", ["iterable."], body, node)


def _given(node: ast.Call) -> list[ast.expr]:
    """What the generator function takes: `filter(None, xs)` says itself what it keeps."""
    whole = _name(node) != "filter" or not (node.args and is_none(node.args[0]))
    return node.args if whole else node.args[1:]


def _call(node: ast.Call) -> ast.FunctionDef:
    name = _name(node)
    given = _given(node)
    names = [f"argument.{i}" for i in range(len(given))]
    read: list[ast.expr] = [
        *node.args[: len(node.args) - len(given)],
        *(ast.copy_location(ast.Name(n, ast.Load()), a) for n, a in zip(names, given)),
    ]
    again = ast.copy_location(ast.Call(node.func, read, node.keywords), node)
    item, found = (ast.copy_location(ast.Name("item.", c), node) for c in (ast.Store(), ast.Load()))
    loop = ast.copy_location(ast.For(item, again, [_yield(found)], []), node)
    return _function(name, names, loop, node)


def _yield(elt: ast.expr) -> ast.stmt:
    return ast.copy_location(ast.Expr(ast.copy_location(ast.Yield(elt), elt)), elt)


def _function(name: str, names: list[str], body: ast.stmt, node: ast.expr) -> ast.FunctionDef:
    given = [ast.copy_location(ast.arg(n), node) for n in names]
    arguments = ast.arguments(given, [], None, [], [], None, [])
    return ast.copy_location(ast.FunctionDef(name, arguments, [body], [], None, None), node)
