"""`raise`, and the message of an exception: a constant, or an f-string that is filled in where
the exception becomes Python's."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..ir.ops.control import MAX_RAISED, parts_of
from . import classes, nominal, user_classes
from .caught import caught_in, text_of
from .emitter import Static
from .literals import string
from .lowering import Lowering, tuple_items
from .methods import call_method
from .operators.unions import each
from .outcomes import Dead
from .parts import Parts
from .patterns import OPAQUE, describe, is_dtype
from .slices import constant


class Message:
    """A Python format string over values, perhaps a number before it; or no `text`, and arguments
    that stand at `spans`."""

    __slots__ = ("number", "spans", "text", "values")

    def __init__(
        self,
        text: str | None,
        values: list[Value],
        spans: Sequence[Span] = (),
        number: int | None = None,
    ):
        self.text, self.values, self.spans, self.number = text, values, spans, number


def message_of(f: Lowering, args: list[ast.expr], kept: bool = False) -> Message:
    """The message of an exception: text, or the arguments as they are, all of them where they
    are `kept`."""
    if not kept and len(args) == 1 and isinstance(args[0], ast.JoinedStr) and _is_plain(args[0]):
        return _formatted(f, args[0])
    parts = Parts(f)
    held = [parts.expr(node) for node in args]
    parts.check()
    known: list[Any] = [x.obj if isinstance(x, Static) else constant(x) for x in held]
    if not kept and len(known) == 1 and isinstance(known[0], str):
        return Message(_escaped(known[0]), [])
    if len(known) == 2 and type(known[0]) is int and isinstance(known[1], str):
        return Message(_escaped(known[1]), [], number=known[0])  # a device carries no text
    values = [parts.run(node, f.materialise, x, f.span(node)) for node, x in zip(args, held)]
    parts.check()
    return Message(None, values, [f.span(node) for node in args])


def _formatted(f: Lowering, node: ast.JoinedStr) -> Message:
    parts: list[str] = []
    values: list[Value] = []
    fields = Parts(f)
    for part in node.values:
        fields.run(part, _part, f, part, parts, values)
    fields.check()
    return Message("".join(parts), values)


def raise_with(
    f: Lowering, exc: str, message: Message, span: Span, cause: int | None = None
) -> NoReturn:
    """Raise the builtin exception. What may be of several types is raised as what it is."""
    if message.text is not None:
        _raise(f, exc, message.text, message.values, span, cause, message.number)
    values = message.values
    for i, v in enumerate(values):
        if _is_open(v.type):

            def one(x: Value, i: int = i) -> Value:
                rest = [*values[:i], x, *values[i + 1 :]]
                raise_with(f, exc, Message(None, rest, message.spans), span, cause)

            _each(f, v, span, one)
            raise AssertionError("every branch raises")
    carried = [_carried(f, v, where) for v, where in zip(values, message.spans)]
    if sum(len(parts_of(v.type)) for v in carried) > MAX_RAISED:
        f.fail(
            f"an exception carries at most {MAX_RAISED} values here",
            message.spans[0],
            hint="put them into a string first, and raise that",
        )
    _raise(f, exc, None, carried, span, cause)


def _raise(
    f: Lowering,
    exc: str,
    message: str | None,
    values: Sequence[Value],
    span: Span,
    cause: int | None,
    number: int | None = None,
) -> NoReturn:
    made = f.b.op("raise", *values, span=span, exc=exc, message=message)
    if cause is not None:
        made.attrs["cause"] = cause
    if number is not None:
        made.attrs["number"] = number
    if hasattr(f.signature.fn, "__jitscript_late__"):
        made.attrs["late"] = True
    raise Dead


def _is_open(t: ty.Type) -> bool:
    """Whether a type is, or as a tuple contains, one of several."""
    return isinstance(t, ty.Union) or (isinstance(t, ty.Tuple) and any(map(_is_open, t.items)))


def _each(f: Lowering, v: Value, span: Span, use: Callable[[Value], Value]) -> Value:
    """Branch on what an open value, or the first open element of a tuple, is."""
    if not isinstance(v.type, ty.Tuple):
        return each(f, v, span, use)
    items = tuple_items(f, v)
    at = next(i for i, item in enumerate(items) if _is_open(item.type))

    def inner(x: Value) -> Value:
        return use(f.b.emit("tuple.make", *items[:at], x, *items[at + 1 :]))

    return _each(f, items[at], span, inner)


def _is_plain(node: ast.JoinedStr) -> bool:
    """Whether an f-string has few fields, of constant specifications."""
    fields = [part for part in node.values if isinstance(part, ast.FormattedValue)]
    specs = [p.format_spec for p in fields if isinstance(p.format_spec, ast.JoinedStr)]
    constant = all(isinstance(piece, ast.Constant) for spec in specs for piece in spec.values)
    return constant and len(fields) <= MAX_RAISED


_PASSED = (ty.INT, ty.FLOAT, ty.BOOL)


def _carried(f: Lowering, value: Value, span: Span) -> Value:
    """A value as an argument of an exception."""
    t = value.type
    if isinstance(t, ty.Tuple) and not t.name:
        items = [_carried(f, item, span) for item in tuple_items(f, value)]
        return f.b.emit("tuple.make", *items)
    if isinstance(t, ty.Object) and t.name == "str":
        return _text(f, value, t, "", span)
    if isinstance(t, ty.Object) and classes.method(t, "__carried__") is not None:
        held = call_method(f, value, "__carried__", [], span)
        assert held is not None
        return f.materialise(held, span)
    if t is OPAQUE:
        return _carried(f, f.convert(value, ty.Object("str", ()), span, "the text"), span)
    cls = user_classes.class_of(t)
    if cls is not None and f.signature.library:  # a key that is not there
        if user_classes.raw(cls, "__repr__") is object.__repr__:
            value = string(f, f"<{cls.__qualname__}>", span)
        else:
            value = f.materialise(f.call_oracle(repr, [value], {}, span), span)
        return _text(f, value, value.type, "", span)
    if t not in _PASSED:
        f.fail(
            f"an exception cannot carry a value of type {describe(t)}",
            span,
            hint='write it as an f-string: f"{…}"',
        )
    return value


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _part(f: Lowering, part: ast.expr, parts: list[str], values: list[Value]) -> None:
    if isinstance(part, ast.Constant):
        parts.append(_escaped(str(part.value)))
        return
    assert isinstance(part, ast.FormattedValue)
    spec = constant_spec(part)
    conversion = chr(part.conversion) if part.conversion > 0 else ""
    held = f.expr(part.value)
    caught = caught_in(held)
    if caught is not None:
        what = "repr" if conversion in ("r", "a") else "str"
        held = text_of(f, caught, what, f.span(part.value))
        conversion = "a" if conversion == "a" else ""
    if isinstance(held, Static) and nominal.is_nominal(type(held.obj)):
        held = f.materialise(held, f.span(part.value))
    if isinstance(held, Static) and is_dtype(held.obj) and not spec:
        held = Static({"r": repr, "a": ascii}.get(conversion, str)(held.obj))
        conversion = ""
    if isinstance(held, Static) and not isinstance(held.obj, (str, int, float)):
        f.fail("only values can be put into a message", f.span(part.value))
    if isinstance(held, Static):
        convert: Any = {"r": repr, "s": str, "a": ascii}.get(conversion, lambda x: x)
        obj = convert(held.obj)
        parts.append(_escaped(format(obj, spec)))
        return
    _value(f, held, conversion, spec, parts, values, f.span(part.value))


def constant_spec(part: ast.FormattedValue) -> str:
    """The format specification, which is constant text."""
    spec = part.format_spec
    pieces = spec.values if isinstance(spec, ast.JoinedStr) else []
    return "".join(str(p.value) for p in pieces if isinstance(p, ast.Constant))


def _value(
    f: Lowering,
    v: Value,
    conversion: str,
    spec: str,
    parts: list[str],
    values: list[Value],
    span: Span,
) -> None:
    """Append the placeholder for one value, as the table of ABI argument kinds has it."""
    t = v.type
    field = (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
    if t is ty.NONE:
        parts.append(_escaped(format("None", spec)))
        return
    if isinstance(t, ty.Tuple) and not t.name:
        _tuple(f, v, t, parts, values, span)
        return
    if isinstance(t, ty.Union) and not _one_kind(t):
        if spec:
            title = f"the format `:{spec}` of a value that may be {describe(t)}"
            f.fail(title, span, hint="test which type it is first")
        v, field = _text(f, v, t, conversion, span), ""
    elif isinstance(t, ty.Union):
        v = _plain_union(f, v, t, span)
    elif isinstance(t, ty.Scalar):
        if t.kind == "complex" and not spec:
            values.append(_text(f, v, t, conversion, span))
            parts.append("{}")
            return
        if t.kind == "complex":
            f.fail("complex numbers cannot be formatted", span, hint="write .real, .imag")
        if t in (ty.F32, ty.F16) and conversion:
            f.fail(f"str() of {describe(t)} is not supported", span, hint="write float(…)")
        if not t.python and conversion == "r":
            parts.append(f"{describe(t)}({{}})" if t is not ty.B1 else "np.{}_")
            values.append(_plain(f, v, t))
            return
        v = _plain(f, v, t)
    elif isinstance(t, (ty.Object, ty.Tuple, ty.Enum)):
        v, field = _text(f, v, t, conversion, span), f":{spec}" if spec else ""
    else:
        f.fail(f"a value of type {describe(t)} cannot be put into a message", span)
    parts.append("{" + field + "}")
    values.append(v)


def _text(f: Lowering, v: Value, t: ty.Type, conversion: str, span: Span) -> Value:
    """An instance, or a value of several types, as the bytes of its text."""
    if conversion in ("r", "a") or not (isinstance(t, ty.Object) and t.name == "str"):
        oracle = {"r": repr, "a": ascii}.get(conversion, str)
        v = f.materialise(f.call_oracle(oracle, [v], {}, span), span)
    found = call_method(f, v, "__utf8__", [], span)
    if found is None:
        f.fail(f"a value of type {describe(t)} cannot be put into a message", span)
    return f.materialise(found, span)


def _plain(f: Lowering, v: Value, t: ty.Scalar) -> Value:
    """The builtin number that prints the same."""
    if t.python or t is ty.U64:
        return v
    to = {"int": ty.INT, "uint": ty.INT, "bool": ty.BOOL}.get(t.kind, ty.FLOAT)
    if t in (ty.F32, ty.F16):  # prints with fewer digits than the float it equals
        return v
    return f.b.emit("cast", v, to=to)


def _one_kind(t: ty.Union) -> bool:
    """Whether all members are numbers of one kind, which one builtin type prints."""
    kinds = {m.kind if isinstance(m, ty.Scalar) else "" for m in t.members}
    return len(kinds) == 1 and kinds <= {"int", "uint", "bool", "float"}


def _plain_union(f: Lowering, v: Value, t: ty.Union, span: Span) -> Value:
    kind = next(m.kind for m in t.members if isinstance(m, ty.Scalar))
    to = {"int": ty.INT, "uint": ty.INT, "bool": ty.BOOL}.get(kind, ty.FLOAT)
    return f.convert(v, to, span, "the value in the message")


def _tuple(
    f: Lowering, v: Value, t: ty.Tuple, parts: list[str], values: list[Value], span: Span
) -> None:
    parts.append("(")
    for i in range(len(t.items)):
        if i:
            parts.append(", ")
        item = f.b.emit("tuple.get", v, index=i)
        _value(f, item, "r", "", parts, values, span)
    parts.append(",)" if len(t.items) == 1 else ")")
