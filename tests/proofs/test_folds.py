"""Each fold is right: what it puts in the place of an op gives the same, for all operands.

Integers: every op over every pattern of unknown values, constants and one more op, at four bits,
for all values. Floats: all 65,536 halves beside every constant that rules look at. Where the op had
no meaning (poison, a broken condition) anything may stand; an error has to stay one.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pytest
import small
import z3
from small import NARROW, PYTHON, RAISES, SIGNED, UNSIGNED
from symbolic import counterexample

from jitscript import ir
from jitscript.ir.core import Builder, Function, Op, Region, Value
from jitscript.ir.interp_values import POISON, Undefined
from jitscript.ir.ops import eval_arith
from jitscript.ir.passes import folds
from jitscript.ir.passes.canonicalize import canonicalize
from jitscript.ir.passes.dce import dce
from jitscript.ir.types import BOOL, F16, F64, FLOAT, INT, Type

ARITHMETIC = ("add", "sub", "mul", "tdiv")
COMPARISONS = ("lt", "le", "gt", "ge", "eq", "ne")
BITS = ("and", "or", "xor")
SHIFTS = ("shl", "shr")
CHECKED = ("checked_add", "checked_sub", "checked_mul")

INTEGERS: dict[str, tuple[Type, ...]] = {
    **dict.fromkeys((*ARITHMETIC, "neg"), (SIGNED, UNSIGNED, PYTHON)),
    **dict.fromkeys(CHECKED, (PYTHON,)),
    **dict.fromkeys(SHIFTS, (SIGNED, UNSIGNED)),
    **dict.fromkeys(BITS, (SIGNED, UNSIGNED, BOOL)),
    **dict.fromkeys(COMPARISONS[:4], (SIGNED, UNSIGNED, PYTHON)),
    **dict.fromkeys(COMPARISONS[4:], (SIGNED, UNSIGNED, PYTHON, BOOL)),
    **dict.fromkeys(("not", "select"), (SIGNED, UNSIGNED, BOOL)),
    "cast": (SIGNED, UNSIGNED, NARROW, BOOL),
}
FLOATS = ("add", "sub", "mul", "div", "neg", *COMPARISONS, "not")
VALUES = (
    "tuple.get",
    "union.make",
    "union.is",
    "union.get",
    "real",
    "imag",
    "bitcast",
    "array.dim",
    "array.stride",
    "array.overlap",
    "buffer.len",
    "same_object",
)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eval_arith, "numpy_class", small.numpy_class)


def test_every_rule_is_proved() -> None:
    assert folds.RULES.keys() == INTEGERS.keys() | set(FLOATS) | set(VALUES) | {"freeze"}


# --- integers -----------------------------------------------------------------------------------


def result_of(name: str, t: Type) -> Type:
    return BOOL if name in COMPARISONS else t


def operands(name: str, t: Type) -> list[Type]:
    if name == "select":
        return [BOOL, t, t]
    return [t] if name in ("neg", "not", "cast") else [t, t]


class Pattern:
    """Ops in a region over two unknowns of each type."""

    def __init__(self) -> None:
        self.region = Region()
        self.b = Builder(self.region)
        self.unknown: dict[Type, list[Value]] = {}

    def value(self, t: Type, which: Any) -> Value:
        """An unknown (by number), a constant (a tuple of one), or an op on two of these."""
        if isinstance(which, int):
            if t not in self.unknown:
                self.unknown[t] = [self.region.add_arg(t), self.region.add_arg(t)]
            return self.unknown[t][which]
        if len(which) == 1:
            return self.b.const(bool(which[0]) if t is BOOL else which[0], t)
        name, source, *parts = which
        of = [self.value(s, p) for s, p in zip(operands(name, source), parts)]
        return self.b.op(name, *of, types=[t], to=t).result


def leaves(t: Type) -> list[Any]:
    return [0, 1, *((v,) for v in small.values(t))]


def inner(t: Type) -> Iterator[Any]:
    """One op that gives a `t`, on unknowns and a few constants."""
    few = [0, 1, *((v,) for v in (0, 1, -1, 3, 15) if v in small.values(t))]
    for name, types in INTEGERS.items():
        if name == "cast":
            for source in types:
                yield name, source, 0
        elif t is BOOL and name in COMPARISONS:
            for source in types:
                for x, y in ((0, 1), (1, 0)):
                    yield name, source, x, y
        elif t in types and result_of(name, t) is t and name != "select":
            for parts in itertools.product(few, repeat=len(operands(name, t))):
                yield (name, t, *parts)


def patterns(name: str, t: Type) -> Iterator[list[Any]]:
    """Operands: leaves; one of them an op; and what single rules look for."""
    types = operands(name, t)
    every = [leaves(s) if len(types) < 3 else leaves(s)[:5] for s in types]
    yield from map(list, itertools.product(*every))
    if name in ("sub", "checked_sub"):
        for product in ("mul", "checked_mul") if t is PYTHON else ("mul",):
            for x, y in ((("tdiv", t, 0, 1), 1), (1, ("tdiv", t, 0, 1))):
                yield [0, (product, t, x, y)]
    for at, s in enumerate(types[:1] if name == "select" else types):
        for found in inner(s):
            others = [0, (1,)] if len(types) == 3 else [0, 1, (0,), (1,)]
            for rest in itertools.product(others, repeat=len(types) - 1):
                yield [*rest[:at], found, *rest[at:]]


def evaluate(value: Value, known: dict[Value, Any]) -> Any:
    """The value under an assignment of the unknowns, which it joins: a number, POISON, RAISES;
    or `Undefined`."""
    if value in known:
        return known[value]
    op = value.op
    assert op is not None
    of = [evaluate(v, known) for v in op.operands]
    if RAISES in of:
        found = RAISES
    elif any(v is POISON for v in of) and op.opcode != "select":
        found = POISON
    else:
        found = small.row_gives(op, of)
    known[value] = found
    return found


@pytest.mark.parametrize("name", INTEGERS)
def test_integers(name: str) -> None:
    folded = 0
    for t in INTEGERS[name]:
        targets = INTEGERS["cast"] if name == "cast" else (result_of(name, t),)
        for to in targets:
            for which in patterns(name, t):
                if t is PYTHON and all(isinstance(w, tuple) and len(w) == 1 for w in which):
                    continue  # constants are folded by their row, which knows 64 bits only
                p = Pattern()
                of = [p.value(s, w) for s, w in zip(operands(name, t), which)]
                op = Op(name, of, [to], {"to": to} if name == "cast" else {})
                p.region.append(op)
                instead = folds.fold(op, Builder(p.region, op))
                if instead is None:
                    continue
                folded += 1
                assert instead.type is to
                same_everywhere(p, op.result, instead, (name, t, which))
    assert folded


@pytest.mark.parametrize("t", (SIGNED, UNSIGNED, BOOL))
def test_freeze(t: Type) -> None:
    """It goes only where no assignment of the unknowns makes poison of its operand."""
    gone = kept = 0
    for which in (0, (1,), *inner(t)):
        p = Pattern()
        value = p.value(t, which)
        op = p.b.op("freeze", value)
        instead = folds.fold(op, Builder(p.region, op))
        if instead is None:
            kept += 1
            continue
        gone += 1
        args = p.region.args
        for assigned in itertools.product(*(small.values(a.type) for a in args)):
            known = {a: bool(v) if a.type is BOOL else v for a, v in zip(args, assigned)}
            try:
                found = evaluate(value, known)
            except Undefined:
                continue
            assert found is not POISON, (which, known)
            assert found is RAISES or evaluate(instead, known) == found, (which, known)
    assert gone and (kept or t is BOOL)


@pytest.mark.parametrize("name", ("add", "sub", "mul", "neg"))
def test_freeze_of_sums_that_may_not_fit(name: str) -> None:
    """Rows know the conditions of `int` itself, which has no narrow twin."""
    p = Pattern()
    value = p.b.op(name, *(p.value(INT, i) for i in range(1 if name == "neg" else 2))).result
    assert folds.fold(p.b.op("freeze", value), Builder(p.region)) is None


def same_everywhere(p: Pattern, value: Value, instead: Value, what: Any) -> None:
    args = p.region.args
    used = [a for a in args if a.uses or a is instead]
    every: list[Any] = [small.values(a.type) for a in used]
    if len(used) > 3:  # a `select` beside a condition of its own: more is known of neither
        every = [sorted({v[0], 0, 1, v[-1]}) for v in every]
    for assigned in itertools.product(*every):
        known = {a: bool(v) if a.type is BOOL else v for a, v in zip(used, assigned)}
        assert value.op is not None
        try:
            if any(evaluate(v, known) is RAISES for v in value.op.operands):
                continue  # control does not come to the op
            before = evaluate(value, known)
        except Undefined:
            continue
        if before is POISON:
            continue
        after = evaluate(instead, known)
        assert before is after or before == after, (what, known, before, after)


def _equal(op: Op, b: Builder) -> Value:
    return b.const(op.operands[0] is op.operands[1], BOOL)


def test_a_wrong_fold_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(op: Op, b: Builder) -> Value:
        return op.operands[0]

    for name in ("checked_add", "mul", "shl", "lt", "select"):
        monkeypatch.setitem(folds.RULES, name, wrong if name != "lt" else _equal)
        with pytest.raises(AssertionError):
            test_integers(name)


SOME = (0, 1, 2, 31, 62, 63)
LENGTHS = [SOME, pytest.param(range(64), marks=pytest.mark.long)]


@pytest.mark.parametrize("lengths", LENGTHS, ids=["some", "all"])
def test_a_shift_there_and_back(lengths: Sequence[int]) -> None:
    """c << n >> n == c, for all c of each length in bits, and all n."""
    c, n = z3.BitVecs("c n", 64)
    for length in lengths:
        example = (1 << length) - 1
        function = Function("f", [INT], INT)
        b = Builder(function.body)
        x = b.const(example, INT)
        back = b.emit("shr", b.emit("shl", x, function.params[0]), function.params[0])
        op = b.op("eq", back, b.const(example, INT))
        folded = folds.fold(op, Builder(function.body, op))
        assert folded is not None and folded.op is not None and folded.op.opcode == "le"
        most = folds.constant(folded.op.operands[1])
        magnitude = z3.If(c >= 0, c, ~c)
        of_length = z3.And(
            z3.ULE(magnitude, (1 << length) - 1), z3.UGE(magnitude, (1 << length) >> 1)
        )
        claim = (((c << n) >> n) == c) == (n <= most)
        assert counterexample([of_length, n >= 0, n < 64], claim) is None, length


# --- floats -------------------------------------------------------------------------------------

HALVES = np.arange(2**16, dtype=np.uint16).view(np.float16)
CONSTANTS = (0.0, -0.0, 1.0, -1.0, 2.0, 0.5, math.inf, -math.inf, math.nan, 6e-8)
MEANING: dict[str, Callable[..., Any]] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "neg": np.negative,
    "lt": np.less,
    "le": np.less_equal,
    "gt": np.greater,
    "ge": np.greater_equal,
    "eq": np.equal,
    "ne": np.not_equal,
    "not": np.logical_not,
    "select": np.where,
}


@pytest.mark.parametrize("name", FLOATS)
def test_floats(name: str) -> None:
    """One operand runs over all halves; the other is a constant, or the same value, or both
    operands are results of an op."""
    one = operands(name, F16) if name != "not" else [BOOL]
    shapes: list[list[Any]] = [["x"], [("neg", "x")]] if len(one) == 1 else []
    if name == "not":
        shapes = [[(c, "x", k)] for c in COMPARISONS for k in ("x", *CONSTANTS)]
        shapes += [[("not", (c, "x", 1.0))] for c in COMPARISONS]
    elif len(one) == 2:
        shapes = [["x", "x"], ["x", ("neg", "x")]]
        shapes += [s for c in CONSTANTS for s in (["x", c], [c, "x"])]
    for shape in shapes:
        region = Region([F16])
        b = Builder(region)
        op = b.op(name, *(_made(b, part) for part in shape))
        instead = folds.fold(op, Builder(region, op))
        if instead is None:
            continue
        with np.errstate(all="ignore"):
            before, after = _array(op.result, region.args[0]), _array(instead, region.args[0])
        same = before == after
        if before.dtype == np.float16:
            same = (before.view(np.uint16) == after.view(np.uint16)) | (
                np.isnan(before) & np.isnan(after)
            )
        assert same.all(), (name, shape, HALVES[~same][:3])


def _made(b: Builder, part: Any) -> Value:
    if part == "x":
        return b.region.args[0]
    if isinstance(part, tuple):
        return b.emit(part[0], *(_made(b, p) for p in part[1:]))
    return b.const(part, F16)


def _array(value: Value, x: Value) -> Any:
    if value is x:
        return HALVES
    op = value.op
    assert op is not None
    if op.opcode == "const":
        return np.full(HALVES.shape, op.attrs["value"], bool if value.type is BOOL else np.float16)
    return MEANING[op.opcode](*(_array(v, x) for v in op.operands))


def test_constants_of_floats() -> None:
    """A fold of constants is what the row gives, its zero's sign included; nan is left alone."""
    for name in ("add", "sub", "mul", "div"):
        for t in (FLOAT, F64):
            for x, y in itertools.product(CONSTANTS, repeat=2):
                region = Region()
                b = Builder(region)
                op = b.op(name, b.const(x, t), b.const(y, t))
                instead = folds.fold(op, b)
                with np.errstate(all="ignore"):
                    want = float(MEANING[name](np.float64(x), np.float64(y)))
                if instead is None:
                    assert math.isnan(want) or name == "div"
                else:
                    assert repr(folds.constant(instead)) == repr(want)


# --- values made of values, and memory ----------------------------------------------------------

PROGRAMS = {
    "tuple.get": "%t = tuple.make %n, %x : (int, f64)\n %r = tuple.get %t, 0 : int",
    "union.make": (
        "%u = union.make %n : int | none\n %v = union.make %u : f64 | int | none\n"
        " %i = union.is %v, int : bool\n %w = union.get %v : int\n %z = const 7 : int\n"
        " %r = select %i, %w, %z : int"
    ),
    "union.is": (
        "%u = union.make %n : f64 | int\n %p = union.is %u, int : bool\n"
        " %q = union.is %u, f64 : bool\n %s = xor %p, %q : bool\n %t = and %p, %s : bool\n"
        " %r = select %t, %n, %m : int"
    ),
    "union.get": "%u = union.make %n : f64 | int\n %r = union.get %u : int",
    "real": (
        "%c = complex %x, %y : c128\n %z = real %c : f64\n %e = eq %x, %z : bool\n"
        " %r = select %e, %n, %m : int"
    ),
    "imag": (
        "%c = complex %y, %x : c128\n %z = imag %c : f64\n %e = eq %x, %z : bool\n"
        " %r = select %e, %n, %m : int"
    ),
    "bitcast": "%p = bitcast %n : f64\n %r = bitcast %p : int",
    "array.dim": (
        "%v = array.view %a, %zero, %n, %m, %zero, %zero : array<f64, 2>\n"
        " %b = array.alloc %n, %m : array<f64, 2>\n %c = assume_contiguous %b : array<f64, 2>\n"
        " %p = array.dim %v, 0 : int\n %q = array.dim %b, 1 : int\n %s = array.dim %c, 0 : int\n"
        " %u = mul %p, %q : int\n %r = add %u, %s : int"
    ),
    "array.stride": (
        "%v = array.view %a, %zero, %n, %m, %n, %m : array<f64, 2>\n"
        " %b = array.alloc %n, %m : array<f64, 2>\n %c = assume_contiguous %b : array<f64, 2>\n"
        " %p = array.stride %v, 0 : int\n %q = array.stride %b, 1 : int\n"
        " %s = array.stride %c, 1 : int\n %u = mul %p, %q : int\n %r = add %u, %s : int"
    ),
    "array.overlap": (
        "%b = array.alloc %n, %m : array<f64, 2>\n %c = array.alloc %n, %m : array<f64, 2>\n"
        " %p = array.overlap %b, %a : bool\n %q = array.overlap %b, %c : bool\n"
        " %s = array.overlap %a, %a : bool\n %t = or %p, %q : bool\n %u = or %t, %s : bool\n"
        " %r = select %u, %n, %m : int"
    ),
    "buffer.len": (
        '%b = buffer.new %n : buffer<int>\n %p = buffer.len %b : int\n %c = buffer.const b"four"'
        " : buffer<u8>\n %q = buffer.len %c : int\n %r = mul %p, %q : int"
    ),
    "same_object": (
        "%b = buffer.new %n : buffer<int>\n %s = same_object %b, %b : bool\n"
        " %r = select %s, %n, %m : int"
    ),
}


@pytest.mark.parametrize("name", VALUES)
def test_values(name: str) -> None:
    """The rule folds its example, and the example gives what it did."""
    text = (
        "func @f(%a: array<f64, 2>, %n: int, %m: int, %x: f64, %y: f64) -> int {\n"
        f" %zero = const 0 : int\n {PROGRAMS[name]}\n return %r\n}}"
    )
    before, after = ir.parse(text), ir.parse(text)
    canonicalize(after)
    dce(after)
    ir.check(after)
    remaining = [op.opcode for op in after.functions["f"].walk()]
    expected = [op.opcode for op in before.functions["f"].walk()]
    assert remaining.count(name) < expected.count(name)
    least = 1 if name == "array.stride" else 0  # without elements NumPy has no strides
    for n, m in itertools.product((least, 2, 3), repeat=2):
        for x in (0.0, 1.5):
            args = [np.ones((2, 2)), n, m, x, 2.5]
            assert ir.interpret(after, "f", args) == ir.interpret(before, "f", args)


def test_the_root_of_a_double_rounded_is_that_of_the_float() -> None:
    """Every mantissa of two neighbouring exponents (a factor of four only moves the exponent),
    and what is small or no number."""
    mantissas = np.arange(1 << 24, dtype=np.uint32) + np.uint32(0x3F800000)
    odd = np.array([0, 1 << 31, 0x7F800000, 0x7FC00000, *range(1, 100), 0x7FFFFF], np.uint32)
    for bits in (mantissas, odd):
        x = bits.view(np.float32)
        once = np.sqrt(x)
        assert np.array_equal(np.sqrt(x.astype(np.float64)).astype(np.float32), once, True)
