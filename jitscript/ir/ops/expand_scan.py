"""How `scan` expands: along its axis one after the other, other axes as they lie in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..types import INT, Array
from .broadcasting import stretch
from .build import counted, splice, when
from .elementwise import elements, shapes
from .expand_array import in_c_order, shape_of
from .memory_order import allocated, sorted_axes


def expand_scan(b: Any, op: Any) -> list[Any]:
    element, combine = op.regions
    t = op.results[0].type
    assert isinstance(t, Array)
    axis: int = op.attrs["axis"]
    shape, same = shape_of(b, op, t.ndim)
    operands = list(elements(op))
    if same is not None:
        operands = [stretch(b, v, shape) for v in operands]
    if in_c_order(op, t.ndim):
        out = b.emit("array.alloc", *shape, dtype=t.dtype, zero=False)
    else:
        order = sorted_axes(b, shape, shapes(op), [], False)
        _, out = allocated(b, order, shape, t.dtype, False)

    def value(b: Any, at: Sequence[Any]) -> Any:
        found = []
        for v in operands:
            own = at[len(at) - v.type.ndim :] if isinstance(v.type, Array) else ()
            found.append(b.emit("array.load", v, *own) if isinstance(v.type, Array) else v)
        return splice(b, element, found)[0]

    def along(b: Any, before: Sequence[Any]) -> None:
        """The axis itself, at these indices of the axes before it."""
        zero, one = b.const(0, INT), b.const(1, INT)
        if axis == t.ndim - 1:
            first = value(b, [*before, zero])
            b.op("array.store", out, *before, zero, first)

            def step(b: Any, i: Any, total: Any) -> list[Any]:
                total = splice(b, combine, [total, value(b, [*before, i])])[0]
                b.op("array.store", out, *before, i, total)
                return [total]

            counted(b, shape[axis], [first], step, start=one)
            return

        def begin(b: Any, inner: Sequence[Any]) -> None:
            at = [*before, zero, *inner]
            b.op("array.store", out, *at, value(b, at))

        _nested(b, shape[axis + 1 :], begin)

        def row(b: Any, i: Any) -> list[Any]:
            def one_of(b: Any, inner: Sequence[Any]) -> None:
                last = b.emit("array.load", out, *before, b.emit("sub", i, one), *inner)
                at = [*before, i, *inner]
                total = splice(b, combine, [last, value(b, at)])[0]
                b.op("array.store", out, *at, total)

            _nested(b, shape[axis + 1 :], one_of)
            return []

        counted(b, shape[axis], [], row, start=one)

    def some(b: Any) -> None:
        _nested(b, shape[:axis], along)

    when(b, b.emit("gt", shape[axis], b.const(0, INT)), some)
    return [out]


def _nested(
    b: Any,
    sizes: Sequence[Any],
    body: Callable[[Any, Sequence[Any]], None],
    at: tuple[Any, ...] = (),
) -> None:
    if len(at) == len(sizes):
        body(b, at)
        return

    def inner(b: Any, i: Any) -> list[Any]:
        _nested(b, sizes, body, (*at, i))
        return []

    counted(b, sizes[len(at)], [], inner)
