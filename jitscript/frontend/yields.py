"""`yield`, `yield from` and `return` in generator functions."""

from __future__ import annotations

import ast

from ..ir import types as ty
from ..ir.core import Value
from .inlined import ENDED
from .lowering import Dead, Lowering
from .services import expression, service


@expression(ast.Yield)
def _yield(f: Lowering, node: ast.Yield) -> Value:
    _check(f, node)
    wanted = f.consumer.type
    given = node.value
    value = f.value(given, wanted) if given is not None else f.at(node).const(None, ty.NONE)
    if wanted is not None:
        value = f.convert(value, wanted, f.span(node.value or node), "the yielded value")
    f.consumer.take(f, value, f.span(node))
    return f.at(node).const(None, ty.NONE)


@expression(ast.YieldFrom)
def _yield_from(f: Lowering, node: ast.YieldFrom) -> Value:
    _check(f, node)
    made = f.rewritten.get(node)
    if made is None:

        def name(ctx: ast.expr_context) -> ast.Name:
            return ast.copy_location(ast.Name("(item)", ctx), node)

        each = ast.copy_location(ast.Yield(name(ast.Load())), node)
        body: list[ast.stmt] = [ast.copy_location(ast.Expr(each), node)]
        made = ast.copy_location(ast.For(name(ast.Store()), node.value, body, []), node)
        f.rewritten[node] = made
    f.scope.carry(made)
    if not f.block([made]):
        raise Dead
    return f.at(node).const(None, ty.NONE)


def _check(f: Lowering, node: ast.Yield | ast.YieldFrom) -> None:
    if f.consumer is None:
        f.fail("`yield` outside a generator function", f.span(node))
    hint = f.scope.misplaced.get(node)
    if hint is not None:
        what = "yield" if isinstance(node, ast.Yield) else "yield from"
        f.fail(f"a `{what}` here is not supported", f.span(node), hint=hint)


@service
def end_generator(f: Lowering, s: ast.Return) -> bool:
    """`return` in a generator function. Nobody asks for its value."""
    if s.value is not None:
        f.expr(s.value)
    f.leave(f.at(s).const(ENDED, ty.INT), f.span(s))
    return False
