"""Sums of floats as NumPy makes them: blocks of 128 in eight lanes, longer runs as the sum of their
halves; run by run of what a mask lets through.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ..types import INT
from .build import choice, counted, repeated, when

if TYPE_CHECKING:
    from .reduction import Reduction

SHORT = 12  # ops of an element that are there once more, for short runs
DEPTH = 64  # no array has more halvings


def few_of(b: Any, r: Reduction, n: Any) -> Any:
    """Whether runs of n elements are so short that a sum goes from the first to the last; None,
    where they go the same way as long ones."""
    if not r.pairwise or r.masked or r.plain or len(r.element.ops) > SHORT:
        return None
    return b.emit("lt", n, b.const(r.lanes, INT))


def sum_of_few(b: Any, r: Reduction, rows: Sequence[Any], n: Any, begun: Any) -> Any:
    """The total `begun` after fewer elements of rows than there are lanes."""

    def take(b: Any, i: Any, total: Any) -> list[Any]:
        return [b.emit("add", total, r.at(b, rows, i))]

    return r.taken(b, begun, counted(b, n, [minus_zero(b, r)], take)[0])


def in_chunks(b: Any, r: Reduction, rows: Sequence[Any], n: Any, begun: Any, unit: bool) -> Any:
    """NumPy converts elements in a buffer, and sums what is in it."""
    chunk = b.const(r.chunk, INT)

    def body(b: Any, i: Any, total: Any) -> list[Any]:
        rest = b.emit("sub", n, i)
        size = b.emit("select", b.emit("lt", rest, chunk), rest, chunk)
        return [summed(b, r, rows, i, size, total, unit)]

    return counted(b, n, [begun], body, step=r.chunk)[0]


def summed(
    b: Any, r: Reduction, rows: Sequence[Any], at: Any, n: Any, begun: Any, unit: bool
) -> Any:
    """The total `begun` and the sum of n elements from `at`: of those that a mask lets through,
    the sums of what lies between two that it does not."""
    if not r.masked:
        return r.taken(b, begun, _pairwise(b, r, rows, at, n, unit))
    stop, one = b.emit("add", at, n), b.const(1, INT)

    def seek(wanted: bool) -> Callable[..., None]:
        def body(b: Any, loop: Any, i: Any) -> None:
            when(b, b.emit("ge", i, stop), lambda b: b.op("break", stop, target=loop))
            keep = r.keeps(b, rows, i)
            found = keep if wanted else b.emit("not", keep)
            when(b, found, lambda b: b.op("break", i, target=loop))
            b.op("continue", b.emit("add", i, one), target=loop)

        return body

    def each(b: Any, loop: Any, i: Any, total: Any) -> None:
        (first,) = repeated(b, [i], [INT], seek(True))
        when(b, b.emit("ge", first, stop), lambda b: b.op("break", total, target=loop))
        (last,) = repeated(b, [first], [INT], seek(False))
        size = b.emit("sub", last, first)
        total = r.taken(b, total, _pairwise(b, r, rows, first, size, unit))
        b.op("continue", last, total, target=loop)

    return repeated(b, [at, begun], [r.total], each)[0]


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
            return [summed(b, r, rows, j, size, total, True)]

        return counted(b, stop, [total], body, start=i, step=chunk)

    return counted(b, n, [begun], part, step=segment)[0]


def _pairwise(b: Any, r: Reduction, rows: Sequence[Any], at: Any, n: Any, unit: bool) -> Any:
    """The sum of n elements from `at`, as NumPy makes it: blocks of 128 are summed in eight lanes,
    what is longer is the sum of its halves, the first of which is a multiple of eight. The halves
    that are waiting stand on a stack: of each its size, 0 once it is begun, and the sum before."""
    scratch = None if r.plain and unit else r.scratch or scratch_of(b, r)
    whole = b.emit("le", n, b.const(r.block, INT))
    given = (r, rows, at, n, scratch)
    return choice(b, whole, lambda b: [_block(b, *given)], lambda b: [_halves(b, *given)])[0]


def scratch_of(b: Any, r: Reduction) -> Any:
    return b.emit("array.alloc", b.const(r.block, INT), dtype=r.value, zero=False)


def stack_of(b: Any, r: Reduction) -> tuple[Any, Any]:
    room = b.const(DEPTH, INT)
    return b.emit("buffer.new", room, elem=r.value), b.emit("buffer.new", room, elem=INT)


def _halves(b: Any, r: Reduction, rows: Sequence[Any], at: Any, n: Any, scratch: Any) -> Any:
    sums, sizes = r.stack or stack_of(b, r)
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

        def fill(b: Any, rows: Sequence[Any]) -> list[Any]:
            def one(b: Any, i: Any) -> list[Any]:
                b.op("array.store", scratch, i, r.at(b, rows, b.emit("add", at, i)))
                return []

            return counted(b, size, [], one)

        if r.near is None:
            fill(b, rows)
        else:
            near, of = r.near
            choice(
                b,
                near,
                lambda b: fill(b, _side_by_side(b, rows, of)),
                lambda b: fill(b, rows),
            )
    lanes = b.const(r.lanes, INT)

    def load(b: Any, i: Any) -> Any:
        if scratch is not None:
            return b.emit("array.load", scratch, i)
        return r.at(b, rows, b.emit("add", at, i))

    def tail(b: Any, i: Any, total: Any) -> list[Any]:
        return [b.emit("add", total, load(b, i))]

    def few(b: Any) -> list[Any]:
        return counted(b, size, [minus_zero(b, r)], tail)

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


def repeats(step: Any) -> bool:
    """Whether a step is known to be 0."""
    return step.op is not None and step.op.attrs.get("value") == 0


def _side_by_side(b: Any, rows: Sequence[Any], of: Sequence[bool]) -> list[Any]:
    """Rows, some of which are seen as arrays whose elements lie side by side."""
    found = []
    for v, near in zip(rows, of):
        if near:
            step = b.const(max(1, v.type.dtype.bits // 8), INT)
            v = b.emit("array.view", v, b.const(0, INT), b.emit("array.dim", v, axis=0), step)
        found.append(v)
    return found


def minus_zero(b: Any, r: Reduction) -> Any:
    return b.const(complex(-0.0, -0.0) if r.value.kind == "complex" else -0.0, r.value)
