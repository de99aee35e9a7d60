"""Comparisons, and the truth of a value."""

from __future__ import annotations

import operator

from ...diagnostics import Span
from ...ir import types as T
from ...ir.core import Value
from ...ir.types import Scalar
from ..emitter import Emitter
from ..patterns import describe as shown
from . import promote
from .scalar import SYMBOLS, Unsupported, builtin_answers, cast, known, number

OPCODES = {"Lt": "lt", "LtE": "le", "Gt": "gt", "GtE": "ge", "Eq": "eq", "NotEq": "ne"}
MIRRORED = {"Lt": "Gt", "LtE": "GtE", "Gt": "Lt", "GtE": "LtE", "Eq": "Eq", "NotEq": "NotEq"}
ORACLES = {name: getattr(operator, opcode) for name, opcode in OPCODES.items()}
_EXACT = 2**53  # below it every int is a float, and equal floats are equal ints


def result_type(op: str, a: Scalar, b: Scalar) -> Scalar:
    """bool where the builtin type answers, else NumPy's. A complex has no order of its own."""
    equality = op in ("Eq", "NotEq") and builtin_answers(a, b)
    return T.BOOL if equality or (a.python and b.python) else T.B1


def compare(e: Emitter, op: str, a: Value, b: Value, span: Span) -> Value:
    """`a op b` for two scalars: a bool, or NumPy's bool if one of them is NumPy's, which orders
    complex numbers by their real parts, then by the imaginary ones."""
    ta, tb = a.type, b.type
    assert isinstance(ta, Scalar) and isinstance(tb, Scalar)
    if op not in ("Eq", "NotEq") and T.COMPLEX in (ta, tb) and ta.python and tb.python:
        raise not_ordered(op, ta, tb)
    if op not in ("Eq", "NotEq") and "complex" in (ta.kind, tb.kind) and ta is not tb:
        t = promote.machine(promote.common(ta, tb))
        a, b = number(e, a, t, span), number(e, b, t, span)
    return cast(e, _compare(e, op, a, b, span), result_type(op, ta, tb), span)


def elements(e: Emitter, op: str, a: Value, b: Value, span: Span) -> Value:
    """`compare` for elements of arrays. Complex ones with an imaginary part that is no number are
    in no order, as numbers alone may be."""
    found = compare(e, op, a, b, span)
    if op in ("Eq", "NotEq"):
        return found
    for v in (a, b):
        if isinstance(v.type, Scalar) and v.type.kind == "complex":
            part = e.b.op("imag", v, span=span).result
            known_part = e.b.op("eq", part, part, span=span).result
            found = e.b.op("and", found, cast(e, known_part, T.B1, span), span=span).result
    return found


def not_ordered(op: str, a: T.Type, b: T.Type) -> Unsupported:
    return Unsupported(
        f"'{SYMBOLS[op]}' not supported between instances of '{shown(a)}' and '{shown(b)}'"
    )


def _compare(e: Emitter, op: str, a: Value, b: Value, span: Span) -> Value:
    """The comparison as a `bool`."""
    ta, tb = a.type, b.type
    assert isinstance(ta, Scalar) and isinstance(tb, Scalar)
    if ta.python and tb.python:
        return _compare_builtin(e, op, a, b, span)
    kinds = {ta.kind, tb.kind}
    if kinds <= {"int", "uint"} and promote.machine(ta).kind != promote.machine(tb).kind:
        wide = (a, b) if ta is T.U64 else (b, a)
        if T.U64 in (ta, tb):
            return _unsigned_signed(e, op if wide[0] is a else MIRRORED[op], *wide, span)
    if kinds <= {"int", "uint"} and T.INT in (ta, tb):
        return _op(e, op, a, b, T.INT, span)  # every other NumPy integer fits an int: exact
    t = promote.numpy_common(ta, tb)
    if t.kind == "complex" and op not in ("Eq", "NotEq"):
        return e.call_library(ORACLES[op], [number(e, a, t, span), number(e, b, t, span)], span)
    return _op(e, op, a, b, t, span)


def _compare_builtin(e: Emitter, op: str, a: Value, b: Value, span: Span) -> Value:
    types = {a.type, b.type}
    if types == {T.INT, T.FLOAT} and not (_is_exact(a) or _is_exact(b)):
        return e.call_library(ORACLES[op], [a, b], span)
    if types == {T.INT, T.COMPLEX}:
        return e.call_library(ORACLES[op], [a, b] if a.type is T.INT else [b, a], span)
    assert isinstance(a.type, Scalar) and isinstance(b.type, Scalar)
    return _op(e, op, a, b, promote.builtin_common(a.type, b.type), span)


def _is_exact(v: Value) -> bool:
    value = known(v)
    return value is not None and abs(value) < _EXACT


def _op(e: Emitter, op: str, a: Value, b: Value, t: Scalar, span: Span) -> Value:
    """Compare as type `t`."""
    if t.kind == "bool" and (op not in ("Eq", "NotEq") or a.type is not b.type):
        t = T.INT
    x, y = number(e, a, t, span), number(e, b, t, span)
    return e.b.op(OPCODES[op], x, y, span=span).result


def _unsigned_signed(e: Emitter, op: str, a: Value, b: Value, span: Span) -> Value:
    """A u64 against a signed integer, exactly: a negative one is less than all of them."""
    signed = cast(e, b, T.I64, span)
    negative = e.b.op("lt", signed, e.b.const(0, T.I64, span), span=span).result
    plain = e.b.op(OPCODES[op], a, cast(e, signed, T.U64, span), span=span).result
    answer = e.b.const(op in ("Gt", "GtE", "NotEq"), T.BOOL, span)
    return e.b.op("select", negative, answer, plain, span=span).result


def truth(e: Emitter, v: Value, span: Span) -> Value:
    """Whether a scalar is true: not zero."""
    return v if v.type is T.BOOL else cast(e, v, T.BOOL, span)
