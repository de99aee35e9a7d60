"""The interpreter's kernels: one thread, alone in its block and its grid (see `interp.py`)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .core import Op
from .interp_values import ArrayValue, Memory, Undefined
from .ops.device import INDICES
from .ops.eval_arith import numpy_class
from .types import Array

if TYPE_CHECKING:
    from .interp import Frame

Method = Callable[["Frame", Op], Any]


def _index(frame: Frame, op: Op) -> None:
    name = op.attrs["name"]
    frame.set(op, 0 if name == "shared.size" else INDICES[name][0])


def _clock(frame: Frame, op: Op) -> None:
    frame.set(op, time.perf_counter_ns())


def _nothing(frame: Frame, op: Op) -> None:
    frame.operands(op)


def _print(frame: Frame, op: Op) -> None:
    print(op.attrs["text"].format(*frame.operands(op)), end="")


def _barrier_vote(frame: Frame, op: Op) -> None:
    (value,) = frame.operands(op)
    frame.set(op, int(bool(value)))


def _one(frame: Frame, op: Op) -> None:
    frame.set(op, 1)


def _shuffle(frame: Frame, op: Op) -> None:
    mask, value, *_ = frame.operands(op)
    _takes_part(op, mask)
    frame.set(op, value)


def _vote(frame: Frame, op: Op) -> None:
    mask, value = frame.operands(op)
    _takes_part(op, mask)
    how = op.attrs["how"]
    frame.set(op, int(bool(value)) if how == "ballot" else how == "uni" or bool(value))


def _match(frame: Frame, op: Op) -> None:
    mask, _ = frame.operands(op)
    _takes_part(op, mask)
    frame.set(op, 1)


def _takes_part(op: Op, mask: int) -> None:
    if not mask & 1:
        raise Undefined("a thread that is not in the mask takes part", op)


def _place(frame: Frame, op: Op, values: int) -> tuple[Any, tuple[int, ...], list[Any]]:
    array, *rest = frame.operands(op)
    indices = tuple(rest[: len(rest) - values])
    if any(not 0 <= i < n for i, n in zip(indices, array.data.shape)):
        raise Undefined(f"no element {indices} in an array of shape {array.data.shape}", op)
    return array.data, indices, rest[len(rest) - values :]


def _atomic(frame: Frame, op: Op) -> None:
    import numpy as np

    data, at, (value,) = _place(frame, op, 1)
    old = data[at]
    how = op.attrs["how"]
    with np.errstate(all="ignore"):
        if how == "exch":
            new = value
        elif how == "inc":
            new = 0 if old >= value else old + 1
        elif how == "dec":
            new = value if old == 0 or old > value else old - 1
        else:
            new = _WAYS[how](old, value)
    data[at] = new
    frame.set(op, old)


_WAYS: dict[str, Callable[[Any, Any], Any]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "min": lambda a, b: a if b != b or a <= b else b,
    "max": lambda a, b: a if b != b or a >= b else b,
    "and": lambda a, b: a & b,
    "or": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b,
}


def _exchange(frame: Frame, op: Op) -> None:
    data, at, (expected, new) = _place(frame, op, 2)
    old = data[at]
    if old == expected:
        data[at] = new
    frame.set(op, old)


def _memory(frame: Frame, op: Op) -> None:
    import numpy as np

    t = op.results[0].type
    assert isinstance(t, Array)
    data = np.zeros(tuple(frame.operands(op)), numpy_class(t.dtype))
    frame.set(op, ArrayValue(data, Memory(data, None)))


METHODS: dict[str, Method] = {
    "device.index": _index,
    "device.clock": _clock,
    "device.sleep": _nothing,
    "device.print": _print,
    "device.barrier": _nothing,
    "device.barrier_vote": _barrier_vote,
    "device.warp_barrier": _nothing,
    "device.active": _one,
    "device.fence": _nothing,
    "device.shuffle": _shuffle,
    "device.vote": _vote,
    "device.match": _match,
    "device.atomic": _atomic,
    "device.exchange": _exchange,
    "device.shared": _memory,
    "device.local": _memory,
}
