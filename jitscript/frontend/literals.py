"""Python objects as values: literals, captured globals, list displays, comprehensions, f-strings.

A string or list literal is made by the class that the library registered for str or list: the
front end only knows its constructor `__literal__` (str, from a constant buffer) and `append`.
"""

from __future__ import annotations

import ast
import types as pytypes
from typing import Any, TypeVar

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from ..library.intrinsics import ir_type
from . import classes
from .emitter import Static
from .lowering import Lowering, Poison
from .messages import constant_spec
from .patterns import describe

_LIMIT = 2**63


class Learned(Exception):
    """The element type of an empty list is known now: lower the function again with it."""

    def __init__(self, place: tuple[int, int], type: ty.Type):
        super().__init__(place)
        self.place, self.type = place, type


def of_object(f: Lowering, obj: Any, span: Span, name: str) -> Value | Static:
    """A compile-time object: numbers, tuples of numbers and arrays as values, the rest as it is.
    `name` is the global it was captured from, or empty for a literal."""
    f.b.span = span
    if obj is None:
        return f.b.const(None, ty.NONE)
    kind = type(obj)
    if kind is int:
        if not -_LIMIT <= obj < _LIMIT:
            return Static(obj)
        return f.b.const(obj, ty.INT)
    if kind is bool:
        return f.b.const(obj, ty.BOOL)
    if kind is float:
        return f.b.const(obj, ty.FLOAT)
    if kind is complex:
        return f.b.const(obj, ty.COMPLEX)
    if isinstance(obj, TypeVar) and obj in f.instance.bound:
        from .attributes import python_class

        t = f.instance.bound[obj]
        return Static(python_class(t) if isinstance(t, ty.Scalar) else t)
    if kind.__module__ == "numpy":
        return _numpy(f, obj, kind, span, name)
    if isinstance(obj, (list, dict, set, bytearray)):
        f.fail(
            f"the captured {kind.__name__} `{name}` can change, and compiled code cannot see that",
            span,
            hint="make it a tuple or a NumPy array, or pass it as an argument",
        )
    return Static(obj)


def _short(obj: int) -> str:
    text = str(obj) if abs(obj) < 10**40 else f"{obj:#x}"
    return text if len(text) < 40 else text[:37] + "…"


def _numpy(f: Lowering, obj: Any, kind: type, span: Span, name: str) -> Value | Static:
    scalar = ir_type(kind)
    if scalar is not None:
        return f.b.const(obj, scalar)
    if kind.__name__ == "ndarray":
        dtype = ir_type(obj.dtype.type)
        if dtype is None or obj.ndim > 4:
            f.fail(f"an array of dtype {obj.dtype} and rank {obj.ndim} cannot be captured", span)
        constant = f.unit.constant(obj, name or "constant")
        return f.b.op("array.const", types=[ty.Array(dtype, obj.ndim)], name=constant).result
    return Static(obj)


def from_static(f: Lowering, held: Static, span: Span) -> Value:
    """A compile-time object where a value is needed."""
    obj = held.obj
    if isinstance(obj, str):
        return string(f, obj, span)
    if isinstance(obj, tuple):
        items = [f.materialise(of_object(f, x, span, ""), span) for x in obj]
        f.b.span = span
        return f.b.emit("tuple.make", *items)
    if type(obj) is int and not -_LIMIT <= obj < _LIMIT:
        f.fail(
            f"the integer {_short(obj)} does not fit in 64 bits",
            span,
            hint="write it as a float, or np.uint64(…) below 2**64",
        )
    if obj is None or type(obj) in (int, float, bool, complex):
        made = of_object(f, obj, span, "")
        assert isinstance(made, Value)
        return made
    f.fail(f"{_what(obj)} cannot be used as a value here", span, hint=_hint(obj))


def _what(obj: Any) -> str:
    if isinstance(obj, pytypes.ModuleType):
        return f"the module `{obj.__name__}`"
    if isinstance(obj, type):
        return f"the type `{obj.__name__}`"
    if callable(obj) and hasattr(obj, "__name__"):
        return f"the function `{obj.__name__}`"
    return f"an object of type `{type(obj).__name__}`"


def _hint(obj: Any) -> str:
    if callable(obj):
        return "call it"
    return "compiled code works on numbers, tuples, arrays and strings"


def string(f: Lowering, text: str, span: Span) -> Value:
    """A string constant as an instance of the library's str class."""
    cls = classes.implementation(str)
    literal = getattr(cls, "__literal__", None)
    if literal is None:
        f.fail("strings are not supported here yet", span, hint="use them in messages only")
    from .calls import call_function

    f.b.span = span
    data = f.b.op("buffer.const", data=text.encode("utf-8", "surrogatepass")).result
    return f.materialise(call_function(f, literal, [data], span), span)


def joined(f: Lowering, node: ast.JoinedStr) -> Value | Static:
    """An f-string as a value: its parts as strings, added up."""
    span = f.span(node)
    parts: list[Value | Static] = []
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(Static(str(part.value)))
        else:
            assert isinstance(part, ast.FormattedValue)
            parts.append(_formatted(f, part))
    if all(isinstance(p, Static) for p in parts):
        return Static("".join(p.obj for p in parts if isinstance(p, Static)))
    from .operations import binary

    values = [f.materialise(p, span) for p in parts]
    total = values[0]
    for value in values[1:]:
        total = binary(f, "Add", total, value, span)
    return total


def _formatted(f: Lowering, part: ast.FormattedValue) -> Value | Static:
    from .calls import call_oracle

    span = f.span(part.value)
    spec = constant_spec(f, part)
    held = f.expr(part.value)
    if part.conversion > 0:
        oracle = {"r": repr, "s": str, "a": ascii}[chr(part.conversion)]
        held = call_oracle(f, oracle, [held], {}, span)
    if spec and not registry.find(format):
        f.fail(
            f"the format `:{spec}` in a string is not supported",
            span,
            hint="leave it out, or format in the Python code around the compiled function",
        )
    if spec:
        return call_oracle(f, format, [held, Static(spec)], {}, span)
    if isinstance(held, Static) and isinstance(held.obj, str):
        return held
    value = f.materialise(held, span)
    if isinstance(value.type, ty.Object) and value.type.name == "str":
        return value
    if isinstance(value.type, ty.Scalar) and value.type.kind != "complex":
        value = _plain(f, value, value.type, span)  # NumPy's scalars are formatted as Python's
    return call_oracle(f, str, [value], {}, span)


def _plain(f: Lowering, value: Value, t: ty.Scalar, span: Span) -> Value:
    """A NumPy scalar as Python's number; those that Python has no fixed type for stay."""
    to = {"int": ty.INT, "float": ty.FLOAT, "bool": ty.BOOL}.get(t.kind)
    if t.kind == "uint" and t.bits < 64:
        to = ty.INT
    if t.python or to is None:
        return value
    f.b.span = span
    return f.b.emit("cast", value, to=to)


# --- lists --------------------------------------------------------------------------------------


def list_display(f: Lowering, node: ast.List, expected: ty.Type | None) -> Value:
    wanted = expected.args[0] if _is_list(expected) else None  # type: ignore[union-attr]
    if any(isinstance(elt, ast.Starred) for elt in node.elts):
        return _spread(f, node, wanted)
    return make_list(f, [f.expr(elt, wanted) for elt in node.elts], node, wanted)


def _spread(f: Lowering, node: ast.List, wanted: ty.Type | None) -> Value:
    """A list display with `*`: tuples are taken apart, the rest is added by `extend`."""
    from .assign import tuple_items
    from .calls import call_method

    parts: list[tuple[bool, Value]] = []
    for elt in node.elts:
        if not isinstance(elt, ast.Starred):
            parts.append((False, f.value(elt, wanted)))
            continue
        value = f.value(elt.value)
        if isinstance(value.type, ty.Tuple):
            parts += [(False, item) for item in tuple_items(f, value)]
        else:
            parts.append((True, value))
    span = f.span(node)
    elem = wanted
    for many, value in parts:
        t = _item_type(value.type) if many else value.type
        if wanted is None and t is not None:
            elem = t if elem is None else f.joined(elem, t, span)
    made = new_list(f, elem or hole(f, node), span)
    for many, value in parts:
        if many:
            call_method(f, made, "extend", [value], span)
        else:
            assert elem is not None
            append(f, made, value, elem, span)
    return made


def _item_type(t: ty.Type) -> ty.Type | None:
    """What a list or a one-dimensional array holds."""
    if isinstance(t, ty.Array) and t.ndim == 1:
        return t.dtype
    return t.args[0] if isinstance(t, ty.Object) and t.name == "list" else None


def _is_list(t: ty.Type | None) -> bool:
    return isinstance(t, ty.Object) and t.name == "list"


def make_list(f: Lowering, items: list[Any], node: ast.expr, wanted: ty.Type | None) -> Value:
    """A new list of the items; `wanted` is the element type, if something asks for one."""
    span = f.span(node)
    values = [f.materialise(x, span) for x in items]
    elem = wanted
    if elem is None:
        for value in values:
            elem = value.type if elem is None else f.joined(elem, value.type, span)
    if elem is None:
        elem = hole(f, node)
    made = new_list(f, elem, span)
    for value in values:
        append(f, made, value, elem, span)
    return made


def hole(f: Lowering, node: ast.expr) -> ty.Type:
    """The element type of an empty list: what was learned, or a type to be learned."""
    place = (node.lineno, node.col_offset)
    if place not in f.holes:
        f.open_holes.add(place)
    return f.holes.get(place) or ty.Object(f"?{place[0]}:{place[1]}")


def learn(hole_type: ty.Object, found: ty.Type) -> None:
    """Raise Learned: the element type `hole_type` turned out to be `found`."""
    line, _, column = hole_type.name[1:].partition(":")
    raise Learned((int(line), int(column)), found)


def is_hole(t: ty.Type) -> bool:
    return isinstance(t, ty.Object) and t.name.startswith("?")


def new_list(f: Lowering, elem: ty.Type, span: Span) -> Value:
    cls = classes.implementation(list)
    if cls is None:
        f.fail("lists are not supported here yet", span, hint="use a tuple or an array")
    if is_hole(elem):  # stands for the list until the function is lowered again
        return f.b.op("array.const", types=[ty.Object("list", (elem,))], name="?").result
    from .calls import construct

    return construct(f, cls, (elem,), [], {}, span)


def append(f: Lowering, made: Value, value: Value, elem: ty.Type, span: Span) -> None:
    from .calls import call_method

    if value.type is not elem:
        value = f.convert(value, elem, span, "the list element")
    call_method(f, made, "append", [value], span)


def list_comprehension(f: Lowering, node: ast.ListComp, expected: ty.Type | None) -> Value:
    """A new list, and nested loops that append to it."""
    from .iteration import comprehension_loops

    wanted = expected.args[0] if _is_list(expected) else None  # type: ignore[union-attr]
    span = f.span(node)
    elem = wanted or hole(f, node)
    made = new_list(f, elem, span)

    def body(f: Lowering) -> bool:
        value = f.value(node.elt, wanted)
        if is_hole(elem):
            assert isinstance(elem, ty.Object)
            learn(elem, value.type)
        if value.type is not elem:
            wider = f.joined(elem, value.type, f.span(node.elt)) if wanted is None else elem
            if wider is not elem:
                raise Learned((node.lineno, node.col_offset), wider)
        append(f, made, value, elem, f.span(node.elt))
        return True

    comprehension_loops(f, node, node.generators, body)
    return made


__all__ = ["Learned", "Poison", "describe", "from_static", "joined", "of_object", "registry"]
