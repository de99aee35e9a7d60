"""Python objects as values: literals, captured globals.

A string literal is made by the class that the library registered for str, of which only the
constructor `__literal__`, from a constant buffer, is known here. For displays see displays.py.
"""

from __future__ import annotations

import types as pytypes
from typing import Any, TypeVar

from ..diagnostics import Span
from ..identity.values import plain_class
from ..identity.watched import COMPARED
from ..ir import types as ty
from ..ir.core import Value
from ..library.intrinsics import ir_type
from ..library.threads import DeviceIndex
from . import classes, nominal, user_classes
from .captured_instances import is_constant, is_instance
from .caught import Caught, CaughtType, Traceback, of_exceptions
from .classes import python_class
from .composite import ClassOf, Composite, Keywords, is_function
from .constant_tables import Table, table_of, unlike_table
from .constants import Wide
from .emitter import Static
from .lowering import Lowering
from .sentinel_values import sentinel_of
from .services import service
from .user_classes import is_user_class

_LIMIT = 2**63


def of_object(f: Lowering, obj: Any, span: Span, name: str) -> Value | Static:
    """A compile-time object: numbers, tuples of numbers and arrays as values, the rest as it is.
    `name` is the global it was captured from, or empty for a literal."""
    f.b.span = span
    obj = plain_class(obj)
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
    if kind is DeviceIndex:
        return f.device_index(obj, span)
    if kind.__module__ == "numpy":
        return _numpy(f, obj, kind, span, name)
    if not f.is_table(obj) and (table := table_of(f, obj, name, _space(f))) is not None:
        return Static(table)
    if isinstance(obj, (list, dict, set, bytearray)) and not f.is_table(obj):
        f.fail(
            f"the captured {kind.__name__} `{name}` can change, and compiled code cannot see that",
            span,
            hint=unlike_table(f, obj, name),
        )
    if is_constant(obj):
        return f.captured_instance(obj, span)
    return Static(obj)


def _space(f: Lowering) -> dict[str, Any]:
    space: dict[str, Any] = f.signature.fn.__globals__
    return space


@service
def constant_object(f: Lowering, obj: Any, span: Span) -> Value | Static:
    return of_object(f, obj, span, "")


def _short(obj: int) -> str:
    text = str(obj) if abs(obj) < 10**40 else f"{obj:#x}"
    return text if len(text) < 40 else text[:37] + "…"


def _numpy(f: Lowering, obj: Any, kind: type, span: Span, name: str) -> Value | Static:
    scalar = ir_type(kind)
    if scalar is not None:
        return f.b.const(obj, scalar)
    if kind.__name__ == "ndarray":
        dtype = ir_type(obj.dtype.type)
        if dtype is None or obj.ndim > ty.MAX_RANK:
            f.fail(f"an array of dtype {obj.dtype} and rank {obj.ndim} cannot be captured", span)
        asks = name and obj.nbytes > COMPARED and not f.signature.library
        if asks and (line := f.unit.looks.written(f.signature.fn, name)):
            title = f"the captured array `{name}` can change, and compiled code cannot see that"
            hint = f"line {line} of the file may change it: pass it as an argument"
            f.fail(title, span, hint=hint)
        constant = f.unit.constant(obj, name or "constant")
        return f.b.op("array.const", types=[ty.Array(dtype, obj.ndim)], name=constant).result
    return Static(obj)


@service
def from_static(f: Lowering, held: Static, span: Span) -> Value:
    """A compile-time object where a value is needed."""
    if isinstance(held, Wide):
        return held.value(f, span)
    obj = held.obj
    if isinstance(obj, Table) and isinstance(obj.obj, frozenset):
        return f.materialise(f.read_through(held, span), span)
    if isinstance(obj, Table):
        return f.table_value(obj, span)
    if nominal.is_enum(type(obj)) and not nominal.refusal(type(obj)):
        cls = type(obj)
        f.unit.looks.definition(cls)
        f.b.span = span
        code = f.b.const(nominal.code_of(obj), ty.INT)
        return f.b.emit("enum.make", code, to=ty.Enum(user_classes.name_of(cls)))
    if nominal.is_enum(type(obj)):
        refused = nominal.refusal(type(obj))
        f.fail(f"the class `{type(obj).__name__}` cannot be compiled: it {refused}", span)
    if nominal.is_named_tuple(type(obj)):
        return f.materialise(f.make_nominal(type(obj), list(map(Static, obj)), {}, span), span)
    if isinstance(obj, str):
        return string(f, obj, span)
    if isinstance(obj, bytes):
        return _bytes(f, obj, span)
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
    alone = sentinel_of(f, obj)
    if alone is not None:
        f.b.span = span
        return f.b.emit("enum.make", f.b.const(0, ty.INT), to=alone)
    if obj is None or type(obj) in (int, float, bool, complex) or is_constant(obj):
        made = of_object(f, obj, span, "")
        assert isinstance(made, Value)
        return made
    if isinstance(obj, Keywords):
        pairs = [(string(f, n, span), f.materialise(v, span)) for n, v in obj.given.items()]
        text = ty.Object("str", ())
        return f.dict_of(pairs, span, None if pairs else (text, ty.INT))
    if isinstance(obj, Composite) and not obj.called and not isinstance(obj, CaughtType):
        return f.kept_generator(obj, span)
    if isinstance(obj, Caught):
        return of_exceptions(f, "exception_value", obj, span)
    if f.is_table(obj):
        return f.whole_table(obj, span)
    if is_function(obj) and (not isinstance(obj, type) or is_user_class(obj) or obj in CONVERTING):
        return f.function_value(held, span)
    f.fail(f"{named(obj)} cannot be used as a value here", span, hint=_hint(obj))


# Builtin types that are values as functions of one argument are.
CONVERTING = (int, float, complex, bool, str, list, tuple, set, frozenset)


def is_member(obj: Any) -> bool:
    """Whether an object is a member of an enumeration."""
    return hasattr(type(obj), "__members__") and hasattr(obj, "_value_")


def named(obj: Any) -> str:
    """A compile-time object in a message."""
    if obj is Ellipsis:
        return "`...`"
    if is_member(obj):
        return f"`{obj!s}`, a member of an enumeration,"
    if isinstance(obj, ClassOf):
        return "the class of a value of several types"
    if isinstance(obj, pytypes.ModuleType):
        return f"the module `{obj.__name__}`"
    if isinstance(obj, type):
        return f"the type `{obj.__name__}`"
    if isinstance(obj, (CaughtType, Traceback)):
        return obj.__name__
    if isinstance(obj, Composite) and not obj.called:
        return f"the generator `{obj.__name__}`"  # type: ignore[attr-defined]
    if is_function(obj) and hasattr(obj, "__name__"):
        return f"the function `{obj.__name__}`"
    return f"an object of type `{type(obj).__name__}`"


def _hint(obj: Any) -> str:
    if is_member(obj):
        return "use its `.value`, or make the enumeration an IntEnum"
    if isinstance(obj, ClassOf):
        return "type(x).__name__ is its name; isinstance(x, int) tests for a type"
    if is_function(obj):
        return "call it, or pass it to a function that does"
    if is_instance(obj):
        return "pass it as an argument, or make it a frozen dataclass of what cannot change"
    return "compiled code works on numbers, tuples, arrays and strings"


def _bytes(f: Lowering, obj: bytes, span: Span) -> Value:
    literal = getattr(classes.implementation(bytes), "__literal__", None)
    f.b.span = span
    data = f.b.op("buffer.const", data=obj).result
    return f.materialise(f.call_function(literal, [data], span), span)


def string(f: Lowering, text: str, span: Span) -> Value:
    """A string constant as an instance of the library's str class."""
    cls = classes.implementation(str)
    literal = getattr(cls, "__literal__", None)
    if literal is None:
        f.fail("strings are not supported here yet", span, hint="use them in messages only")
    f.b.span = span
    if cls is not None and text.isascii():
        t = ty.Object(classes.name_of(cls), ())
        f.unit.layout(t)
        zero, encoded = f.b.const(0, ty.INT), text.encode()
        return f.b.op("object.const", zero, types=[t], data=encoded, size=len(encoded)).result
    data = f.b.op("buffer.const", data=text.encode("utf-8", "surrogatepass")).result
    length = f.b.const(len(text), ty.INT)
    return f.materialise(f.call_function(literal, [data, length], span), span)
