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

from ..core import Builder, Region
from ..types import BOOL, INT, Array
from .build import choice, counted, repeated, splice, when
from .expand_array import _all_equal, _broadcast, _dims, _nest, _stretch

BUFFER = 8192  # elements, in which NumPy converts and gathers
DEPTH = 64  # no array has more halvings
EMPTY = "zero-size array to reduction operation {} which has no identity"


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
        self.operands = list(op.operands[0 if self.first else 1 :])
        self.ndim = max(v.type.ndim for v in self.operands if isinstance(v.type, Array))
        self.kept = [k for k in range(self.ndim) if k not in self.axes]
        self.keepdims = bool(op.attrs.get("keepdims"))
        self.total = self.combine.args[0].type
        self.value = self.combine.args[1].type
        lanes = 8 // 2 if self.value.kind == "complex" else 8
        self.lanes, self.block = lanes, 16 * lanes
        # The elements are one operand's as they are.
        self.plain = len(self.operands) == 1 and len(self.element.ops) == 1

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


def expand_reduce(b: Any, op: Any) -> list[Any]:
    r = Reduction(op)
    shape, same = _broadcast(b, r.operands, r.ndim)
    start = op.operands[0] if not r.first else None
    if r.first:
        _check_some(b, r, shape)
    sizes = [shape[k] for k in r.kept]
    out = b.emit("array.alloc", *sizes, dtype=r.total, zero=False) if sizes else None
    if same is None:
        same = _all_equal(b, shape, r.operands)  # of one array: certainly
        found = _ordered(b, r, out, start, r.operands, shape)
    else:
        views = [_stretch(b, v, shape) for v in r.operands] if same is False else None
        if views is not None:
            found = _ordered(b, r, out, start, views, shape)
        else:
            found = choice(
                b,
                same,
                lambda b: _ordered(b, r, out, start, r.operands, shape),
                lambda b: _ordered(
                    b, r, out, start, [_stretch(b, v, shape) for v in r.operands], shape
                ),
            )
    if out is None:
        if not r.keepdims:
            return [found[0]]
        out = b.emit("array.alloc", dtype=r.total, zero=False)
        b.op("array.store", out, found[0])
    return [_with_axes(b, r, out) if r.keepdims else out]


def _check_some(b: Any, r: Reduction, shape: Sequence[Any]) -> None:
    """Without an initial value there must be an element for each of the result."""
    zero, bad = b.const(0, INT), b.const(False, BOOL)
    for k in r.axes:
        bad = b.emit("or", bad, b.emit("eq", shape[k], zero))
    for k in r.kept:
        bad = b.emit("and", bad, b.emit("ne", shape[k], zero))
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


# --- the order of the axes -----------------------------------------------------------------------


def _ordered(
    b: Any, r: Reduction, out: Any, start: Any, operands: Sequence[Any], shape: Sequence[Any]
) -> list[Any]:
    """Go through the operands, all of this shape, in NumPy's order: the total, where nothing is
    kept; else nothing, and the results are in `out`."""
    if all(map(_known_contiguous, operands)):
        return _contiguous(b, r, out, start, operands, shape)
    if r.ndim == 1:
        return _strided(b, r, out, start, operands, shape, [0])
    unit = None
    for v in operands:
        if isinstance(v.type, Array):
            test = _is_contiguous(b, v)
            unit = test if unit is None else b.emit("and", unit, test)

    def straight(b: Any) -> list[Any]:
        known = [
            b.emit("assume_contiguous", v) if isinstance(v.type, Array) else v for v in operands
        ]
        return _contiguous(b, r, out, start, known, shape)

    def otherwise(b: Any) -> list[Any]:
        if r.ndim > 2:
            return _sorted(b, r, out, start, operands, shape)
        return choice(
            b,
            _turned(b, operands, shape, 0, 1),
            lambda b: _strided(b, r, out, start, operands, shape, [1, 0]),
            lambda b: _strided(b, r, out, start, operands, shape, [0, 1]),
        )

    return choice(b, unit, straight, otherwise)


def _known_contiguous(value: Any) -> bool:
    return not isinstance(value.type, Array) or (
        value.op is not None and (value.op.info.contiguous or value.type.ndim == 0)
    )


def _is_contiguous(b: Any, array: Any) -> Any:
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


def _turned(b: Any, operands: Sequence[Any], shape: Sequence[Any], i: int, j: int) -> Any:
    """Whether axis `i` has shorter steps than axis `j`, so that NumPy makes it the inner one: in
    all operands that can be compared. A size of 1 and a step of 0 say nothing."""
    zero, one = b.const(0, INT), b.const(1, INT)
    some, never = b.const(False, BOOL), b.const(False, BOOL)
    for v in operands:
        if not isinstance(v.type, Array):
            continue
        extra = len(shape) - v.type.ndim
        if i < extra or j < extra:
            continue
        first, second = (b.emit("array.stride", v, axis=k - extra) for k in (i, j))
        says = b.emit("and", b.emit("ne", first, zero), b.emit("ne", second, zero))
        longer = b.emit("lt", _size(b, first), _size(b, second))
        some = b.emit("or", some, b.emit("and", says, longer))
        never = b.emit("or", never, b.emit("and", says, b.emit("not", longer)))
    found = b.emit("and", some, b.emit("not", never))
    for k in (i, j):
        found = b.emit("and", found, b.emit("ne", shape[k], one))
    return found


def _size(b: Any, n: Any) -> Any:
    return b.emit("select", b.emit("lt", n, b.const(0, INT)), b.emit("neg", n), n)


def _steps(b: Any, array: Any, ndim: int) -> list[Any]:
    """The strides of an array seen in `ndim` axes."""
    own = [b.emit("array.stride", array, axis=k) for k in range(array.type.ndim)]
    return [b.const(0, INT)] * (ndim - len(own)) + own


def _steps_of_result(b: Any, r: Reduction, out: Any) -> list[Any]:
    """The result's strides along the operands' axes: 0 where it is reduced."""
    zero = b.const(0, INT)
    own = iter(range(len(r.kept)))
    axes = [next(own) if k in r.kept else None for k in range(r.ndim)]
    return [zero if k is None else b.emit("array.stride", out, axis=k) for k in axes]


# --- contiguous elements -------------------------------------------------------------------------


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
    zero = b.const(0, INT)

    def seen(b: Any, array: Any) -> Any:
        step = b.const(max(1, array.type.dtype.bits // 8), INT)
        strides = []
        for n in reversed(dims):
            strides.append(step)
            step = b.emit("mul", step, n)
        return b.emit("array.view", array, zero, *dims, *reversed(strides))

    if len(dims) == 1 and r.ndim == 1:
        views = list(operands)
    else:
        views = [seen(b, v) if isinstance(v.type, Array) else v for v in operands]
    if out is None:
        return [_run(b, r, _rows_known(b, views), dims[0], _begin(b, r, start, operands), True)]
    last_reduced = reduced[-1]
    many = sum(reduced) > last_reduced  # totals are taken up again
    if many or not last_reduced:
        _fill(b, r, out, start, operands, shape)
    steps, step = [], b.const(max(1, r.total.bits // 8), INT)
    for n, is_reduced in zip(reversed(dims), reversed(reduced)):
        steps.append(zero if is_reduced else step)
        step = step if is_reduced else b.emit("mul", step, n)
    sizes = [*dims[:-1], b.const(1, INT)] if last_reduced else dims
    target = b.emit("array.view", out, zero, *sizes, *reversed(steps))

    def row(b: Any, target: Any, rows: Sequence[Any]) -> None:
        rows = _rows_known(b, rows)
        if not last_reduced:
            _add_row(b, r, b.emit("assume_contiguous", target), rows, dims[-1])
            return
        if many:
            begun = b.emit("array.load", target, zero)
        else:
            begun = _begin_row(b, r, start, rows)
        b.op("array.store", target, zero, _run(b, r, rows, dims[-1], begun, True))

    _each_row(b, target, views, sizes, row)
    return []


def _rows_known(b: Any, rows: Sequence[Any]) -> list[Any]:
    return [b.emit("assume_contiguous", v) if isinstance(v.type, Array) else v for v in rows]


def _begin(b: Any, r: Reduction, start: Any, operands: Sequence[Any]) -> Any:
    """What a total starts with: the initial value, or the first element."""
    if start is not None:
        return start
    zero = b.const(0, INT)
    found = [
        b.emit("array.load", v, *[zero] * v.type.ndim) if isinstance(v.type, Array) else v
        for v in operands
    ]
    return splice(b, r.element, found)[0]


def _begin_row(b: Any, r: Reduction, start: Any, rows: Sequence[Any]) -> Any:
    return start if start is not None else r.at(b, rows, b.const(0, INT))


def _fill(
    b: Any, r: Reduction, out: Any, start: Any, operands: Sequence[Any], shape: Sequence[Any]
) -> None:
    """Set all totals to what they start with."""
    sizes = _dims(b, out)
    if start is not None:
        same = Region([r.total])
        Builder(same, None, b.span).op("yield", same.args[0])
        _nest(b, same, out, [start], sizes)
        return
    zero = b.const(0, INT)
    firsts = []
    for v in operands:
        if isinstance(v.type, Array):
            steps = _steps(b, v, r.ndim)
            v = b.emit("array.view", v, zero, *sizes, *(steps[k] for k in r.kept))
        firsts.append(v)
    _nest(b, r.element, out, firsts, sizes)


# --- elements of any layout ----------------------------------------------------------------------


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
    steps = [_steps(b, v, r.ndim) if isinstance(v.type, Array) else [] for v in operands]
    dims = [shape[k] for k in order]
    steps = [[s[k] for k in order] if s else [] for s in steps]
    to = [_steps_of_result(b, r, out)[k] for k in order] if out is not None else None
    if out is not None:
        _fill(b, r, out, start, operands, shape)
    begun = _begin(b, r, start, operands) if out is None else None
    reduced = [b.const(k in r.axes, BOOL) for k in order]
    several = sum(k in r.axes for k in order) > 1
    return _walk(b, r, out, begun, operands, dims, steps, to, order[-1] in r.axes, reduced, several)


def _sorted(
    b: Any, r: Reduction, out: Any, start: Any, operands: Sequence[Any], shape: Sequence[Any]
) -> list[Any]:
    """The axes sorted by the steps along them, which are known when it runs."""
    steps = [_steps(b, v, r.ndim) if isinstance(v.type, Array) else [] for v in operands]
    dims = list(shape)
    to = _steps_of_result(b, r, out) if out is not None else []
    reduced = [b.const(k in r.axes, BOOL) for k in range(r.ndim)]
    one, zero = b.const(1, INT), b.const(0, INT)
    for end in range(r.ndim - 1, 0, -1):
        for i in range(end):
            some, never = b.const(False, BOOL), b.const(False, BOOL)
            for s in filter(None, steps):
                says = b.emit("and", b.emit("ne", s[i], zero), b.emit("ne", s[i + 1], zero))
                longer = b.emit("lt", _size(b, s[i]), _size(b, s[i + 1]))
                some = b.emit("or", some, b.emit("and", says, longer))
                never = b.emit("or", never, b.emit("and", says, b.emit("not", longer)))
            turned = b.emit("and", some, b.emit("not", never))
            for k in (i, i + 1):
                turned = b.emit("and", turned, b.emit("ne", dims[k], one))
            for row in filter(None, (dims, reduced, to, *steps)):
                x, y = row[i], row[i + 1]
                row[i] = b.emit("select", turned, y, x)
                row[i + 1] = b.emit("select", turned, x, y)
    if out is None:
        begun = _begin(b, r, start, operands)
        return _walk(b, r, out, begun, operands, dims, steps, None, True, reduced, True)
    _fill(b, r, out, start, operands, shape)

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
    steps: Sequence[Sequence[Any]],
    to: Any,
    inner: bool,
    reduced: Sequence[Any],
    several: bool,
) -> list[Any]:
    """Go through the axes as given. `inner`: the last is reduced; `several`: so may be those
    before it. Where NumPy sums several axes as one it does so in a buffer."""
    zero = b.const(0, INT)
    dims, steps = list(dims), [list(s) for s in steps]
    to = list(to) if to is not None else None
    buffered = inner and several and r.pairwise and len(dims) > 1
    bounds = None
    if buffered:
        bounds = _bounds(b, r, dims, steps, reduced)
    views = [
        b.emit("array.view", v, zero, *dims, *s) if s else v for v, s in zip(operands, steps)
    ]
    if buffered:
        views, r = [_gathered(b, r, views, dims)], r.of_values()
        steps = [[b.emit("array.stride", views[0], axis=k) for k in range(len(dims))]]
    if inner:
        _merge(b, dims, steps, reduced)
        views = [
            b.emit("array.view", v, zero, *dims, *s) if s else v for v, s in zip(views, steps)
        ]

    def run(b: Any, rows: Sequence[Any], total: Any) -> Any:
        if bounds is not None:
            return _in_segments(b, r, _rows_known(b, rows), dims[-1], total, *bounds)
        return _run(b, r, rows, dims[-1], total, False)

    if to is None:
        empty = b.const(False, BOOL)
        for n in dims:
            empty = b.emit("or", empty, b.emit("eq", n, zero))
        rest = [b.emit("select", empty, zero, dims[0]), *dims[1:]]
        return [_each_run(b, views, rest, begun, run)]
    sizes = [*dims[:-1], b.const(1, INT)] if inner else dims
    target = b.emit("array.view", out, zero, *sizes, *to)

    def row(b: Any, target: Any, rows: Sequence[Any]) -> None:
        if not inner:
            _add_row(b, r, target, rows, dims[-1])
            return
        total = run(b, rows, b.emit("array.load", target, zero))
        b.op("array.store", target, zero, total)

    _each_row(b, target, views, dims, row)
    return []


def _gathered(b: Any, r: Reduction, views: Sequence[Any], dims: Sequence[Any]) -> Any:
    """A new array of the values of the elements."""
    made = b.emit("array.alloc", *dims, dtype=r.value, zero=False)
    _nest(b, r.element, made, views, dims)
    return made


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
    if not r.plain:  # what was computed lies in memory in this order
        whole = b.const(1, INT)
        for k in range(last + 1):
            n = b.emit("select", reduced[k], dims[k], one)
            whole = b.emit("mul", whole, n)
        return _at_least_one(b, whole), _at_least_one(b, most if r.chunk else whole)
    (own,) = steps
    joins, step, size = [b.const(False, BOOL)] * len(dims), own[last], dims[last]
    for k in reversed(range(last)):  # which axes continue the one within them
        single, lone = b.emit("eq", dims[k], one), b.emit("eq", size, one)
        fits = b.emit("eq", b.emit("mul", step, size), own[k])
        joins[k] = b.emit("or", b.emit("or", single, lone), fits)
        joins[k] = b.emit("and", joins[k], b.emit("or", reduced[k], single))
        grown = b.emit("select", single, size, b.emit("mul", size, dims[k]))
        step = b.emit("select", joins[k], b.emit("select", lone, own[k], step), own[k])
        size = b.emit("select", joins[k], grown, dims[k])
    shapes = [dims[0]]  # of each axis with those that continue it
    for k in range(1, last + 1):
        more = b.emit("select", joins[k - 1], shapes[k - 1], one)
        shapes.append(b.emit("mul", dims[k], more))
    cost = b.const(2 if r.chunk else 1, INT)
    best_cost, total = cost, shapes[last]
    best, core, going = total, one, b.const(True, BOOL)
    segment = total
    for k in reversed(range(last)):
        starts = b.emit("not", joins[k])
        going = b.emit("and", going, b.emit("or", reduced[k], joins[k]))
        full = b.emit("and", b.emit("ge", total, most), b.emit("gt", cost, one))
        going = b.emit("and", going, b.emit("not", b.emit("and", starts, full)))
        here = b.emit("and", going, starts)
        cost = b.emit("select", here, b.const(2, INT), cost)
        grown = b.emit("mul", total, shapes[k])
        limit = b.emit("select", b.emit("gt", grown, most), most, grown)
        better = b.emit("le", b.emit("mul", cost, best), b.emit("mul", best_cost, limit))
        better = b.emit("and", here, better)
        best_cost = b.emit("select", better, cost, best_cost)
        core = b.emit("select", better, total, core)
        best = b.emit("select", better, grown, best)
        segment = best
        total = b.emit("select", here, grown, total)
    buffered = b.emit("and", b.emit("gt", best_cost, one), b.emit("gt", best, most))
    core = _at_least_one(b, core)
    rows = b.emit("tdiv", most, core)
    chunk = b.emit("select", buffered, b.emit("mul", core, rows), best)
    return _at_least_one(b, segment), _at_least_one(b, chunk)


def _at_least_one(b: Any, n: Any) -> Any:
    one = b.const(1, INT)
    return b.emit("select", b.emit("lt", n, one), one, n)


def _merge(
    b: Any, dims: list[Any], steps: list[list[Any]], reduced: Sequence[Any]
) -> None:
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


def _each_row(
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


def _each_run(
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
        return [_each_run(b, [_drop_axis(b, v, i) for v in views], dims[1:], total, run)]

    return counted(b, dims[0], [begun], body)[0]


def _add_row(b: Any, r: Reduction, target: Any, rows: Sequence[Any], n: Any) -> None:
    def body(b: Any, i: Any) -> list[Any]:
        total = r.taken(b, b.emit("array.load", target, i), r.at(b, rows, i))
        b.op("array.store", target, i, total)
        return []

    counted(b, n, [], body)


# --- one run -------------------------------------------------------------------------------------


def _run(b: Any, r: Reduction, rows: Sequence[Any], n: Any, begun: Any, unit: bool) -> Any:
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


def _in_segments(
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
    """Eight totals side by side, where the order does not matter."""
    lanes = 8
    main = b.emit("and", n, b.const(-lanes, INT))

    def body(b: Any, i: Any, *totals: Any) -> list[Any]:
        return [
            r.taken(b, t, r.at(b, rows, b.emit("add", i, b.const(k, INT)) if k else i))
            for k, t in enumerate(totals)
        ]

    def tail(b: Any, i: Any, total: Any) -> list[Any]:
        return [r.taken(b, total, r.at(b, rows, i))]

    if not r.free:
        return counted(b, n, [begun], tail)[0]
    totals = counted(b, main, [begun] * lanes, body, step=lanes)
    while len(totals) > 1:
        totals = [r.taken(b, x, y) for x, y in zip(totals[::2], totals[1::2])]
    return counted(b, n, totals, tail, start=main)[0]


def _pairwise(b: Any, r: Reduction, rows: Sequence[Any], at: Any, n: Any, unit: bool) -> Any:
    """The sum of n elements from `at`, as NumPy makes it: blocks of 128 are summed in eight lanes,
    what is longer is the sum of its halves, the first of which is a multiple of eight. The halves
    that are waiting stand on a stack: of each its size, 0 once it is begun, and the sum before."""
    block = b.const(r.block, INT)
    scratch = None
    if not (r.plain and unit):
        scratch = b.emit("array.alloc", block, dtype=r.value, zero=False)

    def short(b: Any) -> list[Any]:
        return [_block(b, r, rows, at, n, scratch)]

    def long(b: Any) -> list[Any]:
        return [_halves(b, r, rows, at, n, scratch)]

    return choice(b, b.emit("le", n, block), short, long)[0]


def _halves(b: Any, r: Reduction, rows: Sequence[Any], at: Any, n: Any, scratch: Any) -> Any:
    room = b.const(DEPTH, INT)
    sums = b.emit("buffer.new", room, elem=r.value)
    sizes = b.emit("buffer.new", room, elem=INT)
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
        load = lambda b, i: b.emit("array.load", scratch, i)  # noqa: E731
    else:
        load = lambda b, i: r.at(b, rows, b.emit("add", at, i))  # noqa: E731
    lanes = b.const(r.lanes, INT)

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
