"""`x[i]`, `x[i:j, ...]`: what stands between the brackets, and reading it.

Basic indexing of an array is one checked load, or arithmetic over dimensions and strides that ends
in one `array.view`. Instances get `__getitem__`, and `__getslice__(start, stop, step)` for slices.
"""

from __future__ import annotations

import ast
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import indexing, narrowing
from .array_displays import array_of, index_array, is_display
from .composite import BoundMethod, Keywords
from .conditions import without
from .constant_tables import Table
from .emitter import Static
from .given_none import unless_none, used
from .indexing import is_advanced
from .keywords import item_of
from .lowering import Failed, Lowering, Poisoned, raise_if, tuple_items
from .methods import call_method
from .operators.convert import joined_items
from .operators.unions import each
from .parts import Parts, look_for_errors
from .patterns import any_length, describe, is_opaque, narrow_first
from .services import SUBSCRIPTED, expression
from .slices import Copying, OfScalar, Part, Place, Slice, constant, view, without_marks
from .static_subscripts import of_static
from .user_classes import has_method


@expression(ast.Subscript)
def subscript(f: Lowering, node: ast.Subscript) -> Value | Static:
    base = base_of(f, node)
    if isinstance(base, Static):
        rule = SUBSCRIPTED[type(base.obj).__name__]
        if rule is not None and type(base.obj).__module__.startswith("numpy"):
            return rule(f, node)
        item = item_of(f, base.obj, node) if isinstance(base.obj, Keywords) else None
        if item is not None:
            return item
        if isinstance(base.obj, Keywords):
            base = f.materialise(base, f.span(node.value))
        elif isinstance(base.obj, Table):
            base = f.read_through(base, f.span(node.value))
    if isinstance(base, Static):
        found = of_static(f, base.obj, node)
        if found is not None:
            return found
        base = f.materialise(base, f.span(node.value))
    base = f.without_enum(base, str, f.span(node.value))
    return narrowing.narrowed(f, node, load(f, base, place(f, base, node), node), f.span(node))


def not_none(f: Lowering, base: Value, words: str, span: Span) -> Value:
    """What may be None, where it is not; Python's TypeError where it is."""
    if not is_array(base.type):
        return used(f, base, f"'NoneType' object {words}", span, True)
    rest = without(base.type, ty.NONE)
    if rest is None or rest is base.type:
        return base
    return unless_none(f, base, f"'NoneType' object {words}", span)


def is_array(t: ty.Type) -> bool:
    """Whether what is not None is an array, or one of several."""
    members = ty.members(t)
    arrays = [m for m in members if m is not ty.NONE]
    return bool(arrays) and all(isinstance(m, ty.Array) for m in arrays)


def base_of(f: Lowering, node: ast.Subscript) -> Value | Static:
    """What is subscripted. After an error in it, those between the brackets are reported too."""
    try:
        return f.expr(node.value)
    except (Failed, Poisoned):
        look_for_errors(f, node.value, indices(node))
        raise


def indices(node: ast.Subscript) -> list[ast.expr]:
    """The expressions that stand between the brackets."""
    written = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    found: list[ast.expr | None] = []
    for x in written:
        found += [x.lower, x.upper, x.step] if isinstance(x, ast.Slice) else [x]
    return [x for x in found if x is not None]


# --- the subscript itself -----------------------------------------------------------------------


def place(f: Lowering, base: Value, node: ast.Subscript) -> Place:
    """Evaluate what stands between the brackets."""
    inner = node.slice
    if isinstance(inner, ast.Tuple) and is_array(base.type):
        parts = Parts(f)
        found = [parts.run(elt, _part, f, base, elt, True) for elt in inner.elts]
        parts.check()
        return without_marks([p for part in found for p in part])
    return without_marks(_part(f, base, inner))


def _part(f: Lowering, base: Value, node: ast.expr, inner: bool = False) -> Place:
    """What one expression stands for; `inner`: one of several, among which a tuple is an array."""
    if isinstance(node, ast.Starred):  # x[0, *rest]
        several = f.value(node.value)
        if not isinstance(several.type, ty.Tuple):
            what = describe(several.type)
            f.fail(f"`*{what}` has no known number of indices", f.span(node), hint="use a tuple")
        return [_of_array(f, base, item, node) for item in tuple_items(f, several)]
    if isinstance(node, ast.Slice):
        parts = Parts(f)
        start, stop, step = (
            parts.run(node, _bound, f, base, x) for x in (node.lower, node.upper, node.step)
        )
        parts.check()
        return [Slice(start, stop, step, node)]
    if is_array(base.type) and is_display(node):
        held: Value | Static = index_array(f, node)
    else:
        held = f.expr(node)
    if isinstance(held, Static):
        known = held.obj if isinstance(held.obj, tuple) else (held.obj,)
        if any(x is Ellipsis or isinstance(x, slice) for x in known):  # `np.s_[1:, ...]`
            return [p for x in known for p in _known_part(f, base, x, node)]
        held = f.materialise(held, f.span(node))
    if is_array(base.type):
        if _is_any_length(held.type) and isinstance(base.type, ty.Array) and not inner:
            each_axis = _for_each_axis(f, held, base.type.ndim, f.span(node))
            return [_of_array(f, base, item, node) for item in each_axis]
        spread = isinstance(held.type, ty.Tuple) and not inner
        items = tuple_items(f, held) if spread else [held]
        return [_of_array(f, base, item, node) for item in items]
    if _is_slice(held):
        return [_cut(f, base, held, node)]
    if isinstance(base.type, ty.Tuple):
        return [_index(f, held, node, bools=True)]
    return [held]


def _is_any_length(t: ty.Type) -> bool:
    return isinstance(t, ty.Object) and t.name == "tuple"


def _for_each_axis(f: Lowering, held: Value, ndim: int, span: Span) -> list[Value]:
    """The items of a tuple of any length, of which there must be as many as axes."""
    n = f.materialise(call_method(f, held, "__len__", [], span) or held, span)
    f.b.span = span
    axes = f.b.const(ndim, ty.INT)
    words = f"too many indices for array: array is {ndim}-dimensional, but {{}} were indexed"
    raise_if(f, f.b.emit("gt", n, axes), "IndexError", words, span, n)
    words = f"compiled code needs {ndim} indices in a tuple whose length it computes, not {{}}"
    raise_if(f, f.b.emit("lt", n, axes), "NotImplementedError", words, span, n)
    places = [f.b.const(k, ty.INT) for k in range(ndim)]
    found = [call_method(f, held, "__getitem__", [k], span) for k in places]
    return [f.materialise(item or held, span) for item in found]


def _of_array(f: Lowering, base: Value, held: Value, node: ast.expr) -> Part:
    if held.type is ty.NONE:
        return None
    if _is_slice(held):
        return _cut(f, base, held, node)
    if isinstance(held.type, ty.Tuple):
        return array_of(f, held, None, f.span(node), empty=ty.I64)
    index = _index(f, held, node)
    alone = isinstance(held.type, ty.Array) and isinstance(index.type, ty.Scalar)
    return OfScalar(index) if alone else index


def _known_part(f: Lowering, base: Value, obj: Any, node: ast.expr) -> Place:
    if obj is Ellipsis:
        return [Ellipsis]
    if isinstance(obj, slice):
        ends = [f.materialise(Static(x), f.span(node)) for x in (obj.start, obj.stop, obj.step)]
        start, stop, step = (_end(f, base, end, node) for end in ends)
        return [Slice(start, stop, step, node)]
    held = f.materialise(Static(obj), f.span(node))
    return [_of_array(f, base, held, node) if is_array(base.type) else held]


def _is_slice(held: Value) -> bool:
    return isinstance(held.type, ty.Object) and held.type.name == "slice"


def _cut(f: Lowering, base: Value, held: Value, node: ast.expr) -> Slice:
    """What a `slice` that is a value cuts."""
    t = ty.union_of(ty.INT, ty.NONE)
    start, stop, step = (
        _end(f, base, f.at(node).op("field.get", held, types=[t], name=name).result, node)
        for name in ("start", "stop", "step")
    )
    return Slice(start, stop, step, node)


def _bound(f: Lowering, base: Value, node: ast.expr | None) -> Value | None:
    return None if node is None else _end(f, base, f.value(node), node)


def _end(f: Lowering, base: Value, value: Value, node: ast.expr) -> Value | None:
    if value.type is ty.NONE:
        return None
    if isinstance(value.type, ty.Union) and ty.NONE in value.type.members:
        if isinstance(base.type, ty.Object):
            return value  # `int | None` is what the method takes
        return _optional(f, value, node)
    return _index(f, value, node, bools=True)


def _optional(f: Lowering, value: Value, node: ast.expr) -> Value:
    """A bound that may be None: as `int | None`."""
    rest = without(value.type, ty.NONE)
    assert rest is not None
    return f.if_(
        f.at(node).emit("union.is", value, member=ty.NONE),
        lambda: f.b.const(None, ty.NONE),
        lambda: _index(f, f.b.emit("union.get", value, member=rest), node, bools=True),
    )


def _index(f: Lowering, v: Value, node: ast.expr, bools: bool = False) -> Value:
    """An index, or a bound of a slice. A bool is an int, but indexes no array."""
    span = f.span(node)
    if has_method(v.type, "__index__"):
        v = f.materialise(f.call_object(BoundMethod(v, "__index__"), [], {}, span), span)
    if isinstance(v.type, ty.Object) and v.type.name == "list" and not bools:
        v = array_of(f, v, None, span, empty=ty.I64)
    v = f.without_enum(v, int, span)
    t = v.type
    if isinstance(t, ty.Array) and not bools:
        if not t.ndim and t.dtype is not ty.B1:
            v = f.at(node).emit("array.load", v)
        elif t.ndim and t.dtype.kind in ("bool", "int", "uint"):
            return v
    if is_opaque(v.type):
        return f.convert(v, ty.INT, f.span(node), "an index")
    if isinstance(v.type, ty.Union) and ty.NONE in v.type.members:
        v = _not_none(f, v, node)
    members = v.type.members if isinstance(v.type, ty.Union) else (v.type,)
    if not all(
        isinstance(m, ty.Scalar) and (m.kind in ("int", "uint") or (bools and m is ty.BOOL))
        for m in members
    ):
        scalar = isinstance(v.type, ty.Scalar)
        hint = narrow_first(v.type) or ("convert it: int(…)" if scalar else "")
        f.fail(f"an index is an integer, not {describe(v.type)}", span, hint=hint)
    if v.type is ty.U64:  # NumPy's words for an index beyond the signed range
        index = f.at(node).emit("cast", v, to=ty.INT)
        bad = f.b.emit("lt", index, f.b.const(0, ty.INT))
        raise_if(f, bad, "OverflowError", "Python int too large to convert to C long", span)
        return index
    return v if v.type is ty.INT else f.convert(v, ty.INT, span, "the index")


def _not_none(f: Lowering, v: Value, node: ast.expr) -> Value:
    """An index of an array that may be None: which would be a new axis, that a type has or not."""
    words = "an index that is an int or None is None: compiled code makes no new axis of it"
    return unless_none(f, v, words, f.span(node))


_PARTED = (ty.Tuple, ty.Object, ty.Array)


# --- reading ------------------------------------------------------------------------------------


def load(f: Lowering, base: Value, where: Place, node: ast.expr) -> Value | Static:
    span = f.span(node)
    base = not_none(f, base, "is not subscriptable", span)
    t = base.type
    f.b.span = span
    if isinstance(t, ty.Array):
        if is_advanced(base, where):
            return indexing.load(f, base, where, node)
        if is_full(t, where, f, span):
            return f.b.emit("array.get", base, *where)
        part = view(f, base, where, node)
        return indexing.copied(f, part, span) if isinstance(where, Copying) else part
    if isinstance(t, ty.Tuple):
        return _tuple(f, base, t, where[0], span)
    if isinstance(t, ty.Union) and all(isinstance(m, _PARTED) for m in t.members):
        return each(f, base, span, lambda x: _of_member(f, x, where, node, span))
    if isinstance(t, ty.Object):
        part = where[0]
        if isinstance(part, Slice):
            found = call_method(f, base, "__getslice__", bounds(f, part), span)
        else:
            found = call_method(f, base, "__getitem__", [_key(part)], span)
        if found is not None:
            return found
    f.fail(f"{describe(t)} cannot be subscripted", span, hint=narrow_first(t))


def _of_member(f: Lowering, x: Value, where: Place, node: ast.expr, span: Span) -> Value:
    """`x[…]` of one member of a union."""
    if isinstance(x.type, ty.Tuple) and isinstance(part := where[0], Value):
        where = [_index(f, part, node, bools=True)]
    return f.materialise(load(f, x, where, node), span)


def bounds(f: Lowering, part: Slice) -> list[Value]:
    return [
        x if x is not None else f.b.const(None, ty.NONE) for x in (part.start, part.stop, part.step)
    ]


def is_full(t: ty.Array, where: Place, f: Lowering, span: Span) -> bool:
    """Whether the subscript has an index for every dimension. Fails when there are too many."""
    used = sum(isinstance(p, (Value, Slice)) for p in where)
    if used > t.ndim:
        f.fail(
            f"too many indices for array: array is {t.ndim}-dimensional, but {used} were indexed",
            span,
        )
    return len(where) == t.ndim and all(isinstance(p, Value) for p in where)


def _tuple(f: Lowering, base: Value, t: ty.Tuple, part: Part, span: Span) -> Value:
    n = len(t.items)
    if isinstance(part, Slice):
        parts = (part.start, part.stop, part.step)
        known = [None if p is None else constant(p) for p in parts]
        if any(p is not None and k is None for p, k in zip(parts, known)):
            whole = f.of_any_length(base, span)
            return f.materialise(
                call_method(f, whole, "__getslice__", bounds(f, part), span) or whole, span
            )
        if known[2] == 0:
            f.raise_("ValueError", "slice step cannot be zero", [], span)
        return f.b.emit("tuple.make", *tuple_items(f, base)[slice(*known)])
    index = constant(part)
    if index is not None:
        if not -n <= index < n:
            f.raise_("IndexError", "tuple index out of range", [], span)
        return tuple_items(f, base)[index]
    return _dynamic(f, base, t, part, span)


def _dynamic(f: Lowering, base: Value, t: ty.Tuple, index: Value, span: Span) -> Value:
    """An element by a computed index: of a union where elements differ in type, and a tuple of any
    length where they are tuples whose lengths differ."""
    n = len(t.items)
    negative = f.b.emit("lt", index, f.b.const(0, ty.INT))
    i = f.b.emit("select", negative, f.b.emit("add", index, f.b.const(n, ty.INT)), index)
    as_unsigned = f.b.emit("cast", i, to=ty.U64)
    bad = f.b.emit("ge", as_unsigned, f.b.const(n, ty.U64))
    raise_if(f, bad, "IndexError", "tuple index out of range", span)
    if not n:
        f.raise_("IndexError", "tuple index out of range", [], span)
    items = tuple_items(f, base)
    rows = [x.type for x in items if isinstance(x.type, ty.Tuple)]
    item = joined_items(rows) if len({len(r.items) for r in rows}) > 1 else None
    if len(rows) == n and item is not None and item is not ty.UNBOUND:
        items = [f.convert(x, any_length(item), span, "the tuple") for x in items]
    if len({x.type for x in items}) > 1:

        def chosen(k: int) -> Value:
            if k == n - 1:
                return items[k]
            f.b.span = span
            here = f.b.emit("eq", i, f.b.const(k, ty.INT))
            return f.if_(here, lambda: items[k], lambda: chosen(k + 1), span)

        return chosen(0)
    found = items[-1]
    for k in range(n - 2, -1, -1):
        here = f.b.emit("eq", i, f.b.const(k, ty.INT))
        found = f.b.emit("select", here, items[k], found)
    return found


def element(f: Lowering, base: Value, index: Value, node: ast.expr) -> Value:
    """Element `index` of an array (a row, if it has more dimensions), tuple or instance."""
    return f.materialise(load(f, base, [index], node), f.span(node))


def _key(part: Any) -> Value | Static:
    """What stands between brackets, for a method."""
    return part if isinstance(part, (Value, Static)) else Static(part)
