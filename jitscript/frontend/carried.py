"""Exceptions that are native instances (`exception_classes.py`): raised, caught, asked for a text.

raise Rejected(order)          the instance, made as that of any class, is the error's argument
except Rejected as e:          `e` is that instance
    e.order.tries += 1
"""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import Any, NoReturn

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..ir.ops.handlers import CARRIED, name_of
from . import user_classes
from .caught import Caught, exception_name
from .exception_classes import base_text
from .lowering import Lowering
from .operators.unions import each
from .outcomes import Dead
from .services import about


@about
def carried_instance(f: Lowering, caught: Caught, span: Span) -> Value:
    """The instance that a handler has caught."""
    found = [c for cls in caught.classes for c in user_classes.family(cls)]
    types = [user_classes.type_of(c) for c in dict.fromkeys(found)]
    whole = ty.union_of(*types)
    for cls in found:
        exception_name(f, cls, span)

    def first_of(rest: Sequence[ty.Object]) -> Value:
        if not rest:
            name = caught.classes[0].__name__
            what = f"{name} came from Python, or Python has seen it: it holds what can change, "
            f.raise_("RuntimeError", what + "which compiled code would not see", [], span)
        t = rest[0]
        f.unit.layout(t)
        f.b.span = span
        name = name_of(user_classes.named(t.name))
        holds = f.b.emit("exc.holds", caught.value, exc=name, kinds=CARRIED)

        def here() -> Value:
            value = f.b.op("exc.argument", caught.value, types=[t], index=0, span=span).result
            return f.widen(value, whole)

        return f.if_(holds, here, lambda: first_of(rest[1:]), span)

    return first_of(types)


@about
def raise_carried(f: Lowering, error: Value, span: Span, cause: int | None = None) -> NoReturn:
    """Raise an instance."""
    if f.unit.device:
        f.fail("an exception that holds what can change cannot be raised in a kernel", span)

    def one(x: Value) -> Value:
        cls = user_classes.class_of(x.type)
        assert cls is not None
        attrs: dict[str, Any] = {} if cause is None else {"cause": cause}
        name = exception_name(f, cls, span)
        f.b.op("raise", x, span=span, exc=name, message=None, **attrs)
        raise Dead

    each(f, error, span, one)
    raise Dead


@about
def carried_text(f: Lowering, error: Value, name: str, span: Span) -> Value | None:
    """`__str__` or `__repr__` of the builtin class, for an instance; None where it has its own."""
    cls = user_classes.class_of(error.type)
    assert cls is not None and isinstance(error.type, ty.Object)
    owner = user_classes.owner_of(cls, name)
    assert owner is not None
    is_builtin = getattr(builtins, owner.__name__, None) is owner
    if not is_builtin:
        return None
    return f.materialise(f.call_function(base_text(owner, name), [error], span), span)
