"""An axis that only the run knows: a call with a constant axis for each that there is.

    np.flip(a, k)      if k == 0: np.flip(a, 0), otherwise np.flip(a, 1)

All must give one type. Where there is no such axis NumPy is asked, and raises its own error.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from .arguments import UNKNOWN, known_object
from .emitter import Static
from .lowering import Lowering
from .operators.scalar import cast
from .python_calls import call_python

Held = Value | Static
Again = Callable[[list[Held], dict[str, Held]], Held]
Refuse = Callable[[ty.Type], Value]
_AXES = ("axis", "axis1", "axis2", "source", "destination")
_CHECK = "numpy.lib.array_utils:normalize_axis_index"


def applies(obj: Any, args: list[Held], keywords: dict[str, Held]) -> bool:
    """Whether a call has an axis that only the run knows, of an array whose rank is known."""
    if not args or not any(map(_unknown, (*args[1:], *keywords.values()))):
        return False
    return _rank(args[0]) > 0 and _place(obj, args, keywords) is not None


def call(
    f: Lowering,
    again: Again,
    refuse: Refuse | None,
    obj: Any,
    args: list[Held],
    keywords: dict[str, Held],
    span: Span,
) -> Held:
    """The calls, `again` with a constant in the place of the axis, and the choice among them.
    `refuse` calls NumPy's own function, which then raises; None where it is not called."""
    place = _place(obj, args, keywords)
    n = _rank(args[0])
    if place is None or n == 0:
        return again(args, keywords)
    name, held = place, keywords.get(place)
    if held is None:
        i = _names(obj).index(place)
        held = args[i]
    f.b.span = span
    given = f.materialise(held, span)
    k = cast(f, given, ty.INT, span)
    found: list[ty.Type] = []

    def of(axis: int) -> Value:
        if axis == n:
            return refused()
        here = f.b.emit("eq", k, f.b.const(axis, ty.INT))
        there = f.b.emit("eq", k, f.b.const(axis - n, ty.INT))
        return f.if_(f.b.emit("or", here, there), lambda: one(axis), lambda: of(axis + 1), span)

    def one(axis: int) -> Value:
        chosen = Static(axis)
        if name in keywords:
            made = call(f, again, refuse, obj, args, {**keywords, name: chosen}, span)
        else:
            others = [*args[:i], chosen, *args[i + 1 :]]
            made = call(f, again, refuse, obj, others, keywords, span)
        value = f.materialise(made, span)
        found.append(value.type)
        return value

    def refused() -> Value:
        if refuse is not None:
            refuse(found[0])
        else:
            said = [f.materialise(Static(name), span)] if name != "axis" else []
            count = f.b.const(n, ty.INT)
            call_python(f, _CHECK, [given, count, *said], [], ty.INT, span, exact=True)
        f.raise_("ValueError", "there is no such axis", [], span)

    return of(0)


def _rank(held: Held) -> int:
    """The rank of an array, or of the arrays of a sequence; 0 where there is none."""
    t = held.type if isinstance(held, Value) else None
    if isinstance(t, ty.Tuple) and t.items:
        t = t.items[0]
    elif isinstance(t, ty.Object) and t.name == "list":
        t = t.args[0] if isinstance(t.args[0], ty.Type) else None
    return t.ndim if isinstance(t, ty.Array) else 0


def _place(obj: Any, args: list[Held], keywords: dict[str, Held]) -> str | None:
    """The name of the first argument that is such an axis."""
    for name, held in (*zip(_names(obj), args), *keywords.items()):
        if name in _AXES and _unknown(held):
            return name
    return None


def _names(obj: Any) -> list[str]:
    try:
        return list(inspect.signature(obj).parameters)
    except (TypeError, ValueError):
        return []


def _unknown(held: Held) -> bool:
    if not isinstance(held, Value) or not isinstance(held.type, ty.Scalar):
        return False
    return held.type.kind == "int" and known_object(held) is UNKNOWN
