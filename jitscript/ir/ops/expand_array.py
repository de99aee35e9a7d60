"""How the checked and structured array ops expand into core ops.

Each function takes a `Builder` positioned before the op and the op, and returns the values that
replace the op's results. The expansion pass erases the op afterwards.
"""

from __future__ import annotations

from typing import Any

from ..types import Array


def _checked(b: Any, op: Any) -> list[Any]:
    """The op's indices, each checked against its dimension."""
    array = op.operands[0]
    t = array.type
    assert isinstance(t, Array)
    found = []
    for axis in range(t.ndim):
        size = b.emit("array.dim", array, axis=axis)
        found.append(b.emit("check_index", op.operands[1 + axis], size, axis=axis))
    return found


def expand_get(b: Any, op: Any) -> list[Any]:
    return [b.emit("array.load", op.operands[0], *_checked(b, op))]


def expand_set(b: Any, op: Any) -> list[Any]:
    b.op("array.store", op.operands[0], *_checked(b, op), op.operands[-1])
    return []


def expand_map(b: Any, op: Any) -> list[Any]:
    raise AssertionError("written with the expansion pass")
