"""What arithmetic relies on, as data: the conditions of `poison` and `guard` in the rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..traits import Condition
from ..types import INT
from .eval_arith import INT_MAX, INT_MIN


def in_64_bits(fn: Callable[..., int]) -> Callable[..., bool]:
    """`holds(op, *values)`: whether the exact result of `fn` has at most 64 bits."""
    return lambda op, *values: INT_MIN <= fn(*map(int, values)) <= INT_MAX


def fits(fn: Callable[..., int]) -> Condition:
    """A result of type `int` has at most 64 bits."""
    return Condition(
        "on `int` the result fits in 64 bits",
        in_64_bits(fn),
        lambda op: op.results[0].type is INT,
    )


def _divides(op: Any, a: Any, b: Any) -> bool:
    t = op.results[0].type
    smallest = t.kind == "int" and int(a) == -(1 << t.bits - 1)
    return bool(b != 0 and not (smallest and b == -1))


def _unknown_count(op: Any) -> bool:
    """Whether the count is not known to be in range."""
    made = op.operands[1].op
    if made is None or made.info.name != "const":
        return True
    return not 0 <= int(made.attrs["value"]) < op.results[0].type.bits


DIVIDES = Condition("b is not 0, nor -1 under the smallest int", _divides)
SHIFTS = Condition(
    "0 <= b < width",
    lambda op, a, b: 0 <= int(b) < op.results[0].type.bits,
    _unknown_count,
)
