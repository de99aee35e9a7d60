"""The interpreter's reductions: what `reduce` and `scan` mean, in NumPy's order."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from .core import Op
from .interp_maps import METHODS, by_steps, memory_order
from .interp_memory import broadcast_shape, given, new_array, runs
from .interp_values import ArrayValue
from .ops.elementwise import elements as elements_of
from .ops.elementwise import shapes
from .ops.expand_reduce import BUFFER, EMPTY
from .types import Array, Scalar

if TYPE_CHECKING:
    from .interp import Frame


@runs("reduce")
def _reduce(frame: Frame, op: Op) -> None:
    import numpy as np

    begun = not op.attrs.get("first")
    values = frame.operands(op)
    elements = given(frame, op, elements_of(op))
    judges = given(frame, op, shapes(op))
    shape = broadcast_shape(judges)
    axes: list[int] = op.attrs["axes"]
    kept = [k for k in range(len(shape)) if k not in axes]
    sizes = tuple(shape[k] for k in kept)
    if not begun and any(shape[k] == 0 for k in axes):
        raise ValueError(EMPTY.format(op.attrs["name"]))
    order, joined, segment, chunk = _order(op, judges, shape, axes)
    t = op.results[0].type
    dtype = t.dtype if isinstance(t, Array) else t
    assert isinstance(dtype, Scalar)
    totals: dict[tuple[int, ...], Any] = {}
    inner = order[len(order) - joined :]
    outer = [range(shape[k]) for k in order[: len(order) - joined]]
    for found in itertools.product(*outer):
        run = []
        for last in itertools.product(*(range(shape[k]) for k in inner)):
            at = dict(zip(order, (*found, *last)))
            index = tuple(at[k] for k in range(len(shape)))
            run.append((tuple(index[k] for k in kept), index))
        for place, index in [run[0]] if run and not begun else []:
            totals.setdefault(place, _element(frame, op, elements, shape, index))
        if op.attrs.get("pairwise") and inner and order[-1] in axes:
            if run:
                place = run[0][0]
                made = [_element(frame, op, elements, shape, x) for _, x in run]
                keep = [_keeps(op, elements, shape, x) for _, x in run]
                for i in range(0, len(run), segment):
                    for j in range(i, min(i + segment, len(run)), chunk):
                        stop = min(j + chunk, i + segment)
                        for part in _let_through(made[j:stop], keep[j:stop]):
                            total = totals.get(place, values[0])
                            totals[place] = _combine(frame, op, total, _pairwise(part))
            continue
        for place, index in run:
            if not _keeps(op, elements, shape, index):
                continue
            value = _element(frame, op, elements, shape, index)
            totals[place] = _combine(frame, op, totals.get(place, values[0]), value)
    if not isinstance(t, Array):
        frame.set(op, totals.get((), values[0]))
        return
    whole = tuple(1 if k in axes else n for k, n in enumerate(shape))
    lies = memory_order(op, shape, judges)
    if not op.attrs.get("keepdims"):
        lies = [kept.index(k) for k in lies if k in kept]
    result = new_array(frame, op, whole if op.attrs.get("keepdims") else sizes, False, lies)
    flat = result.reshape(sizes)
    for place in np.ndindex(sizes):
        flat[place] = totals.get(place, values[0])


@runs("scan")
def _scan(frame: Frame, op: Op) -> None:
    elements = given(frame, op, elements_of(op))
    judges = given(frame, op, shapes(op))
    shape = broadcast_shape(judges)
    axis: int = op.attrs["axis"]
    result = new_array(frame, op, shape, False, memory_order(op, shape, judges))
    for at in itertools.product(*map(range, shape)):
        value = _element(frame, op, elements, shape, at)
        if at[axis]:
            before = (*at[:axis], at[axis] - 1, *at[axis + 1 :])
            value = _combine(frame, op, result[before], value)
        result[at] = value


def _element(frame: Frame, op: Op, operands: list[Any], shape: Any, at: tuple[int, ...]) -> Any:
    import numpy as np

    for arg, v in zip(op.regions[0].args, operands):
        whole = np.broadcast_to(v.data, shape) if isinstance(v, ArrayValue) else v
        frame.env[arg] = whole[at] if isinstance(v, ArrayValue) else v
    return frame.region(op.regions[0])[1][0]


def _keeps(op: Op, operands: list[Any], shape: Any, at: tuple[int, ...]) -> bool:
    """Whether the mask lets an element through, where there is one."""
    import numpy as np

    return not op.attrs.get("masked") or bool(np.broadcast_to(operands[-1].data, shape)[at])


def _let_through(values: list[Any], keep: list[bool]) -> list[list[Any]]:
    """What lies between two elements that a mask leaves out."""
    runs = itertools.groupby(zip(values, keep), key=lambda pair: pair[1])
    return [[value for value, _ in run] for through, run in runs if through]


def _combine(frame: Frame, op: Op, total: Any, value: Any) -> Any:
    frame.env.update(zip(op.regions[1].args, (total, value)))
    return frame.region(op.regions[1])[1][0]


def _pairwise(values: list[Any]) -> Any:
    """NumPy's sum of floats: eight lanes in blocks of 128; of complex numbers half of both."""
    n, lanes = len(values), 4 if isinstance(values[0], complex) else 8
    if n < lanes:
        total = type(values[0])(complex(-0.0, -0.0) if lanes == 4 else -0.0)
        for v in values:
            total = total + v
        return total
    if n > 16 * lanes:
        half = n // 2 - n // 2 % lanes
        return _pairwise(values[:half]) + _pairwise(values[half:])
    sums = values[:lanes]
    for i in range(lanes, n - n % lanes):
        sums[i % lanes] = sums[i % lanes] + values[i]
    while len(sums) > 1:
        sums = [x + y for x, y in zip(sums[::2], sums[1::2])]
    total = sums[0]
    for v in values[n - n % lanes :]:
        total = total + v
    return total


def _order(
    op: Op, judges: list[Any], shape: tuple[int, ...], axes: list[int]
) -> tuple[list[int], int, int, int]:
    """The axes from the outermost to the innermost; how many of the last are reduced together; of
    how many elements a segment of such a run is, and a chunk of a segment."""
    import numpy as np

    arrays = [np.broadcast_to(v.data, shape) for v in judges if isinstance(v, ArrayValue)]
    steps = [[0 if n == 1 else s for s, n in zip(a.strides, a.shape)] for a in arrays]
    order = sorted(by_steps(shape, steps), key=lambda axis: shape[axis] != 1)
    together = 0
    for k in reversed(order):
        if k not in axes and shape[k] != 1:
            break
        together += 1
    run = [k for k in order[len(order) - together :] if shape[k] != 1]
    cast = bool(op.attrs.get("chunk"))
    if op.attrs.get("masked"):
        around = [k for k in order[: len(order) - together] if shape[k] != 1]
        return order, together, *_masked_bounds(run, shape, steps, cast, around)
    if not op.attrs.get("shaped") and len(op.regions[0].ops) == 1:
        grouped = _grouped(run, shape, steps[0])
    else:
        grouped = [int(np.prod([shape[k] for k in run], dtype=int))]
    return order, together, *_bounds(grouped or [1], cast)


def _grouped(run: list[int], shape: tuple[int, ...], steps: list[int]) -> list[int]:
    """The sizes of axes, those that lie in memory as one joined; the innermost first."""
    sizes: list[int] = []
    step = 0
    for k in reversed(run):
        if sizes and step * sizes[-1] == steps[k]:
            sizes[-1] *= shape[k]
        else:
            sizes.append(shape[k])
            step = steps[k]
    return sizes


def _bounds(sizes: list[int], cast: bool) -> tuple[int, int]:
    """What NumPy's buffered iteration sums at once (see `expand_reduce._bounds`)."""
    total = best = sizes[0]
    cost = best_cost = 2 if cast else 1
    core = 1
    for n in sizes[1:]:
        if total >= BUFFER and cost > 1:
            break
        cost, whole = 2, total * n
        if cost * best <= best_cost * min(whole, BUFFER):
            core, best, best_cost = total, whole, cost
        total = whole
    chunk = best
    if best_cost > 1 and best > BUFFER:
        chunk = max(1, core) * (BUFFER // max(1, core))
    return max(1, best), max(1, chunk)


def _masked_bounds(
    run: list[int], shape: tuple[int, ...], steps: list[list[int]], cast: bool, around: list[int]
) -> tuple[int, int]:
    """The same of an array and its mask, each of which may need a buffer. `around`: the axes that
    are kept around the run, of which NumPy looks at the innermost."""
    groups: list[tuple[int, list[int]]] = []  # sizes of axes that are one in both, and their steps
    for k in reversed(run):
        own = [s[k] for s in steps]
        if groups and all(s * groups[-1][0] == t for s, t in zip(groups[-1][1], own)):
            groups[-1] = (groups[-1][0] * shape[k], groups[-1][1])
        else:
            groups.append((shape[k], own))
    groups = groups or [(1, [0] * len(steps))]
    reduced = len(groups)
    groups += [(shape[k], [s[k] for s in steps]) for k in around[-1:]]
    total = best = groups[0][0]
    cost = best_cost = 2 if cast else 1
    core, straight = 1, [True] * len(steps)
    for i, ((n, before), (m, after)) in enumerate(itertools.pairwise(groups), 1):
        if total >= BUFFER and cost > 1:
            break
        for k, (s, t) in enumerate(zip(before, after)):
            if straight[k] and s * n != t:
                straight[k] = False
                cost += not (cast and k == 0)
        cost += i == reduced  # the result's steps change, too
        grown = total * m
        if cost * best <= best_cost * min(grown, BUFFER):
            if i == reduced:
                return max(1, total), max(1, total)
            core, best, best_cost = total, grown, cost
        total = grown
    chunk = best
    if best_cost > 1 and best > BUFFER:
        chunk = max(1, core) * (BUFFER // max(1, core))
    return max(1, best), max(1, chunk)


@runs("blas")
def _blas(frame: Frame, op: Op) -> None:
    """NumPy's product, which uses its BLAS for such arrays."""
    import numpy as np

    out, first, second = (value.data for value in frame.operands(op))
    name = op.attrs["name"]
    functions: dict[str, Any] = {"dot": np.dot, "dotc": np.vdot, "axpy": np.dot}
    made = functions.get(name, np.matmul)(first, second)
    if made.ndim == 0:
        made = made + 0  # as BLAS adds them up: of one element -0.0 is none
    if name == "syrk":
        upper = np.triu_indices(len(out))
        out[upper] = made[upper]
    else:
        out[...] = made
    frame.set(op, True)


__all__ = ["METHODS"]
