"""Functions of Python's that are operators, or known when they are given constants."""

from __future__ import annotations

import operator
from typing import Any

OPERATORS: dict[Any, str] = {
    pow: "Pow",
    operator.add: "Add",
    operator.sub: "Sub",
    operator.mul: "Mult",
    operator.truediv: "Div",
    operator.floordiv: "FloorDiv",
    operator.mod: "Mod",
    operator.pow: "Pow",
    operator.matmul: "MatMult",
    operator.lshift: "LShift",
    operator.rshift: "RShift",
    operator.and_: "BitAnd",
    operator.or_: "BitOr",
    operator.xor: "BitXor",
    operator.eq: "Eq",
    operator.ne: "NotEq",
    operator.lt: "Lt",
    operator.le: "LtE",
    operator.gt: "Gt",
    operator.ge: "GtE",
}


def float_of(text: str) -> float | None:
    """What float("inf") is; None where a call says it, or has an error to raise."""
    try:
        found = float(text)
    except ValueError:
        return None
    return None if found != found and "-" in text else found  # a constant nan has no sign
