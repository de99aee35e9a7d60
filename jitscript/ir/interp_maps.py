"""The interpreter's maps, and how what is made lies in memory: what `map`, `map_into`, `array.like`
and `array.broadcast` mean."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from .core import Op
from .interp_memory import (
    METHODS,
    broadcast_shape,
    common,
    fits,
    given,
    new_array,
    runs,
    shape_text,
    shapes_text,
)
from .interp_values import ArrayValue
from .ops.array import elements_meet
from .ops.broadcasting import ASSIGN, BROADCAST, OUTPUT
from .ops.elementwise import elements, shapes

if TYPE_CHECKING:
    from .interp import Frame


@runs("array.broadcast")
def _array_broadcast(frame: Frame, op: Op) -> None:
    values = frame.operands(op)
    shape = broadcast_shape(values)
    first = next(v for v in values if isinstance(v, ArrayValue))
    frame.set(
        op, ArrayValue(_laid(first.data.dtype, shape, memory_order(op, shape, values)), first.owner)
    )


@runs("array.like")
def _array_like(frame: Frame, op: Op) -> None:
    values = frame.operands(op)
    models = [v.data for v in values if isinstance(v, ArrayValue)]
    shape = tuple(values[len(models) :]) or models[0].shape
    own = [] if op.attrs.get("order") == "K" else [a.shape for a in models]
    steps = [[0 if n == 1 else s for s, n in zip(a.strides, a.shape)] for a in models]
    order = range(len(shape)) if op.attrs.get("order") == "C" else by_steps(shape, steps, own)
    new_array(frame, op, shape, bool(op.attrs.get("zero")), order)


def _laid(dtype: Any, shape: tuple[int, ...], order: Sequence[int]) -> Any:
    """An array of a shape, whose axes lie in memory in this order."""
    import numpy as np

    data = np.empty([shape[k] for k in order], dtype)
    return data.transpose(np.argsort(order)) if order else data


@runs("map")
def _map(frame: Frame, op: Op) -> None:
    judges = given(frame, op, shapes(op))
    shape = broadcast_shape(judges)
    order = memory_order(op, shape, judges)
    made = new_array(frame, op, shape, False, order)
    _fill(frame, op, made, given(frame, op, elements(op)), order)


@runs("map_into")
def _map_into(frame: Frame, op: Op) -> None:
    target = frame.operands(op)[0]
    values, checked = given(frame, op, elements(op)), given(frame, op, shapes(op))
    goal = target.data.shape
    assign = bool(op.attrs.get("assign"))
    shape = broadcast_shape(checked, () if assign else (target,))
    if assign:
        extra = max(0, len(shape) - len(goal))
        if any(n != 1 for n in shape[:extra]) or not fits(shape[extra:], goal):
            raise ValueError(ASSIGN.format(shape_text(shape), shape_text(goal)))
        values = [_without_leading(v, len(goal)) for v in values]
    elif not fits(shape, goal):
        if common(shape, goal) is None:
            raise ValueError(BROADCAST + shapes_text([*checked, target]))
        raise ValueError(OUTPUT.format(shape_text(goal), shape_text(common(shape, goal))))
    copies = [
        ArrayValue(v.data.copy(), v.owner) if isinstance(v, ArrayValue) else v for v in values
    ]
    _fill(frame, op, target.data, copies, memory_order(op, goal, [target, *values]))


def _fill(frame: Frame, op: Op, target: Any, values: list[Any], order: Sequence[int]) -> None:
    """Run the region for every element of `target`, by axes from the outermost on."""
    import numpy as np

    whole = [
        np.broadcast_to(v.data, target.shape) if isinstance(v, ArrayValue) else v for v in values
    ]
    args = op.regions[0].args
    for at in _places(target, order):
        for arg, value, operand in zip(args, whole, values):
            frame.env[arg] = value[at] if isinstance(operand, ArrayValue) else value
        _, (element,) = frame.region(op.regions[0])
        target[at] = element


def _places(target: Any, order: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The indices of an array in the order in which its elements are set: where some share memory,
    the axis of the longest step is the outermost, and along each the addresses grow."""
    if not target.size:
        return
    strides, axes = target.strides, list(order)
    if elements_meet(target):
        axes = sorted(range(target.ndim), key=lambda axis: -abs(strides[axis]))
    else:
        strides = (0,) * target.ndim
    ranges = [range(target.shape[axis])[:: -1 if strides[axis] < 0 else 1] for axis in axes]
    for found in itertools.product(*ranges):
        at = dict(zip(axes, found))
        yield tuple(at[axis] for axis in range(target.ndim))


def _without_leading(value: Any, rank: int) -> Any:
    if isinstance(value, ArrayValue) and value.data.ndim > rank:
        return ArrayValue(value.data.reshape(value.data.shape[-rank:] if rank else ()), value.owner)
    return value


# --- the order of axes in memory ---------------------------------------------------------------


def memory_order(op: Op, shape: tuple[int, ...], judges: Sequence[Any]) -> list[int]:
    """The axes of what an op makes, as they lie in memory: from the outermost to the innermost."""
    import numpy as np

    if op.attrs.get("order") == "C":
        return list(range(len(shape)))
    arrays = [np.broadcast_to(v.data, shape) for v in judges if isinstance(v, ArrayValue)]
    steps = [[0 if n == 1 else s for s, n in zip(a.strides, a.shape)] for a in arrays]
    return by_steps(shape, steps, [a.shape for a in arrays] if op.attrs.get("order") else [])


def by_steps(
    shape: tuple[int, ...], steps: list[list[int]], own: Sequence[tuple[int, ...]] = ()
) -> list[int]:
    """The axes as NumPy sorts them, from the outermost to the innermost. Steps of 0 say nothing;
    where arrays have `own` sizes, only those of 1 do so, and axes of size 1 come first."""
    found: list[int] = []  # from the innermost, with `own` sizes from the outermost
    for axis in range(len(shape)) if own else reversed(range(len(shape))):
        place = len(found)
        for j in reversed(range(len(found))):
            alone = 1 in (shape[axis], shape[found[j]])
            says = [1 not in (n[axis], n[found[j]]) for n in own] or [
                bool(s[axis] and s[found[j]]) for s in steps
            ]
            pairs = [(abs(s[axis]), abs(s[found[j]])) for s in steps]
            told = [
                (x > y if own else x < y)
                for (x, y), known in zip(pairs, says)
                if known and not alone
            ]
            if told and not all(told):
                break
            if told:
                place = j
        found.insert(place, axis)
    if not own:
        return found[::-1]
    return sorted(found, key=lambda axis: shape[axis] != 1)


__all__ = ["METHODS"]
