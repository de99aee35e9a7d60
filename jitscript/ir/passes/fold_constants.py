"""Constant folding: an op on constants is the constant that its row's evaluation gives.

Results that are nan are left to the machine, whose bits for it are not known here. Functions of
libm are left, too: the library that will run them may be another one.
"""

from __future__ import annotations

import math
from typing import Any

from ..core import Builder, Op, Value
from ..ops.eval_arith import wrap
from ..types import Scalar, Type


def constant(value: Value) -> Any:
    """The value of a constant, else None."""
    op = value.op
    return op.attrs["value"] if op is not None and op.info.name == "const" else None


def evaluate(op: Op, b: Builder) -> Value | None:
    info = op.info
    if info.evaluate is None or not info.folded:
        return None
    t = op.results[0].type
    if not isinstance(t, Scalar):
        return None
    if info.name == "cast":
        found = _cast_constant(constant(op.operands[0]), op.operands[0].type, t)
        if found is not None:
            return b.const(found, t)
    args = []
    for v in op.operands:
        assert v.op is not None
        const = v.op.info.evaluate
        assert const is not None
        args.append(const(v.op))
    for condition in (info.guard, info.poison):
        if condition is not None and condition.fails(op, *args):
            return None
    try:
        found = info.evaluate(op, *args)
    except (ArithmeticError, ValueError):
        return None
    if hasattr(found, "item"):
        found = found.item()
    if t.kind in ("float", "complex") and _has_nan(found):
        return None  # which of its bits the machine sets is not known here
    return b.const(found, t)


def _cast_constant(value: Any, source: Type, to: Scalar) -> Any:
    """The common conversions, without importing NumPy, which the row's definition needs."""
    assert isinstance(source, Scalar)
    if source.kind in ("int", "uint", "bool"):
        if to.kind in ("int", "uint"):
            return wrap(int(value), to.bits, to.kind == "int")
        if to.kind == "bool":
            return bool(value)
    exact = source.kind in ("int", "uint", "bool") or (source.kind == "float" and source.bits == 64)
    if exact and to.kind == "float" and to.bits == 64:
        return float(value)
    return None


def _has_nan(value: Any) -> bool:
    parts = (value.real, value.imag) if isinstance(value, complex) else (value,)
    return any(math.isnan(p) for p in parts)
