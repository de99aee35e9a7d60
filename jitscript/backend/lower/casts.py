"""Conversions between scalar types, exact to the bit and never poison.

A float becomes an integer as in NumPy on x86, through int32 where the type fits there, else
through int64: what that cannot hold becomes its smallest value, then the integer is truncated.
LLVM's own conversions are undefined there, hence the selects, which fold away where the range is
known.
"""

from __future__ import annotations

from ...ir.core import Op
from ...ir.types import C64, F32, F64, INT, Scalar
from ..code import Code
from ..writer import float_text
from .function import FunctionLowering

REG = {16: "half", 32: "float", 64: "double"}


def lower_cast(f: FunctionLowering, op: Op) -> None:
    source, to = op.operands[0].type, op.result.type
    assert isinstance(source, Scalar) and isinstance(to, Scalar)
    f.set(op, *cast(f, source, to, f.values[op.operands[0]]))


def cast(f: Code, source: Scalar, to: Scalar, a: list[str]) -> list[str]:
    """The leaves of `a`, a `source`, as a `to`."""
    if to.kind == "bool":
        return [_truth(f, source, a)]
    if source.kind == "complex":
        part = F32 if source is C64 else F64
        if to.kind != "complex":
            return cast(f, part, to, a[:1])
        other = F32 if to is C64 else F64
        return [*cast(f, part, other, a[:1]), *cast(f, part, other, a[1:])]
    if to.kind == "complex":
        return [*cast(f, source, F32 if to is C64 else F64, a), float_text(0.0, to.bits // 2)]
    if to.kind == "float":
        return [_to_float(f, source, to, a[0])]
    return [_to_int(f, source, to, a[0])]


def _truth(f: Code, source: Scalar, a: list[str]) -> str:
    if source.kind == "bool":
        return a[0]
    if source.kind in ("int", "uint"):
        return f.new(f"icmp ne i{source.bits} {a[0]}, 0")
    reg = REG[source.bits if source.kind == "float" else source.bits // 2]
    parts = [f.new(f"fcmp une {reg} {x}, 0.0") for x in a]
    return parts[0] if len(parts) == 1 else f.new(f"or i1 {parts[0]}, {parts[1]}")


def _to_float(f: Code, source: Scalar, to: Scalar, a: str) -> str:
    reg = REG[to.bits]
    if source.kind == "float":
        return _float_to_float(f, source.bits, to.bits, a)
    name = "sitofp" if source.kind == "int" else "uitofp"
    # A Python int becomes a float first, as float(n) does; a NumPy integer is rounded once, to
    # half precision by way of single, as NumPy does.
    via = "double" if source is INT else "float" if reg == "half" else reg
    value = f.new(f"{name} i{source.bits} {a} to {via}")
    if via == reg:
        return value
    return to_half(f, via, value) if reg == "half" else f.new(f"fptrunc {via} {value} to {reg}")


def _float_to_float(f: Code, source: int, to: int, a: str) -> str:
    if source == to:
        return a
    if source < to:
        return f.new(f"fpext {REG[source]} {a} to {REG[to]}")
    if to == 16:
        return to_half(f, REG[source], a)
    return f.new(f"fptrunc {REG[source]} {a} to {REG[to]}")


def to_half(f: Code, reg: str, a: str) -> str:
    """Round a float or double to half, once.

    Processors convert to half from single only. A double is first rounded to odd: an inexact
    single gets its last bit set, which keeps the second rounding from seeing a tie.
    """
    if reg == "double":
        single = f.new(f"fptrunc double {a} to float")
        back = f.new(f"fpext float {single} to double")
        inexact = f.new(f"fcmp one double {back}, {a}")
        sizes = [f.intrinsic("llvm.fabs.f64", "double", f"double {x}") for x in (back, a)]
        away = f.new(f"fcmp ogt double {sizes[0]}, {sizes[1]}")
        bits = f.new(f"bitcast float {single} to i32")
        less = f.new(f"add i32 {bits}, -1")
        toward = f.new(f"select i1 {away}, i32 {less}, i32 {bits}")
        odd = f.new(f"or i32 {toward}, 1")
        chosen = f.new(f"select i1 {inexact}, i32 {odd}, i32 {bits}")
        a = f.new(f"bitcast i32 {chosen} to float")
    return f.new(f"fptrunc float {a} to half")


def _to_int(f: Code, source: Scalar, to: Scalar, a: str) -> str:
    if source.kind != "float":
        return _resize(f, source, to.bits, a)
    reg = REG[source.bits]
    if reg == "half":
        reg, a = "float", f.new(f"fpext half {a} to float")
    bits = 32 if reg == "float" else 64
    wide = 32 if to.bits < 32 or (to.bits == 32 and to.kind == "int") else 64
    smallest = -(2 ** (wide - 1))
    if wide == 32 and reg == "double":  # what truncates to the smallest int32 lies below it
        above = f.new(f"fcmp ogt double {a}, {float_text(smallest - 1.0, bits)}")
    else:
        above = f.new(f"fcmp oge {reg} {a}, {float_text(float(smallest), bits)}")
    high = float_text(-float(smallest), bits)
    below = f.new(f"fcmp olt {reg} {a}, {high}")
    inside = f.new(f"and i1 {above}, {below}")
    value = f.new(f"fptosi {reg} {a} to i{wide}")
    found = f.new(f"select i1 {inside}, i{wide} {value}, i{wide} {smallest}")
    if to.kind == "uint" and to.bits == 64:
        upper = f.new(f"fcmp oge {reg} {a}, {high}")
        fits = f.new(f"fcmp olt {reg} {a}, {float_text(2.0**64, bits)}")
        value = f.new(f"fptoui {reg} {a} to i64")
        larger = f.new(f"select i1 {fits}, i64 {value}, i64 0")
        found = f.new(f"select i1 {upper}, i64 {larger}, i64 {found}")
    return found if to.bits == wide else f.new(f"trunc i{wide} {found} to i{to.bits}")


def _resize(f: Code, source: Scalar, bits: int, a: str) -> str:
    if source.bits == bits:
        return a
    if source.bits > bits:
        return f.new(f"trunc i{source.bits} {a} to i{bits}")
    return f.new(f"{'sext' if source.kind == 'int' else 'zext'} i{source.bits} {a} to i{bits}")


def lower_bitcast(f: FunctionLowering, op: Op) -> None:
    source, to = op.operands[0].type, op.result.type
    assert isinstance(source, Scalar) and isinstance(to, Scalar)
    a = f.values[op.operands[0]]
    if (source.kind == "complex") == (to.kind == "complex"):
        kinds = [f"{REG[t.bits]}" if t.kind == "float" else f"i{t.bits}" for t in (source, to)]
        same = source.kind == "complex" or kinds[0] == kinds[1]
        f.set(op, *(a if same else [f.new(f"bitcast {kinds[0]} {a[0]} to {kinds[1]}")]))
    elif source.kind == "complex":
        parts = [f.new(f"bitcast float {x} to i32") for x in a]
        low, high = (f.new(f"zext i32 {x} to i64") for x in parts)
        shifted = f.new(f"shl i64 {high}, 32")
        whole = f.new(f"or disjoint i64 {low}, {shifted}")
        f.set(op, whole if to.kind != "float" else f.new(f"bitcast i64 {whole} to double"))
    else:
        whole = a[0] if source.kind != "float" else f.new(f"bitcast double {a[0]} to i64")
        shifted = f.new(f"lshr i64 {whole}, 32")
        halves = [f.new(f"trunc i64 {x} to i32") for x in (whole, shifted)]
        f.set(op, *(f.new(f"bitcast i32 {x} to float") for x in halves))


EMIT = {"cast": lower_cast, "bitcast": lower_bitcast}
