"""`a[…]` with arrays between the brackets: NumPy's advanced indexing, read and set.

    a[1:, i, None, j]     part = a[1:, :, None, :], from which the axes of `i` and `j` are taken
                          where = bytes that `i` and `j` lead to along them, broadcast
                          the part is read, or set, at every place (`library/indexing_numpy.py`)

Masks become the indices of their true elements; a mask alone, of all axes, is walked itself. Where
arrays (and numbers) stand side by side, their axes take that place in the result, else the front.
"""

from __future__ import annotations

import ast
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Region, Value
from ..library import registry
from .lowering import Lowering, raise_if
from .operators import binary, spread
from .operators.unions import each, twins
from .patterns import describe
from .slices import Place, Slice, view

SHAPES = "shape mismatch: indexing arrays could not be broadcast together with shapes "
VALUE = (
    "shape mismatch: value array of shape {} could not be broadcast to indexing result of shape {}"
)


def is_array(part: Any) -> bool:
    return isinstance(part, Value) and isinstance(part.type, ty.Array)


def is_advanced(base: Value, where: Place) -> bool:
    return isinstance(base.type, ty.Array) and any(map(is_array, where))


def axes_of(part: Any) -> int:
    """How many axes of the array a part of a subscript is for."""
    if is_array(part) and part.type.dtype is ty.B1:
        return int(part.type.ndim)
    return int(isinstance(part, (Value, Slice)))


def load(f: Lowering, base: Value, where: Place, node: ast.expr) -> Value:
    """A new array of what is there."""
    span = f.span(node)
    f.b.span = span
    mask = _whole_mask(base, where)
    if mask is not None:
        _fit(f, base, mask, 0)
        return _call(f, "masked", base, mask, span=span)
    chosen = Chosen(f, base, where, node)
    places = chosen.places()
    if (
        isinstance(chosen.part.type, ty.Array)
        and not chosen.part.type.ndim
        and len(chosen.shape) > 1
    ):
        return _call(f, "gather_laid", chosen.part, places, chosen.laid(), span=span)
    return chosen.in_order(_call(f, "gather", chosen.part, places, span=span))


def store(f: Lowering, base: Value, where: Place, node: ast.expr, value: Value) -> None:
    """Set what is there. The array is known to be writeable."""
    span = f.span(node)
    f.b.span = span
    assert isinstance(base.type, ty.Array)
    dtype = base.type.dtype
    mask = _whole_mask(base, where)
    if mask is not None:
        _fit(f, base, mask, 0)
        value = _values(f, base, value, dtype, span)
        if isinstance(value.type, ty.Array):
            if value.type.ndim > 1:
                f.raise_(
                    "TypeError",
                    "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, "
                    f"input has {value.type.ndim} dimensions",
                    [],
                    span,
                )
            _call(f, "set_masked", base, mask, value, span=span)
        else:
            _call(f, "set_masked_one", base, mask, value, span=span)
        return
    chosen = Chosen(f, base, where, node, value)
    assert chosen.value is not None
    if isinstance(chosen.value.type, ty.Array):
        values = chosen.spread_values(chosen.value)
        _call(f, "scatter", chosen.part, chosen.places(), values, span=span)
    else:
        _call(f, "scatter_one", chosen.part, chosen.places(), chosen.value, span=span)


def _whole_mask(base: Value, where: Place) -> Value | None:
    """The mask that has an element for every element of the array, if that is all there is."""
    assert isinstance(base.type, ty.Array)
    masks = [p for p in where if p is not Ellipsis]
    if len(masks) != 1 or not is_array(masks[0]) or axes_of(masks[0]) != base.type.ndim:
        return None
    return masks[0] if masks[0].type.dtype is ty.B1 else None


def _fit(f: Lowering, base: Value, mask: Value, axis: int) -> None:
    for k in range(axes_of(mask)):
        n, size = f.b.emit("array.dim", mask, axis=k), f.b.emit("array.dim", base, axis=axis + k)
        _call(f, "fit_mask", n, size, f.b.const(axis + k, ty.INT), span=f.b.span)


def _call(f: Lowering, name: str, *args: Value, span: Span) -> Value:
    fn = getattr(registry.module("indexing_numpy"), name)
    return f.materialise(f.call_function(fn, list(args), span), span)


def _values(f: Lowering, base: Value, value: Value, dtype: ty.Scalar, span: Span) -> Value:
    """What is to be stored, as an element of the array or an array of such; a copy where it may
    share memory with the array."""
    if isinstance(value.type, ty.Array) and value.type.ndim:
        inner = value.type.dtype
        if inner is not dtype:
            return _map(f, value, dtype)
        return apart(f, base, value)
    if isinstance(value.type, ty.Array):
        value = f.b.emit("array.load", value)
    if isinstance(value.type, ty.Union) and not twins(value.type):
        return each(f, value, span, lambda x: _values(f, base, x, dtype, span))
    if isinstance(value.type, ty.Union) and dtype.kind in ("int", "uint"):
        return each(f, value, span, lambda x: spread(f, x, dtype, span))
    if isinstance(value.type, (ty.Scalar, ty.Union)):
        return spread(f, value, dtype, span)  # unlike elsewhere, NumPy's numbers are only cast
    f.fail(
        f"{describe(value.type)} cannot be assigned to a part of an array",
        span,
        hint="assign a number or an array",
    )


def copied(f: Lowering, a: Value, span: Span) -> Value:
    """A copy of a view, in the order of its strides."""
    assert isinstance(a.type, ty.Array)
    region = Region([a.type.dtype])
    with f.branch(region):
        f.b.op("yield", region.args[0], span=span)
    made = f.b.op("map", a, regions=[region], types=[a.type], span=span)
    made.attrs["order"] = "like"
    return made.result


def _map(f: Lowering, value: Value, dtype: ty.Scalar) -> Value:
    """A new array of the elements, as they are stored in an array of `dtype`."""
    assert isinstance(value.type, ty.Array)
    region = Region([value.type.dtype])
    span = f.b.span
    with f.branch(region):
        f.b.op("yield", spread(f, region.args[0], dtype, span), span=span)
    made = ty.Array(dtype, value.type.ndim)
    return f.b.op("map", value, regions=[region], types=[made], span=span).result


def apart(f: Lowering, base: Value, value: Value) -> Value:
    """The array, or a copy of it if it may share memory with the base."""
    assert isinstance(value.type, ty.Array)
    dtype = value.type.dtype
    if value.op is not None and value.op.info.fresh:
        return value
    dims, strides = _layout(f, value)
    zero, one = f.b.const(0, ty.INT), f.b.const(1, ty.INT)
    other = value
    if isinstance(base.type, ty.Array) and base.type.ndim == value.type.ndim:
        # of another rank, as the same view of the same array counts too
        other = f.b.emit("array.view", value, zero, one, *dims, zero, *strides)
    span = f.b.span
    return f.if_(
        f.b.emit("array.overlap", base, other),
        lambda: _map(f, value, dtype),
        lambda: value,
        span,
    )


def _layout(f: Lowering, a: Value) -> tuple[list[Value], list[Value]]:
    assert isinstance(a.type, ty.Array)
    axes = range(a.type.ndim)
    dims = [f.b.emit("array.dim", a, axis=k) for k in axes]
    return dims, [f.b.emit("array.stride", a, axis=k) for k in axes]


class Chosen:
    """A subscript taken apart. `part`: the array without the axes that index arrays are for;
    `front`: before which of its axes theirs stand in the result; `shape`: what they broadcast to.
    `value`: what is to be stored, of the array's dtype."""

    def __init__(
        self, f: Lowering, base: Value, where: Place, node: ast.expr, value: Value | None = None
    ):
        assert isinstance(base.type, ty.Array)
        self.f, self.base, self.span = f, base, f.span(node)
        self.indices: list[tuple[int, Value]] = []  # the axis of the base, and where along it
        plain: list[Any] = []
        kept: list[bool] = []  # of the axes of `plain`, which are the part's
        self.front = self._takeapart(self._whole(where, base.type), plain, kept)
        whole = view(f, base, plain, node)
        self.value = None if value is None else _values(f, base, value, base.type.dtype, self.span)
        self.shape = self._broadcast()
        dims, strides = _layout(f, whole)
        self.part = f.b.emit(
            "array.view",
            whole,
            f.b.const(0, ty.INT),
            *(d for d, keep in zip(dims, kept) if keep),
            *(s for s, keep in zip(strides, kept) if keep),
        )
        if len(self.shape) + sum(kept) > ty.MAX_RANK:
            f.fail(f"arrays have at most {ty.MAX_RANK} dimensions here", self.span)

    def _whole(self, where: Place, t: ty.Array) -> Place:
        """The subscript with a part for every axis, and none for `...`."""
        used = sum(map(axes_of, where))
        if used > t.ndim:
            self.f.fail(
                f"too many indices for array: array is {t.ndim}-dimensional, "
                f"but {used} were indexed",
                self.span,
            )
        rest = [_all(self.f, self.span)] * (t.ndim - used)
        ellipses = [k for k, p in enumerate(where) if p is Ellipsis]
        if len(ellipses) > 1:
            self.f.fail("an index can only have a single ellipsis ('...')", self.span)
        at = ellipses[0] if ellipses else len(where)
        return [*where[:at], *rest, *where[at + 1 :]]

    def _takeapart(self, where: Place, plain: list[Any], kept: list[bool]) -> int:
        """Fill `indices`, `plain` and `kept`; the number of axes before those of the indices."""
        axis, before, runs, inside = 0, 0, 0, False
        for part in where:
            advanced = isinstance(part, Value)
            runs += advanced and not inside
            inside = advanced
            before += not advanced and not runs
            if not is_array(part):
                plain.append(part)
                kept += [True] * (not advanced)
            else:
                for k, index in enumerate(self._indices(part, axis)):
                    self.indices.append((axis + k, index))
                    plain.append(_all(self.f, self.span))
                    kept.append(False)
            axis += axes_of(part)
        return before if runs == 1 else 0

    def _indices(self, part: Value, axis: int) -> list[Value]:
        """The index arrays that an array stands for."""
        if isinstance(part.type, ty.Array) and part.type.dtype is not ty.B1:
            return [part]
        f = self.f
        _fit(f, self.base, part, axis)
        rows = _call(f, "nonzero", part, span=self.span)
        n, row = f.b.emit("array.dim", rows, axis=0), f.b.emit("array.stride", rows, axis=0)
        return [
            f.b.emit("array.view", rows, f.b.const(8 * k, ty.INT), n, row)
            for k in range(axes_of(part))
        ]

    def _broadcast(self) -> list[Value]:
        """The shape of the index arrays together, checked."""
        b, one = self.f.b, self.f.b.const(1, ty.INT)
        arrays = [_layout(self.f, v)[0] for _, v in self.indices]
        shape: list[Value] = []
        bad = None
        for back in range(max(map(len, arrays)), 0, -1):
            sizes = [dims[-back] for dims in arrays if len(dims) >= back]
            size = sizes[0]
            for d in sizes[1:]:
                stretched = b.emit("eq", size, one)
                odd = b.emit("and", b.emit("ne", size, d), b.emit("ne", d, one))
                odd = b.emit("and", odd, b.emit("not", stretched))
                bad = odd if bad is None else b.emit("or", bad, odd)
                size = b.emit("select", stretched, d, size)
            shape.append(size)
        if bad is not None:
            text = SHAPES + "".join(f"{_shape_text(len(dims))} " for dims in arrays)
            self._raise_if(bad, "IndexError", text, [d for dims in arrays for d in dims])
        return shape

    def _raise_if(self, bad: Value, exc: str, text: str, args: list[Value]) -> None:
        raise_if(self.f, bad, exc, text, self.span, *args)

    def places(self) -> Value:
        """Where the index arrays lead together, in bytes; checked."""
        f, b = self.f, self.f.b
        some = b.const(True, ty.BOOL)
        for size in self.shape if len(self.indices) > 1 else ():
            some = b.emit("and", some, b.emit("ne", size, b.const(0, ty.INT)))
        found = None
        for axis, v in self.indices:
            size = b.emit("array.dim", self.base, axis=axis)
            stride = b.emit("array.stride", self.base, axis=axis)
            at = b.const(axis, ty.INT)
            one = _call(f, "places", v, size, stride, at, some, span=self.span)
            found = one if found is None else binary(f, "Add", found, one, self.span)
        assert found is not None
        return found

    def laid(self) -> Value:
        """The index arrays together: how single elements lie that they choose."""
        arrays = [v for _, v in self.indices]
        first = arrays[0].type
        assert isinstance(first, ty.Array)
        t = ty.Array(first.dtype, len(self.shape))
        return self.f.b.op("array.broadcast", *arrays, types=[t], span=self.span).result

    def in_order(self, found: Value) -> Value:
        """A view of what was gathered: the index arrays' axes come before `front`, not first."""
        if not self.front:
            return found
        dims, strides = _layout(self.f, found)
        n = len(self.shape)
        axes = [*range(n, n + self.front), *range(n), *range(n + self.front, len(dims))]
        zero = self.f.b.const(0, ty.INT)
        return self.f.b.emit(
            "array.view", found, zero, *(dims[k] for k in axes), *(strides[k] for k in axes)
        )

    def spread_values(self, value: Value, error: str = "") -> Value:
        """A view of the values with one for each element that is set, the index arrays' axes
        first. ValueError, with that text, for values of which there is not one for each."""
        f, b = self.f, self.f.b
        inner, _ = _layout(f, self.part)
        shape = [*inner[: self.front], *self.shape, *inner[self.front :]]
        dims, strides = _layout(f, value)
        self._check_value(dims, shape, error)
        zero, one = b.const(0, ty.INT), b.const(1, ty.INT)
        steps = [zero] * len(shape)
        for back in range(1, min(len(dims), len(shape)) + 1):
            single = b.emit("eq", dims[-back], one)
            steps[-back] = b.emit("select", single, zero, strides[-back])
        n, front = len(self.shape), self.front
        axes = [*range(front, front + n), *range(front), *range(front + n, len(shape))]
        return b.emit(
            "array.view", value, zero, *(shape[k] for k in axes), *(steps[k] for k in axes)
        )

    def _check_value(self, dims: list[Value], shape: list[Value], error: str) -> None:
        """Values must broadcast to what is set; their leading axes of size 1 do not count."""
        b, one = self.f.b, self.f.b.const(1, ty.INT)
        bad = None
        for back, d in enumerate(reversed(dims), 1):
            odd = b.emit("ne", d, one)
            if back <= len(shape):
                odd = b.emit("and", odd, b.emit("ne", d, shape[-back]))
            bad = odd if bad is None else b.emit("or", bad, odd)
        if bad is not None:
            text = VALUE.format(_shape_text(len(dims)), _shape_text(len(shape)))
            self._raise_if(bad, "ValueError", error or text, [] if error else [*dims, *shape])


def _all(f: Lowering, span: Span) -> Slice:
    return Slice(None, None, None, f.here(span))


def _shape_text(ndim: int) -> str:
    """NumPy's way of writing a shape, as a format string: `()`, `({},)`, `({},{})`."""
    return f"({','.join(['{}'] * ndim)}{',' if ndim == 1 else ''})"
