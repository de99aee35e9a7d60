"""How the checked and structured array ops expand into core ops.

Each function takes a `Builder` positioned where the op stands and the op, and returns the values
that replace the op's results. The expansion pass drops the op afterwards.

    map             one `for` for each axis of the result around a copy of the region
    map_into        the same over the target; operands that overlap it are copied first, all
                    where elements of the target itself share memory
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..core import Builder, Op, Region
from ..types import INT, Array
from .broadcasting import (
    all_equal,
    arrays_of,
    broadcast,
    check_assign,
    check_output,
    dims_of,
    inner_sizes,
    stretch,
)
from .build import choice, splice
from .contiguous import are_contiguous, asked, in_one_axis
from .elementwise import elements, shapes
from .memory_order import (
    allocated,
    along_memory,
    axes_like,
    by_axis,
    itemsize_of,
    packed,
    size_of,
    sorted_axes,
    steps_in,
)

LARGE = 100  # ops of an element, of which there are no two loops


def _checked(b: Any, op: Any) -> list[Any]:
    """The op's indices, each checked against its dimension."""
    array = op.operands[0]
    t = array.type
    assert isinstance(t, Array)
    found = []
    for axis in range(t.ndim):
        size = b.emit("array.dim", array, axis=axis)
        found.append(b.emit("check_index", op.operands[1 + axis], size, axis=axis))
    return found


def expand_get(b: Any, op: Any) -> list[Any]:
    return [b.emit("array.load", op.operands[0], *_checked(b, op))]


def expand_set(b: Any, op: Any) -> list[Any]:
    b.op("check_writeable", op.operands[0], types=[])
    b.op("array.store", op.operands[0], *_checked(b, op), op.operands[-1])
    return []


def expand_map(b: Any, op: Any) -> list[Any]:
    if op.opcode == "map_into":
        _into(b, op)
        return []
    t = op.results[0].type
    assert isinstance(t, Array)
    operands = list(elements(op))
    shape, same = shape_of(b, op, t.ndim)
    if in_c_order(op, t.ndim):
        result = b.emit("array.alloc", *shape, dtype=t.dtype, zero=False)
        _fill(b, op.regions[0], result, operands, shape, same)
        return [result]
    order = sorted_axes(b, shape, shapes(op), operands, op.attrs.get("order") == "like")
    memory, result = allocated(b, order, shape, t.dtype, False)
    _along(b, op, order, memory, operands)
    return [result]


def in_c_order(op: Any, ndim: int) -> bool:
    """Whether an op makes and goes through its result in C order."""
    return ndim < 2 or op.attrs.get("order") == "C"


def _along(b: Any, op: Any, order: Any, target: Any, operands: Sequence[Any]) -> None:
    """Store the region's value for every element of the target, as it lies in memory."""
    body = op.regions[0]

    def loops(b: Any, views: Sequence[Any], dims: Sequence[Any]) -> None:
        _nest(b, body, views[0], views[1:], dims)

    along_memory(b, order, [target, *operands], loops, len(body.ops) <= LARGE)


def expand_broadcast(b: Any, op: Any) -> list[Any]:
    t = op.results[0].type
    shape, _ = broadcast(b, op.operands, t.ndim)
    zero = b.const(0, INT)
    first = next(v for v in op.operands if isinstance(v.type, Array))
    if t.ndim < 2:
        return [b.emit("array.view", first, zero, *shape, *[zero] * t.ndim)]
    if in_c_order(op, t.ndim):
        steps = packed(b, shape, itemsize_of(t.dtype))
    else:
        order = sorted_axes(b, shape, op.operands, [], op.attrs.get("order") == "like")
        steps = by_axis(b, order, packed(b, order.dims, itemsize_of(t.dtype)))
    return [b.emit("array.view", first, zero, *shape, *steps, layout=True)]


def expand_like(b: Any, op: Any) -> list[Any]:
    t, zero = op.results[0].type, bool(op.attrs.get("zero"))
    models = [v for v in op.operands if isinstance(v.type, Array)]
    shape = op.operands[len(models) :] or dims_of(b, models[0])
    if in_c_order(op, t.ndim):
        return [b.emit("array.alloc", *shape, dtype=t.dtype, zero=zero)]
    if op.attrs.get("order") == "K":
        order = sorted_axes(b, shape, models, [], False)
    else:
        order = axes_like(b, shape, models)
    return [allocated(b, order, shape, t.dtype, zero)[1]]


def shape_of(b: Any, op: Any, ndim: int) -> tuple[Any, Any]:
    """As `_broadcast`, of the operands of which it is asked; then, whether all elements have it."""
    shape, same = broadcast(b, shapes(op), ndim)
    if op.attrs.get("shaped"):
        same = all_equal(b, shape, elements(op))
    return shape, same


def _into(b: Any, op: Any) -> None:
    target, operands = op.operands[0], list(elements(op))
    t = target.type
    assert isinstance(t, Array)
    shape = dims_of(b, target)
    if op.attrs.get("assign"):
        b.op("check_writeable", target, types=[])
        check_assign(b, shape, shapes(op))
    else:
        check_output(b, target, shape, shapes(op))
        b.op("check_writeable", target, types=[], inplace=True)
    same = all_equal(b, shape, operands)
    operands = [_trim(b, v, t.ndim) for v in operands]

    def alone(b: Any) -> None:
        found = [_apart(b, target, v) for v in operands]
        if in_c_order(op, t.ndim):
            _fill(b, op.regions[0], target, found, shape, same)
            return
        order = sorted_axes(b, shape, [target, *found], [], False)
        _along(b, op, order, target, found)

    def shared(b: Any) -> None:
        _fill_shared(b, op.regions[0], target, [_copy(b, v) for v in operands], shape)
        b.op("yield")

    def plain(b: Any) -> None:
        alone(b)
        b.op("yield")

    if t.ndim == 0 or _known_alone(target):
        alone(b)
    else:
        _if(b, b.emit("array.self_overlap", target), shared, plain)


# --- loops --------------------------------------------------------------------------------------


def _fill(
    b: Any, body: Any, target: Any, operands: Sequence[Any], shape: Sequence[Any], same: Any
) -> None:
    """Store the region's value for every element of `target`. Where shapes may differ, the
    direct loop is chosen by a test, and the other one reads through views of stride 0."""

    def views(b: Any, inner: bool) -> list[Any]:
        return [stretch(b, v, shape, inner) for v in operands]

    def stretched(b: Any) -> None:
        _nest(b, body, target, views(b, False), shape)
        b.op("yield")

    def direct(b: Any) -> None:
        _flat(b, body, target, operands, shape)
        b.op("yield")

    if same is None:
        _flat(b, body, target, operands, shape)
    elif same is False:
        known = inner_sizes(b, operands, shape[-1]) if len(shape) > 1 else None
        if known is None:
            _nest(b, body, target, views(b, False), shape)
            return

        def side_by_side(b: Any) -> None:
            _nest(b, body, target, views(b, True), shape)
            b.op("yield")

        _if(b, known, side_by_side, stretched)
    else:
        _if(b, same, direct, stretched)


def _flat(b: Any, body: Any, target: Any, operands: Sequence[Any], shape: Sequence[Any]) -> None:
    """Loops over arrays of this shape; one where all are contiguous."""
    odd = asked([target, *operands], len(shape), body)

    def single(b: Any) -> list[Any]:
        (first, *rest), total = in_one_axis(b, [target, *operands], shape)
        _nest(b, body, first, rest, [total])
        return []

    def nested(b: Any) -> list[Any]:
        _nest(b, body, target, operands, shape)
        return []

    if odd is None:
        nested(b)
    elif odd:
        choice(b, are_contiguous(b, odd), single, nested)
    else:
        single(b)


def _nest(
    b: Any,
    body: Any,
    target: Any,
    operands: Sequence[Any],
    shape: Sequence[Any],
    indices: tuple[Any, ...] = (),
) -> None:
    if len(indices) < len(shape):
        inner = Region([INT], ["i"])
        zero, one = b.const(0, INT), b.const(1, INT)
        rounds = shape[len(indices)]
        if not indices:  # no rounds where there are no elements, however many rows
            for size in shape[1:]:
                rounds = b.emit("select", b.emit("eq", size, zero), zero, rounds)
        loop: Op = b.op("for", zero, rounds, one, types=[], regions=[inner])
        at = Builder(inner, None, b.span)
        _nest(at, body, target, operands, shape, (*indices, inner.args[0]))
        at.op("continue", target=loop)
        return
    elements = []
    for value in operands:
        is_array = isinstance(value.type, Array)
        own = indices[len(indices) - value.type.ndim :] if is_array else ()
        elements.append(b.emit("array.load", value, *own) if is_array else value)
    b.op("array.store", target, *indices, splice(b, body, elements)[0])


def _trim(b: Any, value: Any, ndim: int) -> Any:
    """The array without leading axes (of size 1, as was checked) beyond `ndim`."""
    if not isinstance(value.type, Array) or value.type.ndim <= ndim:
        return value
    axes = range(value.type.ndim - ndim, value.type.ndim)
    sizes = [b.emit("array.dim", value, axis=axis) for axis in axes]
    strides = [b.emit("array.stride", value, axis=axis) for axis in axes]
    return b.emit("array.view", value, b.const(0, INT), *sizes, *strides)


def _fill_shared(
    b: Any, body: Any, target: Any, operands: Sequence[Any], shape: Sequence[Any]
) -> None:
    """As `_fill`, where elements of the target share memory, so that the last store of several
    stays. NumPy's order: the axis of the longest step is the outermost, and along each the
    addresses grow."""
    ndim, zero = len(shape), b.const(0, INT)
    arrays = [target, *arrays_of(operands)]
    dims, strides = list(shape), [steps_in(b, v, shape) for v in arrays]
    for end in range(ndim - 1, 0, -1):
        for i in range(end):
            first, second = size_of(b, strides[0][i]), size_of(b, strides[0][i + 1])
            turned = b.emit("lt", first, second)
            for row in (dims, *strides):
                x, y = row[i], row[i + 1]
                row[i] = b.emit("select", turned, y, x)
                row[i + 1] = b.emit("select", turned, x, y)
    downs = [b.emit("lt", s, zero) for s in strides[0]]
    views = {}
    for value, steps in zip(arrays, strides):
        offset = zero
        for axis, down in enumerate(downs):
            last = b.emit("mul", b.emit("sub", dims[axis], b.const(1, INT)), steps[axis])
            offset = b.emit("add", offset, b.emit("select", down, last, zero))
            steps[axis] = b.emit("select", down, b.emit("neg", steps[axis]), steps[axis])
        views[value] = b.emit("array.view", value, offset, *dims, *steps)
    _nest(b, body, views[target], [views.get(v, v) for v in operands], dims)


def _known_alone(value: Any) -> bool:
    """Whether certainly no two elements of an array share memory."""
    while value.op is not None and not value.op.info.contiguous:
        if not value.op.info.view:
            return False
        value = value.op.operands[0]
    return value.op is not None


def _copy(b: Any, value: Any) -> Any:
    """A new array with the elements of an array; what else there is as it is."""
    if not isinstance(value.type, Array):
        return value
    sizes = dims_of(b, value)
    fresh = b.emit("array.alloc", *sizes, dtype=value.type.dtype, zero=False)
    same = Region([value.type.dtype])
    _yield(same, same.args[0], b.span)
    _nest(b, same, fresh, [value], sizes)
    return fresh


def _apart(b: Any, target: Any, value: Any) -> Any:
    """The operand, or a copy of it where stores to `target` could change what is read later."""
    if not isinstance(value.type, Array) or value is target:
        return value
    if value.op is not None and value.op.info.frozen:
        return value

    overlap = b.emit("array.overlap", target, value)
    return _if(
        b,
        overlap,
        lambda b: b.op("yield", _copy(b, value)),
        lambda b: b.op("yield", value),
        [value.type],
    ).results[0]


def _yield(region: Any, value: Any, span: Any) -> None:
    Builder(region, None, span).op("yield", value)


def _if(
    b: Any,
    condition: Any,
    then: Callable[[Any], Any],
    otherwise: Callable[[Any], Any],
    types: Sequence[Any] = (),
) -> Any:
    branches = [Region(), Region()]
    for region, build in zip(branches, (then, otherwise)):
        build(Builder(region, None, b.span))
    return b.op("if", condition, types=types, regions=branches)
