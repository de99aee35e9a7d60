"""Arrays that are known to be C-contiguous, seen in other axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..types import BOOL, INT, Array

SMALL = 24  # ops of an element that may be there twice


def known_contiguous(value: Any) -> bool:
    """Whether it is certain of an array where it is made; of what is no array, too."""
    return not isinstance(value.type, Array) or (
        value.op is not None and (value.op.info.contiguous or value.type.ndim == 0)
    )


def is_contiguous(b: Any, array: Any) -> Any:
    """Whether an array is C-contiguous, as its strides have it."""
    step = b.const(max(1, array.type.dtype.bits // 8), INT)
    one = b.const(1, INT)
    found = b.const(True, BOOL)
    for axis in reversed(range(array.type.ndim)):
        size = b.emit("array.dim", array, axis=axis)
        fits = b.emit("eq", b.emit("array.stride", array, axis=axis), step)
        found = b.emit("and", found, b.emit("or", fits, b.emit("eq", size, one)))
        if axis:
            step = b.emit("mul", step, size)
    return found


def turned(b: Any, array: Any) -> Any:
    """The array with its axes turned round: the one of which it was made so, where that is."""
    known = turned_of(array)
    if known is not None:
        return known
    axes = range(array.type.ndim)[::-1]
    dims = [b.emit("array.dim", array, axis=k) for k in axes]
    steps = [b.emit("array.stride", array, axis=k) for k in axes]
    return b.emit("array.view", array, b.const(0, INT), *dims, *steps)


def turned_of(array: Any) -> Any:
    """The array, certainly C-contiguous, of which this one is the transposed; or None."""
    op = array.op
    if op is None or not op.info.view or not op.operands[op.info.layout]:
        return None
    base, n = op.operands[0], array.type.ndim
    if not known_contiguous(base) or base.type.ndim != n or base.type is not array.type:
        return None
    layout = [v.op for v in op.operands[1:]]
    if any(made is None for made in layout):
        return None
    offset, *others = layout
    wanted = [(what, n - 1 - k) for what in ("array.dim", "array.stride") for k in range(n)]
    found = [
        (made.opcode, made.attrs.get("axis")) if made.operands[:1] == (base,) else None
        for made in others
    ]
    return base if offset.attrs.get("value") == 0 and found == wanted else None


def seen(b: Any, operands: Sequence[Any], dims: Sequence[Any]) -> list[Any]:
    """Contiguous arrays as arrays of these sizes."""

    def one(array: Any) -> Any:
        step = b.const(max(1, array.type.dtype.bits // 8), INT)
        strides = []
        for n in reversed(dims):
            strides.append(step)
            step = b.emit("mul", step, n)
        return b.emit("array.view", array, b.const(0, INT), *dims, *reversed(strides))

    return [one(v) if isinstance(v.type, Array) else v for v in operands]


def are_contiguous(b: Any, arrays: Sequence[Any]) -> Any:
    found = is_contiguous(b, arrays[0])
    for v in arrays[1:]:
        found = b.emit("and", found, is_contiguous(b, v))
    return found


def asked(arrays: Sequence[Any], ndim: int, body: Any) -> list[Any] | None:
    """The arrays, of `ndim` axes and to be gone through side by side, of which it is to be asked
    whether they are contiguous, so that one loop of known steps goes through all; None where it is
    not worth it: slices hardly ever are, and there would be two loops of much code."""
    odd = list(dict.fromkeys(v for v in arrays if not known_contiguous(v)))
    if not odd:
        return [] if ndim > 1 else None
    copies = len(odd) == 1 and len(body.ops) <= 2 and ndim > 1
    calls = all(v.op is not None and v.op.info.name == "call" for v in odd)
    return odd if copies or (calls and len(body.ops) <= SMALL) else None


def in_one_axis(b: Any, operands: Sequence[Any], shape: Sequence[Any]) -> tuple[list[Any], Any]:
    """Contiguous arrays of a shape as rows of all their elements, and how many these are."""
    total = shape[0]
    for n in shape[1:]:
        total = b.emit("mul", total, n)
    return seen(b, operands, [total]), total
