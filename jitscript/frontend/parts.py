"""Parts of an expression that do not depend on each other, so that one run reports the errors of
all of them. What depends on a part with an error says nothing more."""

from __future__ import annotations

import ast
from collections.abc import Callable
from contextlib import suppress
from typing import ParamSpec, TypeVar, cast

from ..ir import types as ty
from ..ir.core import Region, Value
from .emitter import Static
from .lowering import POISON, Dead, Failed, Lowering, Poisoned
from .scope import NONE

P = ParamSpec("P")
T = TypeVar("T")


class Parts:
    """
    parts = Parts(f)
    left, right = parts.expr(node.left), parts.expr(node.right)
    parts.check()
    ...                     # comes here only if there was no error in either
    """

    __slots__ = ("f", "failed")

    def __init__(self, f: Lowering):
        self.f = f
        self.failed = False

    def expr(self, node: ast.expr, expected: ty.Type | None = None) -> Value | Static:
        return self.run(node, self.f.expr, node, expected)

    def value(self, node: ast.expr, expected: ty.Type | None = None) -> Value:
        return self.run(node, self.f.value, node, expected)

    def run(
        self, node: ast.AST | None, rule: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What the rule gives; after an error, a None that must not be looked at before `check`.
        The names that `node` would have bound are poisoned then."""
        try:
            return rule(*args, **kwargs)
        except (Failed, Poisoned) as error:
            self.f.report(error)
        except Dead:
            if self.failed:
                raise Poisoned from None
            raise
        self.failed = True
        self.f.give_up(self.f.scope.assigned(node) if node is not None else NONE)
        return cast(T, None)

    def check(self) -> None:
        """Raise Poisoned if a part had an error."""
        if self.failed:
            raise Poisoned


def look_for_errors(f: Lowering, test: ast.expr, nodes: list[ast.expr]) -> None:
    """After an error in the condition `test`: report those in what it decides about."""
    with f.branch(Region()):
        forget_narrowed(f, test)
        parts = Parts(f)
        with suppress(Dead, Poisoned):
            for node in nodes:
                parts.expr(node)


def forget_narrowed(f: Lowering, test: ast.expr) -> None:
    """After an error in a condition: poison the locals whose types it might have narrowed."""
    for name in f.scope.uses(test):
        held = f.env.get(name)
        if isinstance(held, Value) and isinstance(held.type, ty.Union):
            f.env[name] = POISON
