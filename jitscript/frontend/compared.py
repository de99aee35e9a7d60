"""`functools.cmp_to_key`: keys that a function of two values compares (library/comparing.py)."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from ..diagnostics import Span
from ..ir.core import Value
from ..library import registry
from .composite import Composite, Part
from .emitter import Static
from .lowering import Lowering
from .services import called

Held = Value | Static


class Comparison(Composite):
    """What `cmp_to_key` gives."""

    __slots__ = ("function",)
    __name__ = "cmp_to_key"

    def __init__(self, function: Part):
        self.function = function

    def parts(self) -> Sequence[Part]:
        return [self.function]

    def with_parts(self, parts: Sequence[Part]) -> Comparison:
        return Comparison(parts[0])

    def kind(self) -> str:
        return "cmp_to_key"


@called(functools.cmp_to_key)
def _cmp_to_key(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    given = [*args, *keywords.values()]
    if len(given) != 1 or not set(keywords) <= {"mycmp"}:
        f.fail("cmp_to_key() takes one function, of two arguments", span)
    return Static(Comparison(f.taken_along(given[0], span)))


@called(Comparison)
def _compared(
    f: Lowering, made: Comparison, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    given = [*args, *keywords.values()]
    if len(given) != 1 or not set(keywords) <= {"obj"}:
        f.fail("the key that cmp_to_key() gives takes one argument", span)
    held: Held = made.function
    return f.call_function(registry.module("comparing").compared, [given[0], held], span)
