"""The search that applies the rules (facts, branches, choices, what loops carry and leave) says
nothing false. Small functions of random shape: at each op every value in sight is asked about, and
pairs of them; the interpreter tests all that was said, for every choice of a few arguments."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from typing import Any

import pytest

from jitscript import ir
from jitscript.ir import interp
from jitscript.ir.analysis.bounds import Bounds
from jitscript.ir.core import Builder, Function, Module, Op, Region, Value
from jitscript.ir.interp_values import OutOfSteps, Undefined
from jitscript.ir.ops import claims
from jitscript.ir.types import BOOL, I64, INT, U8, Type

LOW, HIGH = -(2**63), 2**63 - 1
ARGUMENTS = [*itertools.product((-2, -1, 0, 1, 2, 3), repeat=2), (LOW, 1), (HIGH, 0), (2, HIGH)]
COMPARISONS = ("lt", "le", "gt", "ge", "eq", "ne")
FAR = 4  # the constants c that are tried in a <= b + c
NEAR = 5  # the values that a value is compared with, latest first
ROUNDS = 60  # that one call may run


class Maker:
    """A function of two ints. Numbers are few, so that what is compared is often equal."""

    def __init__(self, seed: int):
        self.rng = random.Random(f"search {seed}")
        self.function = Function("f", [INT, INT], INT)
        self.scope: list[Value] = [*self.function.params]
        self.loops: list[Op] = []
        self.left = 12

    def module(self) -> Module:
        b = Builder(self.function.body)
        if not self.statements(b, 14):
            b.op("return", self.pick(b, INT))
        module = Module()
        module.add(self.function)
        ir.check(module)
        return module

    def pick(self, b: Builder, t: Type) -> Value:
        known = [v for v in self.scope if v.type is t]
        if t is INT and (not known or self.rng.random() < 0.25):
            return b.const(self.rng.randrange(-2, 4), INT)
        if t is BOOL and (not known or self.rng.random() < 0.4):
            of = self.rng.choice((INT, INT, INT, INT, I64, U8))
            name = self.rng.choice(COMPARISONS)
            return self.note(b.emit(name, self.pick(b, of), self.pick(b, of)))
        if not known:
            return self.note(b.emit("cast", self.pick(b, INT), to=t))
        return self.rng.choice(known[-5:])

    def note(self, value: Value) -> Value:
        self.scope.append(value)
        return value

    def statements(self, b: Builder, most: int) -> bool:
        """Some ops; True when the region is ended."""
        for _ in range(self.rng.randrange(1, most)):
            self.left -= 1
            if self.left > 0 and self.statement(b):
                return True
        return False

    def statement(self, b: Builder) -> bool:
        rng = self.rng
        kind = rng.choices(("sum", "choice", "logic", "branch", "loop", "index", "exit"),
                           (6, 3, 2, 4, 4, 1, 1))[0]  # fmt: skip
        if kind == "sum":
            self.sum(b)
        elif kind == "choice":
            t = rng.choice((INT, INT, BOOL))
            self.note(b.emit("select", self.pick(b, BOOL), self.pick(b, t), self.pick(b, t)))
        elif kind == "logic":
            name = rng.choice(("and", "or", "not"))
            self.note(b.emit(name, *(self.pick(b, BOOL) for _ in range(2 - (name == "not")))))
        elif kind == "branch":
            self.branch(b)
        elif kind == "loop" and len(self.loops) < 2:
            self.loop(b)
        elif kind == "index":
            self.note(b.emit("check_index", self.pick(b, INT), self.pick(b, INT), axis=0))
        elif kind == "exit" and self.loops:
            return self.leave(b)
        return False

    def sum(self, b: Builder) -> None:
        rng = self.rng
        roll = rng.random()
        if roll < 0.7:
            name = rng.choice(("checked_add", "checked_sub", "checked_add", "checked_mul"))
            self.note(b.emit(name, self.pick(b, INT), self.pick(b, INT)))
        elif roll < 0.8:
            name = rng.choice(("tdiv", "trem", "shr"))
            self.note(b.emit(name, self.pick(b, INT), b.const(rng.choice((1, 2, 3)), INT)))
        elif roll < 0.9:
            t = rng.choice((U8, I64))
            self.note(b.emit("add", self.pick(b, t), self.pick(b, t)))
        else:
            self.note(b.emit("cast", self.pick(b, rng.choice((U8, I64))), to=INT))

    def inside(self, region: Region, of: list[Type], end: str, target: Op | None = None) -> None:
        before = self.scope
        self.scope = [*before, *region.args]
        b = Builder(region)
        if not self.statements(b, 5):
            b.op(end, *(self.pick(b, t) for t in of), target=target)
        self.scope = before

    def branch(self, b: Builder) -> None:
        types = [self.rng.choice((INT, INT, BOOL)) for _ in range(self.rng.randrange(3))]
        regions = [Region(), Region()]
        made = b.op("if", self.pick(b, BOOL), types=types, regions=regions)
        for region in regions:
            self.inside(region, types, "yield")
        self.scope += made.results

    def loop(self, b: Builder) -> None:
        rng = self.rng
        types: list[Type] = [rng.choice((INT, INT, INT, BOOL)) for _ in range(rng.randrange(3))]
        inits = [self.pick(b, t) for t in types]
        body: Region
        if rng.random() < 0.7:
            ends = [self.pick(b, INT), self.pick(b, INT)]
            step = b.const(rng.choice((1, 1, -1, 2, -2)), INT)
            body = Region([INT, *types])
            made = b.op("for", *ends, step, *inits, types=types, regions=[body])
        else:
            body = Region(types)
            made = b.op("loop", *inits, types=types, regions=[body])
        self.loops.append(made)
        self.inside(body, types, "continue", made)
        self.loops.pop()
        self.scope += made.results

    def leave(self, b: Builder) -> bool:
        roll = self.rng.random()
        if roll < 0.2:
            b.op("return", self.pick(b, INT))
        else:
            loop = self.rng.choice(self.loops)
            name = "break" if roll < 0.7 else "continue"
            b.op(name, *(self.pick(b, v.type) for v in loop.results), target=loop)
        return True


def places(region: Region, seen: list[Value]) -> Iterator[tuple[Op, list[Value]]]:
    """Each op with the values in sight before it."""
    seen = [*seen, *region.args]
    for op in region.ops:
        yield op, list(seen)
        for inner in op.regions:
            yield from places(inner, seen)
        seen += op.results


def say(module: Module) -> int:
    """Put what the analyses say at each op before it, as claims."""
    function = module.functions["f"]
    bounds = Bounds(function)
    zero = Builder(function.body, function.body.ops[0]).const(0, INT)
    said: list[tuple[Op, tuple[Value, ...], dict[str, Any]]] = []
    for op, seen in list(places(function.body, []))[1:]:
        seen = [v for v in seen if v.type in (INT, I64, U8, BOOL) and v is not zero][-2 * NEAR :]
        for v in seen:
            low, high = bounds.intervals.at(v, bounds.facts.at[op])
            said.append((op, (v,), {"kind": "lies", "low": low, "high": high}))
        numbers = [v for v in seen if v.type is not BOOL][-NEAR:]
        for a, b in itertools.permutations([*numbers, None], 2):
            c = next((c for c in range(-FAR, FAR) if bounds.le(a, b, c, op)), None)
            if c is not None:
                said.append((op, (a or zero, b or zero), {"kind": "within", "c": c}))
    for op, of, attrs in said:
        assert op.parent is not None
        Builder(op.parent, op).op("claim", *of, types=(), by="the search", **attrs)
    return len(said)


KINDS = {
    "lies": claims.Kind(
        1, "{} lies in its interval", lambda op, v: op.attrs["low"] <= int(v) <= op.attrs["high"]
    ),
    "within": claims.Kind(
        2, "{} <= {} and a constant", lambda op, x, y: int(x) <= int(y) + op.attrs["c"]
    ),
}


def check(seed: int) -> int:
    """How much is said about a function; all of it is tested."""
    module = Maker(seed).module()
    said = say(module)
    for args in ARGUMENTS:
        try:
            ir.interpret(module, "f", args, limit=ROUNDS)
        except Undefined as error:
            raise AssertionError(f"{seed}, f{args}: {error}\n{module}") from None
        except (ArithmeticError, IndexError, OutOfSteps):
            pass
    return said


FEW, MANY = range(3), range(3, 120)
SEEDS = [*FEW, *(pytest.param(n, marks=pytest.mark.long) for n in MANY)]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_said_is_true(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, kind in KINDS.items():
        monkeypatch.setitem(interp.KINDS, name, kind)
    said = sum(check(n) for n in range(20 * seed, 20 * seed + 20))
    assert said > 500
