"""Shapes of arrays side by side: whether they fit, what comes of them; NumPy's words where not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..types import BOOL, INT, Array
from .build import when

BROADCAST = "operands could not be broadcast together with shapes "
OUTPUT = "non-broadcastable output operand with shape {} doesn't match the broadcast shape {}"
ASSIGN = "could not broadcast input array from shape {} into shape {}"


def dims_of(b: Any, array: Any) -> list[Any]:
    return [b.emit("array.dim", array, axis=axis) for axis in range(array.type.ndim)]


def arrays_of(operands: Sequence[Any]) -> list[Any]:
    """The distinct array operands."""
    return list(dict.fromkeys(v for v in operands if isinstance(v.type, Array)))


def size_key(value: Any, axis: int) -> Any:
    """What tells sizes that are certainly equal: a number, or where a size comes from."""
    while value.op is not None:
        op = value.op
        if op.info.contiguous and not op.info.fresh and op.operands:  # the same array
            value = op.operands[0]
            continue
        sizes = op.operands[op.info.layout] or op.operands[op.info.dims]
        if not sizes:
            break
        found = key_of(sizes[axis])
        return found
    return value, axis


def key_of(size: Any) -> Any:
    op = size.op
    if op is None:
        return size
    if op.info.name == "array.dim":
        return size_key(op.operands[0], op.attrs["axis"])
    return op.attrs["value"] if op.info.name == "const" else size


def broadcast(b: Any, operands: Sequence[Any], ndim: int) -> tuple[Any, Any]:
    """The broadcast shape of the operands, after a check that they fit, and whether every array
    has that very shape (None: certainly; False: it is not worth asking)."""
    arrays = arrays_of(operands)
    one = b.const(1, INT)
    shape: list[Any] = []
    bad = None
    same: Any = None
    asking = all(array.type.ndim == ndim for array in arrays)
    for axis in range(ndim):
        found: dict[Any, Any] = {}  # sizes that may differ
        for array in arrays:
            own = axis - ndim + array.type.ndim
            key = size_key(array, own) if own >= 0 else None
            if key is not None and key not in found:
                found[key] = b.emit("array.dim", array, axis=own)
        if len(found) > 1 and found.pop(1, None) is not None:
            asking = False
        size = None
        for d in found.values():
            if size is None:
                size = d
                continue
            differs = b.emit("ne", size, d)
            stretched = b.emit("eq", size, one)
            odd = b.emit(
                "and", differs, b.emit("and", b.emit("ne", d, one), b.emit("not", stretched))
            )
            bad = odd if bad is None else b.emit("or", bad, odd)
            same = (
                b.emit("not", differs)
                if same is None
                else b.emit("and", same, b.emit("eq", size, d))
            )
            size = b.emit("select", stretched, d, size)
        shape.append(one if size is None else size)
    if bad is not None:
        shapes = "".join(f"{_shape_text(v)} " for v in operands)
        raise_if(b, bad, BROADCAST + shapes, operands)
    return shape, same if asking else False


def check_output(b: Any, target: Any, shape: Sequence[Any], operands: Sequence[Any]) -> None:
    """The test of an in-place operator: operands and target fit together, and the target has the
    shape that results (it is not stretched)."""
    everyone = [*operands, target]
    ndim = max(v.type.ndim for v in arrays_of(everyone))
    whole, same = broadcast(b, everyone, ndim)
    if same is None:
        return
    extra = ndim - len(shape)
    bad = b.const(True, BOOL) if extra else None
    for have, want in zip(whole[extra:], shape):
        odd = b.emit("ne", have, want)
        bad = odd if bad is None else b.emit("or", bad, odd)
    if bad is not None:
        text = OUTPUT.format(_tuple_text(len(shape)), _tuple_text(ndim))
        raise_if(b, bad, text, [], [*shape, *whole])


def check_assign(b: Any, shape: Sequence[Any], operands: Sequence[Any]) -> None:
    """The test of slice assignment: leading axes of size 1 are dropped, the rest must fit."""
    one = b.const(1, INT)
    for array in arrays_of(operands):
        own = dims_of(b, array)
        bad = None
        for i, d in enumerate(reversed(own)):
            odd = b.emit("ne", d, one)
            if i < len(shape):
                odd = b.emit("and", odd, b.emit("ne", d, shape[-1 - i]))
            bad = odd if bad is None else b.emit("or", bad, odd)
        if bad is not None:
            text = ASSIGN.format(_tuple_text(len(own)), _tuple_text(len(shape)))
            raise_if(b, bad, text, [], [*own, *shape])


def all_equal(b: Any, shape: Sequence[Any], operands: Sequence[Any]) -> Any:
    """Whether every array operand has exactly this shape (None, False: see `broadcast`)."""
    same = None
    for array in arrays_of(operands):
        if array.type.ndim != len(shape):
            return False
        for axis, size in enumerate(shape):
            key, wanted = size_key(array, axis), key_of(size)
            if key == wanted:
                continue
            if key == 1:
                return False
            equal = b.emit("eq", size, b.emit("array.dim", array, axis=axis))
            same = equal if same is None else b.emit("and", same, equal)
    return same


def _shape_text(value: Any) -> str:
    return _tuple_text(value.type.ndim if isinstance(value.type, Array) else 0)


def _tuple_text(ndim: int) -> str:
    """NumPy's way of writing a shape, as a format string: `()`, `({},)`, `({},{})`."""
    return f"({','.join(['{}'] * ndim)}{',' if ndim == 1 else ''})"


def raise_if(b: Any, bad: Any, text: str, arrays: Sequence[Any], args: Sequence[Any] = ()) -> None:
    def fail(b: Any) -> None:
        found = list(args)
        for value in arrays:
            if isinstance(value.type, Array):
                found += dims_of(b, value)
        b.op("raise", *found, exc="ValueError", message=text)

    when(b, bad, fail)


def stretch(b: Any, value: Any, shape: Sequence[Any], inner: bool = False) -> Any:
    """A view of the array that has the result's sizes on its own axes: stride 0 where it has
    size 1. `inner`: its last size is the result's, if it is not known to be 1."""
    if not isinstance(value.type, Array) or not value.type.ndim:
        return value
    one, zero = b.const(1, INT), b.const(0, INT)
    sizes = list(shape[len(shape) - value.type.ndim :])
    strides = []
    for axis, size in enumerate(sizes):
        key = size_key(value, axis)
        own = b.emit("array.stride", value, axis=axis)
        if key == 1:
            strides.append(zero)
        elif key == key_of(size) or (inner and size is sizes[-1]):
            strides.append(own)
        else:
            single = b.emit("eq", b.emit("array.dim", value, axis=axis), one)
            strides.append(b.emit("select", single, zero, own))
    return b.emit("array.view", value, zero, *sizes, *strides)


def inner_sizes(b: Any, operands: Sequence[Any], size: Any) -> Any:
    """Whether the last axes of arrays have this size, those aside that are known to be stretched;
    None where it is known or cannot be."""
    found = None
    for v in arrays_of(operands):
        key = size_key(v, v.type.ndim - 1) if v.type.ndim else 1
        if key in (1, key_of(size)):
            continue
        fits = b.emit("eq", b.emit("array.dim", v, axis=v.type.ndim - 1), size)
        found = fits if found is None else b.emit("and", found, fits)
    return found
