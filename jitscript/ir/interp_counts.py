"""The interpreter's ops on reference counts (see `interp_memory.py`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .core import Op
from .interp_memory import METHODS, runs
from .interp_values import Counted, references

if TYPE_CHECKING:
    from .interp import Frame

__all__ = ["METHODS", "beyond_circles"]


def beyond_circles(live: Iterable[Counted]) -> list[Counted]:
    """Of what lives, that which is not only held by others of it: circles are the collector's."""
    outside = {counted: counted.count or 0 for counted in live}
    inner = {c: [x for v in c.held() for x in references(v) if x in outside] for c in outside}
    for held in inner.values():
        for counted in held:
            outside[counted] -= 1
    waiting = [counted for counted, n in outside.items() if n]
    found = dict.fromkeys(waiting)
    while waiting:
        more = [x for x in inner[waiting.pop()] if x not in found]
        found.update(dict.fromkeys(more))
        waiting += dict.fromkeys(more)
    return list(found)


@runs("retain")
def _retain(frame: Frame, op: Op) -> None:
    frame.machine.keep(frame.env[op.operands[0]])
    frame.set(op, frame.env[op.operands[0]])


@runs("release")
def _release(frame: Frame, op: Op) -> None:
    (value,) = frame.move(op)
    frame.machine.drop(value)


@runs("captured")
def _captured(frame: Frame, op: Op) -> None:
    frame.set(op, frame.get(op.operands[0], op))


@runs("own")
def _own(frame: Frame, op: Op) -> None:
    (value,) = frame.move(op)
    frame.set(op, value)


@runs("alone")
def _alone(frame: Frame, op: Op) -> None:
    value = frame.get(op.operands[0], op)
    frame.set(op, frame.machine.counted and value.count == 1)
