"""What CPython's own tests ask, as functions without parameters.

Every assertion of a test method becomes a few *probes*: functions that hold the statements which
the assertion's operands depend on, and return one of them. Whether the assertion holds does not
matter: CPython, running the same function, says what compiled code must do. So what stands around
an assertion may be left out (the tests of `if`, the handlers of `try`), as long as the function
runs; where it does not, because a name is not bound, it is no probe.
"""

from __future__ import annotations

import ast
import copy
import importlib
import inspect
import textwrap
import types
import unittest
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import rewriting

UNROLLED = 12  # elements of a display in a `for` that are written one after the other
LONG = 60  # statements of a probe


@dataclass
class Probe:
    """A function `f` without parameters, and the names that it finds in its module."""

    name: str  # test method and number
    text: str
    names: dict[str, Any]


def probes(module_name: str) -> Iterator[Probe]:
    """The probes of a module of `test`, each text once."""
    module = importlib.import_module(module_name)
    seen: set[str] = set()
    names = {k: rewriting.real(v) for k, v in vars(module).items()}
    for cls in list(vars(module).values()):
        if not isinstance(cls, type) or not issubclass(cls, unittest.TestCase):
            continue
        if cls.__module__ != module_name:
            continue
        for name in sorted(dir(cls)):
            method = inspect.getattr_static(cls, name)
            method = inspect.unwrap(method) if callable(method) else method
            if name.startswith("test") and isinstance(method, types.FunctionType):
                own = {**names, **_others(method, module)}
                for probe in _of_method(cls, name, method, own):
                    if probe.text not in seen:
                        seen.add(probe.text)
                        yield probe


def _others(method: types.FunctionType, module: types.ModuleType) -> dict[str, Any]:
    """The names of the module that a method is inherited from."""
    home = inspect.getmodule(method)
    return {} if home in (module, None) else {k: rewriting.real(v) for k, v in vars(home).items()}


def _of_method(
    cls: type, name: str, method: types.FunctionType, names: dict[str, Any]
) -> Iterator[Probe]:
    attributes = rewriting.Attributes(cls)
    try:
        body = _body(method)
        setup = getattr(cls, "setUp", None)
        first = _body(setup) if isinstance(setup, types.FunctionType) else []
    except (OSError, TypeError, SyntaxError, IndexError):
        return
    tree = ast.Module([*first, *body], [])
    tree = attributes.visit(tree)
    walk = _Walk(rewriting.fixed_type(cls), f"{cls.__name__}.{name}")
    for number, found in enumerate(walk.block(tree.body, [])):
        text = _text(found)
        if text:
            used = {**names, **attributes.names}
            yield Probe(f"{cls.__name__}.{name}:{number}", text, used)


def _body(function: types.FunctionType) -> list[ast.stmt]:
    source = textwrap.dedent(inspect.getsource(function))
    made = ast.parse(source).body[0]
    assert isinstance(made, ast.FunctionDef)
    return made.body


class _Walk:
    """Goes through a block, keeping what was executed before each assertion."""

    def __init__(self, fixed: str, where: str):
        self.fixed, self.where = fixed, where

    def block(self, block: list[ast.stmt], before: list[ast.stmt]) -> Iterator[rewriting.Found]:
        """What is asked in a block; its statements are added to those `before`."""
        for statement in block:
            yield from self.statement(statement, before)

    def statement(self, node: ast.stmt, before: list[ast.stmt]) -> Iterator[rewriting.Found]:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            asked = list(rewriting.assertion(node.value, self.fixed))
            if asked or _mentions_self(node):
                for found in asked:
                    yield rewriting.Found([*before, *found.before], found.asked, found.raises)
                return
        if isinstance(node, ast.Assert):
            yield rewriting.Found(list(before), node.test)
        elif isinstance(node, ast.With) and _mentions_self(node.items[0].context_expr):
            inner = list(before) if "assertRaises" in ast.unparse(node.items[0]) else before
            yield from self.block(node.body, inner)
            if inner is not before:
                last = node.body[-1]
                if isinstance(last, ast.Expr):
                    yield rewriting.Found(inner[:-1], last.value, True)
                else:
                    yield rewriting.Found(inner, None, True)
        elif isinstance(node, ast.For) and _mentions_self(node):
            yield from self.loop(node, before)
        elif isinstance(node, (ast.If, ast.Try)) and _mentions_self(node):
            yield from self.block(node.body, before)
            yield from self.block(node.orelse, before)
        elif not _mentions_self(node) and not isinstance(node, (ast.Return, ast.Import)):
            before.append(node)

    def loop(self, node: ast.For, before: list[ast.stmt]) -> Iterator[rewriting.Found]:
        items = node.iter.elts if isinstance(node.iter, (ast.Tuple, ast.List)) else []
        if 0 < len(items) <= UNROLLED and not any(isinstance(i, ast.Starred) for i in items):
            for item in items:
                names = rewriting.bound(node.target, item)
                if names is None:
                    before.append(ast.Assign([node.target], item))
                    body = node.body
                else:
                    body = [rewriting.Names(names).visit(copy.deepcopy(s)) for s in node.body]
                yield from self.block(body, before)
            return
        for found in self.block(node.body, []):
            if found.asked is None:
                continue
            note: ast.stmt = ast.parse("seen.append(0)").body[0]
            note.value.args[0] = found.asked  # type: ignore[attr-defined]
            if found.raises:
                note = _caught(note)
            loop = ast.For(node.target, node.iter, [*found.before, note], [])
            start = ast.parse("seen = []").body[0]
            yield rewriting.Found([*before, start, loop], ast.Name("seen", ast.Load()))


def _caught(statement: ast.stmt) -> ast.stmt:
    made = ast.parse("try:\n    pass\nexcept Exception as error:\n    seen.append(repr(error))")
    made.body[0].body = [statement]  # type: ignore[attr-defined]
    return made.body[0]


def _mentions_self(node: ast.AST) -> bool:
    return any(
        isinstance(n, ast.Name) and n.id in ("self", "support", "super", "cls", "warnings")
        for n in ast.walk(node)
    )


def _text(found: rewriting.Found) -> str:
    """The text of the probe, or '' where it is none."""
    if found.asked is not None and _mentions_self(found.asked):
        return ""
    kept = _needed(found)
    if len(kept) > LONG or any(_mentions_self(s) for s in kept):
        return ""
    classes = [s for s in kept if isinstance(s, ast.ClassDef)]
    rest = [s for s in kept if not isinstance(s, ast.ClassDef)]
    if found.asked is not None:
        rest.append(ast.Return(found.asked))
    if not rest:
        return ""
    function = ast.parse("def f(): pass").body[0]
    function.body = rest  # type: ignore[attr-defined]
    try:
        text = ast.unparse(ast.fix_missing_locations(ast.Module([*classes, function], [])))
        compile(text, "probe", "exec")
    except (SyntaxError, ValueError, RecursionError):
        return ""
    return text + "\n"


def _needed(found: rewriting.Found) -> list[ast.stmt]:
    """Those statements before what is asked that it may depend on."""
    if found.asked is None:
        tail, names = found.before[-1:], set()
        rest = found.before[:-1]
    else:
        tail, names, rest = [], _names(found.asked), found.before
    for statement in tail:
        names |= _names(statement)
    kept: list[ast.stmt] = []
    for statement in reversed(rest):
        mentioned = _names(statement)
        if isinstance(statement, ast.Assign) and all(
            isinstance(t, ast.Name) for t in statement.targets
        ):
            targets = {t.id for t in statement.targets if isinstance(t, ast.Name)}
            if targets & names:
                kept.append(statement)
                names = names - targets | _names(statement.value)
            continue
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            if statement.name in names:
                kept.append(statement)
                names |= mentioned
        elif _locals(statement) & names:
            kept.append(statement)
            names |= mentioned
    return [*reversed(kept), *tail]


def _names(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} | (
        {node.name} if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else set()
    )


def _locals(statement: ast.stmt) -> set[str]:
    """The names that a statement may bind or whose objects it may change: those that begin a
    target, or an attribute."""
    found = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, (ast.Attribute, ast.Subscript)):
            inner: ast.AST = node
            while isinstance(inner, (ast.Attribute, ast.Subscript)):
                inner = inner.value
            if isinstance(inner, ast.Name):
                found.add(inner.id)
        elif isinstance(node, ast.Call):
            found |= {a.id for a in node.args if isinstance(a, ast.Name)}
    return found
