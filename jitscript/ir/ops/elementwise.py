"""Where the operands of a structured op stand: first what is none of the elements (the array that
is filled, the value a total begins with), then, if it is `shaped`, operands of which only the
shapes are looked at, then those with whose elements the regions compute.

    map_into %out, %s, %a, %b, shaped=1      leading 1, shapes [%s], elements [%a, %b]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..traits import EMPTY


def leading(op: Any) -> int:
    """How many operands come before all that."""
    begun = "first" in op.info.options and not op.attrs.get("first")
    return int(op.info.through is not EMPTY) + begun


def shapes(op: Any) -> Sequence[Any]:
    """The operands whose shapes are broadcast, and checked."""
    n = leading(op)
    shaped: int = op.attrs.get("shaped") or 0
    found: Sequence[Any] = op.operands[n : n + shaped] if shaped else op.operands[n:]
    return found


def elements(op: Any) -> Sequence[Any]:
    """The operands with whose elements the first region computes."""
    found: Sequence[Any] = op.operands[leading(op) + (op.attrs.get("shaped") or 0) :]
    return found
