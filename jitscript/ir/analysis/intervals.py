"""The interval of values that an integer can have.

An interval follows from the op that defines the value (`interval_rules`); facts that hold where
the question is asked narrow it. For a value carried by a loop an interval is assumed, the loop's
body evaluated under the assumption, and the assumption widened until it holds; or each round
changes it by a bounded amount.
"""

from __future__ import annotations

from ..core import Op, Region, Value
from ..types import INT
from .facts import Context, Facts
from .interval_rules import (
    MAX,
    MIN,
    RULES,
    Interval,
    add_intervals,
    counted,
    induction,
    is_int,
    sub_intervals,
    transfer,
    type_interval,
)

BUDGET = 20_000  # values evaluated in one function; loops in loops are evaluated repeatedly
FOREVER = 2**62  # what adds up to this …
SLOWLY = 16  # … by so much in a round takes more than a year


class Ends:
    """How rounds of loops end: their `break`s and `continue`s, looked up once each."""

    def __init__(self) -> None:
        self._known: dict[Op, list[Op]] = {}

    def _of(self, loop: Op) -> list[Op]:
        found = self._known.get(loop)
        if found is None:
            found = [op for op in loop.regions[0].walk() if op.target is loop]
            self._known[loop] = found
        return found

    def leaving(self, loop: Op) -> list[Op]:
        return [end for end in self._of(loop) if end.info.name == "break"]

    def carried(self, loop: Op, index: int) -> tuple[Value, list[Op]]:
        """The initial value of carried value `index`, and the `continue`s that give the next."""
        again = [end for end in self._of(loop) if end.info.name == "continue"]
        return loop.carried[index], again


class Intervals:
    def __init__(self, facts: Facts):
        self.facts = facts
        self.ends = Ends()
        self._known: list[dict[Value, Interval]] = [{}]
        self._assumed: dict[Value, Interval] = {}
        self._busy: set[Value] = set()
        self._budget = BUDGET

    def at(self, value: Value | None, context: Context | None) -> Interval:
        """The interval of `value` where `context` holds."""
        if value is None:
            return 0, 0
        base, k = self.facts.linear(value)
        if base is None:
            return k, k
        low, high = self.of(base)
        for y, c, _ in self.facts.upper(base, context):
            high = min(high, (self.of(y)[1] if y is not None else 0) + c)
        for x, c, _ in self.facts.lower(base, context):
            low = max(low, (self.of(x)[0] if x is not None else 0) - c)
        if not k:
            return low, high
        limits = type_interval(value)
        return max(low + k, limits[0]), min(high + k, limits[1])

    def of(self, value: Value) -> Interval:
        """The interval of `value` wherever it is defined."""
        found = self._assumed.get(value)
        if found is not None:
            return found
        for known in reversed(self._known):
            found = known.get(value)
            if found is not None:
                return found
        limits = type_interval(value)
        self._budget -= 1
        if value in self._busy or self._budget < 0:
            return limits
        self._busy.add(value)
        low, high = self._define(value)
        self._busy.discard(value)
        found = max(low, limits[0]), min(high, limits[1])
        if found[0] > found[1]:  # the value never exists
            found = found[1], found[0]
        self._known[-1][value] = found
        return found

    def _define(self, value: Value) -> Interval:
        op = value.op
        if op is None:
            return self._argument(value)
        name = op.info.name
        if name == "if":
            return self._join([(e.operands[value.index], e) for e in self.yields(op)], value)
        if op.info.loop:
            return self._result(op, value)
        if name not in RULES:
            return type_interval(value)
        context = self.facts.at.get(op)
        if op.info.comparison and not is_int(op.operands[0]):
            return 0, 1
        of = [self.at(v, context) if is_int(v) else (MIN, MAX) for v in op.operands]
        return transfer(op, of)

    def yields(self, op: Op) -> list[Op]:
        """The `yield`s of an `if` that may be reached."""
        never, maybe = self.at(op.operands[0], self.facts.at.get(op))
        possible = [r for r, taken in zip(op.regions, (maybe, not never)) if taken]
        return [r.ops[-1] for r in possible if r.ops[-1].info.name == "yield"]

    def note(self, value: Value, answer: bool) -> None:
        """A condition is known from elsewhere."""
        self._known[0][value] = int(answer), int(answer)

    def _join(self, values: list[tuple[Value, Op]], default: Value) -> Interval:
        if not values:
            return type_interval(default)
        found = [self.at(v, self.facts.at.get(op)) for v, op in values]
        return min(low for low, _ in found), max(high for _, high in found)

    def _result(self, loop: Op, value: Value) -> Interval:
        i = value.index
        leaving = [(e.operands[i], e) for e in self.ends.leaving(loop)]
        if not loop.info.counted:
            return self._join(leaving, value)
        low, high = self._after(loop.regions[0].args[1 + i], loop)
        if leaving:
            other = self._join(leaving, value)
            low, high = min(low, other[0]), max(high, other[1])
        return low, high

    def _after(self, arg: Value, loop: Op) -> Interval:
        """The interval of what a `for` whose range has ended carries as `arg`: the initial value or
        what a `continue` carries. What is known of `arg` in the loop leaves the latter out."""
        i = arg.index - 1
        init, again = self.ends.carried(loop, i)
        return self._join([(init, loop), *((end.operands[i], end) for end in again)], arg)

    def _argument(self, value: Value) -> Interval:
        region = value.owner
        assert isinstance(region, Region)
        loop = region.parent
        if not isinstance(loop, Op) or not loop.info.loop:
            return type_interval(value)
        if loop.info.counted and value.index == 0:
            return self._induction(loop)
        return self._carried(value, loop)

    def _induction(self, loop: Op) -> Interval:
        context = self.facts.at.get(loop)
        return induction(*(self.at(v, context) for v in loop.bounds))

    def _counted(self, arg: Value, loop: Op) -> Interval | None:
        """The interval, at the start of each round, of a value that every round of a `for` changes
        by a bounded amount, where that says something."""
        change = self.change(arg, loop)
        if change is None:
            return None
        context = self.facts.at.get(loop)
        first, limits = self.at(loop.carried[arg.index - 1], context), type_interval(arg)
        found = counted(first, change, *(self.at(v, context) for v in loop.bounds))
        fits = found is not None and limits[0] <= found[0] and found[1] <= limits[1]
        return found if fits else None

    def change(self, arg: Value, loop: Op) -> Interval | None:
        """By how much a round changes what the loop carries as `arg`: an interval with 0."""
        index = arg.index - loop.info.counted
        _, again = self.ends.carried(loop, index)
        low = high = 0
        for end in again:
            change = self._change(end.operands[index], arg, 8)
            if change is None:
                return None
            low, high = min(low, change[0]), max(high, change[1])
        return low, high

    def _counter(self, value: Value, loop: Op, first: Interval) -> Interval | None:
        """The interval of a value that begins in `first`, within half of 64 bits, and changes by so
        little in each round that it would take years to leave them. (A `loop` polls each round, so
        its rounds are really run, one by one.)"""
        if value.type is not INT or first[0] < -FOREVER or first[1] >= FOREVER:
            return None
        change = self.change(value, loop)
        if change is None or change[0] < -SLOWLY or change[1] > SLOWLY:
            return None
        low, high = (FOREVER if by else 0 for by in change)
        return first[0] - low, first[1] + high

    def _change(self, value: Value, arg: Value, depth: int) -> Interval | None:
        """The interval of value - arg, where `value` is `arg` with something added on some ways."""
        base, k = self.facts.linear(value)
        if base is arg:
            return k, k
        if base is None or base.op is None or not depth:
            return None
        op = base.op
        if op.info.name == "select":
            found = [self._change(v, arg, depth - 1) for v in op.operands[1:]]
        elif op.info.name == "if":
            ends = [r.ops[-1] for r in op.regions if r.ops[-1].info.name == "yield"]
            found = [self._change(e.operands[base.index], arg, depth - 1) for e in ends]
        else:
            found = [self._added(op, arg, depth)]
        if not found or None in found:
            return None
        low = min(c[0] for c in found if c)
        return low + k, max(c[1] for c in found if c) + k

    def _added(self, op: Op, arg: Value, depth: int) -> Interval | None:
        """The interval of what a sum or difference adds to `arg`."""
        if op.results[0].type is not INT or len(op.operands) != 2:
            return None
        x, y = op.operands
        context = self.facts.at.get(op)
        if op.info.base == "sub":
            change = self._change(x, arg, depth - 1)
            return None if change is None else sub_intervals(change, self.at(y, context))
        if op.info.base != "add":
            return None
        change = self._change(x, arg, depth - 1)
        if change is None:
            x, y = y, x
            change = self._change(x, arg, depth - 1)
        return None if change is None else add_intervals(change, self.at(y, context))

    def _carried(self, value: Value, loop: Op) -> Interval:
        index = value.index - loop.info.counted
        init, again = self.ends.carried(loop, index)
        values = [(end.operands[index], end) for end in again]
        guess = self.at(init, self.facts.at.get(loop))
        if not values:
            return guess
        if loop.info.counted:
            known = self._counted(value, loop)
        else:
            known = self._counter(value, loop, guess)
        if known is not None:
            return known
        limits = type_interval(value)
        for attempt in range(4):
            busy, self._busy = self._busy, set()
            self._assumed[value] = guess
            self._known.append({})
            low, high = self._join(values, value)
            learned = self._known.pop()
            del self._assumed[value]
            self._busy = busy
            if guess[0] <= low and high <= guess[1]:
                self._known[-1].update(learned)
                return guess
            if attempt == 0:
                guess = min(low, guess[0]), max(high, guess[1])
            elif attempt == 1:
                guess = (
                    limits[0] if low < guess[0] else guess[0],
                    limits[1] if high > guess[1] else guess[1],
                )
            else:
                guess = limits
        return limits
