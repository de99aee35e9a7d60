"""Operators between two scalars: a table says which op or library function does the work.

A `Plan` is the answer for a pair of types: what to convert the operands to, what to do then, and
the type of the result. Where Python's operator has branches (`//`, `**`, a shift …) the plan
names the library's overload of the `operator` function; everything else is one op.
"""

from __future__ import annotations

import operator
from typing import Any, NamedTuple

from ...diagnostics import Span
from ...ir import types as T
from ...ir.core import Value
from ...ir.types import Scalar, Type
from ...library import oracles
from ..emitter import Emitter
from ..patterns import describe as shown
from . import promote

SYMBOLS = {
    "Add": "+",
    "Sub": "-",
    "Mult": "*",
    "Div": "/",
    "FloorDiv": "//",
    "Mod": "%",
    "Pow": "**",
    "MatMult": "@",
    "LShift": "<<",
    "RShift": ">>",
    "BitAnd": "&",
    "BitOr": "|",
    "BitXor": "^",
    "Lt": "<",
    "LtE": "<=",
    "Gt": ">",
    "GtE": ">=",
    "Eq": "==",
    "NotEq": "!=",
    "USub": "-",
    "UAdd": "+",
    "Invert": "~",
    "Not": "not",
}
_PLAIN = {"Add": "add", "Sub": "sub", "Mult": "mul"}
_BITWISE = {"BitAnd": "and", "BitOr": "or", "BitXor": "xor"}
_SHIFTS = {"LShift": operator.lshift, "RShift": operator.rshift}
_DIVISIONS = {"FloorDiv": operator.floordiv, "Mod": operator.mod}
_SMALL_POWER = 3


class Unsupported(Exception):
    """The operator has no meaning for these types; the text says so in Python's or NumPy's
    words."""


class Plan(NamedTuple):
    """Convert the operands to `operand`, apply the op `opcode` or else the library's overload of
    `oracle`, convert what comes out to `result`."""

    operand: Scalar
    result: Scalar
    opcode: str = ""
    oracle: Any = None


def plan(op: str, a: Scalar, b: Scalar) -> Plan:
    """How `a op b` is done. Raises Unsupported."""
    if op == "MatMult":
        raise unsupported(op, a, b)
    if builtin_answers(a, b):
        return _python_plan(op, a, T.FLOAT if b is T.F64 else b)
    return _numpy_plan(op, a, b)


def builtin_answers(a: Scalar, b: Scalar) -> bool:
    """Whether the builtin type does the operation: for builtins, and for a complex on the left of
    an np.float64, which it takes for the float that it also is."""
    return a.python and (b.python or (a is T.COMPLEX and b is T.F64))


def _python_plan(op: str, a: Scalar, b: Scalar) -> Plan:
    t = promote.builtin_common(a, b)
    if op in _PLAIN:
        return Plan(t, t, ("checked_" if t is T.INT else "") + _PLAIN[op])
    if op == "Div":
        return Plan(t, T.FLOAT if t is T.INT else t, oracle=operator.truediv)
    if op == "Pow":
        return Plan(t, t, oracle=operator.pow)
    if op in _DIVISIONS and t is not T.COMPLEX:
        return Plan(t, t, oracle=_DIVISIONS[op])
    if t is not T.INT or op in _DIVISIONS:
        raise unsupported(op, a, b)
    if op in _SHIFTS:
        return Plan(t, t, oracle=_SHIFTS[op])
    both = T.BOOL if a is b is T.BOOL else T.INT
    return Plan(both, both, _BITWISE[op])


def _numpy_plan(op: str, a: Scalar, b: Scalar) -> Plan:
    t = promote.numpy_common(a, b)
    if t.kind == "bool":
        return _boolean_plan(op, a, b)
    if op in _PLAIN:
        return Plan(t, t, _PLAIN[op])
    if op == "Div":
        if t.kind == "complex":
            return Plan(t, t, oracle=operator.truediv)
        t = t if t.kind == "float" else T.F64
        return Plan(t, t, "div")
    if op == "Pow" and t.kind == "complex":
        return Plan(t, t, oracle=operator.pow)
    if op == "Pow" or (op in _DIVISIONS and t.kind != "complex"):
        # NumPy does these for half precision in single precision.
        return Plan(T.F32 if t is T.F16 else t, t, oracle=_DIVISIONS.get(op, operator.pow))
    if op in _DIVISIONS or t.kind not in ("int", "uint"):
        raise unsupported(op, a, b)
    if op in _SHIFTS:
        return Plan(t, t, oracle=_SHIFTS[op])
    return Plan(t, t, _BITWISE[op])


def _boolean_plan(op: str, a: Scalar, b: Scalar) -> Plan:
    """NumPy's booleans: `+` is or, `*` is and, what has no boolean loop is done in int8."""
    if op == "Sub":
        raise Unsupported(
            "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, "
            "the `^` operator, or the logical_xor function instead."
        )
    as_bits = {"Add": "or", "Mult": "and", **_BITWISE}
    if op in as_bits:
        return Plan(T.B1, T.B1, as_bits[op])
    if op == "Div":
        return Plan(T.F64, T.F64, "div")
    oracle = _SHIFTS.get(op) or _DIVISIONS.get(op, operator.pow)
    return Plan(T.I8, T.I8, oracle=oracle)


def unsupported(op: str, a: Type, b: Type) -> Unsupported:
    return Unsupported(
        f"unsupported operand type(s) for {SYMBOLS[op]}: '{shown(a)}' and '{shown(b)}'"
    )


# --- emitting -----------------------------------------------------------------------------------


def binary(e: Emitter, op: str, a: Value, b: Value, span: Span) -> Value:
    """`a op b` for two scalars."""
    ta, tb = a.type, b.type
    assert isinstance(ta, Scalar) and isinstance(tb, Scalar)
    literal = known(b) if tb is T.INT else None
    if literal is not None and op in ("Pow", "FloorDiv", "Mod"):
        simple = _with_literal(e, op, a, literal, span)
        if simple is not None:
            return simple
    return apply(e, plan(op, ta, tb), a, b, span)


_POWERS: dict[Type, Any] = {T.INT: oracles.power_by_int, T.FLOAT: oracles.power_by_float}


def array_power(e: Emitter, a: Value, b: Value, exponent: Type, span: Span) -> Value:
    """`a ** b` for elements of an array and of `exponent`, the type of the right operand. By a
    Python int or float NumPy takes other functions for some powers, and real numbers by any one
    float."""
    assert isinstance(a.type, Scalar) and isinstance(b.type, Scalar)
    how = plan("Pow", a.type, b.type)
    own = _POWERS.get(exponent)
    if a.type.kind == "float" and exponent is b.type and b.type.kind == "float":
        own = oracles.power_by_float
    if a.type.kind not in ("float", "complex"):
        own = None
    if own is None and how.operand.kind == "float":
        own = oracles.power
    if own is not None:
        how = Plan(how.operand, how.result, oracle=own)
    return apply(e, how, a, b, span)


def apply(e: Emitter, how: Plan, a: Value, b: Value, span: Span) -> Value:
    """Emit a plan."""
    x, y = _operand(e, a, how, span), _operand(e, b, how, span)
    if how.opcode:
        return cast(e, e.b.op(how.opcode, x, y, span=span).result, how.result, span)
    return cast(e, e.call_library(how.oracle, [x, y], span), how.result, span)


def _operand(e: Emitter, v: Value, how: Plan, span: Span) -> Value:
    if how.result is T.F16 and how.operand is T.F32:  # rounded to half, then worked on in single
        v = number(e, v, T.F16, span)
    return number(e, v, how.operand, span)


def _with_literal(e: Emitter, op: str, a: Value, n: int, span: Span) -> Value | None:
    """The cheaper forms that a literal on the right allows; None if there is none."""
    if op == "Pow":
        return _literal_power(e, a, n, span)
    if a.type is not T.INT or n <= 0 or n & (n - 1):
        return None
    if op == "Mod":  # floor division and modulo by a power of two: a shift and a mask
        return e.b.op("and", a, e.b.const(n - 1, T.INT, span), span=span).result
    return e.b.op("shr", a, e.b.const(n.bit_length() - 1, T.INT, span), span=span).result


def _literal_power(e: Emitter, a: Value, n: int, span: Span) -> Value | None:
    """`a ** 2` of an int is a multiplication, `a ** -1` a float."""
    t = a.type
    if t not in (T.INT, T.BOOL) or n > _SMALL_POWER:
        return None
    if n < 0:
        base, exponent = number(e, a, T.FLOAT, span), e.b.const(float(n), T.FLOAT, span)
        return e.call_library(operator.pow, [base, exponent], span)
    if n == 0:
        return e.b.const(1, T.INT, span)
    a = result = number(e, a, T.INT, span)
    for _ in range(n - 1):
        result = e.b.op("checked_mul", a, result, span=span).result
    return result


def known(v: Value) -> Any:
    """The value of a constant (a Python number), else None."""
    return v.op.attrs["value"] if v.op is not None and v.op.opcode == "const" else None


def cast(e: Emitter, v: Value, to: Scalar, span: Span) -> Value:
    """Numeric conversion without any check; nothing for the same type."""
    return v if v.type is to else e.b.op("cast", v, span=span, to=to).result


def number(e: Emitter, v: Value, to: Scalar, span: Span) -> Value:
    """An operand as type `to`. A Python int that a NumPy integer cannot hold is OverflowError, as
    NumPy 2 has it; a Python int becomes a small float through a double, as NumPy does it."""
    if v.type is T.INT and to.kind in ("int", "uint") and to not in (T.INT, T.I64):
        value = known(v)
        if value is not None and holds(to, value):
            return e.b.const(value, to, span)
        return e.call_library(numpy_class(to), [v], span)
    if v.type is T.INT and to in (T.F32, T.F16):
        v = cast(e, v, T.F64, span)
    if v.type is T.INT and to is T.C64:
        v = cast(e, v, T.C128, span)
    return cast(e, v, to, span)


def bounds(t: Scalar) -> tuple[int, int]:
    """The least and the greatest number of an integer type."""
    if t.kind == "uint":
        return 0, (1 << t.bits) - 1
    return -1 << (t.bits - 1), (1 << (t.bits - 1)) - 1


def holds(t: Scalar, value: int) -> bool:
    least, most = bounds(t)
    return least <= value <= most


def numpy_class(t: Scalar) -> Any:
    """The NumPy scalar class: the oracle of conversions to `t`."""
    import numpy as np

    return np.bool_ if t.kind == "bool" else getattr(np, promote.numpy_name(t))
