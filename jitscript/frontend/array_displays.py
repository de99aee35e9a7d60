"""Arrays of what is written or held as nested sequences: `np.array([[a, b], row])`, `x[[i, j]]`.

A list display that is an argument of a NumPy function, an index of an array, or a value stored in
one is never seen as a list: its elements become a tuple. The elements of nested tuples give the
shape, as far as it is known from types; that arrays in them agree is tested when it runs.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from .classes import python_class
from .composite import Composite, Part, is_function
from .emitter import Static
from .filling import fill
from .lowering import Lowering, raise_if, tuple_items
from .operators import element as stored
from .operators import members
from .operators.promote import machine, promote
from .parts import Parts
from .patterns import describe, narrow_first
from .signature import dtype_of
from .slices import view

RAGGED = (
    "setting an array element with a sequence. The requested array has an inhomogeneous shape "
    "after {} dimensions. The detected shape was {} + inhomogeneous part."
)


def is_display(node: ast.expr) -> bool:
    """Whether it is a list display, or a tuple display with one in it."""
    if isinstance(node, ast.Tuple):
        return any(map(is_display, node.elts))
    return isinstance(node, ast.List) and not any(isinstance(x, ast.Starred) for x in node.elts)


class Items(Composite):
    """A list display of functions, and of values beside them."""

    __slots__ = ("items",)
    called = False

    def __init__(self, items: Sequence[Part]):
        self.items = items

    def parts(self) -> Sequence[Part]:
        return self.items

    def with_parts(self, parts: Sequence[Part]) -> Items:
        return Items(parts)

    def kind(self) -> int:
        return len(self.items)


def sequence(f: Lowering, node: Any) -> Value | Static:
    """A display, and those in it, as tuples."""
    if not is_display(node):
        return f.expr(node)
    parts = Parts(f)
    held = [parts.run(elt, _item, f, elt) for elt in node.elts]
    parts.check()
    values = [h for h in held if isinstance(h, Value)]
    if len(values) < len(held):
        return Static(Items(held))
    return f.at(node).emit("tuple.make", *values)


def _item(f: Lowering, node: ast.expr) -> Value | Static:
    held = sequence(f, node)
    if isinstance(held, Static) and is_function(held.obj) and not isinstance(held.obj, type):
        return held
    return f.materialise(held, f.span(node))


def index_array(f: Lowering, node: ast.expr) -> Value:
    """A list display that stands as an index: an array, of ints where it is empty."""
    value = f.materialise(sequence(f, node), f.span(node))
    return array_of(f, value, None, f.span(node), empty=ty.I64)


def array_of(
    f: Lowering, value: Value, dtype: ty.Scalar | None, span: Span, empty: ty.Scalar = ty.F64
) -> Value:
    """A new array of a scalar, an array, or nested tuples and lists of those."""
    value = _as_list(f, value, span)
    given, guessed = value.type, dtype is None and empty is ty.F64
    if dtype is None:
        found = _dtypes(f, value.type, span)
        dtype = found[0] if found else empty
        for t in found[1:]:
            dtype = promote(dtype, t)
    listed = _is_list(value.type)
    value = _lists_as_arrays(f, value, dtype, span)
    if listed:
        if guessed and dtype is not ty.F64 and not _holds_arrays(given):
            some = registry.module("arrays_of_lists_numpy").must_have_elements
            f.call_function(some, [value], span)
        return value  # new
    f.b.span = span
    if isinstance(value.type, ty.Array):
        made = f.b.emit("array.like", value, dtype=dtype, zero=False)
        _fill(f, made, value, (), span)
        return made
    shape = _shape(f, value, span)
    if len(shape) > ty.MAX_RANK:
        f.fail(f"arrays have at most {ty.MAX_RANK} dimensions here", span)
    made = f.b.emit("array.alloc", *(_size(f, n) for n in shape), dtype=dtype, zero=False)
    _fill(f, made, value, (), span)
    return made


def call(f: Lowering, args: Sequence[Value | Static], span: Span) -> Value:
    """`array_of(items)` or `array_of(items, dtype)` in library code."""
    dtype = None
    if len(args) > 1 and isinstance(args[1], Static):
        dtype = dtype_of(args[1].obj)
    return array_of(f, f.materialise(args[0], span), dtype, span)


def arrays_in(f: Lowering, value: Value, span: Span) -> Value:
    """`arrays_of(items)` in library code."""
    t = value.type
    if isinstance(t, ty.Tuple):
        items = [
            x if isinstance(x.type, ty.Array) else array_of(f, x, None, span)
            for x in tuple_items(f, value)
        ]
        return f.b.emit("tuple.make", *items)
    if _is_list(t) and not isinstance(t.args[0], ty.Array):  # type: ignore[attr-defined]
        return array_of(f, value, None, span)
    if not _is_list(t) and not isinstance(t, ty.Array):
        f.fail(f"{describe(t)} is no sequence of arrays", span)
    return value


def common_dtype(f: Lowering, value: Value, span: Span) -> Static:
    """`dtype_of(arrays)` in library code."""
    first, *more = _dtypes(f, value.type, span) or [ty.F64]
    for t in more:
        first = promote(first, t)
    return Static(python_class(first))


def _size(f: Lowering, n: Any) -> Value:
    return n if isinstance(n, Value) else f.b.const(n, ty.INT)


def _lists_as_arrays(f: Lowering, value: Value, dtype: ty.Scalar, span: Span) -> Value:
    """The value with arrays of a dtype in place of the lists in it."""
    value = _as_list(f, value, span)
    t = value.type
    if isinstance(t, ty.Tuple) and any(map(_is_listed, ty.walk_type(t))):
        items = [_lists_as_arrays(f, x, dtype, span) for x in tuple_items(f, value)]
        return f.b.emit("tuple.make", *items)
    if not isinstance(t, ty.Object) or not _is_list(t):
        return value
    library = registry.module("arrays_of_lists_numpy")
    flat = all(isinstance(m, ty.Scalar) for m in members(t.args[0]))
    fn = library.of_numbers if flat else library.of_parts
    return f.materialise(f.call_function(fn, [value, Static(python_class(dtype))], span), span)


def _as_list(f: Lowering, value: Value, span: Span) -> Value:
    """A tuple of any length as a list."""
    if isinstance(value.type, ty.Object) and value.type.name == "tuple":
        return f.materialise(f.call_oracle(list, [value], {}, span), span)
    return value


def _holds_arrays(t: ty.Type) -> bool:
    return any(isinstance(x, ty.Array) for x in ty.walk_type(t))


def _is_list(t: ty.Type) -> bool:
    return isinstance(t, ty.Object) and t.name == "list"


def _is_listed(t: ty.Type) -> bool:
    """Whether it is a list, or a tuple of any length."""
    return isinstance(t, ty.Object) and t.name in ("list", "tuple")


def _dtypes(f: Lowering, t: ty.Type, span: Span) -> list[ty.Scalar]:
    """The dtypes that the elements have as arrays."""
    if isinstance(t, ty.Tuple):
        return [d for item in dict.fromkeys(t.items) for d in _dtypes(f, item, span)]
    if isinstance(t, ty.Array):
        return [t.dtype]
    if isinstance(t, ty.Object) and _is_listed(t):
        return _dtypes(f, t.args[0], span)
    found = [machine(m) for m in members(t) if isinstance(m, ty.Scalar)]
    if len(set(found)) != 1 or len(found) != len(members(t)):
        f.fail(
            f"an array cannot hold what is {describe(t)}",
            span,
            hint=narrow_first(t) or "give it numbers, arrays, or sequences of those",
        )
    return found[:1]


def _shape(f: Lowering, value: Value, span: Span) -> list[Any]:
    """The sizes of the axes: an int, or a value where an array has it."""
    t = value.type
    if isinstance(t, ty.Array):
        return [f.b.emit("array.dim", value, axis=k) for k in range(t.ndim)]
    if not isinstance(t, ty.Tuple):
        return []
    shapes = [_shape(f, x, span) for x in tuple_items(f, value)]
    if not shapes:
        return [0]
    agreed: list[Any] = [len(shapes)]
    for level in range(max(map(len, shapes))):
        sizes = [shape[level] if level < len(shape) else None for shape in shapes]
        _check_alike(f, sizes, agreed, span)
        agreed.append(sizes[0])
    return agreed


def _check_alike(f: Lowering, sizes: Sequence[Any], agreed: Sequence[Any], span: Span) -> None:
    """Raise unless the parts have one size along the next axis."""
    dims = [_size(f, n) for n in agreed]
    shape = f"({', '.join(['{}'] * len(dims))}{',' if len(dims) == 1 else ''})"
    text = RAGGED.format(len(dims), shape)
    known = {n for n in sizes if not isinstance(n, Value)}
    some = any(isinstance(n, Value) for n in sizes)
    if len(known) > 1 or (None in known and some):
        f.raise_("ValueError", text, dims, span)
    first = _size(f, sizes[0])
    for n in dict.fromkeys(sizes[1:]):
        if n is not sizes[0]:
            raise_if(f, f.b.emit("ne", first, _size(f, n)), "ValueError", text, span, *dims)


def _fill(f: Lowering, out: Value, value: Value, where: tuple[Value, ...], span: Span) -> None:
    """Store a value, or all that is in it, at these indices of a new array."""

    assert isinstance(out.type, ty.Array)
    if isinstance(value.type, ty.Tuple):
        for k, item in enumerate(tuple_items(f, value)):
            _fill(f, out, item, (*where, f.b.const(k, ty.INT)), span)
    elif isinstance(value.type, ty.Array) and value.type.ndim:
        fill(f, view(f, out, list(where), f.here(span)), value, span)
    else:
        f.b.op("array.store", out, *where, stored(f, value, out.type.dtype, span), span=span)
