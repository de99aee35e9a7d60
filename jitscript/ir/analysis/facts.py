"""Which comparisons of integers are known to hold at an op.

A fact says x <= y + c, for values x and y (None stands for 0) and a constant c. Facts come from the
condition of the `if` in whose branch an op stands, from guards before it (an `if` of which only
one branch goes on), from checked indices before it, and from being inside a counted loop.

    %c = lt %i, %n : bool
    if %c { … here %i <= %n - 1 … }
"""

from __future__ import annotations

from ..core import Function, Op, Region, Value
from ..types import INT, Scalar

Term = Value | None  # None is 0
Linear = tuple[Value | None, int]


class Context:
    """Facts at a place, innermost first along `parent`."""

    __slots__ = ("lower", "parent", "upper")

    def __init__(self, parent: Context | None):
        self.parent = parent
        self.upper: dict[Term, list[tuple[Term, int]]] = {}  # x → (y, c)
        self.lower: dict[Term, list[tuple[Term, int]]] = {}  # y → (x, c)


class Facts:
    """`at[op]` is the context in which `op` stands, `order[op]` its place in the text."""

    def __init__(self, function: Function):
        self.at: dict[Op, Context] = {}
        self.order: dict[Op, int] = {}
        self._linear: dict[Value, Linear] = {}
        self.top = Context(None)
        self._region(function.body, self.top)

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
        if name in ("add", "checked_add"):
            for x, y in (op.operands, op.operands[::-1]):
                base, k = self.linear(y)
                if base is None:
                    base, own = self.linear(x)
                    return base, own + k
        elif name in ("sub", "checked_sub"):
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
            context.upper.setdefault(x, []).append((y, c))
        if y is not None:
            context.lower.setdefault(y, []).append((x, c))

    def assume(self, context: Context, condition: Value, truth: bool) -> Context:
        """The context in which, in addition, `condition` is `truth`."""
        inner = Context(context)
        self._condition(inner, condition, truth)
        return inner if inner.upper or inner.lower else context

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
            self._short_circuit(context, op, condition.index, truth)
        elif name in _ORDER and _integer(op.operands[0]):
            x, y = op.operands
            for less, more, c in _ORDER[name][truth]:
                self.add(context, (x, y)[less], (x, y)[more], c)

    def _short_circuit(self, context: Context, op: Op, index: int, truth: bool) -> None:
        """A condition that is the result of an `if`: where one branch yields the opposite
        constant, the other was taken."""
        for region, other, taken in zip(op.regions, reversed(op.regions), (True, False)):
            end, last = region.ops[-1], other.ops[-1]
            if end.info.name != "yield" or last.info.name != "yield":
                continue
            known = last.operands[index].op
            if known is None or known.info.name != "const" or known.attrs["value"] == truth:
                continue
            self._condition(context, op.operands[0], taken)
            self._condition(context, end.operands[index], truth)

    def _region(self, region: Region, context: Context) -> None:
        for op in region.ops:
            self.at[op] = context
            self.order[op] = len(self.order)
            name = op.info.name
            if name == "if":
                context = self._if(op, context)
            elif name == "for":
                self._region(op.regions[0], self._inside_for(op, context))
            elif name == "check_index":
                known = Context(context)
                self.add(known, op.operands[0], op.operands[1], -1)
                context = known
            else:
                for inner in op.regions:
                    self._region(inner, context)

    def _if(self, op: Op, context: Context) -> Context:
        (condition,) = op.operands
        then, other = op.regions
        self._region(then, self.assume(context, condition, True))
        self._region(other, self.assume(context, condition, False))
        goes_on = [inner.ops[-1].info.name == "yield" for inner in op.regions]
        if goes_on[0] == goes_on[1]:
            return context
        return self.assume(context, condition, goes_on[0])

    def _inside_for(self, op: Op, context: Context) -> Context:
        start, stop, step = op.operands[:3]
        base, k = self.linear(step)
        if base is not None or not k:
            return context
        inner = Context(context)
        if k > 0:
            self.add(inner, start, stop, -1)
        else:
            self.add(inner, stop, start, -1)
        return inner


# What a comparison of operands 0 and 1 says when it is false, true: (less, more, c) each.
_ORDER = {
    "lt": (((1, 0, 0),), ((0, 1, -1),)),
    "le": (((1, 0, -1),), ((0, 1, 0),)),
    "gt": (((0, 1, 0),), ((1, 0, -1),)),
    "ge": (((0, 1, -1),), ((1, 0, 0),)),
    "eq": ((), ((0, 1, 0), (1, 0, 0))),
    "ne": (((0, 1, 0), (1, 0, 0)), ()),
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
