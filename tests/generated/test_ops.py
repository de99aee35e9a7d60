"""Every row of the op table: its example, its evaluation against NumPy and CPython, its facts."""

from __future__ import annotations

import builtins
import operator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import samples

from jitscript import ir
from jitscript.ir import interp, ops
from jitscript.ir.effects import KINDS, PURE, WORLD, Effects, reads, writes
from jitscript.ir.ops.eval_arith import INT_MAX, INT_MIN, OVERFLOW, numpy_class
from jitscript.ir.optable import TABLE, OpInfo
from jitscript.ir.parser import parse_example
from jitscript.ir.reference import ops_page
from jitscript.ir.types import BOOL, INT, NONE, NUMPY_SCALARS, PYTHON_SCALARS, Array, Scalar, Type
from jitscript.runtime import abi

ROWS = pytest.mark.parametrize("info", TABLE.values(), ids=lambda info: info.name)


def example_module(info: OpInfo) -> ir.Module:
    """A module in which the row's example is valid."""
    function = parse_example(info.example)
    module = ir.parse(
        """
        class list<int> { data: buffer<int>, size: int }
        class str { data: buffer<u8>, size: int }
        constant @weights : array<f64, 2> [1, 1] "AAAAAAAA8D8="
        func @f(%a: int, %b: f64) -> f64 { return %b }
        """
    )
    module.add(function)
    last = function.body.terminator
    if last is None:
        b = ir.Builder(function.body)
        b.op("return", b.const(None, NONE))
    elif last.opcode == "return":
        function.result = last.operands[0].type
    return module


@ROWS
def test_example(info: OpInfo) -> None:
    module = example_module(info)
    function = module.functions["example"]
    assert any(op.opcode == info.name for op in function.walk())
    # What does not leave its place is a parameter in examples alone.
    assert not [e for e in ir.verify(module) if "leave its place" not in e.message]
    text = str(module)
    assert str(ir.parse(text)) == text
    shown = info.example.partition(" where ")[0].replace("^L", "^L0")
    printed = " ".join(str(function).split())
    assert " ".join(shown.split()) in printed, printed


@ROWS
def test_facts(info: OpInfo) -> None:
    assert info.doc.endswith((".", ")")), info.doc
    for name in info.raises:
        assert issubclass(getattr(builtins, name), BaseException)
    assert bool(info.raises) <= info.effects.exits
    written = [*info.attrs, *info.implied, *info.options, *([info.symbol] if info.symbol else [])]
    assert len(written) == len(set(written))
    if info.removable:
        assert info.effects.silent
        assert not info.terminator
    if info.speculatable:
        assert not info.guarded
        assert info.effects.pure
    if info.evaluate is not None:
        assert info.effects | Effects(exits=True) == Effects(exits=True)


@ROWS
def test_partners(info: OpInfo) -> None:
    """Partners name each other, and what they say of values is so."""
    if info.inverse:
        assert TABLE[info.inverse].inverse == info.name
        assert TABLE[info.swapped].swapped == info.name
        for a, b in ((1, 2), (2, 1), (2, 2)):
            answer = info.evaluate(None, a, b)  # type: ignore[misc]
            assert TABLE[info.inverse].evaluate(None, a, b) is not answer  # type: ignore[misc]
            assert TABLE[info.swapped].evaluate(None, b, a) is answer  # type: ignore[misc]
    if info.plain:
        assert TABLE[info.plain].checked == info.name
        assert TABLE[info.plain].poison is not None
        assert TABLE[info.plain].overflow == info.overflow
    if info.checked:
        assert TABLE[info.checked].plain == info.name


BINARY = [i for i in TABLE.values() if i.evaluate is not None and len(i.example.split(",")) > 1]


@pytest.mark.parametrize("info", BINARY, ids=lambda info: info.name)
def test_commutative_is_so(info: OpInfo) -> None:
    """Exactly those ops are marked whose operands can be exchanged."""
    types = [p.type for p in parse_example(info.example).params]
    if len(types) != 2 or types[0] is not types[1] or not isinstance(types[0], Scalar):
        return
    op = op_of(info.name, types)
    if op is None:
        return
    cls = {"int": int, "f64": np.float64, "f32": np.float32}.get(repr(types[0]))
    cls = cls or (bool if types[0] is BOOL else numpy_class(types[0]))

    def result(*args: Any) -> Any:
        if any(c is not None and c.fails(op, *args) for c in (info.guard, info.poison)):
            return None
        try:
            return repr(info.evaluate(op, *args))  # type: ignore[misc]
        except OverflowError as e:
            return type(e)

    pairs = [a for a in samples.arguments(None, [cls] * 2, limit=200) if not any(x != x for x in a)]
    exchanged = all(result(a, b) == result(b, a) for a, b in pairs)
    assert exchanged == info.commutative


@ROWS
def test_views_cover_the_example(info: OpInfo) -> None:
    """The names of the operands stand for all of them, each once and in order."""
    op = next(o for o in parse_example(info.example).walk() if o.opcode == info.name)
    if info.views:
        named = [v for where in info.views.values() for v in op.operands[where]]
        assert tuple(named) == op.operands
    for view in (op.moved, op.through, op.stored, op.carried, op.bounds, op.indices, op.dims):
        assert set(view) <= set(op.operands)
    assert bool(op.through) == bool(op.effects.writes & {"array", "buffer", "field"}) or (
        op.effects == WORLD or info.name == "py.unbox"
    )


def test_effects_are_written_and_read() -> None:
    found = [info.effects for info in TABLE.values()]
    found += [reads(*KINDS), PURE, WORLD, reads("array") | writes("field", "buffer")]
    for effects in found:
        assert Effects.parse(str(effects)) == effects
        assert effects | PURE == effects
        assert effects | effects == effects
    for wrong in ("nothing", "reads(arrays)", "reads array", "reads()"):
        with pytest.raises(ValueError):
            Effects.parse(wrong)


@ROWS
def test_interpreter_knows_it(info: OpInfo) -> None:
    ways = [info.evaluate is not None, info.name in interp.METHODS, info.terminator]
    assert ways.count(True) == 1


def test_docs_page() -> None:
    page = Path(__file__).parents[2] / "docs" / "ops.md"
    assert page.read_text() == ops_page(), "run `python -m jitscript.ir.reference`"


def test_one_message_for_overflow() -> None:
    assert OVERFLOW == abi.OVERFLOW


def test_errors_have_room_for_their_values() -> None:
    assert ops.control.MAX_RAISED == abi.MAX_ARGS


# --- evaluation -----------------------------------------------------------------------------------

# What NumPy computes on its own types; builtin types are compared through their NumPy twin.
NUMPY: dict[str, Any] = {
    "add": operator.add,  # the ufuncs use fused operations on complex numbers
    "sub": operator.sub,
    "mul": operator.mul,
    "neg": np.negative,
    "div": np.divide,
    "and": np.bitwise_and,
    "or": np.bitwise_or,
    "xor": np.bitwise_xor,
    "not": np.invert,
    "shl": np.left_shift,
    "shr": np.right_shift,
    "lt": np.less,
    "le": np.less_equal,
    "gt": np.greater,
    "ge": np.greater_equal,
    "eq": np.equal,
    "ne": np.not_equal,
    "sqrt": np.sqrt,
    "floor": np.floor,
    "ceil": np.ceil,
    "trunc": np.trunc,
    "rint": np.rint,
    "fabs": np.abs,
    "copysign": np.copysign,
    "real": np.real,
    "imag": np.imag,
    "popcount": lambda a: type(a)(bin(int(a) & (1 << a.itemsize * 8) - 1).count("1")),
}
CASES = [
    (name, t)
    for name in NUMPY
    for t in NUMPY_SCALARS
    if isinstance(t, Scalar) and not (name == "div" and t.kind == "complex")
]


def op_of(name: str, operands: list[Type], **attrs: Any) -> ir.Op | None:
    """An op on fresh values of these types, or None where the row refuses them."""
    body = ir.Region(operands)
    try:
        return ir.Builder(body).op(name, *body.args, **attrs)
    except ir.TypeRuleError:
        return None


def arity(name: str) -> int:
    return len(parse_example(TABLE[name].example).params)


@pytest.mark.parametrize("name", NUMPY)
def test_evaluation_is_numpys(name: str) -> None:
    for case, t in CASES:
        if case == name:
            evaluated_as_numpy_does(name, t)


def evaluated_as_numpy_does(name: str, t: Scalar) -> None:
    n = arity(name)
    op = op_of(name, [t] * n)
    if op is None:
        return
    cls = numpy_class(t)
    for args in samples.arguments(None, [cls] * n, limit=300):
        if name in ("shl", "shr") and not 0 <= args[1] < t.bits:
            continue
        got = op.info.evaluate(op, *args)  # type: ignore[misc]
        with np.errstate(all="ignore"):
            want = NUMPY[name](*args)
        result = op.results[0].type
        if isinstance(result, Scalar) and result.python:
            assert type(got) is bool
            assert got == bool(want), args
        else:
            want = numpy_class(result)(want)
            assert type(got) is type(want)
            assert got.tobytes() == want.tobytes() or (got != got and want != want), args


@pytest.mark.parametrize("name", ["checked_add", "checked_sub", "checked_mul", "checked_neg"])
def test_checked_is_pythons_or_an_error(name: str) -> None:
    fn = getattr(operator, name.removeprefix("checked_"))
    n = arity(name)
    op = op_of(name, [INT] * n)
    assert op is not None
    for args in samples.arguments(None, [int] * n):
        want = fn(*args)
        if INT_MIN <= want <= INT_MAX:
            got = op.info.evaluate(op, *args)  # type: ignore[misc]
            assert type(got) is int
            assert got == want
            continue
        with pytest.raises(OverflowError):
            op.info.evaluate(op, *args)  # type: ignore[misc]


@pytest.mark.parametrize("source", NUMPY_SCALARS, ids=repr)
def test_cast_is_astype(source: Scalar) -> None:
    """Of floats out of range only the signed and short types: NumPy's scalar and vector code do not
    agree on the others."""
    for to in NUMPY_SCALARS:
        op = op_of("cast", [source], to=to)
        assert op is not None
        for value in samples.values(numpy_class(source)):
            real = value.real if source.kind in ("float", "complex") else value
            unsure = source.kind in ("float", "complex") and to.kind == "uint" and to.bits >= 32
            if unsure and not 0.0 <= float(real) < 2.0**to.bits:
                continue
            got = op.info.evaluate(op, value)  # type: ignore[misc]
            with np.errstate(all="ignore"):
                down = source.kind == "complex" and to.kind not in ("complex", "bool")
                want = np.asarray(real if down else value).astype(numpy_class(to))[()]
            assert type(got) is type(want)
            assert got.tobytes() == want.tobytes() or (got != got and want != want), (value, to)


@pytest.mark.parametrize("t", [*PYTHON_SCALARS, *NUMPY_SCALARS], ids=repr)
def test_twins_share_bits(t: Scalar) -> None:
    """A cast between a builtin type and its NumPy twin changes the class only."""
    from jitscript.ir.types import NUMPY_TWIN, PYTHON_TWIN

    twin = NUMPY_TWIN.get(t) or PYTHON_TWIN.get(t)
    if twin is None:
        return
    there, back = op_of("cast", [t], to=twin), op_of("cast", [twin], to=t)
    assert there is not None
    assert back is not None
    for value in samples.values({"int": int, "float": float, "bool": bool}.get(t.kind, complex)):
        own = value if t.python else numpy_class(t)(value)
        again = back.info.evaluate(back, there.info.evaluate(there, own))  # type: ignore[misc]
        assert type(again) is type(own)
        assert repr(again) == repr(own)


def test_array_types_refuse_builtin_elements() -> None:
    with pytest.raises(ir.ParseError):
        ir.parse_type("array<int, 1>")
    assert repr(Array(NUMPY_SCALARS[0], 1)) == "array<i8, 1>"  # type: ignore[arg-type]
