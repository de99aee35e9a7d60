"""Integers of few bits: types, ops on them, and all their intervals, for proofs by trying all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jitscript.ir import ops  # noqa: F401
from jitscript.ir.core import Op, Value
from jitscript.ir.interp import _evaluate
from jitscript.ir.interp_values import POISON, Undefined
from jitscript.ir.ops import eval_arith
from jitscript.ir.optable import TABLE
from jitscript.ir.types import BOOL, INT, Scalar, Type

WIDTH = 4
SIGNED = Scalar("i4", "int", WIDTH, False)
UNSIGNED = Scalar("u4", "uint", WIDTH, False)
NARROW = Scalar("i3", "int", 3, False)
WIDE = Scalar("u5", "uint", 5, False)
PYTHON = Scalar("int4", "int", WIDTH, True)  # stands for `int`: sums that leave it do not exist
SMALL = (SIGNED, UNSIGNED, NARROW, WIDE)

_numpy_class = eval_arith.numpy_class


def numpy_class(t: Type) -> Any:
    """Numbers of few bits are Python's own; rows wrap them to their width."""
    return int if t in (*SMALL, PYTHON) else _numpy_class(t)


def values(t: Type) -> range:
    """All values of a type."""
    if t is BOOL:
        return range(2)
    assert isinstance(t, Scalar)
    if t.kind == "uint":
        return range(1 << t.bits)
    return range(-1 << (t.bits - 1), 1 << (t.bits - 1))


def intervals(t: Type) -> Iterator[tuple[int, int]]:
    """All intervals of a type that are not empty."""
    every = values(t)
    return ((low, high) for low in every for high in every if low <= high)


def op_of(name: str, operands: list[Type], result: Type, **attrs: Any) -> Op:
    """An op on values that nothing defines."""
    args = [Value(t, Op("unreachable", (), ()), 0) for t in operands]
    attrs.setdefault("to", result)
    return Op(name, args, [result], attrs)


def run(op: Op, *args: int) -> int | None:
    """What the op's row makes of these values; None where there is no result (an error, poison, a
    broken condition)."""
    t = op.results[0].type
    real = _as_int(op) if PYTHON in (t, *(v.type for v in op.operands)) else op
    given = [bool(a) if v.type is BOOL else a for a, v in zip(args, op.operands)]
    try:
        found = _evaluate(real, given)
    except (ArithmeticError, Undefined):
        return None
    if found is POISON:
        return None
    return int(found) if int(found) in values(t) else None


RAISES = object()
_UNDEFINED = object()
_given: dict[Any, Any] = {}


def row_gives(op: Op, of: list[Any]) -> Any:
    """What the row of an op makes of numbers, which is looked up if they came before: a number,
    POISON, RAISES; or `Undefined`."""
    types = (op.result.type, *(v.type for v in op.operands))
    key = op.opcode, op.attrs.get("value"), types, tuple(of)
    found = _given.get(key)
    if found is None:
        found = _given[key] = _computed(op, of, few=PYTHON in types)
    if found is _UNDEFINED:
        raise Undefined("no result")
    return found


def _computed(op: Op, of: list[Any], few: bool) -> Any:
    t = op.result.type
    try:
        found = _evaluate(_as_int(op) if few and op.opcode != "const" else op, of)
    except ArithmeticError:
        return RAISES
    except Undefined:
        return _UNDEFINED
    if found is POISON or t not in (PYTHON, *SMALL, BOOL) or int(found) in values(t):
        return found
    return RAISES if op.info.raises else POISON


def _as_int(op: Op) -> Op:
    """The same op on `int`: what fits in few bits is the same."""
    types = [INT if v.type is PYTHON else v.type for v in op.operands]
    t = op.results[0].type
    return op_of(op.opcode, types, INT if t is PYTHON else t, **op.attrs)


def in_range(op: Op, *args: int) -> bool:
    """Whether a shift count is within the small width: that of `int` is larger."""
    return op.opcode not in ("shl", "shr") or 0 <= args[1] < WIDTH


__all__ = ["TABLE", "in_range", "intervals", "numpy_class", "op_of", "run", "values"]
