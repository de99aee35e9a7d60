"""Functions that give back a list, dict or set of their module, and nothing else.

    def handlers() -> dict[str, int]:
        return _HANDLERS

Where Python calls such a function, it gets the object that the module has: compiled code holds it
without looking into it.
"""

from __future__ import annotations

import ast
from typing import Any

from ..diagnostics import Span
from ..ir.core import Value
from . import opaque
from .opaque_names import opaque as held_type

_KINDS = (list, dict, set)
_INNER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.Yield, ast.YieldFrom)


def promise(unit: Any, entry: Any) -> None:
    """What such a function gives where Python calls it: an object of Python's."""
    if not unit.device and entry.owner is None and gives_own(entry.signature):
        entry.result = held_type()


def gives_own(signature: Any) -> bool:
    body = signature.source.tree.body
    inner = [node for s in body for node in ast.walk(s)]
    if not isinstance(body[-1], ast.Return) or any(isinstance(n, _INNER) for n in inner):
        return False
    return all(_is_own(signature, n.value) for n in inner if isinstance(n, ast.Return))


def _is_own(signature: Any, node: ast.expr | None) -> bool:
    if not isinstance(node, ast.Name) or signature.library or node.id in signature.scope.locals:
        return False
    space = signature.fn.__globals__
    known = node.id in space and node.id not in signature.fn.__code__.co_freevars
    return known and type(space[node.id]) in _KINDS and signature.variable(node.id) is None


def read(f: Any, node: ast.expr | None, span: Span) -> Value | None:
    """What a function of which this is known gives; None of others."""
    if not isinstance(node, ast.Name) or f.instance.result is not held_type():
        return None
    if not gives_own(f.signature):
        return None
    return opaque.read(f, f.signature.fn.__globals__, node.id, span)
