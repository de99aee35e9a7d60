"""Numbers: constants, arithmetic, comparison, conversion.

Two families for `int`: `checked_add` and its like are Python's arithmetic and raise OverflowError
when the result leaves 64 bits; `add` on `int` states that this cannot happen (a pass proved it).
On NumPy's integers `add` wraps. Floats are IEEE everywhere; Python's errors are library code.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

from ..optable import count, fail, given, row, same
from ..types import BOOL, C64, C128, COMPLEX, F32, F64, FLOAT, INT, Scalar, Type
from . import conditions
from . import eval_arith as ev

# The attribute `to` is the result type.
TO = {"to": lambda t: t}


def number(t: Type) -> bool:
    return isinstance(t, Scalar) and t.kind != "bool"


def real(t: Type) -> bool:
    return isinstance(t, Scalar) and t.kind in ("int", "uint", "float")


def integer(t: Type) -> bool:
    return isinstance(t, Scalar) and t.kind in ("int", "uint")


def bits(t: Type) -> bool:
    return isinstance(t, Scalar) and t.kind in ("int", "uint", "bool")


def floating(t: Type) -> bool:
    return isinstance(t, Scalar) and t.kind == "float"


def inexact(t: Type) -> bool:
    return isinstance(t, Scalar) and t.kind in ("float", "complex")


def scalar(t: Type) -> bool:
    return isinstance(t, Scalar)


def python_int(t: Type) -> bool:
    return t is INT


row(
    "const",
    "-> T",
    given,
    "A constant of a scalar type, none or unbound.",
    "%a = const 42 : int",
    attrs=("value",),
    evaluate=ev.const,
    folded=False,
    free=True,
)

for name, symbol, fn in (
    ("add", "+", operator.add),
    ("sub", "-", operator.sub),
    ("mul", "*", operator.mul),
):
    row(
        name,
        "T, T -> T",
        same(2, number),
        f"a {symbol} b; wraps on NumPy integers, is known to fit on `int`, IEEE on floats.",
        f"%c = {name} %a, %b : i64 where %a: i64, %b: i64",
        evaluate=ev.wrapping(fn),
        poison=conditions.fits(fn),
        commutative=name != "sub",
        wraps=True,
        checked=f"checked_{name}",
        overflow=f"overflows_{name}",
    )
    row(
        f"checked_{name}",
        "int, int -> int",
        same(2, python_int),
        f"a {symbol} b as Python's int; OverflowError where it leaves 64 bits.",
        f"%c = checked_{name} %a, %b : int where %a: int, %b: int",
        raises=("OverflowError",),
        evaluate=ev.checked(fn),
        commutative=name != "sub",
        plain=name,
        overflow=f"overflows_{name}",
    )
    row(
        f"overflows_{name}",
        "int, int -> bool",
        same(2, python_int, BOOL),
        f"Whether a {symbol} b leaves 64 bits.",
        f"%c = overflows_{name} %a, %b : bool where %a: int, %b: int",
        evaluate=ev.overflows(fn),
        commutative=name != "sub",
    )
row(
    "neg",
    "T -> T",
    same(1, number),
    "-a; wraps on NumPy integers, is known to fit on `int`.",
    "%b = neg %a : f64 where %a: f64",
    evaluate=ev.wrapping(operator.neg),
    poison=conditions.fits(operator.neg),
    wraps=True,
    checked="checked_neg",
)
row(
    "checked_neg",
    "int -> int",
    same(1, python_int),
    "-a as Python's int; OverflowError for the smallest one.",
    "%b = checked_neg %a : int where %a: int",
    raises=("OverflowError",),
    evaluate=ev.checked(operator.neg),
    plain="neg",
)
row(
    "div",
    "T, T -> T",
    same(2, inexact),
    "a / b, IEEE: x/0 is an infinity or nan. Complex division scales by the divisor's larger "
    "part, in CPython's order of operations on `complex` and in NumPy's on `c64` and `c128`.",
    "%c = div %a, %b : f64 where %a: f64, %b: f64",
    evaluate=ev.ieee_div,
    costly=True,
)
row(
    "tdiv",
    "T, T -> T",
    same(2, integer),
    "Integer quotient rounded to zero. The divisor is not 0, nor -1 under the smallest int.",
    "%c = tdiv %a, %b : int where %a: int, %b: int",
    evaluate=ev.tdiv,
    quotient=True,
    guard=conditions.DIVIDES,
)
row(
    "trem",
    "T, T -> T",
    same(2, integer),
    "Remainder that goes with `tdiv`; same conditions.",
    "%c = trem %a, %b : int where %a: int, %b: int",
    evaluate=ev.trem,
    guard=conditions.DIVIDES,
)

for name, symbol, fn in (
    ("and", "&", operator.and_),
    ("or", "|", operator.or_),
    ("xor", "^", operator.xor),
):
    row(
        name,
        "T, T -> T",
        same(2, bits),
        f"a {symbol} b on integers or booleans.",
        f"%c = {name} %a, %b : bool where %a: bool, %b: bool",
        evaluate=ev.wrapping(fn),
        commutative=True,
    )
row(
    "not",
    "T -> T",
    same(1, bits),
    "All bits flipped; on booleans logical not.",
    "%b = not %a : bool where %a: bool",
    evaluate=ev.invert,
)
row(
    "shl",
    "T, T -> T",
    same(2, integer),
    "a << b, dropping bits; 0 <= b < width.",
    "%c = shl %a, %b : u32 where %a: u32, %b: u32",
    evaluate=ev.shl,
    poison=conditions.SHIFTS,
    wraps=True,
)
row(
    "shr",
    "T, T -> T",
    same(2, integer),
    "a >> b, keeping the sign of signed types; 0 <= b < width.",
    "%c = shr %a, %b : int where %a: int, %b: int",
    evaluate=ev.wrapping(operator.rshift),
    quotient=True,
    poison=conditions.SHIFTS,
)

for name, symbol, inverse, swapped, order, allowed in (
    ("lt", "<", "ge", "gt", (True, False, False), real),
    ("le", "<=", "gt", "ge", (True, True, False), real),
    ("gt", ">", "le", "lt", (False, False, True), real),
    ("ge", ">=", "lt", "le", (False, True, True), real),
    ("eq", "==", "ne", "eq", (False, True, False), scalar),
    ("ne", "!=", "eq", "ne", (True, False, True), scalar),
):
    row(
        name,
        "T, T -> bool",
        same(2, allowed, BOOL),
        f"a {symbol} b; with nan only != is true.",
        f"%c = {name} %a, %b : bool where %a: f64, %b: f64",
        evaluate=ev.compare(getattr(operator, name)),
        commutative=name == swapped,
        inverse=inverse,
        swapped=swapped,
        order=order,
    )


def _select(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 3)
    if types[0] is not BOOL or types[1] is not types[2]:
        fail(f"takes bool and two values of one type, got {list(types)!r}")
    return (types[1],)


row(
    "select",
    "bool, T, T -> T",
    _select,
    "The second operand where the first is true, else the third; both are made. `loose`, of two "
    "floats compared: nobody looks where one is no number, or minds which of 0.0 and -0.0 it is.",
    "%d = select %c, %a, %b : int where %c: bool, %a: int, %b: int",
    options=("loose",),
    evaluate=ev.select,
    borrowed=True,
)


row(
    "freeze",
    "T -> T",
    same(1, scalar),
    "The operand; where it is poison, any one value of its type, the same for all users.",
    "%b = freeze %a : int where %a: int",
    evaluate=lambda op, a: a,
    thaws=True,
    free=True,
)


def _cast(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 1)
    to = attrs.get("to")
    if not isinstance(types[0], Scalar) or not isinstance(to, Scalar):
        fail(f"converts scalars, got {types[0]!r} to {to!r}")
    return (to,)


row(
    "cast",
    "T -> U",
    _cast,
    "Numeric conversion as NumPy's astype: wraps integers, truncates floats, drops the "
    "imaginary part; to bool it is `!= 0`. A float out of the integer's range gives what NumPy's "
    "C code gives on x86: the smallest int32, then truncated, for types that fit there; the "
    "smallest int64, then truncated, for u32, i64 and u64; 0 for u64 from 2**64 on. Twins (int, "
    "i64) change type only.",
    "%b = cast %a : f64 where %a: int",
    implied=TO,
    evaluate=ev.cast,
    free=True,
)


def _bitcast(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 1)
    to = attrs.get("to")
    source = types[0]
    if not isinstance(source, Scalar) or not isinstance(to, Scalar) or to.bits != source.bits:
        fail(f"reinterprets scalars of one width, got {source!r} to {to!r}")
    return (to,)


row(
    "bitcast",
    "T -> U",
    _bitcast,
    "The same bits as another type of the same width.",
    "%b = bitcast %a : u64 where %a: f64",
    implied=TO,
    evaluate=ev.bitcast,
)

for name, doc, ev_fn in (
    ("sqrt", "Square root, correctly rounded; nan below zero.", ev.unary("sqrt")),
    ("floor", "Largest integral float not above a.", ev.unary("floor")),
    ("ceil", "Smallest integral float not below a.", ev.unary("ceil")),
    ("trunc", "a without its fraction.", ev.unary("trunc")),
    ("rint", "Nearest integral float, ties to even.", ev.unary("rint")),
    ("fabs", "a with a positive sign.", ev.unary("abs")),
):
    row(
        name,
        "T -> T",
        same(1, floating),
        doc,
        f"%b = {name} %a : f64 where %a: f64",
        evaluate=ev_fn,
        costly=name == "sqrt",
    )
row(
    "copysign",
    "T, T -> T",
    same(2, floating),
    "The magnitude of a with the sign of b.",
    "%c = copysign %a, %b : f64 where %a: f64, %b: f64",
    evaluate=ev.copysign,
)
row(
    "fma",
    "T, T, T -> T",
    same(3, floating),
    "a * b + c, rounded once.",
    "%d = fma %a, %b, %c : f64 where %a: f64, %b: f64, %c: f64",
    evaluate=ev.fma,
    costly=True,
)
row(
    "mulhi",
    "T, T -> T",
    same(2, integer),
    "The upper half of the double-width product.",
    "%c = mulhi %a, %b : u64 where %a: u64, %b: u64",
    evaluate=ev.mulhi,
    commutative=True,
)
row(
    "clz",
    "T -> T",
    same(1, integer),
    "How many leading zero bits a has; the width for 0.",
    "%b = clz %a : u64 where %a: u64",
    evaluate=ev.clz,
)
row(
    "ctz",
    "T -> T",
    same(1, integer),
    "How many trailing zero bits a has; the width for 0.",
    "%b = ctz %a : u64 where %a: u64",
    evaluate=ev.ctz,
)
row(
    "popcount",
    "T -> T",
    same(1, integer),
    "How many bits of a are set.",
    "%b = popcount %a : u64 where %a: u64",
    evaluate=ev.popcount,
)


def _complex(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 2)
    to = attrs.get("to")
    if types[0] is not types[1] or not isinstance(to, Scalar) or to.kind != "complex":
        fail(f"takes two parts of one type and a complex type, got {list(types)!r} to {to!r}")
    return (to,)


PART: dict[Type, Type] = {COMPLEX: FLOAT, C128: F64, C64: F32}


def _part(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 1)
    if types[0] not in PART:
        fail(f"takes a complex number, got {types[0]!r}")
    return (PART[types[0]],)


row(
    "complex",
    "T, T -> U",
    _complex,
    "A complex number from its real and imaginary part.",
    "%c = complex %a, %b : complex where %a: float, %b: float",
    implied=TO,
    evaluate=ev.make_complex,
)


def _complex_mul(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 2)
    if types[0] is not types[1] or types[0] not in (C64, C128):
        fail(f"takes two complex numbers of NumPy's, got {list(types)!r}")
    return (types[0],)


row(
    "complex.mul",
    "T, T -> T",
    _complex_mul,
    "The product of two elements as NumPy's loops over arrays make it: where the processor has a "
    "fused multiply-add, one product and the sum are rounded at once in each part.",
    "%c = complex.mul %a, %b : c128 where %a: c128, %b: c128",
    evaluate=ev.complex_mul,
    folded=False,
)
for name, doc in (("real", "The real part."), ("imag", "The imaginary part.")):
    row(
        name,
        "T -> U",
        _part,
        doc,
        f"%b = {name} %a : float where %a: complex",
        evaluate=ev.part(name),
    )
