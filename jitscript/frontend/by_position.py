"""A `Series` describes an iterable by position."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from .lowering import Lowering
from .narrowing import without
from .suspended import Pushed


class Series:
    """An iterable by position.

    get(i): element i; i is a Value, or an int while unrolling. length: how many, or None if that
    may change; then `more(i, when)` tells whether there is an element i, and asks only when `when`,
    a condition, holds: to ask may run the iterator on, or find that a set has changed. items: the
    elements of a tuple. bounds: start, stop, step where the element is the induction variable
    itself. back: the same elements from the last on, where the class itself goes backwards. pushed:
    what a generator gives, which no one asks for; it has nothing else. returned: of what is left of
    a generator; called before the loop, it gives what tells behind it what the generator returned.
    endless: there is always more.
    """

    __slots__ = (
        "back",
        "bounds",
        "endless",
        "get",
        "items",
        "length",
        "more",
        "pushed",
        "returned",
        "size",
    )

    def __init__(
        self,
        get: Callable[[Any], Value],
        length: Value | None = None,
        more: Callable[[Value, Value | None], Value] | None = None,
        items: Sequence[Value] | None = None,
        bounds: tuple[Value, Value, Value] | None = None,
        size: Callable[[], Value] | None = None,
    ):
        self.get, self.length, self.more = get, length, more
        self.items, self.bounds, self.size = items, bounds, size
        self.back: Callable[[], Series] | None = None
        self.pushed: Pushed | None = None
        self.endless = False
        self.returned: Callable[[], Callable[[], Value]] | None = None

    def next(self, i: Value) -> Value:
        """Element i, which is known to exist."""
        if self.more is not None:
            self.more(i, None)
        return self.get(i)

    @property
    def mixed(self) -> bool:
        """Whether a loop over it is unrolled: for elements of several types, or known ones."""
        items = self.items or ()
        known = any(not isinstance(v, Value) for v in items)
        return self.items is not None and (known or len({v.type for v in items}) != 1)


def until_unbound(f: Lowering, following: Callable[[Value], Value], span: Span) -> Series:
    """What `following` gives, until that is unbound: an iterator, which is asked once for each."""
    current: list[Value] = []

    def more(i: Value, when: Value | None) -> Value:
        given = following(i) if when is None else f.if_(when, lambda: following(i), f.unbound, span)
        current[:] = [given]
        f.b.span = span
        return f.b.emit("not", f.b.emit("union.is", given, member=ty.UNBOUND))

    def get(i: Value) -> Value:
        rest = without(current[0].type, ty.UNBOUND)
        assert rest is not None
        f.b.span = span
        return f.b.emit("union.get", current[0], member=rest)

    return Series(get, more=more)
