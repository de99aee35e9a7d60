"""The interpreter's ops on reference counts (see `interp_memory.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .core import Op
from .interp_memory import METHODS, runs

if TYPE_CHECKING:
    from .interp import Frame

__all__ = ["METHODS"]


@runs("retain")
def _retain(frame: Frame, op: Op) -> None:
    frame.machine.keep(frame.env[op.operands[0]])
    frame.set(op, frame.env[op.operands[0]])


@runs("release")
def _release(frame: Frame, op: Op) -> None:
    (value,) = frame.move(op)
    frame.machine.drop(value)


@runs("own")
def _own(frame: Frame, op: Op) -> None:
    (value,) = frame.move(op)
    frame.set(op, value)


@runs("alone")
def _alone(frame: Frame, op: Op) -> None:
    value = frame.get(op.operands[0], op)
    frame.set(op, frame.machine.counted and value.count == 1)
