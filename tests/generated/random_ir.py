"""Random IR: valid, always ending, full of loops, exits, guards, checks and references.

`make(seed)` gives a module whose function @f takes `PARAMS` and returns a tuple. Each seed draws
its own features and its own few constants, so that what is rare among all meets often in some
program: a sum that reaches the very constant it is compared with, an op that is undefined but for
its guard. The programs mean nothing; they are there to be the same after every pass.
`inputs(module)` chooses arguments at the ends: around every constant, arrays of every kind.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
from random_ir_ops import HIGH, LOW, VECTOR, Straight

from jitscript.ir.core import Builder, Module, Op, Region, Value
from jitscript.ir.types import (
    BOOL,
    EXCEPTION,
    INT,
    Cell,
    Type,
)

ERRORS = ("OverflowError", "IndexError", "LookupError", "ArithmeticError", "Exception")


def make(seed: int, handlers: bool = False) -> Module:
    """`handlers`: with `try` and cells."""
    return Maker(seed, handlers).module()


class Maker(Straight):
    """Branches, loops, exits, handlers around them."""

    def types(self) -> list[Type]:
        return [self.rng.choice(self.kinds) for _ in range(self.rng.randrange(3))]

    def inner(self, region: Region) -> tuple[Builder, dict[Type, list[Value]]]:
        before = self.scope
        self.scope = {t: list(values) for t, values in before.items()}
        for arg in region.args:
            if arg.type is not EXCEPTION:
                self.note(arg)
        return Builder(region), before

    def do_branch(self, b: Builder) -> None:
        condition = self.pick(b, BOOL)
        types = self.types()
        regions = [Region(), Region()]
        made = b.op("if", condition, types=types, regions=regions)
        for region in regions:
            inner, before = self.inner(region)
            if not self.statements(inner, 4):
                inner.op("yield", *(self.pick(inner, t) for t in types))
            self.scope = before
        for value in made.results:
            self.note(value)

    def do_cell(self, b: Builder) -> None:
        rng = self.rng
        t = rng.choice(self.kinds)
        known = self.scope.get(Cell(t))
        if not known or rng.random() < 0.2:
            self.note(b.emit("cell.new", self.pick(b, t)))
        elif rng.random() < 0.5:
            self.note(b.emit("cell.get", rng.choice(known)))
        else:
            b.op("cell.set", rng.choice(known), self.pick(b, t))

    def do_attempt(self, b: Builder) -> None:
        types = self.types()
        body, handler = Region(), Region([EXCEPTION])
        made = b.op("try", types=types, regions=[body, handler])
        for region in (body, handler):
            inner, before = self.inner(region)
            if region is handler and self.rng.random() < 0.6:
                mine = inner.emit("exc.is", handler.args[0], exc=self.rng.choice(ERRORS))
                go, leave = Region(), Region()
                inner.op("if", mine, types=[], regions=[go, leave])
                Builder(go).op("yield")
                Builder(leave).op("exc.raise", handler.args[0])
            if not self.statements(inner, 6):
                inner.op("yield", *(self.pick(inner, t) for t in types))
            self.scope = before
        for value in made.results:
            self.note(value)

    def do_loop(self, b: Builder) -> None:
        rng = self.rng
        if len(self.loops) > 2:
            return
        carried = [INT, *self.types()] if rng.random() < 0.7 else self.types()
        inits = [self.pick(b, t) for t in carried]
        kind = rng.choice(("for", "for", "for", "while", "block"))
        self.used.add(kind)
        body: Region
        if kind == "for":
            start, stop, step = self.bounds(b)
            body = Region([INT, *carried])
            made = b.op("for", start, stop, step, *inits, types=carried, regions=[body])
            self.body(made, body, carried, carried, counts=False)
        elif kind == "while":
            leaving = self.types()
            body = Region([INT, *carried])
            made = b.op("loop", self.small(b), *inits, types=leaving, regions=[body])
            self.body(made, body, carried, leaving, counts=True)
        else:
            leaving = self.types()
            body = Region(carried)
            made = b.op("loop", *inits, types=leaving, regions=[body])
            self.loops.append((made, [], leaving))
            inner, before = self.inner(body)
            if not self.statements(inner, 4):
                inner.op("break", *(self.pick(inner, t) for t in leaving), target=made)
            self.scope = before
            self.loops.pop()
        for value in made.results:
            self.note(value)
        if made.results and made.results[0].type is INT and rng.random() < 0.6:
            self.after(b, made.results[0])

    def bounds(self, b: Builder) -> tuple[Value, Value, Value]:
        """A range of few rounds, in any place."""
        rng = self.rng
        n = rng.randrange(0, 9)
        form = rng.choice(("zero", "const", "small", "dim", "down", "far"))
        if form == "zero":
            return b.const(0, INT), b.const(n, INT), b.const(1, INT)
        if form == "const":
            start, step = rng.randrange(-5, 6), rng.choice((1, 2, 3, -1, -2))
            return b.const(start, INT), b.const(start + n * step, INT), b.const(step, INT)
        if form == "small":
            return self.small(b), self.small(b), b.const(rng.choice((1, 2, -1)), INT)
        if form == "down":
            last = b.emit("sub", self.dim(b), b.const(1, INT))
            return last, b.const(-1, INT), b.const(-1, INT)
        if form == "far":
            step = rng.choice((2**61, 2**62, -(2**61), -(2**62), HIGH))
            return self.pick(b, INT), self.pick(b, INT), b.const(step, INT)
        return b.const(0, INT), self.dim(b), b.const(1, INT)

    def dim(self, b: Builder) -> Value:
        return b.emit("array.dim", self.pick(b, VECTOR), axis=0)

    def after(self, b: Builder, value: Value) -> None:
        """What a loop leaves decides what comes after it."""
        rng, self.used = self.rng, self.used | {"after"}
        form = rng.randrange(4)
        if form == 0:
            name = rng.choice(("eq", "lt", "le", "gt", "ge", "ne"))
            self.note(b.emit(name, value, self.constant(b)))
        elif form == 1:
            self.note(b.emit("array.get", self.pick(b, VECTOR), value))
        elif form == 2:
            self.note(b.emit(f"checked_{rng.choice(('add', 'mul'))}", value, self.constant(b)))
        else:
            self.note(b.emit("eq", value, b.const(rng.randrange(0, 12), INT)))

    def body(
        self, made: Op, body: Region, carried: list[Type], leaving: list[Type], counts: bool
    ) -> None:
        """A loop's body; where it counts, the first carried value goes down to an exit."""
        inner, before = self.inner(body)
        left = []
        if counts:
            left = [inner.emit("checked_sub", body.args[0], inner.const(1, INT))]
            go, stop = Region(), Region()
            held = inner.emit("gt", body.args[0], inner.const(0, INT))
            inner.op("if", held, types=[], regions=[go, stop])
            Builder(go).op("yield")
            at, outside = self.inner(stop)
            at.op("break", *(self.pick(at, t) for t in leaving), target=made)
            self.scope = outside
            self.scope[INT] += left
        self.loops.append((made, [] if counts else carried, leaving))
        if not self.statements(inner, 5):
            values = [self.changed(inner, v) for v in body.args[1:]]
            inner.op("continue", *left, *values, target=made)
        self.loops.pop()
        self.scope = before

    def changed(self, b: Builder, value: Value) -> Value:
        """What a carried value is in the next round."""
        if value.type is not INT or self.rng.random() < 0.4:
            return self.pick(b, value.type)
        name = self.rng.choice(("checked_add", "checked_add", "checked_sub", "checked_mul", "shl"))
        by = b.const(1, INT) if name == "shl" else self.constant(b)
        return b.emit(name, value, by)

    def do_leave(self, b: Builder) -> bool:
        rng = self.rng
        if b.region is self.function.body:
            return False
        roll = rng.random()
        if roll < 0.25:
            b.op("return", self.result(b))
        elif roll < 0.4:
            b.op("raise", self.pick(b, INT), exc="ValueError", message="stop {}")
        elif self.loops:
            made, carried, leaving = rng.choice(self.loops)
            if made.opcode == "for" and rng.random() < 0.5:
                b.op("continue", *(self.pick(b, t) for t in carried), target=made)
            else:
                b.op("break", *(self.pick(b, t) for t in leaving), target=made)
        else:
            return False
        return True


# --- arguments ------------------------------------------------------------------------------------


def inputs(module: Module, seed: int, count: int) -> list[Callable[[], list[Any]]]:
    """Makers of arguments for @f."""
    rng = random.Random(f"inputs {seed}")
    near = {0, 1, -1, LOW, HIGH}
    for op in module.functions["f"].walk():
        value = op.attrs.get("value") if op.opcode == "const" else None
        if type(value) is int:
            near.update((value - 1, value, value + 1))
    ints = [n for n in sorted(near) if LOW <= n <= HIGH]
    return [_arguments(rng.random(), ints) for _ in range(count)]


def _arguments(seed: float, ints: list[int]) -> Callable[[], list[Any]]:
    def made() -> list[Any]:
        rng = random.Random(seed)
        base = (np.arange(16.0) - 3) * rng.choice((1.5, -0.5, 1e307))
        size = rng.choice((0, 1, 2, 4, 7))
        a = base[1 : size + 1]
        views = (base[:size], a, a[::-1], base[::2], np.arange(3.0), np.zeros(0))
        b = views[rng.randrange(len(views))]
        c = np.arange(12).reshape(3, 4) - 4
        matrix = rng.choice((c, c.T, c[::2, ::-1], c[:0], c[:, :1]))
        n, m = (rng.choice(ints) if rng.random() < 0.7 else rng.randrange(9) for _ in range(2))
        return [a, b, matrix, n, m, rng.choice((0, 1, -1, 127, -128))]

    return made
