"""What a reduction does along its innermost axis: one run of elements to one value, or a row taken
into the row of totals.

Sums of floats are NumPy's: blocks of 128 in eight lanes, longer runs as the sum of their halves.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

from ..core import Builder, Region
from ..types import BOOL, I64, INT, Array
from .broadcasting import arrays_of, dims_of
from .build import choice, counted, repeated, splice, when
from .elementwise import elements, shapes
from .expand_array import _nest

LANES = 16  # totals side by side
DEPTH = 64  # no array has more halvings
# Whether the first of two numbers is to stay, where one that is none makes the total none.
_NUMBERS = {"maximum": "gt", "minimum": "lt"}


class Reduction:
    """One `reduce` being expanded. `element` is the region that makes a value of the operands'
    elements, `combine` the one that takes it in."""

    def __init__(self, op: Any):
        self.element, self.combine = op.regions
        self.first = bool(op.attrs.get("first"))
        self.free = bool(op.attrs.get("free"))
        self.pairwise = bool(op.attrs.get("pairwise"))
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
        # The elements are one operand's as they are.
        self.plain = len(self.operands) == 1 and len(self.element.ops) == 1

    def of_rows(self, b: Any) -> Reduction:
        """The same for many runs, with what they share made here."""
        made = copy.copy(self)
        made.stack = _stack(b, self) if self.pairwise else None
        made.scratch = _scratch(b, self) if self.pairwise and not self.plain else None
        return made

    def of_values(self) -> Reduction:
        """The same of an array of the values themselves."""
        made = copy.copy(self)
        made.element, made.plain = Region([self.value]), True
        Builder(made.element).op("yield", made.element.args[0])
        return made

    def taken(self, b: Any, total: Any, value: Any) -> Any:
        return splice(b, self.combine, [total, value])[0]

    def at(self, b: Any, rows: Sequence[Any], i: Any) -> Any:
        """The value of element `i` of rows, which are arrays of rank 1 or scalars."""
        found = [b.emit("array.load", v, i) if isinstance(v.type, Array) else v for v in rows]
        return splice(b, self.element, found)[0]


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
        total = r.taken(b, b.emit("array.load", target, i), r.at(b, rows, i))
        b.op("array.store", target, i, total)
        return []

    counted(b, n, [], body)


# --- one run -------------------------------------------------------------------------------------


def run_of(b: Any, r: Reduction, rows: Sequence[Any], n: Any, begun: Any, unit: bool) -> Any:
    """The total `begun` after the n elements of rows. `unit`: they are contiguous."""
    if r.pairwise:
        if r.chunk:
            return _in_chunks(b, r, rows, n, begun, unit)
        return r.taken(b, begun, _pairwise(b, r, rows, b.const(0, INT), n, unit))
    if r.total.kind == "float":
        return _in_lanes(b, r, rows, n, begun)
    return counted(b, n, [begun], lambda b, i, t: [r.taken(b, t, r.at(b, rows, i))])[0]


def _in_chunks(b: Any, r: Reduction, rows: Sequence[Any], n: Any, begun: Any, unit: bool) -> Any:
    """NumPy converts elements in a buffer, and sums what is in it."""
    chunk = b.const(r.chunk, INT)

    def body(b: Any, i: Any, total: Any) -> list[Any]:
        rest = b.emit("sub", n, i)
        size = b.emit("select", b.emit("lt", rest, chunk), rest, chunk)
        return [r.taken(b, total, _pairwise(b, r, rows, i, size, unit))]

    return counted(b, n, [begun], body, step=r.chunk)[0]


def in_segments(
    b: Any, r: Reduction, rows: Sequence[Any], n: Any, begun: Any, segment: Any, chunk: Any
) -> Any:
    def part(b: Any, i: Any, total: Any) -> list[Any]:
        rest = b.emit("sub", n, i)
        size = b.emit("select", b.emit("lt", rest, segment), rest, segment)
        stop = b.emit("add", i, size)

        def body(b: Any, j: Any, total: Any) -> list[Any]:
            rest = b.emit("sub", stop, j)
            size = b.emit("select", b.emit("lt", rest, chunk), rest, chunk)
            return [r.taken(b, total, _pairwise(b, r, rows, j, size, True))]

        return counted(b, stop, [total], body, start=i, step=chunk)

    return counted(b, n, [begun], part, step=segment)[0]


def _in_lanes(b: Any, r: Reduction, rows: Sequence[Any], n: Any, begun: Any) -> Any:
    """One after the other; where the order does not matter and there are many, row by row into a
    row of totals, which makes vector code."""

    def one_by_one(b: Any) -> list[Any]:
        return counted(b, n, [begun], lambda b, i, t: [r.taken(b, t, r.at(b, rows, i))])

    if not r.free:
        return one_by_one(b)[0]
    if r.name in _NUMBERS and r.total.bits in (32, 64):
        return _of_numbers(b, r, rows, n, begun)

    def in_rows(b: Any) -> list[Any]:
        width, main = b.const(LANES, INT), b.emit("and", n, b.const(-LANES, INT))
        totals = b.emit("array.alloc", width, dtype=r.total, zero=False)

        def fill(b: Any, k: Any) -> list[Any]:
            b.op("array.store", totals, k, begun)
            return []

        def row(b: Any, i: Any) -> list[Any]:
            def take(b: Any, k: Any) -> list[Any]:
                x = r.at(b, rows, b.emit("add", i, k))
                b.op("array.store", totals, k, r.taken(b, b.emit("array.load", totals, k), x))
                return []

            counted(b, width, [], take)
            return []

        def joined(b: Any, k: Any, total: Any) -> list[Any]:
            return [r.taken(b, total, b.emit("array.load", totals, k))]

        def tail(b: Any, i: Any, total: Any) -> list[Any]:
            return [r.taken(b, total, r.at(b, rows, i))]

        counted(b, width, [], fill)
        counted(b, main, [], row, step=LANES)
        return counted(b, n, counted(b, width, [begun], joined), tail, start=main)

    return choice(b, b.emit("lt", n, b.const(LANES, INT)), one_by_one, in_rows)[0]


def _of_numbers(b: Any, r: Reduction, rows: Sequence[Any], n: Any, begun: Any) -> Any:
    """The greatest or least of numbers, which makes vector code; if one is none, the first such."""
    counts = I64 if r.total.bits == 64 else BOOL  # as wide as elements, where it cannot wrap

    def body(b: Any, i: Any, total: Any, odd: Any) -> list[Any]:
        x = r.at(b, rows, i)
        better = b.emit(_NUMBERS[r.name], total, x)
        total = b.emit("select", better, total, x, loose=True)
        return [total, noted(b, odd, x)]

    def noted(b: Any, odd: Any, x: Any) -> Any:
        found = b.emit("ne", x, x)
        if counts is BOOL:
            return b.emit("or", odd, found)
        return b.emit("add", odd, b.emit("cast", found, to=counts))

    def first(b: Any) -> list[Any]:
        def seek(b: Any, loop: Any, i: Any, x: Any) -> None:
            odd = b.emit("ne", x, x)
            when(b, odd, lambda b: b.op("break", x, target=loop))
            b.op("continue", b.emit("add", i, b.const(1, INT)), r.at(b, rows, i), target=loop)

        return repeated(b, [b.const(0, INT), begun], [r.total], seek)

    none = b.const(0 if counts is I64 else False, counts)
    total, odd = counted(b, n, [begun, noted(b, none, begun)], body)
    return choice(b, b.emit("eq", odd, none), lambda b: [total], first)[0]


def _pairwise(b: Any, r: Reduction, rows: Sequence[Any], at: Any, n: Any, unit: bool) -> Any:
    """The sum of n elements from `at`, as NumPy makes it: blocks of 128 are summed in eight lanes,
    what is longer is the sum of its halves, the first of which is a multiple of eight. The halves
    that are waiting stand on a stack: of each its size, 0 once it is begun, and the sum before."""
    scratch = None if r.plain and unit else r.scratch or _scratch(b, r)
    whole = b.emit("le", n, b.const(r.block, INT))
    given = (r, rows, at, n, scratch)
    return choice(b, whole, lambda b: [_block(b, *given)], lambda b: [_halves(b, *given)])[0]


def _scratch(b: Any, r: Reduction) -> Any:
    return b.emit("array.alloc", b.const(r.block, INT), dtype=r.value, zero=False)


def _stack(b: Any, r: Reduction) -> tuple[Any, Any]:
    room = b.const(DEPTH, INT)
    return b.emit("buffer.new", room, elem=r.value), b.emit("buffer.new", room, elem=INT)


def _halves(b: Any, r: Reduction, rows: Sequence[Any], at: Any, n: Any, scratch: Any) -> Any:
    sums, sizes = r.stack or _stack(b, r)
    zero, one, block = b.const(0, INT), b.const(1, INT), b.const(r.block, INT)

    def descend(b: Any, loop: Any, size: Any, depth: Any) -> None:
        def halve(b: Any) -> None:
            half = b.emit("shr", size, one)
            half = b.emit("and", half, b.const(-r.lanes, INT))
            b.op("buffer.store", sizes, depth, b.emit("sub", size, half))
            b.op("continue", half, b.emit("add", depth, one), target=loop)

        when(b, b.emit("gt", size, block), halve)
        b.op("break", size, depth, target=loop)

    def ascend(b: Any, loop: Any, total: Any, depth: Any) -> None:
        def top(b: Any) -> None:
            before = b.emit("sub", depth, one)
            waiting = b.emit("buffer.load", sizes, before)

            def take(b: Any) -> None:
                whole = b.emit("add", b.emit("buffer.load", sums, before), total)
                b.op("continue", whole, before, target=loop)

            when(b, b.emit("eq", waiting, zero), take)
            b.op("break", total, depth, target=loop)

        when(b, b.emit("gt", depth, zero), top)
        b.op("break", total, depth, target=loop)

    def each(b: Any, loop: Any, i: Any, size: Any, depth: Any) -> None:
        size, depth = repeated(b, [size, depth], [INT, INT], descend)
        total = _block(b, r, rows, i, size, scratch)
        total, depth = repeated(b, [total, depth], [r.value, INT], ascend)
        when(b, b.emit("eq", depth, zero), lambda b: b.op("break", total, target=loop))
        top = b.emit("sub", depth, one)
        b.op("buffer.store", sums, top, total)
        following = b.emit("buffer.load", sizes, top)
        b.op("buffer.store", sizes, top, zero)
        b.op("continue", b.emit("add", i, size), following, depth, target=loop)

    return repeated(b, [at, n, zero], [r.value], each)[0]


def _block(b: Any, r: Reduction, rows: Sequence[Any], at: Any, size: Any, scratch: Any) -> Any:
    """The sum of a block of at most 128 elements; the elements go through `scratch` where they
    are computed, or lie apart."""
    block = b.const(r.block, INT)
    size = b.emit("select", b.emit("lt", size, block), size, block)
    if scratch is not None:

        def fill(b: Any, i: Any) -> list[Any]:
            b.op("array.store", scratch, i, r.at(b, rows, b.emit("add", at, i)))
            return []

        counted(b, size, [], fill)
    lanes = b.const(r.lanes, INT)

    def load(b: Any, i: Any) -> Any:
        if scratch is not None:
            return b.emit("array.load", scratch, i)
        return r.at(b, rows, b.emit("add", at, i))

    def tail(b: Any, i: Any, total: Any) -> list[Any]:
        return [b.emit("add", total, load(b, i))]

    def few(b: Any) -> list[Any]:
        return counted(b, size, [_minus_zero(b, r)], tail)

    def many(b: Any) -> list[Any]:
        main = b.emit("and", size, b.const(-r.lanes, INT))

        def body(b: Any, i: Any, *totals: Any) -> list[Any]:
            return [
                b.emit("add", t, load(b, b.emit("add", i, b.const(k, INT))))
                for k, t in enumerate(totals)
            ]

        begun = [load(b, b.const(k, INT)) for k in range(r.lanes)]
        totals = counted(b, main, begun, body, start=lanes, step=r.lanes)
        while len(totals) > 1:
            totals = [b.emit("add", x, y) for x, y in zip(totals[::2], totals[1::2])]
        return counted(b, size, totals, tail, start=main)

    return choice(b, b.emit("lt", size, lanes), few, many)[0]


def _minus_zero(b: Any, r: Reduction) -> Any:
    return b.const(complex(-0.0, -0.0) if r.value.kind == "complex" else -0.0, r.value)
