"""What the tests of a `match` ask that no other expression does (see `matching.py`)."""

from __future__ import annotations

import ast
from collections import abc
from typing import Any

from ..ir.core import Value
from .attributes import of_held
from .conditions import Condition, class_of_pattern, is_of, rule
from .emitter import Static
from .lowering import Lowering
from .matching import IsA, Known, Positional, Refused
from .services import expression

# Classes that a sub-pattern without a name means the whole of.
_WHOLE = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)


@expression(Known)
def _known(f: Lowering, node: Known) -> Static:
    return Static(node.obj)


@rule(IsA)
def _is_a(f: Lowering, node: IsA) -> Condition:
    held = f.expr(node.value)
    if node.cls is not None:
        classes: Any = class_of_pattern(f, node.cls)
        return is_of(f, held, node.value, node, lambda cls: issubclass(cls, classes))
    test = _is_sequence if node.kind == "sequence" else _is_mapping
    return is_of(f, held, node.value, node, test)


def _is_sequence(cls: type) -> bool:
    text = (str, bytes, bytearray)
    return issubclass(cls, abc.Sequence) and not issubclass(cls, text)


def _is_mapping(cls: type) -> bool:
    return issubclass(cls, abc.Mapping)


@expression(Positional)
def _positional(f: Lowering, node: Positional) -> Value | Static:
    cls = class_of_pattern(f, node.cls)
    names = getattr(cls, "__match_args__", ())
    if cls in _WHOLE and not names:
        if node.count > 1:
            f.fail(
                f"{cls.__name__}() accepts 1 positional sub-pattern ({node.count} given)",
                f.span(node),
            )
        return f.expr(node.value)
    if node.index >= len(names):
        f.fail(
            f"{cls.__name__}() accepts {len(names)} positional sub-patterns ({node.count} given)",
            f.span(node),
        )
    part = ast.copy_location(ast.Attribute(node.value, names[node.index], ast.Load()), node)
    return of_held(f, f.expr(node.value), part)


@expression(Refused)
def _refused(f: Lowering, node: Refused) -> Value:
    f.fail(f"{node.what} is not supported", f.span(node), hint=node.hint)
