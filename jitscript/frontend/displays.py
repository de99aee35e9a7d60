"""Displays and comprehensions: `[a, *b]`, `{a, b}`, `{k: v, **d}`, `[x for x in y if z]` …

A display is made by the class that the library registered for its Python type: an empty instance
to which the elements are added, as Python code would add them. The element types are what the
context asks for, else what the elements join to, else they are learned later (`holes.py`).
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import classes, unsupported
from .copied import FRESH, unpacked_copy
from .emitter import Static
from .holes import has_hole, is_hole
from .layouts import item_type
from .lazy import as_generator
from .lowering import Lowering, tuple_items
from .methods import call_method, construct
from .operators.convert import convertible
from .parts import Parts
from .places import cut, place
from .services import service, typed_expression
from .stand_ins import hole
from .widened import agree, noted, wider

Types = tuple[ty.Type, ...]
Group = tuple[bool, tuple[Value, ...]]  # many (`*x`, `**x`) or one; its value, or key and value


class Display:
    """A Python type that has a display, and its methods that add to an instance."""

    __slots__ = ("many", "one", "python")

    def __init__(self, python: type, one: str, many: str):
        self.python, self.one, self.many = python, one, many


LIST = Display(list, "append", "extend")
SET = Display(set, "add", "update")
DICT = Display(dict, "__setitem__", "update")
KINDS: dict[type, Display] = {
    ast.List: LIST,
    ast.ListComp: LIST,
    ast.Set: SET,
    ast.SetComp: SET,
    ast.Dict: DICT,
    ast.DictComp: DICT,
}


@typed_expression(ast.List, ast.Set, ast.Dict)
def display(f: Lowering, node: Any, expected: ty.Type | None) -> Value:
    kind = KINDS[type(node)]
    wanted = wanted_by(f, kind, node, expected)
    parts = Parts(f)
    places = [place(f)]
    groups = []
    for part in _written(node):
        groups.append(parts.run(part[0], _group, f, part, wanted, node))
        places.append(place(f))
    parts.check()
    return made_of(f, kind, groups, node, wanted, places)


def _written(node: Any) -> list[tuple[ast.expr, ...]]:
    """What stands between the commas; `**x` as a `Starred`."""
    if not isinstance(node, ast.Dict):
        return [(elt,) for elt in node.elts]
    return [
        (key, value) if key is not None else (ast.Starred(value),)
        for key, value in zip(node.keys, node.values)
    ]


def wanted_by(f: Lowering, kind: Display, node: ast.expr, expected: ty.Type | None) -> Types | None:
    """The element types that the context asks for. Fails where the type has no library class."""
    if classes.implementation(kind.python) is None:
        unsupported.expression(f, node)
    fitting = [
        m.args
        for m in (expected.members if isinstance(expected, ty.Union) else (expected,))
        if isinstance(m, ty.Object) and m.name == kind.python.__name__
    ]
    return fitting[0] if len(fitting) == 1 else None


def _group(f: Lowering, part: tuple[ast.expr, ...], wanted: Types | None, whole: ast.expr) -> Group:
    if isinstance(part[0], ast.Starred):
        node = part[0].value
        given = f.read_through(f.expr(as_generator(f, node)), f.span(node))
        return True, (unpacked_copy(f, given, node, whole),)
    parts = Parts(f)
    values = [parts.value(x, wanted[k] if wanted else None) for k, x in enumerate(part)]
    parts.check()
    return False, tuple(values)


def list_of(f: Lowering, items: Sequence[Value | Static], node: ast.expr) -> Value:
    """A new list of the items."""
    span = f.span(node)
    return made_of(f, LIST, [(False, (f.materialise(x, span),)) for x in items], node, None)


@service
def constant_list(f: Lowering, items: Sequence[Value], span: Span) -> Value:
    return list_of(f, items, f.here(span))


@service
def list_of_all(f: Lowering, value: Value, wanted: Types | None, span: Span) -> Value:
    """`[*value]`, of elements of these types."""
    return made_of(f, LIST, [(True, (value,))], f.here(span), wanted)


@service
def of_wanted(f: Lowering, made: Value, expected: ty.Type, span: Span) -> Value:
    """A list or dict that an expression has just made, with the wider element types that its place
    asks for; any other value as it is."""
    t = made.type
    kind = {"list": LIST, "dict": DICT}.get(t.name) if isinstance(t, ty.Object) else None
    if kind is None or expected is t or made.op is None or made.op.opcode != "call":
        return made
    assert isinstance(t, ty.Object)
    wanted = wanted_by(f, kind, f.here(span), expected)
    if wanted is None or has_hole(t) or not all(map(convertible, t.args, wanted)):
        return made
    if t in (expected.members if isinstance(expected, ty.Union) else ()):
        return made
    if not FRESH.match(made.op.attrs["callee"]):
        return made
    return made_of(f, kind, [(True, (made,))], f.here(span), wanted)


@service
def joined_lists(f: Lowering, a: Value, b: Value, span: Span) -> Value:
    """`a + b` of lists that hold different types."""
    return made_of(f, LIST, [(True, (a,)), (True, (b,))], f.here(span), None)


@service
def dict_of(
    f: Lowering,
    pairs: Sequence[tuple[Value, Value]],
    span: Span,
    types: tuple[ty.Type, ty.Type] | None = None,
) -> Value:
    """A new dict of the pairs, of keys and values of these types."""
    return made_of(f, DICT, [(False, pair) for pair in pairs], f.here(span), types)


def made_of(
    f: Lowering,
    kind: Display,
    groups: list[Group],
    node: ast.expr,
    wanted: Types | None,
    places: Sequence[int] = (),
) -> Value:
    span = f.span(node)
    parts: list[Group] = []
    for many, values in groups:
        if many and isinstance(values[0].type, ty.Tuple):
            parts += [(False, (item,)) for item in tuple_items(f, values[0])]
        else:
            parts.append((many, values))
    types = wanted or _joined(f, kind, parts, node)
    if kind is LIST and parts and not any(many for many, _ in parts) and not has_hole(types[0]):
        if len(places) != len(parts) + 1:
            places = [place(f)] * (len(parts) + 1)
        whole = _whole(f, kind, [values[0] for _, values in parts], types[0], span, places)
        if wanted is None:
            noted(f, whole, [values[0] for _, values in parts])
        return whole
    made = new(f, kind, types, span)
    if wanted is None:
        noted(f, made, [v for many, values in parts if not many for v in values])
    folded = _constants(node)
    if folded is not None and len(folded) == len(parts):
        parts = [parts[i] for i in _order(folded, f.signature.fn.__code__.co_consts)]
    for many, values in parts:
        if many:
            call_method(f, made, kind.many, list(values), span)
        else:
            add(f, kind, made, values, types, span)
    if folded is not None:
        made = f.materialise(call_method(f, made, "copy", [], span) or made, span)
    return made


def _constants(node: ast.expr) -> list[Any] | None:
    """The elements of `{1, 2, 3}`: CPython makes a constant of three or more constants, and the set
    anew from that, which may give another order than adding them would."""
    if not isinstance(node, ast.Set) or len(node.elts) < 3:
        return None
    try:
        return [ast.literal_eval(element) for element in node.elts]
    except (ValueError, TypeError):
        return None


def _order(elements: list[Any], constants: tuple[Any, ...]) -> list[int]:
    """The elements in the order in which they were put into the constant: it was made in the order
    of another set when it was compiled, and once more when it was read from a file."""
    if not all(type(x) in (int, float, bool, complex) for x in elements):
        return list(range(len(elements)))
    made = [c for c in constants if type(c) is frozenset and c == set(elements)]
    order = once = list(set(elements))
    for _ in range(2):
        if any(list(c) == list(frozenset(order)) for c in made):
            break
        order = list(set(order))
    else:
        order = once
    return [elements.index(x) for x in order]


def _whole(
    f: Lowering, kind: Display, items: list[Value], t: ty.Type, span: Span, places: Sequence[int]
) -> Value:
    """An instance made of a buffer that holds just its elements."""
    cls = classes.implementation(kind.python)
    assert cls is not None
    f.unit.layout(ty.Object(classes.name_of(cls), (t,)))
    data = filled(f, items, t, span, f"the {kind.python.__name__} element", places)
    display = cls.__dict__["__display__"].__func__
    return f.materialise(f.call_function(display, [data], span), span)


CHUNK = 64  # elements that one op sets
COMPUTED = 4  # of which so many are no constants


def filled(
    f: Lowering,
    items: Sequence[Value],
    t: ty.Type,
    span: Span,
    what: str,
    places: Sequence[int],
) -> Value:
    """A buffer of the items, each converted to `t`. `places`: where in the open region the ops of
    each item begin, and where the last ones end. Items are stored as soon as they are there,
    numbers a few at a time, so that few of them are alive at once: LLVM has registers for them."""
    f.b.span = span
    ops, first = f.b.region.ops, places[0]
    later = cut(f, first)
    data = f.b.op("buffer.new", f.b.const(len(items), ty.INT), elem=t).result
    stop = 0
    while stop < len(items):
        start, stop = stop, _chunk(items, stop, t)
        ops += later[places[start] - first : places[stop] - first]
        exact = [v if v.type is t else f.convert(v, t, span, what) for v in items[start:stop]]
        f.b.span = span
        f.b.op("buffer.init", data, f.b.const(start, ty.INT), *exact)
    return data


def _chunk(items: Sequence[Value], start: int, t: ty.Type) -> int:
    """Where a chunk of the items ends that begins there."""
    if ty.is_reference(t):
        return start + 1
    stop, computed = start, 0
    while stop < min(start + CHUNK, len(items)):
        op = items[stop].op
        computed += op is None or op.opcode != "const"
        if computed > COMPUTED:
            break
        stop += 1
    return stop


def _joined(f: Lowering, kind: Display, parts: list[Group], node: ast.expr) -> Types:
    """The element types of a display, from its elements."""
    count = len(classes.parameters(classes.implementation(kind.python) or object))
    found: list[ty.Type | None] = [None] * count
    what = f"the elements of the {kind.python.__name__}"
    if kind is LIST and len({v.type for many, (v, *_) in parts if not many}) > 1:
        agree(f, *(v for many, (v, *_) in parts if not many))
    for many, values in parts:
        types = _held(f, values[0].type, count) if many else tuple(v.type for v in values)
        for k, t in enumerate(types):
            known = found[k]
            found[k] = t if known is None else f.joined(known, t, f.span(node), what)
    span = f.span(node)
    return tuple(
        hole(f, span, k) if t is None else wider(f, f.place(span, k), t)
        for k, t in enumerate(found)
    )


def _held(f: Lowering, t: ty.Type, count: int) -> Types:
    """What an instance or an array holds, as element types of a display that takes it."""
    if isinstance(t, ty.Array) and t.ndim == 1:
        return (t.dtype,)
    if not isinstance(t, ty.Object):
        return ()
    item = item_type(t)
    return t.args if count > 1 else (item,) if item is not None else ()


def new(f: Lowering, kind: Display, types: Types, span: Span) -> Value:
    cls = classes.implementation(kind.python)
    assert cls is not None
    return construct(f, cls, types, [], {}, span)


def add(
    f: Lowering,
    kind: Display,
    made: Value,
    values: tuple[Value, ...],
    types: Types,
    span: Span,
) -> None:
    what = f"the {kind.python.__name__} element"
    exact = [
        v if v.type is t or is_hole(t) else f.convert(v, t, span, what)
        for v, t in zip(values, types)
    ]
    call_method(f, made, kind.one, exact, span)
