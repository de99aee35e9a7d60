"""Proofs of `a <= b + c` for integer values a, b (None: 0) and a constant c.

A proof goes from a question to simpler ones, on demand: along facts that hold at the place, along
the definition of `a` (what bounds it from above) and of `b` (from below). For a carried value the
claim is shown for its initial value and, assuming it for one round, for the next.

With `loop` set, a claim between two values from outside that loop may be *demanded* instead of
proved: it is noted in `demands`, to be tested before the loop (see `passes/hoist_checks.py`).
"""

from __future__ import annotations

from collections.abc import Callable

from ..core import Function, Op, Region, Value
from ..types import INT, U64
from .bound_rules import ABOVE, BELOW, HALF, Case, Rule
from .facts import Context, Facts, Term
from .interval_rules import MAX, is_int
from .intervals import Intervals

STEPS = 120  # questions asked for one claim
FAR = 2**40
ROUNDS = 2**24  # to demand that a loop has no more is no use where it has, as a rule


class Bounds:
    def __init__(self, function: Function):
        self.facts = Facts(function)
        self.intervals = Intervals(self.facts)
        self.loop: Op | None = None
        self.demands: dict[tuple[Term, Term], int] = {}
        self._outside: dict[Value, bool] = {}
        self._around: set[Region] = set()
        self._steps = 0
        self._assumed: dict[tuple[Term, Term], int] = {}
        self._asking: set[tuple[Term, Term]] = set()

    def le(self, a: Term, b: Term, c: int, at: Op) -> bool:
        """Whether a <= b + c certainly holds at the op."""
        self._steps = STEPS
        return self._le(a, b, c, self.facts.at[at])

    def demanding(self, loop: Op) -> None:
        """From now on claims about values from outside `loop` are demanded."""
        self.loop = loop
        self.demands = {}
        self._outside = {}
        self._around = set()
        region = loop.parent
        while region is not None:
            self._around.add(region)
            region = region.parent.parent if isinstance(region.parent, Op) else None

    # --- one question -----------------------------------------------------------------------------

    def _le(self, a: Term, b: Term, c: int, context: Context) -> bool:
        (a, j), (b, k) = self.facts.linear(a), self.facts.linear(b)
        c += k - j
        if a is b:
            return c >= 0
        if self.intervals.at(a, context)[1] <= self.intervals.at(b, context)[0] + c:
            return True
        key = a, b
        if key in self._assumed:
            return c >= self._assumed[key]
        if key in self._asking or self._steps <= 0:
            return False
        self._steps -= 1
        if self.loop is not None and self.is_outside(a) and self.is_outside(b):
            return self._demand(a, b, c)
        self._asking.add(key)
        try:
            return self._search(a, b, c, context)
        finally:
            self._asking.discard(key)

    def _demand(self, a: Term, b: Term, c: int) -> bool:
        key = a, b
        if any(v is not None and v.type is U64 for v in key):
            return False  # tests are made in signed arithmetic
        if self.intervals.at(a, None)[0] > self.intervals.at(b, None)[1] + c:
            return False  # the test would always fail
        if c < -FAR:
            return False  # hardly a run would pass it, and what passes skips the loop
        if abs(c) > (HALF if a is not None and b is not None else MAX):
            return False  # nor can it be written without overflow
        self.demands[key] = min(c, self.demands.get(key, c))
        return True

    def is_outside(self, value: Term) -> bool:
        """Whether the value can be used before the loop."""
        if value is None:
            return True
        found = self._outside.get(value)
        if found is None:
            owner = value.owner
            if isinstance(owner, Region):
                found = owner in self._around
            else:
                order = self.facts.order
                assert self.loop is not None
                found = owner.parent in self._around and order[owner] < order[self.loop]
            self._outside[value] = found
        return found

    def _search(self, a: Term, b: Term, c: int, context: Context) -> bool:
        before = dict(self.demands) if self.loop is not None else None
        steps = (self._by_facts, self._by_definition)
        for step in steps if self.loop is None else reversed(steps):
            if step(a, b, c, context):
                return True
            if before is not None:
                self.demands = dict(before)
        return False

    def _by_facts(self, a: Term, b: Term, c: int, context: Context) -> bool:
        facts = self.facts
        above = [(y, b, c - k, at) for y, k, at in facts.upper(a, context)] if a else []
        below = [(a, x, c - k, at) for x, k, at in facts.lower(b, context)] if b else []
        found = [*above, *below]
        if above and below:
            found.sort(key=lambda fact: -fact[3])  # innermost first
        return any(self._le(x, y, k, context) for x, y, k, _ in found)

    def _by_definition(self, a: Term, b: Term, c: int, context: Context) -> bool:
        return (a is not None and self._above(a, b, c, context)) or (
            b is not None and self._below(a, b, c, context)
        )

    # --- what bounds `a` from above ---------------------------------------------------------------

    def _above(self, a: Value, b: Term, c: int, context: Context) -> bool:
        op = a.op
        if op is None:
            return self._argument(a, a, b, c, upper=True)
        name = op.info.name
        if name == "if":
            return self._branches(op, a, a, b, c, upper=True)
        if op.info.loop:
            return self._results(op, a, a, b, c, upper=True)
        if name == "select":
            return self._choice(op, context, lambda v, inner: self._le(v, b, c, inner))
        return self._by_rule(ABOVE, op, b, c, context)

    def _by_rule(
        self, rules: dict[str, Rule], op: Op, other: Term, c: int, context: Context
    ) -> bool:
        rule = rules.get(op.info.name)
        if rule is None or (op.info.wraps and op.result.type is not INT):
            return False
        known = [self.intervals.at(v, context) if is_int(v) else (0, 0) for v in op.operands]
        case = Case(op.operands, known, other, c, self._halves(op))
        return any(all(self._le(*goal, context) for goal in way) for way in rule(case))

    def _halves(self, op: Op) -> tuple[Value, Value] | None:
        """p and q where the op is (p + q) / 2."""
        if not op.info.quotient:
            return None
        base, k = self.facts.linear(op.operands[1])
        total = op.operands[0].op
        if base is not None or k != (2 if op.info.name == "tdiv" else 1) or total is None:
            return None
        if total.info.base != "add" or total.result.type is not INT:
            return None
        p, q = total.operands
        return p, q

    # --- what bounds `b` from below ---------------------------------------------------------------

    def _below(self, a: Term, b: Value, c: int, context: Context) -> bool:
        op = b.op
        if op is None:
            return self._argument(b, a, b, c, upper=False)
        name = op.info.name
        if name == "if":
            return self._branches(op, b, a, b, c, upper=False)
        if op.info.loop:
            return self._results(op, b, a, b, c, upper=False)
        if name == "select":
            return self._choice(op, context, lambda v, inner: self._le(a, v, c, inner))
        return self._by_rule(BELOW, op, a, c, context)

    def _choice(self, op: Op, context: Context, holds: Callable[[Value, Context], bool]) -> bool:
        """Whether a claim holds for both values of a `select`, as far as each can be chosen."""
        test, x, y = op.operands
        never, maybe = self.intervals.at(test, context)
        if maybe and not holds(x, self.facts.assume(context, test, True)):
            return False
        return bool(never) or holds(y, self.facts.assume(context, test, False))

    # --- values that come along several ways ------------------------------------------------------

    def _one(self, value: Value, a: Term, b: Term, c: int, upper: bool, at: Op) -> bool:
        context = self.facts.at[at]
        return self._le(value, b, c, context) if upper else self._le(a, value, c, context)

    def _branches(self, op: Op, v: Value, a: Term, b: Term, c: int, upper: bool) -> bool:
        other = b if upper else a
        ends = self.intervals.yields(op)
        if other is not None and other.op is op:
            return self._both(ends, a, b, c)
        return all(self._one(e.operands[v.index], a, b, c, upper, e) for e in ends)

    def _both(self, ends: list[Op], a: Term, b: Term, c: int) -> bool:
        """Whether a claim between two results of one op holds at each of its ends."""
        assert a is not None and b is not None
        return bool(ends) and all(
            self._le(e.operands[a.index], e.operands[b.index], c, self.facts.at[e]) for e in ends
        )

    def _results(self, loop: Op, v: Value, a: Term, b: Term, c: int, upper: bool) -> bool:
        """A result is what a `break` carries, or, for a `for`, what the last round carries on: not
        what any round begins with, of which more may be known. The other side of the claim must
        be one value for all rounds."""
        other = b if upper else a
        leaving = self.intervals.ends.leaving(loop)
        if other is not None and (other.op is loop or _inside(other, loop)):
            return other.op is loop and not loop.info.counted and self._both(leaving, a, b, c)
        if not all(self._one(e.operands[v.index], a, b, c, upper, e) for e in leaving):
            return False
        if not loop.info.counted:
            return bool(leaving)
        arg = loop.regions[0].args[1 + v.index]
        key = a, b = (arg, b) if upper else (a, arg)
        return key not in self._assumed and self._carried(arg, loop, a, b, c, upper)

    def _argument(self, arg: Value, a: Term, b: Term, c: int, upper: bool) -> bool:
        region = arg.owner
        assert isinstance(region, Region)
        loop = region.parent
        if not isinstance(loop, Op) or not loop.info.loop:
            return False
        if loop.info.counted and arg.index == 0:
            return self._induction(loop, a, b, c, upper)
        return self._carried(arg, loop, a, b, c, upper)

    def _induction(self, loop: Op, a: Term, b: Term, c: int, upper: bool) -> bool:
        context = self.facts.at[loop]
        start, stop, step = loop.bounds
        low, high = self.intervals.at(step, context)
        inner = self.facts.at[loop.regions[0].ops[0]]
        if low >= 1:
            return self._le(stop, b, c + 1, inner) if upper else self._le(a, start, c, inner)
        if high <= -1:
            return self._le(start, b, c, inner) if upper else self._le(a, stop, c + 1, inner)
        return False

    def _carried(self, arg: Value, loop: Op, a: Term, b: Term, c: int, upper: bool) -> bool:
        other = b if upper else a
        if other is not None and _inside(other, loop):
            return False
        before = dict(self.demands)
        if self._inductive(arg, loop, a, b, c, upper):
            return True
        self.demands = before
        return other is None and loop.info.counted and self._accumulated(arg, loop, c, upper)

    def _inductive(self, arg: Value, loop: Op, a: Term, b: Term, c: int, upper: bool) -> bool:
        index = arg.index - loop.info.counted
        init, again = self.intervals.ends.carried(loop, index)
        if not self._one(init, a, b, c, upper, loop):
            return False
        key = (arg, b) if upper else (a, arg)
        # One round: questions asked before may be asked again, with more to answer them.
        asking, self._asking = self._asking, set()
        self._assumed[key] = c
        try:
            return all(self._one(e.operands[index], a, b, c, upper, e) for e in again)
        finally:
            del self._assumed[key]
            self._asking = asking

    def _accumulated(self, arg: Value, loop: Op, c: int, upper: bool) -> bool:
        """Whether a value to which the rounds of a `for` add a bounded amount each stays within
        `c` of 0: it does where it begins within half of that, and there are not too many rounds."""
        start, stop, step = loop.bounds
        context = self.facts.at[loop]
        change = self.intervals.change(arg, loop)
        low, high = self.intervals.at(step, context)
        if self.loop is None or change is None or low <= 0 <= high:
            return False
        most = change[1] if upper else -change[0]
        rounds = c // 2 // most if most else MAX
        if rounds < ROUNDS:
            return False
        first, last = (start, stop) if low > 0 else (stop, start)
        init = loop.carried[arg.index - 1]
        less, more = (init, None) if upper else (None, init)
        return self._le(last, first, rounds, context) and self._le(less, more, c // 2, context)


def _inside(value: Value, loop: Op) -> bool:
    owner = value.owner
    region = owner if isinstance(owner, Region) else owner.parent
    while region is not None and isinstance(region.parent, Op):
        if region.parent is loop:
            return True
        region = region.parent.parent
    return False
