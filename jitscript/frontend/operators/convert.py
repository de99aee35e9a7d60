"""Values as another type: where an annotation, a parameter, an element or a join asks for one.

Only what loses nothing is converted silently; the rest is an error that says what to write.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from ...diagnostics import Span
from ...ir import types as T
from ...ir.core import Value
from ...ir.types import Array, Enum, Scalar, Tuple, Type, Union
from ...library import oracles
from .. import opaque
from ..emitter import Emitter, Static
from ..nominal import plain_type
from ..patterns import (
    OPAQUE,
    any_length,
    is_any_length,
    is_callable,
    is_exception,
    is_generator,
    is_manager,
    narrow_first,
)
from ..patterns import describe as shown
from ..user_classes import class_of
from . import promote, unions
from .scalar import cast, known, number, numpy_class

_EXACT = 2**53
RETURNED = "the returned value"


def convert(e: Emitter, v: Value, to: Type, span: Span, what: str) -> Value:
    """`v` as type `to`, or a located error. `what` names the place: "argument 'n'" …

    A builtin widens as in PEP 484 (bool → int → float → complex), a NumPy scalar becomes the
    builtin type that holds all its values, a builtin a NumPy scalar that holds it exactly.
    Conversions that may lose something are checked at run time (OverflowError).
    """
    if v.type is to:
        return v
    if opaque.converts(v.type, to):
        return opaque.converted(e, v, to, span)
    if isinstance(to, Union):
        return _into_union(e, v, to, span, what)
    if isinstance(v.type, Union):
        return _from_union(e, v, to, span, what)
    if isinstance(v.type, Tuple) and isinstance(to, Tuple) and v.type.name == to.name:
        return _tuple(e, v, to, span, what)
    if is_any_length(to) and convertible(v.type, to):
        return e.as_any_length(v, to, span, what)
    if _may_have_length(v.type, to):
        return convert(e, e.as_known_length(v, to, span, what), to, span, what)
    if isinstance(v.type, Enum) and convertible(v.type, to):
        return convert(e, e.plain_member(v, span), to, span, what)
    if isinstance(v.type, Scalar) and isinstance(to, Scalar) and accepts(v.type, to):
        return _scalar(e, v, to, span)
    if is_callable(v.type) and convertible(v.type, to):
        return e.adapted(v, to, span)
    if is_exception(v.type) and convertible(v.type, to):
        return e.exception_as(v, to, span)
    mismatch(e, v.type, to, span, what)


def accepts(source: Scalar, to: Scalar) -> bool:
    """Whether a scalar may be given where `to` is wanted."""
    if not to.python:
        return source.python and _KINDS.index(source.kind) <= _KINDS.index(to.kind)
    if to is T.BOOL:
        return source.kind == "bool"
    if to is T.INT:
        return source.kind in ("int", "uint") or source is T.BOOL
    return _KINDS.index(source.kind) <= _KINDS.index(to.kind)


_KINDS = ("bool", "int", "uint", "float", "complex")  # in the order of what may become what


def _scalar(e: Emitter, v: Value, to: Scalar, span: Span) -> Value:
    source = v.type
    assert isinstance(source, Scalar)
    if to.kind in ("float", "complex") and source.kind in ("int", "uint") and source.bits == 64:
        v = _exact_float(e, v, span)
        source = T.FLOAT
    if source is T.U64 and to is T.INT:
        return e.call_library(int, [v], span)
    if source.python and to in (T.F32, T.F16, T.C64) and source is not T.BOOL:
        return _exact_small(e, v, to, span)
    return number(e, v, to, span)


def _exact_float(e: Emitter, v: Value, span: Span) -> Value:
    """A 64-bit integer as a float with the same value; OverflowError if there is none."""
    value = known(v)
    if value is not None and abs(value) <= _EXACT:
        return e.b.const(float(value), T.FLOAT, span)
    return e.call_library(oracles.exact_float, [v], span)


def _exact_small(e: Emitter, v: Value, to: Scalar, span: Span) -> Value:
    """A builtin number as a narrower NumPy one with the same value, else OverflowError."""
    wide = T.COMPLEX if to is T.C64 else T.FLOAT
    args: list[Value | Static] = [Static(numpy_class(to)), cast(e, v, wide, span)]
    return e.call_library(oracles.exact_narrow, args, span)


def _into_union(e: Emitter, v: Value, to: Union, span: Span, what: str) -> Value:
    """A member, or a smaller union, as `to`; otherwise the one member that accepts the value."""
    if set(unions.members(v.type)) <= set(to.members):
        return e.b.op("union.make", v, span=span, to=to).result
    if isinstance(v.type, Union):
        if not convertible(v.type, to):
            mismatch(e, v.type, to, span, what)
        return unions.each(e, v, span, lambda x: convert(e, x, to, span, what))
    fits = [m for m in to.members if convertible(v.type, m)]
    if not fits:
        mismatch(e, v.type, to, span, what)
    inner = convert(e, v, min(fits, key=_distance), span, what)
    return e.b.op("union.make", inner, span=span, to=to).result


def _distance(t: Type) -> tuple[int, bool]:
    """Narrow numbers come first, and integers before floats of their width."""
    return (t.bits, t.kind != "int") if isinstance(t, Scalar) else (0, False)


def _from_union(e: Emitter, v: Value, to: Type, span: Span, what: str) -> Value:
    """Every member as `to`. Twins share their bits, so that no branch is needed."""
    if unions.twins(v.type) and isinstance(to, Scalar):
        bits = unions.strip(e, v, span)
        if promote.machine(to) is bits.type:
            return cast(e, bits, to, span)
    bad = [m for m in unions.members(v.type) if not convertible(m, to)]
    floats = all(isinstance(m, Scalar) and m.kind == "float" for m in bad)
    if bad and what == RETURNED and to is T.INT and floats and len(bad) < len(v.type.members):  # type: ignore[attr-defined]
        return unions.each(e, v, span, lambda x: _returned_int(e, x, span))
    if bad:
        mismatch(e, v.type, to, span, what)
    return unions.each(e, v, span, lambda x: convert(e, x, to, span, what))


def _returned_int(e: Emitter, v: Value, span: Span) -> Value:
    """A number that is returned where an int is promised, and is one on some paths. A whole float
    is one, too: it may come from a list that holds `inf` beside ints."""
    if convertible(v.type, T.INT):
        return convert(e, v, T.INT, span, RETURNED)
    return e.call_library(oracles.whole_number, [number(e, v, T.FLOAT, span)], span)


def _tuple(e: Emitter, v: Value, to: Tuple, span: Span, what: str) -> Value:
    assert isinstance(v.type, Tuple)
    if len(v.type.items) != len(to.items):
        mismatch(e, v.type, to, span, what)
    items = [e.b.op("tuple.get", v, span=span, index=i).result for i in range(len(to.items))]
    done = [convert(e, x, t, span, what) for x, t in zip(items, to.items)]
    return made_tuple(e, done, to.name, span)


def made_tuple(e: Emitter, items: Sequence[Value], name: str, span: Span) -> Value:
    """A tuple of the items; with `name`, one of that class."""
    if not name:
        return e.b.op("tuple.make", *items, span=span).result
    return e.b.op("tuple.make", *items, span=span, name=name).result


def _may_have_length(source: Type, to: Type) -> bool:
    """Whether a tuple of any length may be one of a plain type of known length."""
    if not is_any_length(source) or not isinstance(to, Tuple) or to.name or not to.items:
        return False
    return all(convertible(source.args[0], item) for item in to.items)  # type: ignore[attr-defined]


def _alike(a: Type, b: Type) -> bool:
    """Whether two types are tuples of one class and length."""
    if not isinstance(a, Tuple) or not isinstance(b, Tuple):
        return False
    return a.name == b.name and len(a.items) == len(b.items)


def convertible(source: Type, to: Type) -> bool:
    """Whether `convert` succeeds at compile time."""
    if source is to or opaque.converts(source, to):
        return True
    if isinstance(source, Union):
        return all(convertible(m, to) for m in source.members)
    if isinstance(to, Union):
        return any(convertible(source, m) for m in to.members)
    if isinstance(source, Tuple) and isinstance(to, Tuple) and len(source.items) == len(to.items):
        return source.name == to.name and all(map(convertible, source.items, to.items))
    if isinstance(to, T.Object) and to.name == "tuple":
        items = source.items if isinstance(source, Tuple) and not source.name else None
        items = source.args if isinstance(source, T.Object) and is_any_length(source) else items
        return items is not None and all(convertible(t, to.args[0]) for t in items)
    if isinstance(source, Enum):
        plain = plain_type(class_of(source))
        if plain is str:
            return isinstance(to, T.Object) and to.name == "str"
        return plain is int and convertible(T.INT, to)
    if is_exception(source) and is_exception(to):
        return _is_subclass(source, to)
    if is_callable(source) and is_callable(to):
        return _callable_as(source, to)
    return isinstance(source, Scalar) and isinstance(to, Scalar) and accepts(source, to)


def _callable_as(source: Type, to: Type) -> bool:
    """Whether a function value takes what one of another type takes, and gives what it gives."""
    assert isinstance(source, T.Object) and isinstance(to, T.Object)
    (result, *params), (wanted, *given) = source.args, to.args
    fits = len(params) == len(given) and all(map(convertible, given, params))
    return fits and (wanted is T.NONE or convertible(result, wanted))


def _is_subclass(source: Type, to: Type) -> bool:
    """Whether exceptions of one type are of another one, too."""
    assert isinstance(source, T.Object) and isinstance(to, T.Object)
    cls, base = class_of(source.args[0]), class_of(to.args[0])
    return cls is not None and base is not None and issubclass(cls, base)


def mismatch(e: Emitter, source: Type, to: Type, span: Span, what: str) -> NoReturn:
    hint = ""
    if isinstance(source, Scalar) and isinstance(to, Scalar):
        hint = f"convert it: {shown(to)}(…)"
    elif isinstance(source, Union):
        hint = narrow_first(source)
    elif isinstance(source, Scalar) and source.python and shown(to) == "str":
        hint = "convert it: str(…)"
    elif shown(source) == "str" and to in (T.INT, T.FLOAT):
        hint = f"convert it: {shown(to)}(…)"
    elif isinstance(source, T.Object) and isinstance(to, T.Object) and source.name == to.name:
        if all(map(convertible, source.args, to.args)):
            hint = f"annotate the variable where it is made: name: {shown(to)} = …"
        elif shown(to) == "list[str]":
            hint = "make text of each element: [str(x) for x in …]"
    elif isinstance(source, Tuple) and isinstance(to, Tuple) and source.name and not to.name:
        hint = "tuple(…) makes a plain tuple of it"
    e.fail(f"{what} has type {shown(source)}, expected {shown(to)}", span, hint=hint)


def element(e: Emitter, v: Value, to: Scalar, span: Span) -> Value:
    """A value as NumPy stores it in an array of dtype `to`: floats are truncated to ints, a
    Python int must fit, and so must any number in a signed dtype; complex into real is an error."""
    if isinstance(v.type, Union):
        if unions.twins(v.type) and promote.machine(to) is unions.bits_of(v.type):
            return unions.strip(e, v, span)
        if not all(isinstance(m, Scalar) for m in v.type.members):
            mismatch(e, v.type, to, span, "the value stored in the array")
        return unions.each(e, v, span, lambda x: element(e, x, to, span))
    if isinstance(v.type, Array) and v.type.ndim == 0:
        v = e.b.op("array.load", v, span=span).result
    if not isinstance(v.type, Scalar):
        mismatch(e, v.type, to, span, "the value stored in the array")
    source = v.type
    assert isinstance(source, Scalar)
    if source.kind == "complex" and to.kind not in ("complex", "bool"):
        title = f"a {shown(source)} cannot be stored in an array of {shown(to)}"
        e.fail(title, span, hint="store its .real")
    if (source is T.FLOAT and to.kind in ("int", "uint")) or _narrows(source, to):
        return number(e, e.call_library(int, [v], span), to, span)
    return number(e, v, to, span) if source.python else cast(e, v, to, span)


def spread(e: Emitter, v: Value, to: Scalar, span: Span) -> Value:
    """An element of one array as NumPy assigns it to another: as `element`, but never checked."""
    if isinstance(v.type, Scalar) and not v.type.python and v.type.kind != "complex":
        return cast(e, v, to, span)
    return element(e, v, to, span)


def _narrows(source: Scalar, to: Scalar) -> bool:
    """Whether NumPy stores a NumPy scalar of type `source` by way of a Python int."""
    if source.python or to.kind != "int":
        return False
    return source.kind == "float" or source.bits + (source.kind == "uint") > to.bits


def join(a: Type, b: Type) -> Type | None:
    """The type of a variable where two flows meet; None if there is none."""
    if a is b:
        return a
    if _alike(a, b):
        assert isinstance(a, Tuple) and isinstance(b, Tuple)
        items = [join(x, y) for x, y in zip(a.items, b.items)]
        return None if None in items else Tuple(tuple(t for t in items if t is not None), a.name)
    both = [*unions.members(a), *unions.members(b)]
    objects = {
        m
        for m in both
        if not isinstance(m, (Scalar, T.Simple))
        and not (class_of(m) or is_callable(m) or is_exception(m) or is_generator(m))
        and not is_manager(m)
    }
    if OPAQUE in objects and len(objects) > 1:
        if not all(map(opaque.passes, objects)):
            return None
        return T.union_of(OPAQUE, *(m for m in both if m not in objects))
    if len(objects) > 1 and not any(objects <= set(unions.members(t)) for t in (a, b)):
        return _of_any_length(both, objects)
    return T.union_of(a, b)


def _of_any_length(both: Sequence[Type], objects: set[Type]) -> Type | None:
    """What types join to where those that no union holds are tuples of several lengths."""
    if not all(is_any_length(m) or (isinstance(m, Tuple) and not m.name) for m in objects):
        return None
    item = joined_items([m for m in both if m in objects])
    if item is None or item is T.UNBOUND:
        return None
    return T.union_of(any_length(item), *(m for m in both if m not in objects))


def joined_items(tuples: Sequence[Type]) -> Type | None:
    """What the elements of all these tuples join to; UNBOUND if there are none."""
    items = [t for m in tuples for t in (m.items if isinstance(m, Tuple) else m.args)]  # type: ignore[attr-defined]
    found: Type | None = items[0] if items else T.UNBOUND
    for t in items[1:]:
        found = found and join(found, t)
    return found
