"""Going through a value of several types: `for x in d.get(k, ()): …`."""

from __future__ import annotations

from collections.abc import Callable

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import classes, user_classes
from .by_position import Series
from .given_none import unless_none
from .lowering import Dead, Lowering
from .methods import construct, length
from .narrowing import without
from .operators.unions import each, members
from .zipped import asking

Of = Callable[[Value], Series]  # the series of a value of one type

_NOTHING = ty.Tuple(())
_CONTAINERS = ("list", "str", "bytes", "range", "tuple")


def series_of(f: Lowering, v: Value, span: Span, of: Of) -> Series | None:
    """None where it cannot be gone through, or only by what is done before the first element."""
    t = v.type
    if not isinstance(t, ty.Union):
        return None
    rest = without(t, ty.NONE)
    if rest is not None and rest is not t and all(isinstance(m, ty.Array) for m in members(rest)):
        return of(unless_none(f, v, "'NoneType' object is not iterable", span))
    if all(map(_goes_by_position, t.members)):
        return _of_members(f, v, span, of)
    rest = without(t, _NOTHING) if _NOTHING in t.members else None
    cls = classes.class_of(rest) if isinstance(rest, ty.Object) else None
    if not isinstance(rest, ty.Object) or cls is None or rest in f.unit.frames:
        return None
    if user_classes.class_of(rest) is not None:
        return None
    args = rest.args
    whole = f.if_(  # with an empty container of the other type for `()`
        f.b.emit("union.is", v, member=rest),
        lambda: f.b.emit("union.get", v, member=rest),
        lambda: f.materialise(construct(f, cls, args, [], {}, span), span),
        span,
    )
    return of(whole)


def _goes_by_position(t: ty.Type) -> bool:
    """Whether elements are asked for by their index, and nothing is done before that."""
    if isinstance(t, ty.Tuple):
        return len(set(t.items)) <= 1 and not t.name
    if isinstance(t, ty.Array):
        return t.ndim > 0
    return isinstance(t, ty.Object) and not user_classes.class_of(t) and t.name in _CONTAINERS


def _of_members(f: Lowering, v: Value, span: Span, of: Of) -> Series:
    """Each element is asked for where the value is of the one type or the other."""

    def more(i: Value, when: Value | None) -> Value:
        def ask(x: Value) -> Value:
            found = asking(f, of(x), f.here(span)).more
            assert found is not None
            return found(i, None)

        def ask_each() -> Value:
            return each(f, v, span, ask)

        no = f.b.const(False, ty.BOOL)
        return ask_each() if when is None else f.if_(when, ask_each, lambda: no, span)

    def get(i: Value) -> Value:
        def item(x: Value) -> Value:
            if x.type is _NOTHING:
                raise Dead
            return of(x).get(i)

        return each(f, v, span, item)

    return Series(get, more=more, size=lambda: length(f, v, span))
