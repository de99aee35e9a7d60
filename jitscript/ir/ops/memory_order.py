"""The order in which axes lie in memory: NumPy's K order.

What element-wise work makes lies as its operands do: the axis of the longest steps is the outermost
one. Axes of size 1, and those along which an array repeats, say nothing; where operands contradict
each other, C order it is. All of it is told by the strides when it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ..types import BOOL, INT, Array
from .broadcasting import arrays_of, dims_of, stretch
from .build import choice


class Sorted(NamedTuple):
    """Axes from the outermost to the innermost: their numbers, sizes, and the steps of arrays."""

    axes: list[Any]
    dims: list[Any]
    steps: dict[Any, list[Any]]


def sorted_axes(
    b: Any, shape: Sequence[Any], judges: Sequence[Any], others: Sequence[Any], zeros: bool
) -> Sorted:
    """The axes of a shape as the strides of the `judges`, which broadcast to it, say. `zeros`: an
    axis along which an array repeats counts, as the one of the shortest steps."""
    rank = len(shape)
    steps = {v: steps_in(b, v, shape) for v in arrays_of([*judges, *others])}
    axes, dims = [b.const(k, INT) for k in range(rank)], list(shape)
    asked = [steps[v] for v in arrays_of(judges) if v.type.ndim > 1]
    own = [list(shape) for _ in asked] if zeros else []
    sort_axes(b, [dims, axes, *steps.values(), *own], dims, asked, own, lone_outside=False)
    return Sorted(axes, dims, steps)


def axes_like(b: Any, shape: Sequence[Any], models: Sequence[Any]) -> Sorted:
    """The axes of a shape as arrays of its rank, but perhaps of other sizes, have them. An axis
    along which one repeats counts, as that of the shortest steps; of size 1 it says nothing."""
    axes, dims = [b.const(k, INT) for k in range(len(shape))], list(shape)
    own = [dims_of(b, v) for v in models]
    steps = [[b.emit("array.stride", v, axis=k) for k in range(len(shape))] for v in models]
    sort_axes(b, [dims, axes, *steps, *own], dims, steps, own)
    return Sorted(axes, dims, {})


def steps_in(b: Any, array: Any, shape: Sequence[Any]) -> list[Any]:
    """The strides of an array seen in a shape: 0 along axes that it has not, or that it repeats."""
    seen = stretch(b, array, shape) if array.type.ndim else array
    own = [b.emit("array.stride", seen, axis=k) for k in range(array.type.ndim)]
    return [b.const(0, INT)] * (len(shape) - len(own)) + own


def packed(b: Any, dims: Sequence[Any], itemsize: int) -> list[Any]:
    """The steps of an array without gaps, of these sizes."""
    step, found = b.const(itemsize, INT), []
    for n in reversed(dims):
        found.append(step)
        step = b.emit("mul", step, n)
    return found[::-1]


def by_axis(b: Any, order: Sorted, values: Sequence[Any]) -> list[Any]:
    """Values that belong to the sorted axes, in the order of the axes."""
    found = []
    for k in range(len(values)):
        number, value = b.const(k, INT), values[0]
        for axis, other in zip(order.axes[1:], values[1:]):
            value = b.emit("select", b.emit("eq", axis, number), other, value)
        found.append(value)
    return found


def allocated(b: Any, order: Sorted, shape: Sequence[Any], dtype: Any, zero: bool) -> Any:
    """New memory in this order, as it lies; then, as an array of the shape."""
    memory = b.emit("array.alloc", *order.dims, dtype=dtype, zero=zero)
    order.steps[memory] = packed(b, order.dims, itemsize_of(dtype))
    steps = by_axis(b, order, order.steps[memory])
    return memory, b.emit("array.view", memory, b.const(0, INT), *shape, *steps)


def itemsize_of(dtype: Any) -> int:
    return max(1, dtype.bits // 8)


def along_memory(
    b: Any,
    order: Sorted,
    arrays: Sequence[Any],
    loops: Callable[[Any, Sequence[Any], Sequence[Any]], None],
    twice: bool,
) -> None:
    """Call `loops(b, views, dims)` with views of the arrays in this order. Inner axes that are one
    in memory are one. `twice`: it is asked whether elements lie side by side, so that loops over
    such become vector code."""
    dims = list(order.dims)
    steps = {v: list(order.steps[v]) for v in arrays_of(arrays)}
    true = b.const(True, BOOL)
    merge(b, dims, list(steps.values()), [true] * len(dims))

    def views(b: Any, unit: bool) -> list[Any]:
        found = []
        for v in arrays:
            if isinstance(v.type, Array) and v.type.ndim:
                own = list(steps[v])
                if unit:
                    own[-1] = b.const(itemsize_of(v.type.dtype), INT)
                v = b.emit("array.view", v, b.const(0, INT), *dims, *own)
            found.append(v)
        return found

    def side_by_side(b: Any) -> list[Any]:
        loops(b, views(b, True), dims)
        return []

    def apart(b: Any) -> list[Any]:
        loops(b, views(b, False), dims)
        return []

    if not twice:
        apart(b)
        return
    unit = true
    for v, own in steps.items():
        if v.type.ndim:
            size = b.const(itemsize_of(v.type.dtype), INT)
            unit = b.emit("and", unit, b.emit("eq", own[-1], size))
    choice(b, unit, side_by_side, apart)


def sort_axes(
    b: Any,
    rows: Any,
    dims: list[Any],
    steps: Sequence[list[Any]],
    own: Sequence[list[Any]] = (),
    lone_outside: bool = True,
) -> None:
    """Sort rows that hold something for each axis, `dims` and `steps` among them, as NumPy does: by
    insertion from the innermost axis on, where a size of 1 and a step of 0 say nothing, and where
    arrays have `own` sizes only those of 1. `lone_outside`: then axes of size 1 come first."""
    rows = [row for row in rows if row]
    if own:  # NumPy sorts these from the outermost on
        for row in rows:
            row.reverse()
    one, zero = b.const(1, INT), b.const(0, INT)
    last = len(dims) - 1
    for i in range(1, len(dims)):
        active = b.const(True, BOOL)
        hits: list[Any] = []
        for j in reversed(range(i)):
            outer, inner = last - i, last - j
            lone = b.emit("or", b.emit("eq", dims[outer], one), b.emit("eq", dims[inner], one))
            some, never = b.const(False, BOOL), b.const(False, BOOL)
            for k, s in enumerate(steps):
                asked, nothing = (own[k], one) if own else (s, zero)
                says = [b.emit("ne", asked[axis], nothing) for axis in (outer, inner)]
                known = b.emit("and", *says)
                sizes = [size_of(b, s[axis]) for axis in (outer, inner)]
                shorter = b.emit("lt", *(sizes[::-1] if own else sizes))
                some = b.emit("or", some, b.emit("and", known, shorter))
                never = b.emit("or", never, b.emit("and", known, b.emit("not", shorter)))
            told = b.emit("and", b.emit("or", some, never), b.emit("not", lone))
            here = b.emit("and", active, told)
            hits.append(b.emit("and", here, b.emit("not", never)))
            active = b.emit("and", active, b.emit("not", b.emit("and", here, never)))
        moved = hits[::-1]  # whether axis i comes to place j or within it
        for j in range(1, i):
            moved[j] = b.emit("or", moved[j], moved[j - 1])
        for row in rows:
            old = [row[last - k] for k in range(i + 1)]
            row[last] = b.emit("select", moved[0], old[i], old[0])
            for k in range(1, i + 1):
                found = b.emit("select", moved[k - 1], old[k - 1], old[i])
                row[last - k] = b.emit("select", moved[k], found, old[k]) if k < i else found
    if own:
        for row in rows:
            row.reverse()
    for end in range(last) if lone_outside else ():
        for k in range(last, end, -1):
            outward = b.emit("eq", dims[k], one)
            for row in rows:
                x, y = row[k - 1], row[k]
                row[k - 1] = b.emit("select", outward, y, x)
                row[k] = b.emit("select", outward, x, y)


def size_of(b: Any, n: Any) -> Any:
    """Its absolute value."""
    return b.emit("select", b.emit("lt", n, b.const(0, INT)), b.emit("neg", n), n)


def merge(b: Any, dims: list[Any], steps: list[list[Any]], reduced: Sequence[Any]) -> None:
    """Join the last axis with those before it that are reduced, too, and continue it in memory in
    every array. An axis of size 1 continues any."""
    one = b.const(1, INT)
    everyone = list(filter(None, steps))
    last, going = len(dims) - 1, b.const(True, BOOL)
    for k in reversed(range(last)):
        single = b.emit("eq", dims[k], one)
        lone = b.emit("eq", dims[last], one)
        going = b.emit("and", going, b.emit("or", single, reduced[k]))
        for s in everyone:
            fits = b.emit("eq", b.emit("mul", s[last], dims[last]), s[k])
            fits = b.emit("or", b.emit("or", single, lone), fits)
            going = b.emit("and", going, fits)
        taken = b.emit("and", going, reduced[k])  # a kept axis of size 1 stays where it is
        for s in everyone:
            moved = b.emit("and", taken, b.emit("and", lone, b.emit("not", single)))
            s[last] = b.emit("select", moved, s[k], s[last])
        whole = b.emit("mul", dims[k], dims[last])
        dims[last] = b.emit("select", taken, whole, dims[last])
        dims[k] = b.emit("select", taken, one, dims[k])
