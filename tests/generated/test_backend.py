"""Every scalar op of the table, at every type, compiled and compared with the row's evaluation.

One kernel for each op and type runs over arrays of awkward values, so that vectorised code is
tested too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import harness
import numpy as np
import pytest
from native_code import Native, Raised, dtype_of, texts

from jitscript.ir import ops  # noqa: F401
from jitscript.ir.core import Builder, Function, Module, Op, Region
from jitscript.ir.optable import TABLE, TypeRuleError
from jitscript.ir.types import (
    BY_NAME,
    INT,
    NUMPY_SCALARS,
    NUMPY_TWIN,
    PYTHON_SCALARS,
    Array,
    Scalar,
    Type,
)

SCALARS = (*PYTHON_SCALARS, *NUMPY_SCALARS)
SKIPPED_FORMS = {"const", "select", "cast", "bitcast", "complex", "libm"}
ELEMENTWISE = [
    name
    for name, row in TABLE.items()
    if row.evaluate and "." not in name and name not in SKIPPED_FORMS and not row.raises
]
CHECKED = [name for name in TABLE if name.startswith("checked_")]


def samples(t: Scalar) -> Any:
    """Awkward values of a type, as an array."""
    dtype = dtype_of(t)
    if t.kind == "bool":
        return np.array([False, True])
    if t.kind in ("int", "uint"):
        info = np.iinfo(dtype)
        values = [0, 1, 2, 3, 7, 10, 100, info.max, info.max - 1, info.min, info.min + 1]
        values += [-1, -2, -7, 64, 127, 2**31, -(2**31), 2**52 + 1, 2**53 + 1, 2**62 + 1]
        values += [65519, 65520, 2049, 2**24 + 1, 2**40 + 2**16 + 1, (2**40 + 2**16) * 3 + 1]
        return np.array(sorted({v for v in values if info.min <= v <= info.max}), dtype)
    reals = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -2.5, 3.7, 1e10, -1e-10, 1e300, 1e-310, 65519.0]
    reals += [65520.0, 2049.0, 2051.0, 1 + 2.0**-11 + 2.0**-30, 2.0**31, 2.0**63, -(2.0**63), 300.5]
    reals += [2.0**64, 1.5 * 2.0**63, math.inf, -math.inf, math.nan, 5e-8, 2.9e-8, 1 / 3, -129.0]
    with np.errstate(over="ignore"):
        if t.kind == "float":
            return np.array(reals).astype(dtype)
        parts = [0.0, -0.0, 1.0, -2.5, 1e200, math.inf, math.nan, 1 / 3]
        return np.array([complex(a, b) for a in parts for b in parts]).astype(dtype)


def valid(name: str, operands: tuple[Any, ...]) -> bool:
    """Whether the row defines the op for these operands."""
    if name in ("tdiv", "trem"):
        a, b = operands
        return bool(b != 0 and not (b == -1 and a == np.iinfo(np.asarray(a).dtype).min))
    if name in ("shl", "shr"):
        return 0 <= int(operands[1]) < 8 * np.asarray(operands[1]).dtype.itemsize
    return True


def fits(name: str, t: Scalar, operands: tuple[Any, ...]) -> bool:
    """On `int`, add and its like are told that the result fits."""
    if t is not INT or name not in ("add", "sub", "mul", "neg"):
        return True
    a = [int(v) for v in operands]
    exact = {"add": sum(a), "sub": a[0] - a[-1], "mul": math.prod(a), "neg": -a[0]}[name]
    return -(2**63) <= exact < 2**63


def python_value(t: Scalar, value: Any) -> Any:
    return value.item() if t.python else value


def kernel(module: Module, name: str, operands: list[Scalar], result: Type, make: Any) -> Function:
    """A function that applies an op to arrays element by element. `make(builder, values)`."""
    twin = [NUMPY_TWIN.get(t, t) for t in (*operands, result)]
    f = module.add(Function(name, [Array(t, 1) for t in twin], BY_NAME["none"]))  # type: ignore[arg-type]
    b = Builder(f.body)
    arrays = [b.emit("assume_contiguous", p) for p in f.params]
    n = b.emit("array.dim", arrays[0], axis=0)
    body = Region([INT])
    loop = b.op("for", b.const(0, INT), n, b.const(1, INT), regions=[body], types=[])
    inner = Builder(body)
    loaded = [inner.emit("array.load", a, body.args[0]) for a in arrays[:-1]]
    values = [v if v.type is t else inner.emit("cast", v, to=t) for v, t in zip(loaded, operands)]
    found = make(inner, values)
    if found.type is not twin[-1]:
        found = inner.emit("cast", found, to=twin[-1])
    inner.op("array.store", arrays[-1], body.args[0], found)
    inner.op("continue", target=loop)
    b.op("return", b.const(None, BY_NAME["none"]))
    return f


def result_of(name: str, operands: list[Scalar], attrs: dict[str, Any]) -> Any:
    try:
        return TABLE[name].infer(operands, attrs)[0]
    except TypeRuleError:
        return None


def compare_with_row(
    compiled: Native, function: str, name: str, operands: list[Scalar], attrs: dict[str, Any]
) -> None:
    """Run the kernel over all combinations of samples and compare with the row's evaluation."""
    result = result_of(name, operands, attrs)
    grids = np.meshgrid(*(samples(t) for t in operands), indexing="ij")
    columns = [g.ravel() for g in grids]
    rows = [row for row in zip(*columns) if valid(name, row) and fits(name, operands[0], row)]
    columns = [np.array([row[i] for row in rows], dtype_of(t)) for i, t in enumerate(operands)]
    out = np.zeros(len(rows), dtype_of(NUMPY_TWIN.get(result, result)))
    compiled.call(function, *columns, out)
    f = compiled.module.functions[function]
    op = next(o for o in f.walk() if o.opcode == name and [v.type for v in o.operands] == operands)
    assert isinstance(op, Op)
    expected = []
    with np.errstate(all="ignore"):
        for row in rows:
            values = [python_value(t, v) for t, v in zip(operands, row)]
            expected.append(op.info.evaluate(op, *values))  # type: ignore[misc]
    got = texts([python_value(result, v) for v in out])
    wanted = texts(expected)
    wrong = [(r, g, w) for r, g, w in zip(rows, got, wanted) if g != w]
    assert not wrong, (
        f"{function}: {len(wrong)} of {len(rows)} differ, (args, got, want): {wrong[:5]}"
    )


def in_both_ways(names: Sequence[str], few: int = 3) -> Iterator[Any]:
    """Each with whether LLVM optimises it: one in so many in the fast part, all in the long one."""
    for name in names:
        optimised = harness.is_chosen(name, few)
        yield pytest.param(name, optimised, id=name)
        if not optimised:
            yield pytest.param(name, True, id=f"{name}-optimised", marks=pytest.mark.long)


@pytest.mark.parametrize("name, optimised", [*in_both_ways(ELEMENTWISE)])
def test_elementwise(name: str, optimised: bool) -> None:
    module = Module()
    made = []
    for t in SCALARS:
        for arity in (1, 2, 3):
            operands = [t] * arity
            result = result_of(name, operands, {})
            if result is not None and isinstance(result, Scalar):
                made.append((f"{name}_{t!r}", operands))
                kernel(module, made[-1][0], operands, result, lambda b, v: b.emit(name, *v))
    assert made
    with harness.compiled_as(optimised):
        compiled = Native(module)
    for function, operands in made:
        compare_with_row(compiled, function, name, operands, {})


CONVERSIONS = [f"{name}-{source!r}" for name in ("cast", "bitcast") for source in SCALARS]


@pytest.mark.parametrize("conversion, optimised", [*in_both_ways(CONVERSIONS)])
def test_conversion(conversion: str, optimised: bool) -> None:
    name, of = conversion.split("-")
    source = next(t for t in SCALARS if repr(t) == of)
    module = Module()
    made = []
    for to in SCALARS:
        if result_of(name, [source], {"to": to}) is None or to is source:
            continue
        made.append((f"{name}_{to!r}", to))
        kernel(module, made[-1][0], [source], to, lambda b, v, to=to: b.emit(name, *v, to=to))
    if not made:
        return
    with harness.compiled_as(optimised):
        compiled = Native(module)
    for function, to in made:
        compare_with_row(compiled, function, name, [source], {"to": to})


@pytest.mark.parametrize("name", CHECKED)
def test_checked(name: str) -> None:
    module = Module()
    arity = 1 if name == "checked_neg" else 2
    f = module.add(Function("f", [INT] * arity, INT))
    b = Builder(f.body)
    b.op("return", b.emit(name, *f.params))
    compiled = Native(module)
    op = f.body.ops[0]
    values = [int(v) for v in samples(INT)]
    for row in [(a,) for a in values] if arity == 1 else [(a, c) for a in values for c in values]:
        try:
            expected: Any = op.info.evaluate(op, *row)  # type: ignore[misc]
        except OverflowError:
            with pytest.raises(Raised) as caught:
                compiled.call("f", *row)
            assert caught.value.name == "OverflowError"
            continue
        assert compiled.call("f", *row) == expected, row


LIBM = {
    1: "sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh exp exp2 expm1 log log2 log10 "
    "log1p cbrt erf erfc tgamma lgamma",
    2: "pow fmod atan2 hypot remainder nextafter",
}


@pytest.mark.parametrize("arity", LIBM)
def test_libm(arity: int) -> None:
    """LLVM neither replaces nor folds a function of libm: pow(x, 2.0) is not x * x."""
    module = Module()
    double = BY_NAME["f64"]
    assert isinstance(double, Scalar)
    names = LIBM[arity].split()
    for name in names:
        kernel(
            module,
            name,
            [double] * arity,
            double,
            lambda b, v, name=name: b.emit("libm", *v, name=name),
        )
    if arity == 2:
        for exponent in (0.5, 2.0, -1.0, 3.0):

            def power(b: Builder, v: Any, exponent: float = exponent) -> Any:
                return b.emit("libm", v[0], b.const(exponent, double), name="pow")

            kernel(module, f"pow {exponent}", [double], double, power)
    compiled = Native(module)
    for name in names:
        compare_with_row(compiled, name, "libm", [double] * arity, {"name": name})
    x = np.random.default_rng(5).random(1000) * 100
    for name in module.functions:
        if name.startswith("pow "):
            out = np.zeros_like(x)
            compiled.call(name, x, out)
            assert [math.pow(v, float(name[4:])) for v in x] == list(out)


def test_every_core_op_is_lowered() -> None:
    from jitscript.backend.lower import EMITTERS

    core = {name for name, row in TABLE.items() if not row.expand}
    assert all(EMITTERS[name] for name in core)
    assert set(EMITTERS) == core


@pytest.mark.parametrize("level", ["x86-64", "x86-64-v2", "x86-64-v3"])
def test_half_precision_of_old_processors(level: str) -> None:
    """Below v3 no instruction converts half precision."""
    half, double = BY_NAME["f16"], BY_NAME["f64"]
    assert isinstance(half, Scalar) and isinstance(double, Scalar)
    module = Module()
    kernel(module, "add", [half] * 2, half, lambda b, v: b.emit("add", *v))
    kernel(module, "cast", [double], half, lambda b, v: b.emit("cast", *v, to=half))
    compiled = Native(module, level=level)
    compare_with_row(compiled, "add", "add", [half] * 2, {})
    compare_with_row(compiled, "cast", "cast", [double], {"to": half})
