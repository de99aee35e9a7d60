"""The syntax tree of a lambda at module level: in a table of functions, or under a name.

Its lines need not be a statement, so its whole file is parsed. Of the lambdas that begin in its
line it is one that compiles to its code.
"""

from __future__ import annotations

import ast
import types
from collections.abc import Iterator

from ..identity import search, texts
from ..identity.texts import Text
from . import proof
from .scope import definition

_trees: dict[str, tuple[str, ast.Module]] = {}  # of the file that was read last


def found(fn: types.FunctionType, code: types.CodeType) -> Iterator[tuple[ast.FunctionDef, Text]]:
    """The lambda as the `def` that it abbreviates, and its lines; nothing where it is not found."""
    whole = search.whole(code, fn.__globals__)
    text = texts.text_of(code, fn.__globals__)
    known = _trees.get(code.co_filename)
    if known is None or known[0] != whole:
        try:
            known = whole, ast.parse(whole)
        except (SyntaxError, ValueError):
            return
        _trees.clear()
        _trees[code.co_filename] = known
    for node in ast.walk(known[1]):
        if isinstance(node, ast.Lambda) and node.lineno == code.co_firstlineno:
            made = ast.copy_location(ast.Expr(node), node)
            if text is not None and proof.level(made, fn, code) is not None:
                yield definition(node), text
                return
