"""`functools.singledispatch`: which function is called, the class of the first argument tells.

    @singledispatch                      shown(x)   x: int          the function for int
    def shown(x): ...                               x: int | str    a branch: that for int, or str
    @shown.register
    def _(x: int): ...

The type of a value says its class, as a class in an annotation is the union of all that derive from
it; so Python's own `dispatch` is asked now. What is registered later has all compiled anew: the
dict of what is there is watched, as captured ones are.
"""

from __future__ import annotations

import functools
from typing import Any

from ..diagnostics import Span
from ..ir.core import Value
from .classes import python_class
from .lowering import Lowering
from .operators.unions import each
from .patterns import describe, is_exception, is_opaque

# One for all that `singledispatch` decorates.
_CODE = vars(functools)["singledispatch"](lambda x: x).__code__


def dispatched(
    f: Lowering, fn: Any, args: list[Any], keywords: dict[str, Any], span: Span
) -> Value | None:
    """A call of what `singledispatch` made; None for other functions."""
    if fn.__code__ is not _CODE:
        return None
    if not args:
        f.fail(f"{fn.__name__} requires at least 1 positional argument", span)
    registry = f.unit.looks.name(f.unit.looks.name(fn, "dispatch"), "registry")
    functions = [f.unit.looks.entry(registry, i) for i in range(len(registry))]
    first = f.materialise(args[0], span)

    def one(x: Value) -> Value:
        found = fn.dispatch(_class_of(f, x, fn.__name__, span))
        known = next(g for g in functions if g is found)
        held = f.call_object(known, [x, *args[1:]], keywords, span)
        return f.materialise(held, span)

    return each(f, first, span, one)


def _class_of(f: Lowering, x: Value, name: str, span: Span) -> type:
    cls = python_class(x.type)
    if not isinstance(cls, type) or is_opaque(x.type) or is_exception(x.type):
        f.fail(
            f"which function of `{name}` is called for a {describe(x.type)} is not known here",
            span,
            hint="write one function that asks for types: if isinstance(x, int): …",
        )
    return cls


__all__ = ["dispatched"]
