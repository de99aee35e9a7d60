"""Loop versioning: the checks of a loop become one test before it.

Before:
    for ^L(%zero, %n, %one) { (%i: int):
      %j = check_index %i, %m, 0 : int
      %x = array.load %a, %j : f64
After:
    %fits = le %n, %m : bool
    if %fits {
      for ^L(%zero, %n, %one) { (%i: int):
        %x = array.load %a, %i : f64
    } else {
      call @f.slow.0(…)                 ; the loop as it was
    }

A check that cannot be proved away may need only claims about values from outside the loop. Those
of all checks together are tested before the outermost loop for which that is so; if one is false,
the loop runs as written, and raises in the right round with everything before it done. The slow
loop becomes a function of its own, compiled for size, unless it leaves the loop otherwise than
by its end, or the target has no calls.

Not handled: claims that hold for some rounds only (the loop is not split); divisors; checks whose
values come out of memory that the loop writes.
"""

from __future__ import annotations

from typing import NamedTuple

from ..analysis.bounds import Bounds
from ..analysis.extremes import Expr, largest, leaf_limit, leaves
from ..analysis.facts import Term
from ..analysis.poison import frozen
from ..core import Builder, Function, Module, Op, Region, Value, clone_op
from ..types import I64
from .outline import closed, outline
from .ranges import fits, make_plain, rely
from .rewrite import forget, replace

SAFE = 2**62  # sums of two values below this do not overflow
FACTOR, TERM = 2**31, 2**62 - 1  # products of such factors, and sums of such terms, fit


class HoistChecks(NamedTuple):
    max_ops: int = 1500  # of a loop that is copied
    max_tests: int = 16
    outlined: int = 1  # whether the slow loop becomes a function of its own

    def __call__(self, module: Module) -> None:
        _hoist_checks(module, self)


def _hoist_checks(module: Module, limits: HoistChecks) -> None:
    for function in list(module.functions.values()):
        if function.attrs.get("cold"):
            continue
        loops = _loops(function.body)
        if loops and any(_is_check(op) for loop in loops for op in loop.walk()):
            hoister = _Hoister(module, function, limits)
            for loop in loops:
                hoister.loop(loop)
            hoister.finish()


def _is_check(op: Op) -> bool:
    return bool(op.info.plain) or op.info.name == "check_index"


def _meets(ops: list[Op]) -> bool:
    """Whether threads of a kernel wait for each other in a loop: all must run the same one."""
    return any(op.info.subject == "device" and op.effects.exits for op in ops)


def _loops(region: Region) -> list[Op]:
    """The outermost loops in `region`."""
    found = []
    for op in region.ops:
        if op.info.loop:
            found.append(op)
        else:
            for inner in op.regions:
                found += _loops(inner)
    return found


class _Plan:
    """A loop to be versioned: what to test, and the checks that are then not needed."""

    def __init__(
        self,
        loop: Op,
        tests: dict[tuple[Term, Term], int],
        below: dict[tuple[Expr, Value], None],
        checks: list[Op],
    ):
        self.loop, self.tests, self.below, self.checks = loop, tests, below, checks


class _Hoister:
    def __init__(self, module: Module, function: Function, limits: HoistChecks):
        self.module, self.function, self.limits = module, function, limits
        self.bounds = Bounds(function)
        self.plans: list[_Plan] = []
        self.done: set[Op] = set()

    def loop(self, loop: Op) -> None:
        """Plan for a loop, then for the loops inside, for checks that are left."""
        ops = list(loop.walk())
        checks = [op for op in ops if _is_check(op) and op not in self.done]
        if not checks:
            return
        if len(ops) <= self.limits.max_ops and (self.limits.outlined or not _meets(ops)):
            self._plan(loop, checks)
        for inner in _loops(loop.regions[0]):
            self.loop(inner)

    def _plan(self, loop: Op, checks: list[Op]) -> None:
        bounds = self.bounds
        bounds.demanding(loop)
        tests: dict[tuple[Term, Term], int] = {}
        below: dict[tuple[Expr, Value], None] = {}
        met = []
        for op in checks:
            bounds.demands = dict(tests)
            if (
                self._holds(op)
                and len(bounds.demands) <= self.limits.max_tests
                and not self._vacuous(op, loop, bounds.demands)
            ):
                tests = bounds.demands
                met.append(op)
                continue
            bounds.demands = dict(tests)
            highest = self._highest(op)
            if highest is not None and len(bounds.demands) + len(below) < self.limits.max_tests:
                tests = bounds.demands
                below[highest, op.operands[1]] = None
                met.append(op)
        bounds.loop = None
        if met:
            self.done.update(met)
            self.plans.append(_Plan(loop, tests, below, met))

    def _vacuous(self, op: Op, loop: Op, demands: dict[tuple[Term, Term], int]) -> bool:
        """Whether what is demanded says that a loop around `op` has at most one round: no reason to
        have the whole loop twice, for the slow form would be the one that runs."""
        facts, intervals = self.bounds.facts, self.bounds.intervals
        region = op.parent
        while region is not None and isinstance(region.parent, Op):
            around = region.parent
            start, stop, step = around.bounds or (None,) * 3
            if step is not None and intervals.at(step, facts.at[around])[0] >= 1:
                (first, more), (last, less) = facts.linear(start), facts.linear(stop)
                claimed = demands.get((last, first))
                if claimed is not None and claimed + less - more <= 1:
                    return True
            if around is loop:
                break
            region = around.parent
        return False

    def _highest(self, op: Op) -> Expr | None:
        """The largest value of an index, if that can be computed before the loop and compared
        with the size, and the index is not negative."""
        if op.info.name != "check_index" or not self.bounds.is_outside(op.operands[1]):
            return None
        i, _ = op.operands
        if not op.attrs.get("nonneg") and not self.bounds.le(None, i, 0, op):
            return None
        found = largest(self.bounds, i, op)
        return None if found is None or leaf_limit(found) is None else found

    def _holds(self, op: Op) -> bool:
        """Whether the check cannot fail, given what is demanded."""
        bounds = self.bounds
        name = op.info.name
        if name == "check_index":
            i, n = op.operands
            lower = bool(op.attrs.get("nonneg")) or bounds.le(None, i, 0, op)
            return lower and bounds.le(i, n, -1, op)
        if fits(bounds, op):
            return True
        if not op.info.overflow:
            return bounds.le(None, op.operands[0], SAFE, op)
        limit = FACTOR if op.info.base == "mul" else TERM
        return all(
            bounds.le(v, None, limit, op) and bounds.le(None, v, limit, op) for v in op.operands
        )

    def finish(self) -> None:
        """Carry the plans out. Inner plans first: an outer one copies the loop as it was before."""
        tested = [plan for plan in self.plans if plan.tests or plan.below]
        slow = {plan.loop: clone_op(plan.loop, {}, {}) for plan in tested}
        for plan in reversed(self.plans):
            if plan in tested:
                self._version(plan, slow[plan.loop])
        for plan in self.plans:
            for op in plan.checks:
                if op.info.plain:
                    make_plain(op, "hoist_checks")
                else:
                    rely(op, "index", "hoist_checks", op.operands)
                    assert op.parent is not None
                    op.parent.ops.remove(op)
                    replace(op, op.operands[:1])
                    forget(op)

    def _version(self, plan: _Plan, slow: Op) -> None:
        loop = plan.loop
        region = loop.parent
        assert region is not None
        at = region.ops.index(loop)
        rest = region.ops[at + 1 :]
        del region.ops[at:]
        b = Builder(region, None, loop.span)
        test: Value | None = None
        parts = [p for (x, y), c in plan.tests.items() for p in _test(b, self.bounds, x, y, c)]
        parts += [p for expr, n in plan.below for p in _test_below(b, expr, n)]
        for part in parts:
            test = part if test is None else b.emit("and", test, part)
        assert test is not None
        branches = [Region(), Region()]
        types = [v.type for v in loop.results]
        both = Op("if", (test,), types, None, branches, loop.span)
        for old, new in zip(loop.results, both.results):
            new.name = old.name
            old.replace_with(new)
        branches[0].append(loop)
        Builder(branches[0], None, loop.span).op("yield", *loop.results)
        self._slow(branches[1], slow)
        region.append(both)
        region.ops += rest

    def _slow(self, branch: Region, slow: Op) -> None:
        b = Builder(branch, None, slow.span)
        if not self.limits.outlined or not closed(slow):
            branch.append(slow)
            b.op("yield", *slow.results)
            return
        name = self.module.new_name(f"{self.function.name}.slow")
        callee, results = outline(self.module, slow, name, b)
        callee.attrs["cold"] = True
        if _fails(callee):
            callee.attrs["fails"] = True
        b.op("yield", *results)


def _test(b: Builder, bounds: Bounds, x: Term, y: Term, c: int) -> list[Value]:
    """Comparisons that give x <= y + c without overflow."""
    if x is None:
        assert y is not None
        return [b.emit("ge", _wide(b, y), b.const(-c, I64))]
    if y is None:
        return [b.emit("le", _wide(b, x), b.const(c, I64))]
    if c in (0, -1):
        return [b.emit("lt" if c else "le", _wide(b, x), _wide(b, y))]
    low, high = bounds.intervals.at(y, None)
    guards = []
    if low < -SAFE:
        guards.append(b.emit("ge", _wide(b, y), b.const(-SAFE, I64)))
    if high > SAFE:
        guards.append(b.emit("le", _wide(b, y), b.const(SAFE, I64)))
    # Where a guard is false the sum may wrap; the test is false anyway.
    total = b.emit("add", _wide(b, y), b.const(c, I64))
    return [*guards, b.emit("le", _wide(b, x), total)]


def _wide(b: Builder, value: Value) -> Value:
    """A value from before the loop as i64. What was computed before a test that stands in the loop
    may be poison."""
    value = frozen(b, value)
    return value if value.type is I64 else b.emit("cast", value, to=I64)


def _test_below(b: Builder, expr: Expr, size: Value) -> list[Value]:
    """Comparisons that give expr < size: the leaves are small enough, and the sum is."""
    limit = leaf_limit(expr)
    assert limit is not None
    parts = []
    for leaf in dict.fromkeys(v for v in leaves(expr) if isinstance(v, Value)):
        parts.append(b.emit("le", _wide(b, leaf), b.const(limit, I64)))
        parts.append(b.emit("ge", _wide(b, leaf), b.const(-limit, I64)))
    highest = _compute(b, expr)
    return [*parts, b.emit("lt", highest, _wide(b, size))]


def _compute(b: Builder, expr: Expr) -> Value:
    """The value of an expression, wrapping."""
    if isinstance(expr, tuple):
        name, x, y = expr[0], _compute(b, expr[1]), _compute(b, expr[2])
        if name != "last":
            return b.emit(name, x, y)
        # Where there is no round at all the sum means nothing, and nothing depends on it. That the
        # step is positive may be known in the loop only.
        step = _compute(b, expr[3])
        if not isinstance(expr[3], int):
            step = b.emit("select", b.emit("gt", step, b.const(0, I64)), step, b.const(1, I64))
        ahead = b.emit("sub", b.emit("add", y, b.const(-1, I64)), x)
        return b.emit("add", x, b.emit("mul", b.emit("tdiv", ahead, step), step))
    return b.const(expr, I64) if isinstance(expr, int) else _wide(b, expr)


def _fails(slow: Function) -> bool:
    """Whether a loop ends in an error once a claim about it is false: indices are all it checks,
    in every round, and nothing leaves it early. Overflow is claimed with room to spare, and an
    index that may be negative may be one from the end. A handler goes on after an error.
    """
    ops = list(slow.walk())
    if any(op.info.handler for op in ops):
        return False
    if any(op.opcode == "break" or op.info.plain for op in ops):
        return False
    checks = [op for op in ops if op.opcode == "check_index"]
    branches = [op for op in ops if op.opcode == "if"]
    return all(op.attrs.get("nonneg") for op in checks) and not any(
        inner.opcode == "check_index" for op in branches for inner in op.walk()
    )
