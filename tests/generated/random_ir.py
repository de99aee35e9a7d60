"""Random IR: valid, always ending, full of loops, exits, checks and references.

`make(seed)` gives a module whose function @f takes (array<f64, 1>, array<i64, 2>, int, int) and
returns a tuple. The programs mean nothing; they are there to be the same after every pass.
"""

from __future__ import annotations

import random

from jitscript.ir.core import Builder, Function, Module, Op, Region, Value
from jitscript.ir.types import BOOL, F64, I64, INT, Array, Tuple, Type

VECTOR, MATRIX = Array(F64, 1), Array(I64, 2)
RESULT = Tuple((INT, F64, VECTOR))
KINDS: tuple[Type, ...] = (INT, F64, BOOL, VECTOR)


def make(seed: int) -> Module:
    return _Maker(random.Random(seed)).module()


class _Maker:
    def __init__(self, rng: random.Random):
        self.rng = rng
        self.made = Module()
        self.size = 0
        self.function: Function
        self.loops: list[tuple[Op, list[Type], list[Type]]] = []  # with continue, break types
        self.scope: dict[Type, list[Value]] = {}

    def module(self) -> Module:
        helpers = [f"g{i}" for i in range(self.rng.randrange(3))]
        for i, name in enumerate(helpers):
            self.build(name, (INT, F64, VECTOR), self.rng.choice(KINDS), helpers[:i], 12)
        self.build("f", (VECTOR, MATRIX, INT, INT), RESULT, helpers, 45)
        self.made.functions["f"].attrs["export"] = True
        return self.made

    def build(
        self, name: str, params: tuple[Type, ...], result: Type, callees: list[str], size: int
    ) -> None:
        self.function = Function(name, params, result)
        self.callees = callees
        self.size = size
        self.scope = {}
        for p in self.function.params:
            self.scope.setdefault(p.type, []).append(p)
        b = Builder(self.function.body)
        for value in (0, 1, -1, 2, 3):
            self.note(b.const(value, INT))
        self.note(b.const(0.5, F64))
        self.note(b.const(True, BOOL))
        if not self.statements(b, 10):
            b.op("return", self.result(b))
        self.made.add(self.function)

    # --- values -----------------------------------------------------------------------------------

    def note(self, value: Value) -> Value:
        self.scope.setdefault(value.type, []).append(value)
        return value

    def pick(self, b: Builder, t: Type) -> Value:
        found = self.scope.get(t)
        if found:
            return self.rng.choice(found[-6:] if self.rng.random() < 0.7 else found)
        assert t is VECTOR
        return self.vector(b)

    def vector(self, b: Builder) -> Value:
        return self.note(b.emit("array.alloc", self.small(b), dtype=F64, zero=True))

    def small(self, b: Builder) -> Value:
        """An int from 0 to 7."""
        return b.emit("and", self.pick(b, INT), b.const(7, INT))

    def result(self, b: Builder) -> Value:
        t = self.function.result
        if isinstance(t, Tuple):
            return b.emit("tuple.make", *(self.pick(b, item) for item in t.items))
        return self.pick(b, t)

    # --- statements -------------------------------------------------------------------------------

    def statements(self, b: Builder, most: int) -> bool:
        """Some ops; True when the region is ended."""
        for _ in range(self.rng.randrange(2, most)):
            self.size -= 1
            if self.size < 0:
                return False
            if self.statement(b):
                return True
        return False

    def statement(self, b: Builder) -> bool:
        roll = self.rng.random()
        if roll < 0.40:
            self.scalar(b)
        elif roll < 0.58:
            self.element(b)
        elif roll < 0.66:
            self.array(b)
        elif roll < 0.80:
            self.branch(b)
        elif roll < 0.92:
            self.loop(b)
        elif roll < 0.95 and self.callees:
            self.call(b)
        elif roll > 0.975 and b.region is not self.function.body:
            return self.leave(b)
        return False

    def scalar(self, b: Builder) -> None:
        rng = self.rng
        t = rng.choice((INT, INT, INT, F64, BOOL))
        if t is F64:
            name = rng.choice(("add", "sub", "mul", "div"))
            self.note(b.emit(name, self.pick(b, F64), self.pick(b, F64)))
        elif t is BOOL:
            name = rng.choice(("lt", "le", "gt", "ge", "eq", "ne", "and", "not"))
            if name == "and":
                self.note(b.emit(name, self.pick(b, BOOL), self.pick(b, BOOL)))
            elif name == "not":
                self.note(b.emit(name, self.pick(b, BOOL)))
            else:
                of = rng.choice((INT, INT, F64))
                self.note(b.emit(name, self.pick(b, of), self.pick(b, of)))
        else:
            name = rng.choice(
                ("checked_add", "checked_sub", "checked_mul", "select", "trem", "shr")
            )
            x, y = self.pick(b, INT), self.pick(b, INT)
            if name == "select":
                self.note(b.emit(name, self.pick(b, BOOL), x, y))
            elif name in ("trem", "shr"):
                self.note(b.emit(name, x, b.const(rng.choice((1, 2, 5)), INT)))
            else:
                self.note(b.emit(name, x, y))

    def element(self, b: Builder) -> None:
        rng = self.rng
        i = self.pick(b, INT)
        if self.scope.get(MATRIX) and rng.random() < 0.4:
            x = b.emit("array.get", self.scope[MATRIX][0], i, self.pick(b, INT))
            self.note(b.emit("cast", x, to=INT))
        elif rng.random() < 0.6:
            self.note(b.emit("array.get", self.pick(b, VECTOR), i))
        else:
            b.op("array.set", self.pick(b, VECTOR), i, self.pick(b, F64))

    def array(self, b: Builder) -> None:
        rng = self.rng
        roll = rng.random()
        vector = self.pick(b, VECTOR)
        if roll < 0.3:
            self.vector(b)
        elif roll < 0.6:
            self.note(b.emit("array.dim", vector, axis=0))
        elif roll < 0.7:
            zero = b.const(0, INT)
            n, s = (b.emit(f"array.{x}", vector, axis=0) for x in ("dim", "stride"))
            self.note(b.emit("array.view", vector, zero, n, s))
        else:
            into = rng.random() < 0.5
            operands = [self.pick(b, VECTOR), rng.choice((vector, self.pick(b, F64)))]
            body = Region([F64, F64])
            inner = Builder(body)
            inner.op("yield", inner.emit("add", *body.args))
            if into:
                b.op("map_into", vector, *operands, regions=[body])
            else:
                self.note(b.op("map", *operands, types=[VECTOR], regions=[body]).result)

    def call(self, b: Builder) -> None:
        callee = self.made.functions[self.rng.choice(self.callees)]
        args = [self.pick(b, p.type) for p in callee.params]
        self.note(b.op("call", *args, types=[callee.result], callee=callee.name).result)

    def types(self) -> list[Type]:
        return [self.rng.choice(KINDS) for _ in range(self.rng.randrange(3))]

    def inner(self, region: Region, first: int = 0) -> tuple[Builder, dict[Type, list[Value]]]:
        before = self.scope
        self.scope = {t: list(values) for t, values in before.items()}
        for arg in region.args[first:]:
            self.note(arg)
        return Builder(region), before

    def branch(self, b: Builder) -> None:
        condition = self.pick(b, BOOL)
        types = self.types()
        regions = [Region(), Region()]
        made = b.op("if", condition, types=types, regions=regions)
        for region in regions:
            inner, before = self.inner(region)
            if not self.statements(inner, 5):
                inner.op("yield", *(self.pick(inner, t) for t in types))
            self.scope = before
        for value in made.results:
            self.note(value)

    def loop(self, b: Builder) -> None:
        if len(self.loops) > 2:
            return
        carried = self.types()
        inits = [self.pick(b, t) for t in carried]
        kind = self.rng.choice(("for", "for", "while", "block"))
        if kind == "for":
            start = self.rng.choice((b.const(0, INT), self.small(b)))
            stop = self.rng.choice((self.small(b), self.dim(b)))
            step = b.const(self.rng.choice((1, 1, 1, 2, -1)), INT)
            body = Region([INT, *carried])
            made = b.op("for", start, stop, step, *inits, types=carried, regions=[body])
            self.body(made, body, carried, carried, 0)
        elif kind == "while":
            leaving = self.types()
            body = Region([INT, *carried])
            made = b.op("loop", self.small(b), *inits, types=leaving, regions=[body])
            self.body(made, body, carried, leaving, 1)
        else:
            leaving = self.types()
            body = Region(carried)
            made = b.op("loop", *inits, types=leaving, regions=[body])
            self.loops.append((made, [], leaving))
            inner, before = self.inner(body)
            if not self.statements(inner, 6):
                inner.op("break", *(self.pick(inner, t) for t in leaving), target=made)
            self.scope = before
            self.loops.pop()
        for value in made.results:
            self.note(value)

    def dim(self, b: Builder) -> Value:
        return b.emit("array.dim", self.pick(b, VECTOR), axis=0)

    def body(
        self, made: Op, body: Region, carried: list[Type], leaving: list[Type], counter: int
    ) -> None:
        """A loop's body; with `counter`, the first carried value counts down to an exit."""
        inner, before = self.inner(body)
        left = []
        if counter:
            left = [inner.emit("checked_sub", body.args[0], inner.const(1, INT))]
            go, stop = Region(), Region()
            inner.op(
                "if",
                inner.emit("gt", body.args[0], inner.const(0, INT)),
                types=[],
                regions=[go, stop],
            )
            Builder(go).op("yield")
            at = Builder(stop)
            at.op("break", *(self.pick(at, t) for t in leaving), target=made)
            self.scope[INT] += left
        self.loops.append((made, [] if counter else carried, leaving))
        if not self.statements(inner, 7):
            values = [self.pick(inner, t) for t in carried]
            inner.op("continue", *left, *values, target=made)
        self.loops.pop()
        self.scope = before

    def leave(self, b: Builder) -> bool:
        rng = self.rng
        if rng.random() < 0.25:
            b.op("return", self.result(b))
        elif rng.random() < 0.2:
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
