"""Dicts and lists of functions of a module: constants, as other globals are.

OPS = {"+": add, "-": sub}

OPS[c](x, y)        the key is compared with each of the keys: no dict is made
OPS.get(c), …       any other use makes a dict of function values
"""

from __future__ import annotations

import ast
from typing import Any

from ..diagnostics import Span
from ..ir.core import Value
from ..library import function_values as library
from .composite import is_function
from .displays import DICT, LIST, Group, made_of
from .emitter import Static
from .literals import of_object
from .lowering import Dead, Lowering
from .services import service


@service
def is_table(f: Lowering, obj: Any) -> bool:
    """Whether an object is a dict or list of functions only."""
    if type(obj) not in (dict, list) or not obj:
        return False
    return all(is_function(x) for x in (obj.values() if type(obj) is dict else obj))


def _functions(f: Lowering, table: Any) -> list[Any]:
    looks = f.unit.looks
    return [looks.entry(table, i) for i in range(len(table))]


@service
def table_entry(f: Lowering, table: Any, node: ast.Subscript) -> Static | Value | None:
    """`table[key]`; None where that is left to the dict or list itself."""
    span = f.span(node)
    if type(table) is not dict or isinstance(node.slice, ast.Slice):
        return None
    functions = _functions(f, table)
    if isinstance(node.slice, ast.Constant) and node.slice.value in table:
        return of_object(f, functions[list(table).index(node.slice.value)], span, "")
    key = f.value(node.slice)
    keys = list(table)

    def choose(i: int) -> Value:
        if i == len(keys):
            f.call_function(library.missing, [key], span)
            raise Dead
        known = f.materialise(of_object(f, keys[i], span, ""), span)
        return f.if_(
            f.compare(ast.Eq(), key, known, node),
            lambda: f.materialise(of_object(f, functions[i], span, ""), span),
            lambda: choose(i + 1),
            span,
        )

    return choose(0)


@service
def whole_table(f: Lowering, table: Any, span: Span) -> Value:
    """The dict or list itself, anew."""
    values = [f.materialise(of_object(f, x, span, ""), span) for x in _functions(f, table)]
    groups: list[Group] = [(False, (x,)) for x in values]
    if type(table) is dict:
        keys = [f.materialise(of_object(f, k, span, ""), span) for k in table]
        groups = [(False, pair) for pair in zip(keys, values)]
    return made_of(f, DICT if type(table) is dict else LIST, groups, f.here(span), None)
