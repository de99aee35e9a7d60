"""Each proof rule of the bounds is right for all integers: where the simpler claims of a way hold,
the claim does. By an SMT solver, which runs through the rule's own code. What a quotient or a
remainder is, it is told as a few inequalities; these are shown by trying all values of a byte."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
import small
import z3
from symbolic import Unknown, counterexample, paths, term

from jitscript.ir.analysis import bound_rules, extremes, facts
from jitscript.ir.analysis.bound_rules import ABOVE, BELOW, Case
from jitscript.ir.core import Builder, Function, Region, Value
from jitscript.ir.passes import hoist_checks
from jitscript.ir.types import BOOL, I64, INT

MIN, MAX = -(2**63), 2**63 - 1


def quotient(r: Any, x: Any, y: Any) -> Any:
    """Of x / y, for x that is not negative and y >= 1; y is not 0, as the row says."""
    return z3.And(y != 0, z3.Implies(z3.And(x >= 0, y >= 1), z3.And(r >= 0, r <= x)))


def shifted(r: Any, x: Any, y: Any) -> Any:
    return z3.Implies(z3.And(x >= 0, y >= 0), z3.And(r >= 0, r <= x))


def remainder(r: Any, x: Any, y: Any) -> Any:
    return z3.And(
        z3.Implies(y >= 1, r <= y - 1), z3.Implies(z3.And(x >= 0, y >= 1), z3.And(r >= 0, r <= x))
    )


def both_bits(r: Any, x: Any, y: Any) -> Any:
    return z3.And(
        z3.Implies(x >= 0, z3.And(r >= 0, r <= x)), z3.Implies(y >= 0, z3.And(r >= 0, r <= y))
    )


def index(r: Any, i: Any, n: Any) -> Any:
    return z3.And(r >= 0, r <= n - 1)


# What the result r of an op is, given its operands.
MEANING: dict[str, Callable[[Any, Any, Any], Any]] = {
    **dict.fromkeys(("add", "checked_add"), lambda r, x, y: r == x + y),
    **dict.fromkeys(("sub", "checked_sub"), lambda r, x, y: r == x - y),
    **dict.fromkeys(("mul", "checked_mul"), lambda r, x, y: r == x * y),
    "check_index": index,
    "trem": remainder,
    "and": both_bits,
    "tdiv": quotient,
    "shr": shifted,
}
HALVING = ("tdiv", "shr")


def test_every_rule_has_a_meaning_to_be_proved_with() -> None:
    assert MEANING.keys() == ABOVE.keys() | BELOW.keys()


RULES = [
    pytest.param(name, table, id=f"{name}-{'above' if table is ABOVE else 'below'}")
    for table in (ABOVE, BELOW)
    for name in table
]


@pytest.mark.parametrize(("name", "table"), RULES)
def test_rule(name: str, table: dict[str, bound_rules.Rule]) -> None:
    ways = 0
    for against_zero, halves in itertools.product((True, False), (False, True)):
        if halves and name not in HALVING:
            continue
        r, x, y, b, c, p, q = (Unknown(n) for n in "rxybcpq")
        ends = [(Unknown(f"{n}0"), Unknown(f"{n}1")) for n in "xy"]
        assumed = [z3.And(v.term >= MIN, v.term <= MAX) for v in (r, x, y, b, p, q)]
        assumed += [z3.And(k[0].term <= v.term, v.term <= k[1].term) for v, k in zip((x, y), ends)]
        assumed.append(MEANING[name](r.term, x.term, y.term))
        if halves:  # the first operand is p + q, and the op halves it
            assumed += [x.term == p.term + q.term, z3.Implies(x.term >= 0, r.term == x.term / 2)]
        other = None if against_zero else b
        case = Case((x, y), ends, other, c, (p, q) if halves else None)  # type: ignore[arg-type]
        left, right = (r, other) if table is ABOVE else (other, r)
        claim = term(left) <= term(right) + c.term
        for path, found in paths(lambda case=case: list(table[name](case))):  # type: ignore[misc]
            for way in found:
                ways += 1
                goals = [term(a) <= term(b) + term(k) for a, b, k in way]
                wrong = counterexample([*assumed, path, *goals], claim)
                assert wrong is None, (name, against_zero, halves, way, wrong)
    assert ways


def test_a_wrong_rule_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(case: Case) -> Any:
        yield ((case.operands[0], case.other, case.c - case.known[1][0]),)

    monkeypatch.setitem(ABOVE, "add", wrong)
    with pytest.raises(AssertionError):
        test_rule("add", ABOVE)


@pytest.mark.parametrize("name", ["tdiv", "trem", "and", "shr"])
def test_the_inequalities_told_are_right(name: str) -> None:
    """For all values of a signed and of an unsigned byte."""
    for signed in (True, False):
        values = range(-128, 128) if signed else range(256)
        for x, y in itertools.product(values, repeat=2):
            if name == "shr":
                if not 0 <= y < 8:
                    continue
                r = x >> y
            elif name == "and":
                r = x & y
            elif y == 0:
                continue
            else:
                r = abs(x) // abs(y) if name == "tdiv" else abs(x) % abs(y)
                if (x < 0) != (y < 0 and name == "tdiv"):
                    r = -r
            assert MEANING_IN_PYTHON[name](r, x, y), (x, y, r)
            halves = (name == "tdiv" and y == 2) or (name == "shr" and y == 1)
            assert not halves or x < 0 or r == x // 2


def _implies(a: bool, b: bool) -> bool:
    return b or not a


MEANING_IN_PYTHON: dict[str, Callable[[int, int, int], bool]] = {
    "tdiv": lambda r, x, y: _implies(x >= 0 and y >= 1, 0 <= r <= x),
    "shr": lambda r, x, y: _implies(x >= 0 and y >= 0, 0 <= r <= x),
    "trem": lambda r, x, y: (
        _implies(y >= 1, r <= y - 1) and _implies(x >= 0 and y >= 1, 0 <= r <= x)
    ),
    "and": lambda r, x, y: _implies(x >= 0, 0 <= r <= x) and _implies(y >= 0, 0 <= r <= y),
}


# --- facts from comparisons ---------------------------------------------------------------------


@pytest.mark.parametrize("name", facts._ORDER)
def test_what_a_comparison_says(name: str) -> None:
    for t in (small.SIGNED, small.UNSIGNED):
        op = small.op_of(name, [t, t], BOOL)
        for x, y in itertools.product(small.values(t), repeat=2):
            truth = small.run(op, x, y)
            assert truth is not None
            for less, more, c in facts._ORDER[name][truth]:
                assert (x, y)[less] <= (x, y)[more] + c


# --- tests before loops -------------------------------------------------------------------------


class _Known:
    """Bounds that know one interval."""

    def __init__(self, low: int, high: int):
        self.intervals = self
        self.known = low, high

    def at(self, value: Any, context: Any) -> tuple[int, int]:
        return self.known


@pytest.mark.parametrize("c", [0, -1, 1, 5, -5, 2**40, -(2**40), 2**62, -(2**62)])
@pytest.mark.parametrize("known", [(MIN, MAX), (0, MAX), (0, 2**60), (-(2**62), 2**62)])
def test_a_test_before_a_loop_says_what_is_demanded(c: int, known: tuple[int, int]) -> None:
    """In the arithmetic of 64 bits, which wraps: if the ops made give true, x <= y + c."""
    for left, right in ((True, True), (True, False), (False, True)):
        region = Region([INT, INT])
        x, y = region.args
        bounds: Any = _Known(*known)
        parts = hoist_checks._test(
            Builder(region), bounds, x if left else None, y if right else None, c
        )
        terms: dict[Value, Any] = {x: z3.BitVec("x", 64), y: z3.BitVec("y", 64)}
        for op in region.ops:
            terms[op.result] = _bits(op, [terms[v] for v in op.operands])
        wide_x, wide_y = (z3.SignExt(4, terms[v]) for v in (x, y))
        zero = z3.BitVecVal(0, 68)
        claim = (wide_x if left else zero) <= (wide_y if right else zero) + z3.BitVecVal(c, 68)
        assumed = [z3.And(terms[y] >= known[0], terms[y] <= known[1])]
        wrong = counterexample([*assumed, *(terms[p] for p in parts)], claim)
        assert wrong is None, (c, known, left, right, wrong)


def _bits(op: Any, of: list[Any]) -> Any:
    """What an op of `i64` is to the solver."""
    if op.opcode == "const":
        return z3.BitVecVal(op.attrs["value"], 64)
    if op.opcode == "cast":
        assert op.operands[0].type is INT and op.result.type is I64
        return of[0]
    return {
        "add": lambda a, b: a + b,
        "le": lambda a, b: a <= b,
        "lt": lambda a, b: a < b,
        "ge": lambda a, b: a >= b,
    }[op.opcode](*of)


@pytest.mark.parametrize("name", ("checked_add", "checked_sub", "checked_mul"))
def test_operands_within_the_limits_do_not_overflow(name: str) -> None:
    limit = hoist_checks.FACTOR if name == "checked_mul" else hoist_checks.TERM
    x, y = z3.Ints("x y")
    assumed = [z3.And(-limit <= v, v <= limit) for v in (x, y)]
    result = {"checked_add": x + y, "checked_sub": x - y, "checked_mul": x * y}[name]
    assert counterexample(assumed, z3.And(result >= MIN, result <= MAX)) is None
    assert counterexample([x >= -hoist_checks.SAFE, x <= MAX], -x <= MAX) is None


# --- the largest index --------------------------------------------------------------------------


def shapes(leaves: int) -> list[Any]:
    """All expressions of sums and products over so many unknown values."""
    if leaves == 1:
        return [None]
    return [
        (how, x, y)
        for how in ("add", "mul")
        for k in range(1, leaves)
        for x in shapes(k)
        for y in shapes(leaves - k)
    ]


def test_the_largest_index_does_not_overflow() -> None:
    """Interval arithmetic over every expression with up to six leaves, each as large as allowed;
    the sum behind a "last" as well."""
    function = Function("f", [INT] * 6, INT)
    for n in range(1, 7):
        for shape in shapes(n):
            params = iter(function.params)

            def filled(shape: Any, params: Any = params) -> Any:
                if shape is None:
                    return next(params)
                return shape[0], filled(shape[1]), filled(shape[2])

            expr = filled(shape)
            limit = extremes.leaf_limit(expr)
            if limit is None:
                assert extremes.degree(expr) > 3
                continue
            assert _most(expr, limit) < 2**60
            last = "last", function.params[0], expr, 1
            limit = extremes.leaf_limit(last)
            assert limit is None or 2 * limit + _most(expr, limit) + 1 < 2**62


def _most(expr: Any, limit: int) -> int:
    if not isinstance(expr, tuple):
        return limit
    x, y = _most(expr[1], limit), _most(expr[2], limit)
    return x + y if expr[0] == "add" else x * y
