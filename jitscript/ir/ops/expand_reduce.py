"""How `reduce` and `scan` expand into loops.

NumPy goes through memory, not through indices: the axis of the longest step is the outermost, and
neighbouring axes that lie in memory as one are one. What it then does along the innermost axis:

    kept       the row is added to the result's row, element by element
    reduced    the run is reduced to one value, which is added to the result's element;
               sums of floats pair by pair (`_pairwise`), others from the first to the last

Where the elements are C-contiguous the order is known now. Otherwise it is chosen by tests of the
strides, and the elements of a run are gathered block by block.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

from ..types import BOOL, INT, Array
from .broadcasting import arrays_of, stretch
from .build import choice, when
from .contiguous import are_contiguous, known_contiguous, seen, turned, turned_of
from .elementwise import shapes
from .expand_array import in_c_order, shape_of
from .memory_order import allocated, sorted_axes
from .pairwise import few_of, sum_of_few
from .reduce_layouts import BUFFER, in_order_of_strides
from .reduction import (
    Reduction,
    add_row,
    begin,
    begin_row,
    each_row,
    fill_totals,
    rows_known,
    run_of,
)

__all__ = ["BUFFER", "EMPTY", "expand_reduce"]
EMPTY = "zero-size array to reduction operation {} which has no identity"


def expand_reduce(b: Any, op: Any) -> list[Any]:
    r = Reduction(op)
    shape, same = shape_of(b, op, r.ndim)
    start = op.operands[0] if not r.first else None
    if r.first:
        _check_some(b, r, shape)
    sizes = [shape[k] for k in r.kept]
    out = _result(b, op, r, shape, sizes) if sizes else None
    if same is None:
        found = _ordered(b, r, out, start, r.operands, shape)
    else:
        views = [stretch(b, v, shape) for v in r.operands] if same is False else None
        if views is not None:
            found = _ordered(b, r, out, start, views, shape)
        else:
            found = choice(
                b,
                same,
                lambda b: _ordered(b, r, out, start, r.operands, shape),
                lambda b: _ordered(
                    b, r, out, start, [stretch(b, v, shape) for v in r.operands], shape
                ),
            )
    if out is None:
        if not r.keepdims:
            return [found[0]]
        out = b.emit("array.alloc", dtype=r.total, zero=False)
        b.op("array.store", out, found[0])
    return [_with_axes(b, r, out) if r.keepdims else out]


def _result(b: Any, op: Any, r: Reduction, shape: Sequence[Any], sizes: Sequence[Any]) -> Any:
    """New memory for the totals: the axes that are kept lie as the operands' do."""
    if in_c_order(op, len(sizes)):
        return b.emit("array.alloc", *sizes, dtype=r.total, zero=False)
    order = sorted_axes(b, shape, shapes(op), [], False)
    one = b.const(1, INT)
    whole = [n if k in r.kept else one for k, n in enumerate(shape)]
    dims = list(order.dims)
    for k in r.axes:
        number = b.const(k, INT)
        for i, axis in enumerate(order.axes):
            dims[i] = b.emit("select", b.emit("eq", axis, number), one, dims[i])
    _, made = allocated(b, order._replace(dims=dims), whole, r.total, False)
    steps = [b.emit("array.stride", made, axis=k) for k in r.kept]
    return b.emit("array.view", made, b.const(0, INT), *sizes, *steps)


def _check_some(b: Any, r: Reduction, shape: Sequence[Any]) -> None:
    """Without an initial value, no axis that is reduced may be empty."""
    zero, bad = b.const(0, INT), b.const(False, BOOL)
    for k in r.axes:
        bad = b.emit("or", bad, b.emit("eq", shape[k], zero))
    message = EMPTY.format(r.name)
    when(b, bad, lambda b: b.op("raise", exc="ValueError", message=message))


def _with_axes(b: Any, r: Reduction, out: Any) -> Any:
    """The result with axes of size 1 where it was reduced."""
    one, zero = b.const(1, INT), b.const(0, INT)
    sizes, strides, own = [], [], 0
    for k in range(r.ndim):
        kept = k in r.kept
        sizes.append(b.emit("array.dim", out, axis=own) if kept else one)
        strides.append(b.emit("array.stride", out, axis=own) if kept else zero)
        own += kept
    step = b.const(max(1, r.total.bits // 8), INT)
    for k in reversed(range(r.ndim)):  # as NumPy has them, so that the array is contiguous
        if k not in r.kept:
            strides[k] = step
        step = b.emit("mul", strides[k], sizes[k])
    return b.emit("array.view", out, zero, *sizes, *strides)


def _ordered(
    b: Any, r: Reduction, out: Any, start: Any, operands: Sequence[Any], shape: Sequence[Any]
) -> list[Any]:
    """Go through the operands, all of this shape, in NumPy's order: the total, where nothing is
    kept; else nothing, and the results are in `out`."""
    if any(isinstance(v.type, Array) and v.type.ndim < r.ndim for v in operands):
        return in_order_of_strides(b, r, out, start, operands, shape)  # they lack axes of the shape
    if all(map(known_contiguous, operands)):
        return _contiguous(b, r, out, start, operands, shape)
    if r.ndim == 1:
        return in_order_of_strides(b, r, out, start, operands, shape)
    arrays = arrays_of(operands)
    if all(turned_of(v) is not None for v in arrays):
        return _turned_round(b, r, out, start, operands, shape)
    unit = are_contiguous(b, arrays)

    def straight(b: Any) -> list[Any]:
        # Not `assume_contiguous`: that could be moved out of a loop, and before the test.
        return _contiguous(b, r, out, start, seen(b, operands, shape), shape)

    def otherwise(b: Any) -> list[Any]:
        return in_order_of_strides(b, r, out, start, operands, shape)

    def turned_round(b: Any) -> list[Any]:
        return _turned_round(b, r, out, start, operands, shape)

    def not_straight(b: Any) -> list[Any]:
        if r.forward:
            return otherwise(b)
        other = are_contiguous(b, [turned(b, v) for v in arrays])
        return choice(b, other, turned_round, otherwise)

    return choice(b, unit, straight, not_straight)


def _turned_round(
    b: Any, r: Reduction, out: Any, start: Any, operands: Sequence[Any], shape: Sequence[Any]
) -> list[Any]:
    """Of arrays in Fortran order: those with the axes turned round are contiguous."""
    other = copy.copy(r)
    other.axes = sorted(r.ndim - 1 - k for k in r.axes)
    other.kept = [k for k in range(r.ndim) if k not in other.axes]
    whole = [turned(b, v) if isinstance(v.type, Array) else v for v in operands]
    dims = list(shape)[::-1]
    if out is not None:
        out = turned(b, out)
    return _contiguous(b, other, out, start, seen(b, whole, dims), dims)


def _contiguous(
    b: Any, r: Reduction, out: Any, start: Any, operands: Sequence[Any], shape: Sequence[Any]
) -> list[Any]:
    """Neighbouring axes that are all kept, or all reduced, are one."""
    dims: list[Any] = []
    reduced: list[bool] = []
    for k in range(r.ndim):
        if reduced and reduced[-1] == (k in r.axes):
            dims[-1] = b.emit("mul", dims[-1], shape[k])
        else:
            dims.append(shape[k])
            reduced.append(k in r.axes)
    if out is not None:
        _groups(b, r, out, start, operands, shape, dims, reduced)
        return []
    rows = rows_known(b, seen(b, operands, dims))
    return [run_of(b, r, rows, dims[0], begin(b, r, start, operands), True)]


def _groups(
    b: Any,
    r: Reduction,
    out: Any,
    start: Any,
    operands: Sequence[Any],
    shape: Sequence[Any],
    dims: Sequence[Any],
    reduced: Sequence[bool],
    known: int = 0,
) -> None:
    """Reduce groups of axes into `out`. A kept group of size 1 is none: what is reduced around it
    is one run. Those before `known` have been looked at."""
    for k in range(max(1, known), len(dims)):
        if not reduced[k]:
            fewer, left = list(dims), list(reduced)
            del fewer[k], left[k]
            if k < len(fewer):
                fewer[k - 1] = b.emit("mul", fewer[k - 1], fewer[k])
                del fewer[k], left[k]

            def single(b: Any, k: int = k, fewer: Any = fewer, left: Any = left) -> list[Any]:
                _groups(b, r, out, start, operands, shape, fewer, left, k)
                return []

            def several(b: Any, k: int = k) -> list[Any]:
                _groups(b, r, out, start, operands, shape, dims, reduced, k + 1)
                return []

            choice(b, b.emit("eq", dims[k], b.const(1, INT)), single, several)
            return
    zero = b.const(0, INT)
    views = seen(b, operands, dims)
    last_reduced = reduced[-1]
    many = sum(reduced) > last_reduced  # totals are taken up again
    if many or not last_reduced:
        fill_totals(b, r, out, start, operands, shape)
    steps, step = [], b.const(max(1, r.total.bits // 8), INT)
    for n, is_reduced in zip(reversed(dims), reversed(reduced)):
        steps.append(zero if is_reduced else step)
        step = step if is_reduced else b.emit("mul", step, n)
    sizes = [*dims[:-1], b.const(1, INT)] if last_reduced else dims
    target = b.emit("array.view", out, zero, *sizes, *reversed(steps))

    n = dims[-1]
    if not last_reduced:

        def add(b: Any, target: Any, rows: Sequence[Any]) -> None:
            add_row(b, r, b.emit("assume_contiguous", target), rows_known(b, rows), n)

        each_row(b, target, views, sizes, add)
        return

    def each(b: Any, run: Callable[[Any, Sequence[Any], Any], Any]) -> list[Any]:
        def row(b: Any, target: Any, rows: Sequence[Any]) -> None:
            rows = rows_known(b, rows)
            begun = b.emit("array.load", target, zero) if many else begin_row(b, r, start, rows)
            b.op("array.store", target, zero, run(b, rows, begun))

        each_row(b, target, views, sizes, row)
        return []

    def short(b: Any) -> list[Any]:
        return each(b, lambda b, rows, begun: sum_of_few(b, r, rows, n, begun))

    def long(b: Any) -> list[Any]:
        of = r.of_rows(b)
        return each(b, lambda b, rows, begun: run_of(b, of, rows, n, begun, True))

    few = few_of(b, r, n)
    if few is None:
        long(b)
    else:
        choice(b, few, short, long)
