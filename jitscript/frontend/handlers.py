"""The statement `try`."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from .caught import exception_name
from .consumers import guarded
from .emitter import Static
from .finals import finally_
from .lowering import Lowering
from .scope import NONE, Names
from .services import statement
from .tries import Classes, Clause, handle


@statement(ast.Try)
def lower_try(f: Lowering, s: ast.Try) -> bool:
    span = f.span(s)
    if not s.finalbody:
        return _handled(f, s)
    return finally_(
        f,
        lambda f: _handled(f, s) if s.handlers else f.block(s.body),
        lambda f: f.block(s.finalbody),
        (_assigned(f, (*s.body, *s.handlers, *s.orelse)), f.scope.live_final[s]),
        span,
    )


def _assigned(f: Lowering, nodes: Sequence[ast.AST]) -> Names:
    return NONE.union(*map(f.scope.assigned, nodes))


def _handled(f: Lowering, s: ast.Try) -> bool:
    """The `try` without its `finally`."""
    clauses = [_clause(f, h) for h in s.handlers]
    live = f.scope.live_final.get(s, NONE) | f.scope.live_after[s]
    with guarded(f, s.body, f.span(s)) as passed:
        if passed is not None:
            _check_exit(f, s, clauses)
        return handle(
            f,
            lambda f: f.block(s.body),
            clauses,
            (lambda f: f.block(s.orelse)) if s.orelse else None,
            (_assigned(f, s.body), _assigned(f, (*s.body, *s.handlers, *s.orelse)), live),
            f.scope.live_raised[s],
            f.span(s),
            passed,
        )


def _check_exit(f: Lowering, s: ast.Try, clauses: Sequence[Clause]) -> None:
    """In a generator, whose consumer may leave it at a `yield` in the body."""
    for h, clause in zip(s.handlers, clauses):
        classes = (BaseException,) if clause.classes is None else clause.classes
        if any(issubclass(GeneratorExit, cls) for cls in classes):
            f.fail(
                "a handler around a `yield` that catches GeneratorExit is not supported",
                f.span(h.type or h),
                hint="catch Exception, or put the `yield` behind the `try`",
            )


def _clause(f: Lowering, h: ast.ExceptHandler) -> Clause:
    classes = None if h.type is None else exception_classes(f, h.type)
    return Clause(classes, h.name, lambda f: f.block(h.body), f.span(h.type or h))


def exception_classes(f: Lowering, node: ast.expr) -> Classes:
    """The classes that an `except` names: one, or those of a tuple."""
    if isinstance(node, ast.Tuple):
        held = [(elt, f.expr(elt)) for elt in node.elts]
    else:
        held = [(node, f.expr(node))]
        one = held[0][1]
        if isinstance(one, Static) and isinstance(one.obj, tuple):
            held = [(node, Static(cls)) for cls in one.obj]
    found = []
    for where, each in held:
        cls = each.obj if isinstance(each, Static) else None
        if not (isinstance(cls, type) and issubclass(cls, BaseException)):
            f.fail(
                "`except` names exceptions: a class, or a tuple of classes",
                f.span(where),
                hint="except ValueError:, or except (KeyError, IndexError):",
            )
        exception_name(f, cls, f.span(where))
        found.append(cls)
    return tuple(found)
