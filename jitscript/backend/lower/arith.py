"""Numbers: arithmetic, comparison, and the mathematical functions.

Integers wrap unless the row says that the result fits (`int`), which is what `nsw` tells LLVM.
Floats carry no fast-math flag, and nothing is contracted to fma: results are IEEE's bit for bit.
"""

from __future__ import annotations

from typing import Any

from ...ir.core import Op
from ...ir.types import COMPLEX, INT, Scalar, Type
from ...runtime import abi
from ..layout import layout
from ..writer import float_text
from .casts import to_half
from .function import FunctionLowering


def constant(t: Type, value: Any) -> list[str]:
    """The leaves of a constant."""
    if not isinstance(t, Scalar):
        return []
    if t.kind == "bool":
        return ["true" if value else "false"]
    if t.kind in ("int", "uint"):
        return [str(int(value))]
    if t.kind == "float":
        return [float_text(float(value), t.bits)]
    value = complex(value)
    return [float_text(value.real, t.bits // 2), float_text(value.imag, t.bits // 2)]


def lower_const(f: FunctionLowering, op: Op) -> None:
    f.set(op, *constant(op.result.type, op.attrs["value"]))


def reg_of(t: Type) -> str:
    """The register type of a scalar, or of one part of a complex number."""
    assert isinstance(t, Scalar), t
    if t.kind == "complex":
        return "double" if t.bits == 128 else "float"
    if t.kind == "float":
        return {16: "half", 32: "float", 64: "double"}[t.bits]
    return f"i{t.bits}"


SHORT = {"half": "f16", "float": "f32", "double": "f64"}


def lower_linear(f: FunctionLowering, op: Op) -> None:
    """add and sub."""
    t = op.result.type
    assert isinstance(t, Scalar)
    a, b = f.values[op.operands[0]], f.values[op.operands[1]]
    if t.kind in ("float", "complex"):
        f.set(op, *(f.new(f"f{op.opcode} {reg_of(t)} {x}, {y}") for x, y in zip(a, b)))
        return
    f.set(op, f.new(f"{op.opcode}{' nsw' if t is INT else ''} {reg_of(t)} {a[0]}, {b[0]}"))


def lower_mul(f: FunctionLowering, op: Op) -> None:
    t = op.result.type
    assert isinstance(t, Scalar)
    a, b = f.values[op.operands[0]], f.values[op.operands[1]]
    reg = reg_of(t)
    if t.kind == "complex":
        f.set(op, *_complex_mul(f, reg, a, b))
    elif t.kind == "float":
        f.set(op, f.new(f"fmul {reg} {a[0]}, {b[0]}"))
    else:
        f.set(op, f.new(f"mul{' nsw' if t is INT else ''} {reg} {a[0]}, {b[0]}"))


def _complex_mul(f: FunctionLowering, reg: str, a: list[str], b: list[str]) -> list[str]:
    p = [f.new(f"fmul {reg} {a[i]}, {b[j]}") for i, j in ((0, 0), (1, 1), (0, 1), (1, 0))]
    return [f.new(f"fsub {reg} {p[0]}, {p[1]}"), f.new(f"fadd {reg} {p[2]}, {p[3]}")]


def lower_complex_mul(f: FunctionLowering, op: Op) -> None:
    """`llvm.fmuladd` is fused where the processor has an instruction for that."""
    (a, a_imag), (b, b_imag) = (f.values[v] for v in op.operands)
    reg = layout(op.result.type).leaves[0].reg

    def fused(x: str, y: str, z: str) -> str:
        args = (f"{reg} {v}" for v in (x, y, z))
        return f.intrinsic(f"llvm.fmuladd.{SHORT[reg]}", reg, *args)

    minus = f.new(f"fneg {reg} {f.new(f'fmul {reg} {a_imag}, {b_imag}')}")
    cross = f.new(f"fmul {reg} {a_imag}, {b}")
    f.set(op, fused(a, b, minus), fused(a, b_imag, cross))


def lower_neg(f: FunctionLowering, op: Op) -> None:
    t = op.result.type
    assert isinstance(t, Scalar)
    a = f.values[op.operands[0]]
    if t.kind in ("float", "complex"):
        f.set(op, *(f.new(f"fneg {reg_of(t)} {x}") for x in a))
        return
    f.set(op, f.new(f"sub{' nsw' if t is INT else ''} {reg_of(t)} 0, {a[0]}"))


def lower_checked(f: FunctionLowering, op: Op) -> None:
    """checked_add, checked_sub, checked_mul, checked_neg."""
    a = f.one(op.operands[0])
    if op.opcode == "checked_neg":
        pair = f.intrinsic("llvm.ssub.with.overflow.i64", "{i64, i1}", "i64 0", f"i64 {a}")
    else:
        b = f.one(op.operands[1])
        name = f"llvm.s{op.opcode[8:]}.with.overflow.i64"
        pair = f.intrinsic(name, "{i64, i1}", f"i64 {a}", f"i64 {b}")
    over = f.new(f"extractvalue {{i64, i1}} {pair}, 1")
    ok = f.new(f"xor i1 {over}, true")
    f.check(ok, f.w.site(op.span, "OverflowError", abi.OVERFLOW))
    f.set(op, f.new(f"extractvalue {{i64, i1}} {pair}, 0"))


def lower_overflows(f: FunctionLowering, op: Op) -> None:
    """overflows_add, overflows_sub, overflows_mul."""
    a, b = f.one(op.operands[0]), f.one(op.operands[1])
    name = f"llvm.s{op.opcode[10:]}.with.overflow.i64"
    pair = f.intrinsic(name, "{i64, i1}", f"i64 {a}", f"i64 {b}")
    f.set(op, f.new(f"extractvalue {{i64, i1}} {pair}, 1"))


def lower_div(f: FunctionLowering, op: Op) -> None:
    t = op.result.type
    assert isinstance(t, Scalar)
    a, b = f.values[op.operands[0]], f.values[op.operands[1]]
    if t.kind == "float":
        f.set(op, f.new(f"fdiv {reg_of(t)} {a[0]}, {b[0]}"))
    else:
        f.set(op, *_complex_div(f, t, a, b))


def _complex_div(f: FunctionLowering, t: Scalar, a: list[str], b: list[str]) -> list[str]:
    """Smith's method: scale by the larger part of the divisor.

    CPython divides both parts by the scaled divisor, NumPy multiplies them by its reciprocal.
    A zero divisor gives NumPy's parts divided by it.
    """
    reg = reg_of(t)
    short = SHORT[reg]

    def bin(name: str, x: str, y: str) -> str:
        return f.new(f"{name} {reg} {x}, {y}")

    def select(c: str, x: str, y: str) -> str:
        return f.new(f"select i1 {c}, {reg} {x}, {reg} {y}")

    size = [f.intrinsic(f"llvm.fabs.{short}", reg, f"{reg} {x}") for x in b]
    wide = f.new(f"fcmp oge {reg} {size[0]}, {size[1]}")
    big, small = select(wide, b[0], b[1]), select(wide, b[1], b[0])
    ratio = bin("fdiv", small, big)
    denominator = bin("fadd", big, bin("fmul", small, ratio))
    near, far = select(wide, a[0], a[1]), select(wide, a[1], a[0])
    real = bin("fadd", near, bin("fmul", far, ratio))
    cross = bin("fmul", near, ratio)
    imag = select(wide, bin("fsub", far, cross), bin("fsub", cross, far))
    zero = f.new(f"fcmp oeq {reg} {size[0]}, 0.0")
    both = f.new(f"and i1 {zero}, {wide}")
    if t is COMPLEX:
        parts = [bin("fdiv", real, denominator), bin("fdiv", imag, denominator)]
    else:
        one = bin("fdiv", "1.0", denominator)
        parts = [bin("fmul", real, one), bin("fmul", imag, one)]
    by_zero = [bin("fdiv", x, size[0]) for x in a]
    return [select(both, z, p) for z, p in zip(by_zero, parts)]


def lower_bits(f: FunctionLowering, op: Op) -> None:
    """and, or, xor."""
    a, b = f.one(op.operands[0]), f.one(op.operands[1])
    f.set(op, f.new(f"{op.opcode} {reg_of(op.result.type)} {a}, {b}"))


def lower_not(f: FunctionLowering, op: Op) -> None:
    reg = reg_of(op.result.type)
    ones = "true" if reg == "i1" else "-1"
    f.set(op, f.new(f"xor {reg} {f.one(op.operands[0])}, {ones}"))


def lower_signed(f: FunctionLowering, op: Op) -> None:
    """tdiv, trem, shl, shr: the instruction depends on the sign of the type."""
    t = op.result.type
    assert isinstance(t, Scalar)
    signed, unsigned = SIGNED[op.opcode]
    name = signed if t.kind == "int" else unsigned
    a, b = f.one(op.operands[0]), f.one(op.operands[1])
    f.set(op, f.new(f"{name} {reg_of(t)} {a}, {b}"))


SIGNED = {
    "tdiv": ("sdiv", "udiv"),
    "trem": ("srem", "urem"),
    "shl": ("shl", "shl"),
    "shr": ("ashr", "lshr"),
}
FLOAT_COMPARE = {"lt": "olt", "le": "ole", "gt": "ogt", "ge": "oge", "eq": "oeq", "ne": "une"}


def lower_compare(f: FunctionLowering, op: Op) -> None:
    t = op.operands[0].type
    assert isinstance(t, Scalar)
    a, b = f.values[op.operands[0]], f.values[op.operands[1]]
    reg = reg_of(t)
    if t.kind in ("float", "complex"):
        parts = [f.new(f"fcmp {FLOAT_COMPARE[op.opcode]} {reg} {x}, {y}") for x, y in zip(a, b)]
        if len(parts) == 2:
            parts = [f.new(f"{'and' if op.opcode == 'eq' else 'or'} i1 {parts[0]}, {parts[1]}")]
        f.set(op, parts[0])
        return
    order = "" if op.info.commutative else "s" if t.kind == "int" else "u"
    f.set(op, f.new(f"icmp {order}{op.opcode} {reg} {a[0]}, {b[0]}"))


def lower_math(f: FunctionLowering, op: Op) -> None:
    """Functions that are an intrinsic of LLVM."""
    reg = reg_of(op.result.type)
    args = [f"{reg} {f.one(v)}" for v in op.operands]
    f.set(op, f.intrinsic(f"llvm.{op.opcode}.{SHORT[reg]}", reg, *args))


def lower_fma(f: FunctionLowering, op: Op) -> None:
    """In half precision the exact way is fma in double precision, rounded to half."""
    reg = reg_of(op.result.type)
    args = [f.one(v) for v in op.operands]
    if reg == "half":
        args = [f.new(f"fpext half {a} to double") for a in args]
        wide = f.intrinsic("llvm.fma.f64", "double", *(f"double {a}" for a in args))
        f.set(op, to_half(f, "double", wide))
        return
    f.wide = True  # whoever writes one has much to compute
    f.set(op, f.intrinsic(f"llvm.fma.{SHORT[reg]}", reg, *(f"{reg} {a}" for a in args)))


def lower_mulhi(f: FunctionLowering, op: Op) -> None:
    t = op.result.type
    assert isinstance(t, Scalar)
    extend = "sext" if t.kind == "int" else "zext"
    wide = f"i{2 * t.bits}"
    a, b = (f.new(f"{extend} {reg_of(t)} {f.one(v)} to {wide}") for v in op.operands)
    product = f.new(f"mul {wide} {a}, {b}")
    upper = f.new(f"lshr {wide} {product}, {t.bits}")
    f.set(op, f.new(f"trunc {wide} {upper} to {reg_of(t)}"))


def lower_freeze(f: FunctionLowering, op: Op) -> None:
    leaves = layout(op.result.type).leaves
    values = zip(leaves, f.values[op.operands[0]])
    f.set(op, *(f.new(f"freeze {leaf.reg} {x}") for leaf, x in values))


def lower_count(f: FunctionLowering, op: Op) -> None:
    """clz, ctz, popcount."""
    reg = reg_of(op.result.type)
    a = f"{reg} {f.one(op.operands[0])}"
    if op.opcode == "popcount":
        f.set(op, f.intrinsic(f"llvm.ctpop.{reg}", reg, a))
    else:
        name = "ctlz" if op.opcode == "clz" else "cttz"
        f.set(op, f.intrinsic(f"llvm.{name}.{reg}", reg, a, "i1 false"))


def lower_libm(f: FunctionLowering, op: Op) -> None:
    """Half precision is computed in single."""
    if len(layout(op.result.type).leaves) == 2:
        _lower_complex_libm(f, op)
        return
    reg = reg_of(op.result.type)
    args = [f.one(v) for v in op.operands]
    if op.attrs.get("near"):
        called = f.target.near(f.w, op.attrs["name"], len(args) - 2, reg)
        if called is not None:
            name, attributes = called
            *numbers, rare = args
            numbers = [f"{reg} {a}" for a in numbers]
            f.wide = True
            f.set(op, f.new(f"call {reg} {name}({', '.join(numbers)}, i1 {rare}) {attributes}"))
            return
        args = args[:-2]
    if op.attrs["name"] == "pow" and reg == "double":
        quick = _constant_power(f, op)
        if quick is not None:
            f.set(op, f.new(f"call double {quick}(double {args[0]})"))
            return
    wide = reg
    if reg == "half":
        wide = "float"
        args = [f.new(f"fpext half {a} to float") for a in args]
    name, attributes = f.target.math(f.w, op.attrs["name"], len(args), wide)
    call = f"call {wide} {name}({', '.join(f'{wide} {a}' for a in args)}) {attributes}"
    result = f.new(call)
    f.set(op, to_half(f, wide, result) if reg == "half" else result)


def _lower_complex_libm(f: FunctionLowering, op: Op) -> None:
    reg = layout(op.result.type).leaves[0].reg
    name = f.target.complex_math(f.w, op.attrs["name"], len(op.operands), reg)
    parts = ", ".join(f"{reg} {part}" for v in op.operands for part in f.values[v])
    both = f.new(f"call {{{reg}, {reg}}} {name}({parts})")
    f.set(op, *(f.new(f"extractvalue {{{reg}, {reg}}} {both}, {i}") for i in (0, 1)))


def _constant_power(f: FunctionLowering, op: Op) -> str | None:
    exponent = op.operands[1].op
    if exponent is None or exponent.opcode != "const":
        return None
    return f.target.power(f.w, float(exponent.attrs["value"]))


def lower_complex(f: FunctionLowering, op: Op) -> None:
    f.set(op, f.one(op.operands[0]), f.one(op.operands[1]))


def lower_part(f: FunctionLowering, op: Op) -> None:
    f.set(op, f.values[op.operands[0]][0 if op.opcode == "real" else 1])


EMIT = {
    "const": lower_const,
    "add": lower_linear,
    "sub": lower_linear,
    "mul": lower_mul,
    "complex.mul": lower_complex_mul,
    "neg": lower_neg,
    "div": lower_div,
    **dict.fromkeys(("checked_add", "checked_sub", "checked_mul", "checked_neg"), lower_checked),
    **dict.fromkeys(("overflows_add", "overflows_sub", "overflows_mul"), lower_overflows),
    **dict.fromkeys(("and", "or", "xor"), lower_bits),
    "not": lower_not,
    "freeze": lower_freeze,
    **dict.fromkeys(SIGNED, lower_signed),
    **dict.fromkeys(FLOAT_COMPARE, lower_compare),
    **dict.fromkeys(("sqrt", "floor", "ceil", "trunc", "rint", "fabs", "copysign"), lower_math),
    "fma": lower_fma,
    "mulhi": lower_mulhi,
    **dict.fromkeys(("clz", "ctz", "popcount"), lower_count),
    "libm": lower_libm,
    "complex": lower_complex,
    **dict.fromkeys(("real", "imag"), lower_part),
}
