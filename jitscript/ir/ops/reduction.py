"""What a reduction does along its innermost axis: one run of elements to one value, or a row taken
into the row of totals.

Sums of floats are NumPy's (`pairwise.py`).
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

from ..core import Builder, Region
from ..types import B1, BOOL, INT, Array
from .broadcasting import arrays_of, dims_of
from .build import counted, splice
from .elementwise import elements, shapes
from .expand_array import _nest
from .pairwise import in_chunks, minus_zero, scratch_of, stack_of, summed
from .reduce_lanes import in_lanes


class Reduction:
    """One `reduce` being expanded. `element` is the region that makes a value of the operands'
    elements, `combine` the one that takes it in."""

    def __init__(self, op: Any):
        self.element, self.combine = op.regions
        self.first = bool(op.attrs.get("first"))
        self.free = bool(op.attrs.get("free"))
        self.pairwise = bool(op.attrs.get("pairwise"))
        self.masked = bool(op.attrs.get("masked"))  # the last operand says what is summed
        self.chunk: int = op.attrs.get("chunk") or 0
        self.axes: list[int] = op.attrs["axes"]
        self.name: str = op.attrs.get("name") or ""
        self.operands = list(elements(op))
        self.judges = arrays_of(shapes(op))  # as these lie NumPy goes through what is reduced
        self.ndim = max(v.type.ndim for v in self.judges)
        self.kept = [k for k in range(self.ndim) if k not in self.axes]
        self.keepdims = bool(op.attrs.get("keepdims"))
        self.forward = op.attrs.get("order") == "C"  # no operand is in Fortran order
        self.total = self.combine.args[0].type
        self.value = self.combine.args[1].type
        lanes = 8 // 2 if self.value.kind == "complex" else 8
        self.lanes, self.block = lanes, 16 * lanes
        self.stack: tuple[Any, Any] | None = None  # where halves wait, of runs that are many
        self.scratch: Any = None  # where computed elements of a block lie, of such runs
        # Whether the elements of runs that are not known to lie side by side do; of which rows.
        self.near: tuple[Any, Sequence[bool]] | None = None
        # The elements are one operand's as they are.
        self.plain = len(self.operands) == 1 + self.masked and len(self.element.ops) == 1

    def of_rows(self, b: Any, unit: bool = True) -> Reduction:
        """The same for many runs, with what they share made here. `unit`: they are contiguous."""
        made = copy.copy(self)
        made.stack = stack_of(b, self) if self.pairwise else None
        through = self.pairwise and not (self.plain and unit)
        made.scratch = scratch_of(b, self) if through else None
        return made

    def of_values(self) -> Reduction:
        """The same of an array of the values themselves, and of one of the mask."""
        made = copy.copy(self)
        made.element, made.plain = Region([self.value, *[B1] * self.masked]), True
        Builder(made.element).op("yield", made.element.args[0])
        return made

    def taken(self, b: Any, total: Any, value: Any) -> Any:
        return splice(b, self.combine, [total, value])[0]

    def at(self, b: Any, rows: Sequence[Any], i: Any) -> Any:
        """The value of element `i` of rows, which are arrays of rank 1 or scalars."""
        found = [b.emit("array.load", v, i) if isinstance(v.type, Array) else v for v in rows]
        return splice(b, self.element, found)[0]

    def keeps(self, b: Any, rows: Sequence[Any], i: Any) -> Any:
        """Whether the mask lets element `i` through."""
        return b.emit("cast", b.emit("array.load", rows[-1], i), to=BOOL)


# --- where totals begin -------------------------------------------------------------------------


def rows_known(b: Any, rows: Sequence[Any]) -> list[Any]:
    return [b.emit("assume_contiguous", v) if isinstance(v.type, Array) else v for v in rows]


def begin(b: Any, r: Reduction, start: Any, operands: Sequence[Any]) -> Any:
    """What a total starts with: the initial value, or the first element."""
    if start is not None:
        return start
    zero = b.const(0, INT)
    found = [
        b.emit("array.load", v, *[zero] * v.type.ndim) if isinstance(v.type, Array) else v
        for v in operands
    ]
    return splice(b, r.element, found)[0]


def begin_row(b: Any, r: Reduction, start: Any, rows: Sequence[Any]) -> Any:
    return start if start is not None else r.at(b, rows, b.const(0, INT))


def fill_totals(
    b: Any, r: Reduction, out: Any, start: Any, operands: Sequence[Any], shape: Sequence[Any]
) -> None:
    """Set all totals to what they start with."""
    sizes = dims_of(b, out)
    if start is not None:
        same = Region([r.total])
        Builder(same, None, b.span).op("yield", same.args[0])
        _nest(b, same, out, [start], sizes)
        return
    zero = b.const(0, INT)
    firsts = []
    for v in operands:
        if isinstance(v.type, Array):
            steps = steps_of(b, v, r.ndim)
            v = b.emit("array.view", v, zero, *sizes, *(steps[k] for k in r.kept))
        firsts.append(v)
    _nest(b, r.element, out, firsts, sizes)


def steps_of(b: Any, array: Any, ndim: int) -> list[Any]:
    """The strides of an array seen in `ndim` axes."""
    own = [b.emit("array.stride", array, axis=k) for k in range(array.type.ndim)]
    return [b.const(0, INT)] * (ndim - len(own)) + own


# --- loops around runs and rows ------------------------------------------------------------------


def _drop_axis(b: Any, view: Any, i: Any) -> Any:
    """Row `i` of an array."""
    if not isinstance(view.type, Array):
        return view
    ndim = view.type.ndim
    offset = b.emit("mul", i, b.emit("array.stride", view, axis=0))
    dims = [b.emit("array.dim", view, axis=k) for k in range(1, ndim)]
    steps = [b.emit("array.stride", view, axis=k) for k in range(1, ndim)]
    return b.emit("array.view", view, offset, *dims, *steps)


def each_row(
    b: Any,
    target: Any,
    views: Sequence[Any],
    dims: Sequence[Any],
    row: Callable[[Any, Any, Sequence[Any]], None],
) -> None:
    """Call `row` for each innermost axis of the target and of the views, if there are elements."""
    zero, rounds = b.const(0, INT), dims[0]
    for n in dims[1:]:
        rounds = b.emit("select", b.emit("eq", n, zero), zero, rounds)
    _each_row_of(b, target, views, dims, row, rounds)


def _each_row_of(
    b: Any,
    target: Any,
    views: Sequence[Any],
    dims: Sequence[Any],
    row: Callable[[Any, Any, Sequence[Any]], None],
    rounds: Any,
) -> None:
    if len(dims) == 1:
        row(b, target, views)
        return

    def body(b: Any, i: Any) -> list[Any]:
        rows = [_drop_axis(b, v, i) for v in views]
        _each_row_of(b, _drop_axis(b, target, i), rows, dims[1:], row, dims[1])
        return []

    counted(b, rounds, [], body)


def each_run(
    b: Any,
    views: Sequence[Any],
    dims: Sequence[Any],
    begun: Any,
    run: Callable[[Any, Sequence[Any], Any], Any],
) -> Any:
    """The total over all axes, run by run."""
    if len(dims) == 1:
        return run(b, views, begun)

    def body(b: Any, i: Any, total: Any) -> list[Any]:
        return [each_run(b, [_drop_axis(b, v, i) for v in views], dims[1:], total, run)]

    return counted(b, dims[0], [begun], body)[0]


def add_row(b: Any, r: Reduction, target: Any, rows: Sequence[Any], n: Any) -> None:
    def body(b: Any, i: Any) -> list[Any]:
        value = r.at(b, rows, i)
        if r.masked:  # nothing changes by it
            value = b.emit("select", r.keeps(b, rows, i), value, minus_zero(b, r))
        total = r.taken(b, b.emit("array.load", target, i), value)
        b.op("array.store", target, i, total)
        return []

    counted(b, n, [], body)


# --- one run -------------------------------------------------------------------------------------


def run_of(b: Any, r: Reduction, rows: Sequence[Any], n: Any, begun: Any, unit: bool) -> Any:
    """The total `begun` after the n elements of rows. `unit`: they are contiguous."""
    if r.pairwise:
        if r.chunk:
            return in_chunks(b, r, rows, n, begun, unit)
        return summed(b, r, rows, b.const(0, INT), n, begun, unit)
    if r.total.kind == "float":
        return in_lanes(b, r, rows, n, begun)
    return counted(b, n, [begun], lambda b, i, t: [r.taken(b, t, r.at(b, rows, i))])[0]
