"""Operators of instances: the methods they call, and what is said where operands do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import operators
from .lowering import Failed, Lowering
from .operators.scalar import SYMBOLS
from .operators.unions import members
from .patterns import describe, narrow_first

DUNDER = {
    "Add": "add",
    "Sub": "sub",
    "Mult": "mul",
    "Div": "truediv",
    "FloorDiv": "floordiv",
    "Mod": "mod",
    "Pow": "pow",
    "LShift": "lshift",
    "RShift": "rshift",
    "BitAnd": "and",
    "BitOr": "or",
    "BitXor": "xor",
    "MatMult": "matmul",
    "Eq": "eq",
    "NotEq": "ne",
    "Lt": "lt",
    "LtE": "le",
    "Gt": "gt",
    "GtE": "ge",
    "USub": "neg",
    "UAdd": "pos",
    "Invert": "invert",
}
OPERATION = {name: {"and": "and_", "or": "or_"}.get(word, word) for name, word in DUNDER.items()}
MIRROR = {"Eq": "Eq", "NotEq": "NotEq", "Lt": "Gt", "LtE": "GtE", "Gt": "Lt", "GtE": "LtE"}


@contextmanager
def members_of(f: Lowering, operands: Sequence[Value]) -> Iterator[None]:
    """Adds to an error, which is about members of unions, which operands are such unions."""
    try:
        yield
    except Failed as failed:
        d, found = failed.diagnostic, operators.several(operands)
        if not found or _beside_numbers(operands):
            raise
        hint = next(filter(None, (narrow_first(v.type) for v in operands)))
        f.fail(d.title, d.span, d.label, list(dict.fromkeys([*d.notes, *found])), hint)


def _beside_numbers(operands: Sequence[Value]) -> bool:
    """Whether all that may be of several types are numbers, and another operand is none: which
    type a number is does not matter then."""
    several = [v for v in operands if isinstance(v.type, ty.Union)]
    others = [v for v in operands if not isinstance(v.type, (ty.Union, ty.Scalar))]
    kinds = [m for v in several for m in members(v.type)]
    return bool(others) and all(isinstance(m, ty.Scalar) for m in kinds)


def no_operator(f: Lowering, name: str, a: Value, b: Value, span: Span) -> NoReturn:
    symbol = {"In": "in", "NotIn": "not in"}.get(name) or SYMBOLS[name]
    left, right = describe(a.type), describe(b.type)
    if name in MIRROR or name not in SYMBOLS:
        f.fail(f"'{symbol}' not supported between instances of '{left}' and '{right}'", span)
    hint = ""
    if name == "Add" and {left, right} & {"int", "float"} and "str" in (left, right):
        hint = "str(…) makes text of a number, int(…) or float(…) a number of text"
    f.fail(f"unsupported operand type(s) for {symbol}: '{left}' and '{right}'", span, hint=hint)
