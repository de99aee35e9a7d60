"""Random IR: values, and the statements that compute with them (`random_ir.py` has the rest)."""

from __future__ import annotations

import random

from jitscript.ir.core import Builder, Function, Module, Op, Region, Value
from jitscript.ir.types import (
    BOOL,
    F64,
    FLOAT,
    I8,
    I64,
    INT,
    U8,
    Array,
    Buffer,
    Tuple,
    Type,
    Union,
)

VECTOR, MATRIX, BUFFER = Array(F64, 1), Array(I64, 2), Buffer(INT)
MIXED = Union((F64, FLOAT))
PARAMS = (VECTOR, VECTOR, MATRIX, INT, INT, I8)
RESULT = Tuple((INT, F64, VECTOR, I64, BOOL))
KINDS: tuple[Type, ...] = (INT, INT, F64, BOOL, VECTOR, I64, U8, BUFFER, MIXED)
LOW, HIGH = -(2**63), 2**63 - 1
ENDS = (HIGH, LOW, HIGH - 1, LOW + 1, 2**62, -(2**62), 2**32, 255, 127, -128, 63, 64)
PLAIN = ("add", "sub", "mul", "xor", "or", "and")

STATEMENTS = {
    "scalar": 40.0, "guarded": 14.0, "element": 16.0, "array": 8.0, "buffer": 5.0, "branch": 14.0,
    "loop": 16.0, "call": 4.0, "leave": 4.0,
}  # fmt: skip


class Straight:
    """Ops without control flow; what is drawn by its name in `STATEMENTS` is a method `do_…`."""

    def __init__(self, seed: int, handlers: bool = False):
        self.rng = rng = random.Random(f"ir {seed}")
        self.made = Module()
        self.used: set[str] = set()
        self.size = 0
        self.function: Function
        self.loops: list[tuple[Op, list[Type], list[Type]]] = []  # with continue, break types
        self.scope: dict[Type, list[Value]] = {}
        names = [n for n in STATEMENTS if n in ("scalar", "loop") or rng.random() < 0.7]
        self.weights = {n: STATEMENTS[n] * rng.choice((0.5, 1, 1, 3)) for n in names}
        if handlers:
            self.weights.update(attempt=30.0, cell=20.0)
        kinds = rng.sample(KINDS, rng.randint(2, 6))
        self.kinds = (INT, *kinds)
        self.scalars = [t for t in (INT, I64, U8, I8, F64, MIXED) if rng.random() < 0.5] + [INT]
        pool = [0, 1, *(rng.randrange(-4, 12) for _ in range(3))]
        pool += [1 << rng.randrange(63), rng.choice(ENDS), rng.choice(ENDS)]
        self.pool = rng.sample(pool, rng.randint(3, 6))

    def module(self) -> Module:
        size = self.rng.choice((6, 10, 16, 30))
        helpers = [f"g{i}" for i in range(self.rng.choice((0, 0, 1, 2)))]
        for i, name in enumerate(helpers):
            self.build(name, (INT, F64, VECTOR), self.rng.choice(KINDS), helpers[:i], size // 2)
        self.build("f", PARAMS, RESULT, helpers, size)
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
        self.note(b.const(0.5, F64))
        self.note(b.const(True, BOOL))
        ended = False
        while self.size > 0 and not ended:
            ended = self.statement(b)
        if not ended:
            b.op("return", self.result(b))
        self.made.add(self.function)

    # --- values -----------------------------------------------------------------------------------

    def note(self, value: Value) -> Value:
        self.scope.setdefault(value.type, []).append(value)
        return value

    def constant(self, b: Builder) -> Value:
        return b.const(self.rng.choice(self.pool), INT)

    def pick(self, b: Builder, t: Type) -> Value:
        """A value of the type, rather a recent one."""
        rng = self.rng
        found = self.scope.get(t)
        if t is INT and (not found or rng.random() < 0.35):
            return self.constant(b)
        if found:
            return rng.choice(found[-4:] if rng.random() < 0.7 else found)
        if t is VECTOR:
            return self.note(b.emit("array.alloc", self.small(b), dtype=F64, zero=True))
        if t is BUFFER:
            return self.note(b.emit("buffer.new", self.small(b), elem=INT))
        if t is MIXED:
            of = rng.choice((F64, FLOAT))
            value = b.emit("cast", self.pick(b, F64), to=FLOAT) if of is FLOAT else self.pick(b, of)
            return self.note(b.emit("union.make", value, to=MIXED))
        if t is BOOL:
            return b.const(rng.random() < 0.5, BOOL)
        return self.note(b.emit("cast", self.pick(b, INT), to=t))

    def small(self, b: Builder) -> Value:
        """An int from 0 to 7."""
        if self.rng.random() < 0.5:
            return b.const(self.rng.randrange(8), INT)
        return b.emit("and", self.pick(b, INT), b.const(7, INT))

    def result(self, b: Builder) -> Value:
        t = self.function.result
        if isinstance(t, Tuple):
            return b.emit("tuple.make", *(self.pick(b, item) for item in t.items))
        return self.pick(b, t)

    # --- statements -------------------------------------------------------------------------------

    def statements(self, b: Builder, most: int) -> bool:
        """Some ops; True when the region is ended."""
        for _ in range(self.rng.randrange(1, most)):
            if self.size < 0:
                return False
            if self.statement(b):
                return True
        return False

    def statement(self, b: Builder) -> bool:
        self.size -= 1
        name = self.rng.choices(list(self.weights), list(self.weights.values()))[0]
        self.used.add(name)
        return bool(getattr(self, f"do_{name}")(b))

    def do_scalar(self, b: Builder) -> None:
        t = self.rng.choice((*self.scalars, BOOL))
        rng, x = self.rng, self.pick(b, t)
        if t is BOOL:
            name = rng.choice(("lt", "le", "gt", "ge", "eq", "ne", "lt", "eq", "and", "or", "not"))
            if name == "not":
                self.note(b.emit(name, x))
            elif name in ("and", "or"):
                self.note(b.emit(name, x, self.pick(b, BOOL)))
            else:
                of = rng.choice((INT, INT, INT, F64, I64, U8))
                self.note(b.emit(name, self.pick(b, of), self.pick(b, of)))
        elif t is MIXED:
            self.union(b, x)
        elif t is F64:
            self.note(b.emit(rng.choice(("add", "sub", "mul", "div")), x, self.pick(b, F64)))
        elif t is INT:
            name = rng.choice(
                ("checked_add", "checked_sub", "checked_mul", "checked_add", "checked_neg",
                 "select", "trem", "tdiv", "shr", "shl", "and", "xor", "or")
            )  # fmt: skip
            if name == "select":
                self.note(b.emit(name, self.pick(b, BOOL), x, self.pick(b, INT)))
            elif name == "checked_neg":
                self.note(b.emit(name, x))
            elif name in ("trem", "tdiv", "shr", "shl"):
                self.note(b.emit(name, x, b.const(rng.choice((1, 2, 5, 62)), INT)))
            else:
                self.note(b.emit(name, x, self.pick(b, INT)))
        elif rng.random() < 0.3:
            self.note(b.emit("cast", x, to=rng.choice((INT, I64, U8, I8, F64))))
        else:
            self.note(b.emit(rng.choice(PLAIN), x, self.pick(b, t)))

    def union(self, b: Builder, x: Value) -> None:
        """The value of a union, as its members' arithmetic reads it."""
        of_float = b.emit("cast", b.emit("union.get", x, member=FLOAT), to=F64)
        of_f64 = b.emit("union.get", x, member=F64)
        holds = b.emit("union.is", x, member=FLOAT)
        value = self.note(b.emit("select", holds, of_float, of_f64))
        self.note(holds)
        self.note(b.emit("union.make", b.emit("add", value, self.pick(b, F64)), to=MIXED))

    def do_guarded(self, b: Builder) -> None:
        """An op that is defined only under the condition it stands under."""
        rng = self.rng
        x, k = self.pick(b, INT), self.pick(b, INT)
        counted = [op for op, *_ in self.loops if op.opcode == "for"]
        if counted and rng.random() < 0.6:
            k = rng.choice(counted).regions[0].args[0]
        name = rng.choice(("shl", "shl", "shr", "tdiv", "trem", "add", "sub", "mul", "neg", "load"))
        if name in ("shl", "shr"):
            top = b.const(rng.choice((1, 3, 61, 63)), INT)
            held = self.between(b, k, b.const(0, INT), top)
            if any(k in op.regions[0].args and _near(op) for op in counted) and rng.random() < 0.6:
                held = b.emit(rng.choice(("ge", "gt")), k, b.const(0, INT))
        elif name in ("tdiv", "trem"):
            one = b.emit("gt", k, b.const(rng.choice((0, 0, 1)), INT))
            held = b.emit("and", one, b.emit("lt", k, b.const(HIGH, INT)))
        elif name == "load":
            vector = self.pick(b, VECTOR)
            n = b.emit("array.dim", vector, axis=0)
            held = b.emit("and", b.emit("ge", k, b.const(0, INT)), b.emit("lt", k, n))
        else:
            near = 2**31 if name == "mul" else 2**62
            low, high = b.const(-near + 1, INT), b.const(near - 1, INT)
            held = b.emit("and", self.between(b, x, low, high), self.between(b, k, low, high))
        then, otherwise = Region(), Region()
        made = b.op("if", held, types=[INT], regions=[then, otherwise])
        inner = Builder(then)
        if name == "load":
            read = inner.emit("array.load", vector, k)
            if rng.random() < 0.5:
                inner.op("array.store", vector, k, inner.emit("add", read, read))
            found = inner.emit("select", inner.emit("lt", read, read), x, k)
        elif name == "neg":
            found = inner.emit(name, x)
        elif name == "shl":
            found = inner.emit("shl", inner.const(rng.choice((1, 5)), INT), k)
        else:
            found = inner.emit(name, x, k)
        if rng.random() < 0.6:
            found = inner.emit("checked_add", found, x)
        inner.op("yield", found)
        Builder(otherwise).op("yield", x)
        self.note(made.results[0])

    def between(self, b: Builder, x: Value, low: Value, high: Value) -> Value:
        return b.emit("and", b.emit("le", low, x), b.emit("le", x, high))

    def do_element(self, b: Builder) -> None:
        rng = self.rng
        i = self.pick(b, INT)
        if self.scope.get(MATRIX) and rng.random() < 0.3:
            x = b.emit("array.get", self.scope[MATRIX][0], i, self.pick(b, INT))
            self.note(b.emit("cast", x, to=INT))
        elif rng.random() < 0.2:  # read, and read again what may have been written meanwhile
            vector, value = self.pick(b, VECTOR), self.pick(b, F64)
            self.note(b.emit("array.get", vector, i))
            if rng.random() < 0.5:
                b.op("array.set", self.pick(b, VECTOR), i, value)
            else:
                condition = self.pick(b, BOOL)
                regions = [Region(), Region()]
                b.op("if", condition, types=[], regions=regions)
                Builder(regions[0]).op("array.set", self.pick(b, VECTOR), i, value)
                for region in regions:
                    Builder(region).op("yield")
            self.note(b.emit("array.get", vector, i))
        elif rng.random() < 0.6:
            self.note(b.emit("array.get", self.pick(b, VECTOR), i))
        else:
            b.op("array.set", self.pick(b, VECTOR), i, self.pick(b, F64))

    def do_array(self, b: Builder) -> None:
        rng = self.rng
        roll = rng.random()
        vector = self.pick(b, VECTOR)
        if roll < 0.2:
            self.note(b.emit("array.alloc", self.small(b), dtype=F64, zero=True))
        elif roll < 0.5:
            self.note(b.emit("array.dim", vector, axis=0))
        elif roll < 0.65:
            n, s = (b.emit(f"array.{x}", vector, axis=0) for x in ("dim", "stride"))
            self.note(b.emit("array.view", vector, b.const(0, INT), n, s))
        else:
            into = rng.random() < 0.5
            operands = [self.pick(b, VECTOR), rng.choice((vector, self.pick(b, F64)))]
            body = Region([F64, F64])
            inner = Builder(body)
            inner.op("yield", inner.emit(rng.choice(("add", "sub", "mul")), *body.args))
            if into:
                b.op("map_into", vector, *operands, regions=[body])
            else:
                self.note(b.op("map", *operands, types=[VECTOR], regions=[body]).result)

    def do_buffer(self, b: Builder) -> None:
        buffer = self.pick(b, BUFFER)
        n = self.note(b.emit("buffer.len", buffer))
        i = b.emit("check_index", self.pick(b, INT), n, axis=0)
        if self.rng.random() < 0.5:
            self.note(b.emit("buffer.load", buffer, i))
        else:
            b.op("buffer.store", buffer, i, self.pick(b, INT))

    def do_call(self, b: Builder) -> None:
        if not self.callees:
            return self.do_scalar(b)
        callee = self.made.functions[self.rng.choice(self.callees)]
        args = [self.pick(b, p.type) for p in callee.params]
        self.note(b.op("call", *args, types=[callee.result], callee=callee.name).result)


def _near(loop: Op) -> bool:
    """Whether the loop's bounds say that its index is below 64."""
    ends = [v.op.attrs.get("value") for v in loop.operands[:2] if v.op is not None]
    return len(ends) == 2 and all(type(n) is int and abs(n) < 64 for n in ends)
