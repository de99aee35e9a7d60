"""`copy.deepcopy` of containers in containers.

    copy.deepcopy(x)        deep(x, ({}, {}))

One dict for each type of container in the type of `x`: an object that is met again has the copy
that was made of it. `library/copies.py` goes through each kind and calls back for each element.
"""

from __future__ import annotations

import copy
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import copies
from . import user_classes
from .emitter import Static
from .lowering import Lowering, tuple_items
from .operators.convert import made_tuple
from .operators.unions import each
from .patterns import describe, is_callable, is_exception, is_generator
from .services import Held, service

_RULES: dict[str, Any] = {
    "list": copies.deep_list,
    "dict": copies.deep_dict,
    "set": copies.deep_set,
    "deque": copies.deep_deque,
}
_CONSTANT = ("str", "bytes", "range", "frozenset")


@service
def deep_copy(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held | None:
    """A call of `deepcopy` with containers that hold what can change, or of what stands for it in
    the library; None of any other."""
    if obj is copies.deep:
        given, memos = (f.materialise(a, span) for a in args)
        return _deep(f, given, memos, span)
    if obj is not copy.deepcopy or len(args) != 1 or keywords:
        return None
    value = f.materialise(args[0], span)
    kept = [t for t in _parts(value.type) if _changes(t)]
    if not kept:
        return value
    if kept == [value.type] and _is_flat(value.type):
        return None
    for t in kept:
        if _rule(t) is None:
            f.fail(
                f"`deepcopy` does not take a {describe(value.type)}: it holds {describe(t)}",
                span,
                hint="write a method that copies it",
            )
    makers = [f.dict_of([], span, (ty.INT, t)) for t in kept]
    f.b.span = span
    return _deep(f, value, f.b.emit("tuple.make", *makers), span)


def _parts(t: ty.Type) -> list[ty.Type]:
    return list(dict.fromkeys(ty.walk_type(t)))


def _is_flat(t: ty.Type) -> bool:
    """Whether it is an array, bytes or a container of numbers or text: the library copies these."""
    plain = (ty.Scalar, ty.Object)
    parts = getattr(t, "args", ())
    return isinstance(t, ty.Array) or all(isinstance(part, plain) for part in parts)


def _changes(t: ty.Type) -> bool:
    """Whether a value of this type can change, or be told from an equal one."""
    if isinstance(t, ty.Array):
        return True
    constant = is_callable(t) or is_exception(t)
    return isinstance(t, ty.Object) and t.name not in _CONSTANT and not constant


def _rule(t: ty.Type) -> Any:
    if not isinstance(t, ty.Object) or user_classes.class_of(t) is not None or is_generator(t):
        return None
    return _RULES.get(t.name)


def _deep(f: Lowering, value: Value, memos: Value, span: Span) -> Value:
    def one(v: Value) -> Value:
        t = v.type
        f.b.span = span
        if not any(map(_changes, _parts(t))):
            return v
        if isinstance(t, ty.Tuple):
            items = [_deep(f, x, memos, span) for x in tuple_items(f, v)]
            return made_tuple(f, items, t.name, span)
        known = [m.args[1] for m in memos.type.items]  # type: ignore[attr-defined]
        memo = tuple_items(f, memos)[known.index(t)]
        made = f.call_function(_rule(t), [v, memo, memos, Static(copies.deep)], span)
        return f.materialise(made, span)

    return each(f, value, span, one)
