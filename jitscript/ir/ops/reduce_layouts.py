"""The order in which a reduction goes through elements that are not C-contiguous: NumPy's, which
looks at the strides, and sums several axes in a buffer where that saves calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..core import Builder, Region
from ..types import B1, BOOL, INT, Array
from .build import choice
from .expand_array import _nest
from .memory_order import merge, size_of, sort_axes
from .pairwise import few_of, in_segments, repeats, sum_of_few
from .reduction import (
    Reduction,
    add_row,
    begin,
    each_row,
    each_run,
    fill_totals,
    rows_known,
    run_of,
    steps_of,
)

BUFFER = 8192  # elements, in which NumPy converts and gathers


def in_order_of_strides(
    b: Any, r: Reduction, out: Any, start: Any, operands: Sequence[Any], shape: Sequence[Any]
) -> list[Any]:
    """Reduce; the total where nothing is kept, else nothing: the results are in `out`."""
    if r.ndim == 1:
        return _strided(b, r, out, start, operands, shape, [0])
    if r.ndim > 2:
        return _sorted(b, r, out, start, operands, shape)
    return choice(
        b,
        _turned(b, r.judges, shape, 0, 1),
        lambda b: _strided(b, r, out, start, operands, shape, [1, 0]),
        lambda b: _strided(b, r, out, start, operands, shape, [0, 1]),
    )


def _turned(b: Any, judges: Sequence[Any], shape: Sequence[Any], i: int, j: int) -> Any:
    """Whether axis `i` has shorter steps than axis `j`, so that NumPy makes it the inner one: in
    all arrays that can be compared. A size of 1 and a step of 0 say nothing."""
    zero, one = b.const(0, INT), b.const(1, INT)
    some, never = b.const(False, BOOL), b.const(False, BOOL)
    for v in judges:
        extra = len(shape) - v.type.ndim
        if i < extra or j < extra:
            continue
        first, second = (b.emit("array.stride", v, axis=k - extra) for k in (i, j))
        says = b.emit("and", b.emit("ne", first, zero), b.emit("ne", second, zero))
        longer = b.emit("lt", size_of(b, first), size_of(b, second))
        some = b.emit("or", some, b.emit("and", says, longer))
        never = b.emit("or", never, b.emit("and", says, b.emit("not", longer)))
    found = b.emit("and", some, b.emit("not", never))
    return b.emit(
        "or", b.emit("and", found, b.emit("ne", shape[i], one)), b.emit("eq", shape[j], one)
    )


def _steps_of_result(b: Any, r: Reduction, out: Any) -> list[Any]:
    """The result's strides along the operands' axes: 0 where it is reduced."""
    zero = b.const(0, INT)
    own = iter(range(len(r.kept)))
    axes = [next(own) if k in r.kept else None for k in range(r.ndim)]
    return [zero if k is None else b.emit("array.stride", out, axis=k) for k in axes]


def _strided(
    b: Any,
    r: Reduction,
    out: Any,
    start: Any,
    operands: Sequence[Any],
    shape: Sequence[Any],
    order: Sequence[int],
) -> list[Any]:
    """The axes in this order, the last innermost."""
    steps = [steps_of(b, v, r.ndim) if isinstance(v.type, Array) else [] for v in operands]
    dims = [shape[k] for k in order]
    steps = [[s[k] for k in order] if s else [] for s in steps]
    to = [_steps_of_result(b, r, out)[k] for k in order] if out is not None else None
    if out is not None:
        fill_totals(b, r, out, start, operands, shape)
    begun = begin(b, r, start, operands) if out is None else None
    reduced = [b.const(k in r.axes, BOOL) for k in order]
    several = sum(k in r.axes for k in order) > 1
    return _walk(b, r, out, begun, operands, dims, steps, to, order[-1] in r.axes, reduced, several)


def _sorted(
    b: Any, r: Reduction, out: Any, start: Any, operands: Sequence[Any], shape: Sequence[Any]
) -> list[Any]:
    """The axes sorted by the steps along them, which are known when it runs."""
    steps = [steps_of(b, v, r.ndim) if isinstance(v.type, Array) else [] for v in operands]
    dims = list(shape)
    to = _steps_of_result(b, r, out) if out is not None else []
    reduced = [b.const(k in r.axes, BOOL) for k in range(r.ndim)]
    asked = [steps_of(b, v, r.ndim) for v in r.judges]
    sort_axes(b, [dims, reduced, to, *steps, *asked], dims, asked)
    if out is None:
        begun = begin(b, r, start, operands)
        return _walk(b, r, out, begun, operands, dims, steps, None, True, reduced, True)
    fill_totals(b, r, out, start, operands, shape)

    def walk(inner: bool) -> Callable[[Any], list[Any]]:
        return lambda b: _walk(b, r, out, None, operands, dims, steps, to, inner, reduced, True)

    return choice(b, reduced[-1], walk(True), walk(False))


def _walk(
    b: Any,
    r: Reduction,
    out: Any,
    begun: Any,
    operands: Sequence[Any],
    dims: Sequence[Any],
    steps: Sequence[list[Any]],
    to: Any,
    inner: bool,
    reduced: Sequence[Any],
    several: bool,
) -> list[Any]:
    """Go through the axes as given. `inner`: the last is reduced; `several`: so may be those
    before it. Where NumPy sums several axes as one it does so in a buffer."""

    def short(b: Any) -> list[Any]:
        _short_rows(b, r, out, operands, dims, steps, to)
        return []

    def long(b: Any) -> list[Any]:
        return _long(b, r, out, begun, operands, dims, steps, to, inner, reduced, several)

    few = few_of(b, r, dims[-1]) if inner and to is not None and len(r.axes) == 1 else None
    return long(b) if few is None else choice(b, few, short, long)


def _short_rows(
    b: Any,
    r: Reduction,
    out: Any,
    operands: Sequence[Any],
    dims: Sequence[Any],
    steps: Sequence[list[Any]],
    to: Sequence[Any],
) -> None:
    """The innermost axis is reduced, and has few elements."""
    zero = b.const(0, INT)
    views = [b.emit("array.view", v, zero, *dims, *s) if s else v for v, s in zip(operands, steps)]
    sizes = [*dims[:-1], b.const(1, INT)]

    def row(b: Any, target: Any, rows: Sequence[Any]) -> None:
        total = sum_of_few(b, r, rows, dims[-1], b.emit("array.load", target, zero))
        b.op("array.store", target, zero, total)

    each_row(b, b.emit("array.view", out, zero, *sizes, *to), views, dims, row)


def _long(
    b: Any,
    r: Reduction,
    out: Any,
    begun: Any,
    operands: Sequence[Any],
    dims: Sequence[Any],
    steps: Sequence[list[Any]],
    to: Any,
    inner: bool,
    reduced: Sequence[Any],
    several: bool,
) -> list[Any]:
    zero = b.const(0, INT)
    dims = list(dims)
    steps = [list(s) for s in steps]
    to = list(to) if to is not None else None
    buffered = inner and several and r.pairwise and len(dims) > 1
    bounds = None
    if buffered:
        bounds = _bounds(b, r, dims, steps, reduced)
    views = [b.emit("array.view", v, zero, *dims, *s) if s else v for v, s in zip(operands, steps)]
    if buffered:
        views, r = _gathered(b, r, views, dims), r.of_values()
        steps = [[b.emit("array.stride", v, axis=k) for k in range(len(dims))] for v in views]
    if inner:
        merge(b, dims, steps, reduced)
        views = [b.emit("array.view", v, zero, *dims, *s) if s else v for v, s in zip(views, steps)]

    def run(b: Any, rows: Sequence[Any], total: Any) -> Any:
        if bounds is not None:
            return in_segments(b, r, rows_known(b, rows), dims[-1], total, *bounds)
        return run_of(b, r, rows, dims[-1], total, False)

    if to is None:
        empty = b.const(False, BOOL)
        for n in dims:
            empty = b.emit("or", empty, b.emit("eq", n, zero))
        rest = [b.emit("select", empty, zero, dims[0]), *dims[1:]]
        return [each_run(b, views, rest, begun, run)]
    sizes = [*dims[:-1], b.const(1, INT)] if inner else dims
    target = b.emit("array.view", out, zero, *sizes, *to)
    if inner:
        r = r.of_rows(b, bounds is not None)
        if bounds is None:
            r.near = _near(b, operands, steps)

    def row(b: Any, target: Any, rows: Sequence[Any]) -> None:
        if not inner:
            add_row(b, r, target, rows, dims[-1])
            return
        total = run(b, rows, b.emit("array.load", target, zero))
        b.op("array.store", target, zero, total)

    each_row(b, target, views, dims, row)
    return []


def _near(
    b: Any, operands: Sequence[Any], steps: Sequence[list[Any]]
) -> tuple[Any, Sequence[bool]]:
    """Whether elements lie side by side along the innermost axis, but for those of arrays that are
    known to repeat along it; and which operands this is said of."""
    found, said = b.const(True, BOOL), []
    for v, own in zip(operands, steps):
        said.append(bool(own) and not repeats(own[-1]))
        if said[-1]:
            step = b.const(max(1, v.type.dtype.bits // 8), INT)
            found = b.emit("and", found, b.emit("eq", own[-1], step))
    return found, said


def _gathered(b: Any, r: Reduction, views: Sequence[Any], dims: Sequence[Any]) -> list[Any]:
    """A new array of the values of the elements, and one of the mask."""
    made = b.emit("array.alloc", *dims, dtype=r.value, zero=False)
    _nest(b, r.element, made, views, dims)
    if not r.masked:
        return [made]
    mask, same = b.emit("array.alloc", *dims, dtype=B1, zero=False), Region([B1])
    Builder(same, None, b.span).op("yield", same.args[0])
    _nest(b, same, mask, [views[-1]], dims)
    return [made, mask]


def _bounds(
    b: Any,
    r: Reduction,
    dims: Sequence[Any],
    steps: Sequence[Sequence[Any]],
    reduced: Sequence[Any],
) -> tuple[Any, Any]:
    """How NumPy's buffered iteration cuts a run over several axes that are not one in memory: into
    segments, and those into chunks. It weighs the copies against the number of calls, see
    `npyiter_find_buffering_setup`."""
    one, most = b.const(1, INT), b.const(BUFFER, INT)
    last = len(dims) - 1
    if not r.masked and (not r.plain or r.judges != r.operands):
        whole = b.const(1, INT)  # what was computed lies in memory in this order
        for k in range(last + 1):
            n = b.emit("select", reduced[k], dims[k], one)
            whole = b.emit("mul", whole, n)
        return _at_least_one(b, whole), _at_least_one(b, most if r.chunk else whole)
    everyone = list(filter(None, steps))
    inner, size = [s[last] for s in everyone], dims[last]
    joins = [b.const(False, BOOL)] * len(dims)
    follows: list[list[Any]] = [[] for _ in dims]  # of each array: whether the axis continues it
    for k in reversed(range(last)):  # which axes continue the one within them
        single, lone = b.emit("eq", dims[k], one), b.emit("eq", size, one)
        joins[k] = b.emit("or", reduced[k], single)
        for step, own in zip(inner, everyone):
            fits = b.emit("eq", b.emit("mul", step, size), own[k])
            follows[k].append(fits)
            joins[k] = b.emit("and", joins[k], b.emit("or", b.emit("or", single, lone), fits))
        grown = b.emit("select", single, size, b.emit("mul", size, dims[k]))
        for i, own in enumerate(everyone):
            step = b.emit("select", lone, own[k], inner[i])
            inner[i] = b.emit("select", joins[k], step, own[k])
        size = b.emit("select", joins[k], grown, dims[k])
    shapes = [dims[0]]  # of each axis with those that continue it
    for k in range(1, last + 1):
        more = b.emit("select", joins[k - 1], shapes[k - 1], one)
        shapes.append(b.emit("mul", dims[k], more))
    cost = b.const(2 if r.chunk else 1, INT)
    straight = [b.const(True, BOOL)] * len(everyone)  # which arrays need no buffer yet
    best_cost, total = cost, shapes[last]
    best, core, going = total, one, b.const(True, BOOL)
    for k in reversed(range(last)):
        starts = b.emit("not", joins[k])
        full = b.emit("and", b.emit("ge", total, most), b.emit("gt", cost, one))
        going = b.emit("and", going, b.emit("not", b.emit("and", starts, full)))
        around = b.emit("and", b.emit("and", going, starts), b.emit("not", reduced[k]))
        going = b.emit("and", going, b.emit("or", reduced[k], joins[k]))
        here = b.emit("and", going, starts)
        for i, fits in enumerate(follows[k]):
            odd = b.emit("and", starts, b.emit("and", straight[i], b.emit("not", fits)))
            odd = b.emit("and", odd, b.emit("or", here, around))
            straight[i] = b.emit("and", straight[i], b.emit("not", odd))
            if not (r.chunk and i == 0):  # which is copied anyway
                cost = b.emit("add", cost, b.emit("select", odd, one, b.const(0, INT)))
        grown = b.emit("mul", total, shapes[k])
        limit = b.emit("select", b.emit("gt", grown, most), most, grown)
        if r.masked:  # the first axis that is kept may have it go on for what is within it
            price = b.emit("add", cost, one)  # the result's steps change, too
            worth = b.emit("le", b.emit("mul", price, best), b.emit("mul", best_cost, limit))
            whole = b.emit("and", around, worth)
            best, core = (b.emit("select", whole, total, v) for v in (best, core))
        better = b.emit("le", b.emit("mul", cost, best), b.emit("mul", best_cost, limit))
        better = b.emit("and", here, better)
        best_cost = b.emit("select", better, cost, best_cost)
        core = b.emit("select", better, total, core)
        best = b.emit("select", better, grown, best)
        total = b.emit("select", here, grown, total)
    buffered = b.emit("and", b.emit("gt", best_cost, one), b.emit("gt", best, most))
    core = _at_least_one(b, core)
    rows = b.emit("tdiv", most, core)
    chunk = b.emit("select", buffered, b.emit("mul", core, rows), best)
    return _at_least_one(b, best), _at_least_one(b, chunk)


def _at_least_one(b: Any, n: Any) -> Any:
    one = b.const(1, INT)
    return b.emit("select", b.emit("lt", n, one), one, n)
