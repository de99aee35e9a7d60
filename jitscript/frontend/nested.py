"""The heads of functions that stand in functions: nested `def`s and lambdas.

There is no Python function to ask: names and annotations are looked up where the function around
it looks them up, and parameters without a type take what they are given. A name that is local to a
function around, or a target of a comprehension around, is a *variable*: the scope (or the part of
the comprehension) that it belongs to, and the name.
"""

from __future__ import annotations

import ast
from typing import Any

from ..diagnostics import CompileError
from ..ir import types as ty
from .patterns import Pat, Pattern
from .scope import Scope
from .signature import EMPTY, HeadError, HeadReader, Param, Postponed, Signature, or_also
from .source import Source

Variable = tuple[Scope | ast.AST, str]
OPEN = Pat("open")  # takes any value, and functions as they are
GIVEN: Any = type("GIVEN", (), {"__repr__": lambda self: "..."})()  # a default, evaluated already


class Inner:
    """What stands for the Python function."""

    def __init__(self, around: Any, name: str, doc: str | None):
        self.__name__ = name
        self.__qualname__ = f"{around.__qualname__}.<locals>.{name}"
        self.__module__ = around.__module__
        self.__doc__ = doc
        self.__globals__ = around.__globals__
        self.__annotations__: dict[str, Any] = {}


class InnerSignature(Signature):
    """The head of a nested function, in the function with the signature `around`."""

    __slots__ = ("around", "free", "targets")

    def __init__(
        self,
        around: Signature,
        node: ast.FunctionDef | ast.Lambda,
        targets: dict[str, ast.AST],
        forward: bool,
    ):
        self.around, self.targets = around, targets
        self.scope = around.scope.inner[node]
        tree = self.scope.tree
        self.fn = Inner(around.fn, tree.name, ast.get_docstring(tree))
        self.source: Source = around.source.inner(tree)
        self.library = around.library
        self.looks = around.looks
        self.namespace = around.namespace
        self.enclosing = around.enclosing
        self.params = []
        self.result = None
        self.never = self.open_result = False
        self.yielded = self.returned = None
        self.free: list[Variable] = []
        for word in sorted(self.scope.free):
            owner = _owner(self, word)
            if owner is not None:
                self.free.append((owner, word))
        _Reader(self, None, forward).read()

    def changed(self, name: str) -> int:
        return self.around.changed(name)

    @property
    def inner(self) -> bool:
        return True

    def lookup(self, name: str) -> Any:
        return self.around.lookup(name)

    def variable(self, name: str) -> str | None:
        return self.around.variable(name)

    def assigned(self, name: str) -> bool:
        return self.around.assigned(name)

    def module(self, name: str) -> Any:
        return self.around.module(name)

    def _denoted(self, node: ast.expr) -> Any:
        return self.around._denoted(node)


def _owner(signature: Signature, name: str) -> Scope | ast.AST | None:
    """The comprehension or function around that a name belongs to."""
    while isinstance(signature, InnerSignature):
        if name in signature.targets:
            return signature.targets[name]
        signature = signature.around
        if name in signature.scope.locals:
            return signature.scope
    return None


class _Reader(HeadReader):
    def read(self) -> None:
        s = self.s
        args = s.source.tree.args
        positional = [*args.posonlyargs, *args.args]
        first = len(positional) - len(args.defaults)
        for i, arg in enumerate(positional):
            kind = "posonly" if i < len(args.posonlyargs) else "pos"
            self.one(arg, kind, args.defaults[i - first] if i >= first else None)
        if args.vararg is not None:
            pattern = Pat("vartuple", Pat("any"))
            span = s.source.span(args.vararg)
            s.params.append(Param(args.vararg.arg, "vararg", pattern, EMPTY, span))
        for arg, default in zip(args.kwonlyargs, args.kw_defaults):
            self.one(arg, "kwonly", default)
        if args.kwarg is not None:
            self.keywords(args.kwarg)
        returns = s.source.tree.returns
        if returns is not None:
            self.result(returns, EMPTY)
        if self.errors:
            raise HeadError(self.errors, s)
        if self.postponed:
            raise Postponed(s)

    def one(self, arg: ast.arg, kind: str, default: ast.expr | None) -> None:
        pattern: Pattern | None = OPEN
        if arg.annotation is not None:
            pattern = self.annotation(arg.annotation, EMPTY)
        if isinstance(default, ast.Constant) and default.value is None and pattern is not None:
            pattern = or_also(pattern, ty.NONE) if pattern is not OPEN else OPEN
        usable = ty.UNBOUND if pattern is None else pattern
        given = EMPTY if default is None else GIVEN
        self.s.params.append(Param(arg.arg, kind, usable, given, self.s.source.span(arg)))


__all__ = ["GIVEN", "OPEN", "CompileError", "InnerSignature", "Variable"]
