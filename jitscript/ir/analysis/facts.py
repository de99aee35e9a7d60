"""Which comparisons of integers are known to hold at an op.

A fact says x <= y + c, for values x and y (None stands for 0) and a constant c. Facts come from the
condition of the `if` in whose branch an op stands, from guards before it (an `if` of which only
one branch goes on), from checked indices before it, and from being inside a counted loop.

    %c = lt %i, %n : bool
    if %c { … here %i <= %n - 1 … }
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from ..core import Function, Op, Region, Value
from ..optable import TABLE
from ..types import INT, Scalar

Term = Value | None  # None is 0
Linear = tuple[Value | None, int]


NEAREST = 16  # facts about a value that are looked at, innermost first


class Context:
    """A place where facts hold, besides those of the place around it (`parent`). `first` and `last`
    number the places in the order of the text: what is inside has numbers in between. Places made
    up later, for one question, have none (-1), and hold their facts themselves."""

    __slots__ = ("first", "last", "own", "parent")

    def __init__(self, parent: Context | None, first: int = -1):
        self.parent = parent
        self.first = first
        self.last = OPEN
        self.own: dict[tuple[bool, Value], list[tuple[Term, int]]] | None = None


OPEN = 1 << 62


class _Known:
    """The facts about a value that begin to hold at a place, and those that held before."""

    __slots__ = ("at", "facts", "outer")

    def __init__(self, at: Context, outer: _Known | None):
        self.at, self.outer = at, outer
        self.facts: list[tuple[Term, int]] = []


class Facts:
    """`at[op]` is the context in which `op` stands, `order[op]` its place in the text."""

    def __init__(self, function: Function):
        self.at: dict[Op, Context] = {}
        self.order: dict[Op, int] = {}
        self._linear: dict[Value, Linear] = {}
        # By (upper, value): what is known about it anywhere, in the order of the text, and the
        # numbers of the places where it begins to be.
        self._known: dict[tuple[bool, Value], tuple[list[int], list[_Known]]] = {}
        self._contexts = 0
        self._reading = True
        self.top = self._inside(None)
        self._region(function.body, self.top)
        self._reading = False

    def _inside(self, parent: Context | None) -> Context:
        if not self._reading:
            return Context(parent)
        self._contexts += 1
        return Context(parent, self._contexts)

    def _close(self, context: Context) -> None:
        """The text leaves the place of `context`."""
        context.last = self._contexts

    def upper(self, x: Value, context: Context | None) -> Iterator[tuple[Term, int, int]]:
        """(y, c, place) for which x <= y + c is known in `context`, innermost first."""
        return self._about((True, x), context)

    def lower(self, y: Value, context: Context | None) -> Iterator[tuple[Term, int, int]]:
        """(x, c, place) for which x <= y + c is known in `context`, innermost first."""
        return self._about((False, y), context)

    def _about(
        self, key: tuple[bool, Value], context: Context | None
    ) -> Iterator[tuple[Term, int, int]]:
        while context is not None and context.first < 0:
            for term, c in (context.own or {}).get(key, ()):
                yield term, c, OPEN
            context = context.parent
        known = self._known.get(key)
        if known is None or context is None:
            return
        here = context.first
        i = bisect_right(known[0], here)
        found = known[1][i - 1] if i else None
        left = NEAREST
        while found is not None and left:
            if found.at.last >= here:
                for term, c in found.facts:
                    yield term, c, found.at.first
                left -= 1
            found = found.outer

    def linear(self, value: Term) -> Linear:
        """`value` as base + constant, exactly: through sums with constants and casts that keep the
        value. Base None: a constant."""
        if value is None:
            return None, 0
        found = self._linear.get(value)
        if found is None:
            found = self._linear[value] = self._peel(value)
        return found

    def _peel(self, value: Value) -> Linear:
        op = value.op
        if op is None:
            return value, 0
        name = op.info.name
        if name == "const" and _integer(value):
            return None, int(op.attrs["value"])
        if name == "cast" and _keeps(op):
            return self.linear(op.operands[0])
        if value.type is not INT:
            return value, 0
        if op.info.base == "add":
            for x, y in (op.operands, op.operands[::-1]):
                base, k = self.linear(y)
                if base is None:
                    base, own = self.linear(x)
                    return base, own + k
        elif op.info.base == "sub":
            base, k = self.linear(op.operands[1])
            if base is None:
                base, own = self.linear(op.operands[0])
                return base, own - k
        return value, 0

    def add(self, context: Context, x: Term, y: Term, c: int) -> None:
        """Note x <= y + c in `context`."""
        (x, j), (y, k) = self.linear(x), self.linear(y)
        c += k - j
        if x is not None:
            self._note((True, x), context, y, c)
        if y is not None:
            self._note((False, y), context, x, c)

    def _note(self, key: tuple[bool, Value], context: Context, other: Term, c: int) -> None:
        if context.first < 0:
            if context.own is None:
                context.own = {}
            context.own.setdefault(key, []).append((other, c))
            return
        places, known = self._known.setdefault(key, ([], []))
        last = known[-1] if known else None
        if last is None or last.at is not context:
            while last is not None and last.at.last is not OPEN:
                last = last.outer
            last = _Known(context, last)
            places.append(context.first)
            known.append(last)
        last.facts.append((other, c))

    def assume(self, context: Context, condition: Value, truth: bool) -> Context:
        """The context in which, in addition, `condition` is `truth`."""
        inner = self._inside(context)
        self._condition(inner, condition, truth)
        return inner

    def _condition(self, context: Context, condition: Value, truth: bool) -> None:
        op = condition.op
        if op is None:
            return
        name = op.info.name
        if name == "not":
            self._condition(context, op.operands[0], not truth)
        elif name == ("and" if truth else "or"):
            for part in op.operands:
                self._condition(context, part, truth)
        elif name == "if":
            ends = [region.ops[-1] for region in op.regions]
            if all(end.info.name == "yield" for end in ends):
                x, y = (end.operands[condition.index] for end in ends)
                self._short_circuit(context, op.operands[0], x, y, truth)
        elif name == "select":
            test, x, y = op.operands
            self._short_circuit(context, test, x, y, truth)
        elif name in _ORDER and _integer(op.operands[0]):
            x, y = op.operands
            for less, more, c in _ORDER[name][truth]:
                self.add(context, (x, y)[less], (x, y)[more], c)

    def _short_circuit(
        self, context: Context, test: Value, x: Value, y: Value, truth: bool
    ) -> None:
        """A condition that is x where `test` is true, else y: where one of them is the opposite
        constant, the other was chosen."""
        for value, other, taken in ((x, y, True), (y, x, False)):
            known = other.op
            if known is None or known.info.name != "const" or known.attrs["value"] == truth:
                continue
            self._condition(context, test, taken)
            self._condition(context, value, truth)

    def _region(self, region: Region, context: Context) -> None:
        entered = []
        for op in region.ops:
            self.at[op] = context
            self.order[op] = len(self.order)
            name = op.info.name
            after = context
            if name == "if":
                after = self._if(op, context)
            elif op.info.counted:
                inner = self._inside_for(op, context)
                self._region(op.regions[0], inner)
                if inner is not context:
                    self._close(inner)
            elif name == "check_index":
                after = self._inside(context)
                self.add(after, op.operands[0], op.operands[1], -1)
            else:
                for part in op.regions:
                    self._region(part, context)
            if after is not context:
                entered.append(after)
                context = after
        for left in entered:
            self._close(left)

    def _if(self, op: Op, context: Context) -> Context:
        (condition,) = op.operands
        for region, truth in zip(op.regions, (True, False)):
            inner = self.assume(context, condition, truth)
            self._region(region, inner)
            self._close(inner)
        goes_on = [inner.ops[-1].info.name == "yield" for inner in op.regions]
        if goes_on[0] == goes_on[1]:
            return context
        return self.assume(context, condition, goes_on[0])

    def _inside_for(self, op: Op, context: Context) -> Context:
        start, stop, step = op.bounds
        base, k = self.linear(step)
        if base is not None or not k:
            return context
        inner = self._inside(context)
        if k > 0:
            self.add(inner, start, stop, -1)
        else:
            self.add(inner, stop, start, -1)
        return inner


def _said(order: tuple[bool, bool, bool], truth: bool) -> list[tuple[int, int, int]]:
    """What a comparison of operands 0 and 1 says that is `truth`: (less, more, c) each."""
    below, equal, above = (answer is truth for answer in order)
    c = 0 if equal else -1
    return [(0, 1, c)] * (not above) + [(1, 0, c)] * (not below)


_ORDER = {
    info.name: [_said(info.order, truth) for truth in (False, True)]
    for info in TABLE.values()
    if info.comparison
}


def _integer(value: Value) -> bool:
    t = value.type
    return isinstance(t, Scalar) and t.kind in ("int", "uint")


def _keeps(op: Op) -> bool:
    """Whether a cast between integers keeps every value."""
    source, to = op.operands[0].type, op.results[0].type
    if not isinstance(source, Scalar) or not isinstance(to, Scalar) or to.kind != "int":
        return False
    if source.kind == "int":
        return source.bits <= to.bits
    return source.kind == "uint" and source.bits < to.bits
