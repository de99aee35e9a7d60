"""Python objects as values: literals, captured globals, f-strings.

A string literal is made by the class that the library registered for str, of which only the
constructor `__literal__`, from a constant buffer, is known here. For displays see displays.py.
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
from .classes import python_class
from .emitter import Static
from .lowering import Lowering
from .messages import constant_spec
from .parts import Parts

_LIMIT = 2**63


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
    from .constants import Wide

    if isinstance(held, Wide):
        return held.value(f, span)
    obj = held.obj
    if is_member(obj) and isinstance(obj, int):
        obj = int(obj)
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
    f.fail(f"{named(obj)} cannot be used as a value here", span, hint=_hint(obj))


def is_member(obj: Any) -> bool:
    """Whether an object is a member of an enumeration."""
    return hasattr(type(obj), "__members__") and hasattr(obj, "_value_")


def named(obj: Any) -> str:
    """A compile-time object in a message."""
    if obj is Ellipsis:
        return "`...`"
    if is_member(obj):
        return f"`{obj!s}`, a member of an enumeration,"
    if isinstance(obj, pytypes.ModuleType):
        return f"the module `{obj.__name__}`"
    if isinstance(obj, type):
        return f"the type `{obj.__name__}`"
    if callable(obj) and hasattr(obj, "__name__"):
        return f"the function `{obj.__name__}`"
    return f"an object of type `{type(obj).__name__}`"


def _hint(obj: Any) -> str:
    if is_member(obj):
        return "use its `.value`, or make the enumeration an IntEnum"
    if callable(obj):
        return "call it"
    return "compiled code works on numbers, tuples, arrays and strings"


def string(f: Lowering, text: str, span: Span) -> Value:
    """A string constant as an instance of the library's str class."""
    cls = classes.implementation(str)
    literal = getattr(cls, "__literal__", None)
    if literal is None:
        f.fail("strings are not supported here yet", span, hint="use them in messages only")
    from .functions import call_function

    f.b.span = span
    data = f.b.op("buffer.const", data=text.encode("utf-8", "surrogatepass")).result
    return f.materialise(call_function(f, literal, [data], span), span)


def joined(f: Lowering, node: ast.JoinedStr) -> Value | Static:
    """An f-string as a value: its parts as strings, added up, or joined where there are many."""
    span = f.span(node)
    fields = Parts(f)
    ops = f.b.region.ops
    parts: list[Value | Static] = []
    places = [len(ops)]
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(Static(str(part.value)))
        else:
            assert isinstance(part, ast.FormattedValue)
            parts.append(fields.run(part, _formatted, f, part))
        places.append(len(ops))
    fields.check()
    if all(isinstance(p, Static) for p in parts):
        return Static("".join(p.obj for p in parts if isinstance(p, Static)))
    if len(parts) > ADDED:
        return _joined(f, parts, places, span)
    from .operations import binary

    values = [f.materialise(p, span) for p in parts]
    total = values[0]
    for value in values[1:]:
        total = binary(f, "Add", total, value, span)
    return total


ADDED = 4  # parts of an f-string that are added up


def _joined(
    f: Lowering, parts: list[Value | Static], places: list[int], span: Span
) -> Value | Static:
    """A string made of many parts at once; equal literals among them are made once."""
    from ..library import joining
    from .displays import filled
    from .functions import call_function

    ops = f.b.region.ops
    later = ops[places[0] :]
    del ops[places[0] :]
    texts = dict.fromkeys(p.obj for p in parts if isinstance(p, Static))
    literals = {text: string(f, text, span) for text in texts}
    moved = len(ops) - places[0]
    ops += later
    values = [literals[p.obj] if isinstance(p, Static) else p for p in parts]
    t = values[0].type
    data = filled(f, values, t, span, "the part", [place + moved for place in places])
    return call_function(f, joining.joined, [data], span)


_CONVERSIONS: dict[str, Any] = {"r": repr, "s": str, "a": ascii}


def _formatted(f: Lowering, part: ast.FormattedValue) -> Value | Static:
    from .functions import call_oracle

    span = f.span(part.value)
    spec = constant_spec(f, part)
    held = f.expr(part.value)
    if isinstance(held, Static) and is_member(held.obj):
        obj = held.obj
        if part.conversion > 0:
            obj = _CONVERSIONS[chr(part.conversion)](obj)
        return Static(format(obj, spec))
    if part.conversion > 0:
        oracle = _CONVERSIONS[chr(part.conversion)]
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
    return _text_of(f, f.materialise(held, span), span)


def _text_of(f: Lowering, value: Value, span: Span) -> Value:
    """A value as it stands in an f-string."""
    from .functions import call_oracle
    from .operators.unions import each

    if isinstance(value.type, ty.Union):
        return each(f, value, span, lambda x: _text_of(f, x, span))
    if isinstance(value.type, ty.Object) and value.type.name == "str":
        return value
    if isinstance(value.type, ty.Scalar) and value.type.kind != "complex":
        value = _plain(f, value, value.type, span)  # NumPy's scalars are formatted as Python's
    return f.materialise(call_oracle(f, str, [value], {}, span), span)


def _plain(f: Lowering, value: Value, t: ty.Scalar, span: Span) -> Value:
    """A NumPy scalar as Python's number; those that Python has no fixed type for stay."""
    to = {"int": ty.INT, "float": ty.FLOAT, "bool": ty.BOOL}.get(t.kind)
    if t.kind == "uint" and t.bits < 64:
        to = ty.INT
    if t.python or to is None:
        return value
    f.b.span = span
    return f.b.emit("cast", value, to=to)


__all__ = ["from_static", "joined", "of_object", "registry", "string"]
