"""The ways out of a function, or to a handler, on which an error gives back what was owned.

A chain of blocks releases one value each, and chains end in one another. What is owned grows by
the value that came last and shrinks by one that goes, so a chain begins with the one that came last
or with the one that will go next, whichever meets a chain that is there already sooner. Those of
places where less is owned are made first. Together they are then about as long as the function, in
whatever order values come and go:

    a, b = …, …     owned a; a b        b → a → leave
    f(a); g(b)      owned a b; b        a → b → leave: no chain but those of a, b and both

Errors that are being handled are let go of in the order in which Python would, the last one first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...ir.types import EXCEPTION
from ..layout import layout

if TYPE_CHECKING:
    from ...ir.core import Value
    from .function import Catch, FunctionLowering, Landing, Owned

    Key = tuple[Catch | None, frozenset[Value]]


class Cleanups:
    """The chains of one function."""

    __slots__ = ("_f", "_labels")

    def __init__(self, f: FunctionLowering):
        self._f = f
        self._labels: dict[Key, str] = {}

    def ordered(self, landings: dict[Any, Landing]) -> list[tuple[Any, Landing]]:
        """The landings, those where less is owned first."""
        return sorted(landings.items(), key=lambda pair: len(pair[1].owned))

    def of(self, landing: Landing) -> str:
        """The label of the chain for what is owned at a landing."""
        catch, owned = landing.catch, landing.owned
        handled = sum(v.type is EXCEPTION for v in owned)
        orders = [owned] if handled > 1 else [owned, self._as_they_go(owned, catch)]
        least = 0 if catch is None else len(catch.owned)
        for k in range(len(owned), least, -1):
            for order in orders:
                label = self._labels.get((catch, frozenset(order[:k])))
                if label is not None:
                    return self._linked(order, k, label, catch)
        return self._linked(owned, least, self._last(catch), catch)

    def _as_they_go(self, owned: Owned, catch: Catch | None) -> Owned:
        """What is owned, that which goes next at the end; first what the handler owns."""
        goes = self._f.given
        kept = 0 if catch is None else len(catch.owned)
        rest = sorted(owned[kept:], key=lambda v: -goes.get(v, len(goes)))
        return (*owned[:kept], *rest)

    def _linked(self, order: Owned, k: int, label: str, catch: Catch | None) -> str:
        """The chain of all in `order`, where `label` is that of the first k."""
        for i in range(k, len(order)):
            label = self._link(order[i], label)
            self._labels[catch, frozenset(order[: i + 1])] = label
        return label

    def _last(self, catch: Catch | None) -> str:
        """Where nothing is left to release: the handler, or the end."""
        if catch is not None:
            return catch.label
        key: Key = (None, frozenset())
        if key not in self._labels:
            f = self._f
            self._labels[key] = f.label("cleanup")
            f.start(self._labels[key])
            f.emit(f"ret {f.result} {{i32 1, {layout(f.function.result).reg} poison}}")
        return self._labels[key]

    def _link(self, value: Value, then: str) -> str:
        f = self._f
        label = f.label("cleanup")
        f.start(label)
        if value.type is EXCEPTION:  # what was being handled goes with the error
            f.heres[f.one(value)].record()
            function = f.target.chain_caught(f.w)
            f.emit(f"call void {function}(ptr %ctx, ptr {f.one(value)})")
        else:
            f.release(value.type, f.values[value])
        f.jump(then)
        return label
