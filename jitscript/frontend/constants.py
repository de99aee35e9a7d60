"""Ints known when compiling are computed exactly, however large, as CPython folds them.

    -(2**63)    2**64 - 1    (1 << 80) % 1000

What fits 64 bits is an ordinary constant again. What does not is `Wide`: it may still meet a
float or an np.uint64, or be compared; used as an int it raises OverflowError when it is reached.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from .emitter import Static
from .lowering import Lowering

LOW, HIGH = -(2**63), 2**63 - 1
_LONGEST = 4096  # bits
_BINARY: dict[str, Callable[[int, int], Any]] = {
    "Add": operator.add,
    "Sub": operator.sub,
    "Mult": operator.mul,
    "Div": operator.truediv,
    "FloorDiv": operator.floordiv,
    "Mod": operator.mod,
    "Pow": operator.pow,
    "LShift": operator.lshift,
    "RShift": operator.rshift,
    "BitAnd": operator.and_,
    "BitOr": operator.or_,
    "BitXor": operator.xor,
}
_UNARY: dict[str, Callable[[int], int]] = {
    "USub": operator.neg,
    "UAdd": operator.pos,
    "Invert": operator.invert,
}
_WITH_FLOATS = ("Add", "Sub", "Mult", "Div", "FloorDiv", "Mod", "Pow")


class Wide(Static):
    """An int beyond 64 bits that was computed from constants."""

    __slots__ = ()

    def value(self, f: Lowering, span: Span) -> Value:
        """The sum of the largest int and 1, which raises."""
        one = f.b.const(1, ty.INT, span)
        return f.b.op("checked_add", f.b.const(HIGH, ty.INT, span), one, span=span).result


def _number(held: Value | Static) -> int | None:
    if isinstance(held, Static):
        return held.obj if type(held.obj) is int else None
    known = held.type is ty.INT and held.op is not None and held.op.opcode == "const"
    return int(held.op.attrs["value"]) if known and held.op is not None else None


def _fits(n: int) -> bool:
    return LOW <= n <= HIGH


def is_wide(held: Value | Static) -> bool:
    return isinstance(held, Static) and type(held.obj) is int and not _fits(held.obj)


def _made(f: Lowering, found: Any, span: Span) -> Value | Static:
    if isinstance(found, float):
        return f.b.const(found, ty.FLOAT, span)
    if not _fits(found):
        return Wide(found)
    made = f.b.const(found, ty.INT, span)
    f.computed.add(made)
    return made


def _is_literal(f: Lowering, node: ast.expr, held: Value | Static) -> bool:
    if isinstance(node, ast.Name):
        return node.id not in f.scope.locals
    if isinstance(node, ast.UnaryOp):
        node = node.operand
    return isinstance(node, ast.Constant) or held in f.computed


def unary(f: Lowering, node: ast.UnaryOp, a: Value | Static) -> Value | Static | None:
    """The operator applied to a literal, or to a constant that 64 bits do not hold."""
    x = _number(a)
    if x is None:
        return None
    if _fits(x) and not _is_literal(f, node.operand, a):
        return None
    return _made(f, _UNARY[type(node.op).__name__](x), f.span(node))


def binary(
    f: Lowering, node: ast.BinOp, a: Value | Static, b: Value | Static
) -> Value | Static | None:
    """The operator applied to two literals, or to constants of which 64 bits do not hold one."""
    x, y, name = _number(a), _number(b), type(node.op).__name__
    if name == "Pow" and (x is None or y is None):
        return _power(f, node, a, b)
    if x is None or y is None or name not in _BINARY:
        return None
    literal = _is_literal(f, node.left, a) and _is_literal(f, node.right, b)
    if _fits(x) and _fits(y) and (name == "Div" or not literal):
        return None
    if name in ("Pow", "LShift") and not 0 <= y <= _LONGEST:
        return None
    if name == "Pow" and x.bit_length() * y > _LONGEST:
        return None
    try:
        found = _BINARY[name](x, y)
    except (ArithmeticError, ValueError):
        return None
    return _made(f, found, f.span(node))


def _power(
    f: Lowering, node: ast.BinOp, a: Value | Static, b: Value | Static
) -> Value | Static | None:
    """`2.0**-30`, as CPython folds it: else it would be C's function that is called each time."""
    base, exponent = _real(a), _real(b)
    if base is None or exponent is None:
        return None
    if not (_is_literal(f, node.left, a) and _is_literal(f, node.right, b)):
        return None
    try:
        found = base**exponent
    except (ArithmeticError, ValueError):
        return None
    return _made(f, found, f.span(node)) if isinstance(found, float) else None


def _real(held: Value | Static) -> int | float | None:
    """An int or a float that is known."""
    if isinstance(held, Static):
        return held.obj if type(held.obj) in (int, float) else None
    known = held.type in (ty.INT, ty.FLOAT) and held.op is not None and held.op.opcode == "const"
    found: int | float | None = held.op.attrs["value"] if known and held.op is not None else None
    return found


def meet(f: Lowering, name: str, wide: Static, other: Value | Static, span: Span) -> Value | None:
    """A wide constant as the operand beside `other`, which has a type that holds it, or as NumPy
    and Python convert it."""
    t = other.type if isinstance(other, Value) else None
    t = t.dtype if isinstance(t, ty.Array) else t
    if t is ty.U64 and 0 <= wide.obj < 2**64:
        return f.b.const(wide.obj, ty.U64, span)
    if isinstance(t, ty.Scalar) and t.kind in ("float", "complex") and name in _WITH_FLOATS:
        try:
            return f.b.const(float(wide.obj), ty.FLOAT, span)
        except OverflowError:
            return None
    return None


def comparison(
    f: Lowering, name: str, wide: Static, other: Value, span: Span
) -> tuple[str, Value] | None:
    """`other name wide` as a comparison with something that has a value."""
    n, t = wide.obj, other.type
    t = t.dtype if isinstance(t, ty.Array) else t
    if not isinstance(t, ty.Scalar):
        return None
    if t is ty.U64 and 0 <= n < 2**64:
        return name, f.b.const(n, ty.U64, span)
    if t.kind in ("int", "uint", "bool"):
        above = n > 0
        holds = name in ("Lt", "LtE", "NotEq") if above else name in ("Gt", "GtE", "NotEq")
        least = 0 if t is ty.U64 else LOW
        if above and t is ty.U64:
            end = f.b.const(2**64 - 1, ty.U64, span)
        else:
            end = f.b.const(HIGH if above else least, ty.INT, span)
        return ("LtE" if holds else "Gt") if above else ("GtE" if holds else "Lt"), end
    if t.kind == "float":
        try:
            near = float(n)
        except OverflowError:
            return None
        if int(near) == n or not t.python:
            return name, f.b.const(near, ty.FLOAT, span)
    return None
