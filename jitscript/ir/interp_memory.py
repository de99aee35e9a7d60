"""The interpreter's ops on references, instances, buffers and arrays: one function each.

`METHODS` maps an opcode to a function of the frame and the op (see `interp.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from . import interp_values
from .core import Op
from .interp_values import ArrayValue, BufferValue, Memory, ObjectValue, Undefined, view, zero
from .ops.array import written_to
from .ops.broadcasting import BROADCAST
from .ops.eval_arith import coerce, numpy_class
from .types import INT, U8, Array

if TYPE_CHECKING:
    from .interp import Frame

Method = Callable[["Frame", Op], None]
METHODS: dict[str, Method] = {}


def runs(opcode: str) -> Callable[[Method], Method]:
    def register(fn: Method) -> Method:
        METHODS[opcode] = fn
        return fn

    return register


# --- references, instances, buffers --------------------------------------------------------------


def _described(array: Any) -> Any:
    """What native code knows of an array."""
    at: Any = array.__array_interface__
    return at["data"][0], array.shape, array.strides, array.dtype


@runs("same_object")
def _same_object(frame: Frame, op: Op) -> None:
    a, b = frame.operands(op)
    if isinstance(a, ArrayValue):
        frame.set(op, a.data is b.data or _described(a.data) == _described(b.data))
    else:
        frame.set(op, a is b)


@runs("object.place")
def _object_place(frame: Frame, op: Op) -> None:
    frame.set(op, id(frame.operands(op)[0]) >> 4)


@runs("object.new")
def _object_new(frame: Frame, op: Op) -> None:
    values = frame.operands(op)
    info = frame.machine.module.classes[op.results[0].type]  # type: ignore[index]
    made = ObjectValue(info, {name: v for (name, _), v in zip(info.fields, values)})
    for value in values:
        frame.machine.keep(value)
    frame.machine.made(made)
    frame.set(op, made)


@runs("object.const")
def _object_const(frame: Frame, op: Op) -> None:
    (i,) = frame.operands(op)
    info = frame.machine.module.classes[op.results[0].type]  # type: ignore[index]
    data, size = op.attrs["data"], op.attrs["size"]
    if not 0 <= i < max(len(data) // max(size, 1), 1):
        raise Undefined(f"part {i} of {len(data)} bytes", op)
    part = [coerce(U8, byte) for byte in data[i * size : (i + 1) * size]]
    fields: dict[str, Any] = {name: zero(t) for name, t in info.fields}
    first, second = list(fields)[:2]
    fields[first], fields[second] = BufferValue(U8, part, None), coerce(INT, size)
    frame.set(op, ObjectValue(info, fields, None))


@runs("object.kept")
def _object_kept(frame: Frame, op: Op) -> None:
    kept, name = frame.machine.kept, op.attrs["name"]
    if name not in kept:
        info = frame.machine.module.classes[op.results[0].type]  # type: ignore[index]
        kept[name] = ObjectValue(info, {name: zero(t) for name, t in info.fields}, None)
    frame.set(op, kept[name])


@runs("field.get")
def _field_get(frame: Frame, op: Op) -> None:
    found = frame.get(op.operands[0], op).fields[op.attrs["name"]]
    frame.set(op, found)


@runs("field.set")
def _field_set(frame: Frame, op: Op) -> None:
    target, value = frame.operands(op)
    frame.store(target.fields, op.attrs["name"], value)


@runs("field.resize")
def _field_resize(frame: Frame, op: Op) -> None:
    target, n = frame.operands(op)
    old = target.fields[op.attrs["name"]]
    if n < len(old.items):
        raise Undefined(f"a buffer of {len(old.items)} elements made {n} long", op)
    made = BufferValue(old.elem, [zero(old.elem)] * n)
    frame.machine.made(made)
    for i, value in enumerate(old.items):
        frame.store(made.items, i, value)
    frame.store(target.fields, op.attrs["name"], made)
    frame.machine.drop(made)


@runs("buffer.new")
def _buffer_new(frame: Frame, op: Op) -> None:
    n, elem = frame.get(op.operands[0], op), op.attrs["elem"]
    if n < 0:
        raise Undefined(f"a buffer of {n} elements", op)
    made = BufferValue(elem, [zero(elem, op.attrs.get("blank", False))] * n)
    frame.machine.made(made)
    frame.set(op, made)


@runs("buffer.const")
def _buffer_const(frame: Frame, op: Op) -> None:
    t = op.results[0].type.elem  # type: ignore[attr-defined]
    frame.set(op, BufferValue(t, [coerce(t, byte) for byte in op.attrs["data"]], None))


@runs("buffer.len")
def _buffer_len(frame: Frame, op: Op) -> None:
    frame.set(op, len(frame.get(op.operands[0], op).items))


@runs("buffer.load")
def _buffer_load(frame: Frame, op: Op) -> None:
    buffer, i = frame.operands(op)
    in_range(op, i, 1, buffer)
    frame.set(op, buffer.items[i])


@runs("buffer.store")
def _buffer_store(frame: Frame, op: Op) -> None:
    buffer, i, value = frame.operands(op)
    in_range(op, i, 1, buffer)
    frame.store(buffer.items, i, value)


@runs("buffer.init")
def _buffer_init(frame: Frame, op: Op) -> None:
    buffer, i, *values = frame.operands(op)
    in_range(op, i, len(values), buffer)
    fresh = {repr(zero(buffer.elem, blank)) for blank in (False, True)}  # tells 0.0 from -0.0
    for at, value in enumerate(values, i):
        if repr(buffer.items[at]) not in fresh:
            raise Undefined(f"element {at} of the buffer is set already", op)
        frame.store(buffer.items, at, value)


@runs("buffer.clear")
def _buffer_clear(frame: Frame, op: Op) -> None:
    buffer, i, n = frame.operands(op)
    in_range(op, i, n, buffer)
    for at in range(i, i + n):
        frame.store(buffer.items, at, zero(buffer.elem))


@runs("buffer.copy")
def _buffer_copy(frame: Frame, op: Op) -> None:
    target, i, source, j, n = frame.operands(op)
    in_range(op, i, n, target)
    in_range(op, j, n, source)
    values, old = source.items[j : j + n], target.items[i : i + n]
    for value in values:  # all of them first: the ranges may overlap
        frame.machine.keep(value)
    target.items[i : i + n] = values
    for value in old:
        frame.machine.drop(value)


# --- arrays ------------------------------------------------------------------------------------


@runs("array.dim")
@runs("array.stride")
def _extent(frame: Frame, op: Op) -> None:
    interp_values.extent(frame, op)


@runs("check_index")
def _check_index(frame: Frame, op: Op) -> None:
    i, n = frame.operands(op)
    if i < 0 and op.attrs.get("nonneg"):
        raise Undefined(f"index {i} is negative", op)
    frame.set(op, _checked_index(i, n, op.attrs["axis"]))


@runs("check_writeable")
def _check_writeable(frame: Frame, op: Op) -> None:
    (array,) = frame.operands(op)
    if not array.data.flags.writeable:
        raise ValueError(f"{written_to(op.attrs)} is read-only")


@runs("array.get")
def _array_get(frame: Frame, op: Op) -> None:
    array, *indices = frame.operands(op)
    frame.set(op, array.data[_checked_indices(array, indices)])


@runs("array.set")
def _array_set(frame: Frame, op: Op) -> None:
    array, *indices, value = frame.operands(op)
    array.data[_checked_indices(array, indices)] = value


@runs("array.load")
def _array_load(frame: Frame, op: Op) -> None:
    array, *indices = frame.operands(op)
    _indicesin_range(op, array, indices)
    frame.set(op, array.data[tuple(indices)])


@runs("array.store")
def _array_store(frame: Frame, op: Op) -> None:
    array, *indices, value = frame.operands(op)
    _indicesin_range(op, array, indices)
    array.data[tuple(indices)] = value


@runs("array.alloc")
def _array_alloc(frame: Frame, op: Op) -> None:
    sizes = frame.operands(op)
    if any(n < 0 for n in sizes):
        raise Undefined(f"an array of shape {tuple(sizes)}", op)
    new_array(frame, op, tuple(sizes), bool(op.attrs.get("zero")))


def new_array(
    frame: Frame, op: Op, shape: tuple[int, ...], zeroed: bool, order: Sequence[int] = ()
) -> Any:
    """A new array; its axes in memory in this order, from the outermost on."""
    import numpy as np

    t = op.results[0].type
    assert isinstance(t, Array)
    order = order or range(len(shape))
    lies = tuple(shape[k] for k in order)
    data = (np.zeros if zeroed else np.empty)(lies, numpy_class(t.dtype))
    data = data.transpose(np.argsort(order)) if lies else data
    owner = Memory(data, 1)
    frame.machine.made(owner)
    frame.set(op, ArrayValue(data, owner))
    return data


@runs("array.view")
def _array_view(frame: Frame, op: Op) -> None:
    array, offset, *rest = frame.operands(op)
    half = len(rest) // 2
    t = op.result.type
    assert isinstance(t, Array)
    layout = bool(op.attrs.get("layout"))
    frame.set(op, view(array, offset, rest[:half], rest[half:], numpy_class(t.dtype), layout))


@runs("array.const")
def _array_const(frame: Frame, op: Op) -> None:
    data = frame.machine.module.constants[op.attrs["name"]]
    frame.set(op, ArrayValue(data, Memory(data, None)))


@runs("assume_contiguous")
def _assume_contiguous(frame: Frame, op: Op) -> None:
    array = frame.get(op.operands[0], op)
    if not array.data.flags.c_contiguous:
        raise Undefined("the array is not C-contiguous", op)
    frame.set(op, array)


def given(frame: Frame, op: Op, operands: Sequence[Any]) -> list[Any]:
    """The values of some of an op's operands."""
    return [frame.get(v, op) for v in operands]


# --- indices and shapes -----------------------------------------------------------------------


def _checked_index(i: int, n: int, axis: int) -> int:
    if not -n <= i < n:
        raise IndexError(f"index {i} is out of bounds for axis {axis} with size {n}")
    return i + n if i < 0 else i


def _checked_indices(array: ArrayValue, indices: list[int]) -> tuple[int, ...]:
    sizes = array.data.shape
    return tuple(_checked_index(i, n, axis) for axis, (i, n) in enumerate(zip(indices, sizes)))


def _indicesin_range(op: Op, array: ArrayValue, indices: list[int]) -> None:
    for i, n in zip(indices, array.data.shape):
        if not 0 <= i < n:
            raise Undefined(f"index {i} in a dimension of size {n}", op)


def in_range(op: Op, i: int, n: int, buffer: BufferValue) -> None:
    if i < 0 or n < 0 or i + n > len(buffer.items):
        raise Undefined(f"elements {i} to {i + n} of a buffer of {len(buffer.items)}", op)


def broadcast_shape(values: list[Any], listed: tuple[Any, ...] = ()) -> tuple[int, ...]:
    """The shape of all values together; `listed` are named, too, in the error."""
    shape: tuple[int, ...] | None = ()
    for value in values:
        if isinstance(value, ArrayValue) and shape is not None:
            shape = common(shape, value.data.shape)
    if shape is None:
        raise ValueError(BROADCAST + shapes_text([*values, *listed]))
    return shape


def common(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...] | None:
    """The shape that two shapes broadcast to, or None."""
    rank = max(len(a), len(b))
    a, b = (1,) * (rank - len(a)) + a, (1,) * (rank - len(b)) + b
    if any(x != y and 1 not in (x, y) for x, y in zip(a, b)):
        return None
    return tuple(y if x == 1 else x for x, y in zip(a, b))


def fits(shape: tuple[int, ...], goal: tuple[int, ...]) -> bool:
    return common(shape, goal) == goal


def shapes_text(values: list[Any]) -> str:
    """NumPy's list of shapes: `(3,) (4,2) `."""
    shapes = [v.data.shape if isinstance(v, ArrayValue) else () for v in values]
    return "".join(f"{shape_text(s)} " for s in shapes)


def shape_text(sizes: Any) -> str:
    return f"({','.join(map(str, sizes))}{',' if len(sizes) == 1 else ''})"
