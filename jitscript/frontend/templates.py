"""`text % …`, `text.format(…)` and `text.format_map(…)` of a text that is known only when the
program runs: what is plain the library formats, all else Python, which raises its own errors."""

from __future__ import annotations

from collections.abc import Callable

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from .composite import BoundMethod
from .displays import filled
from .keywords import ANY
from .literals import string
from .lowering import Lowering, tuple_items
from .operators.unions import members
from .places import place
from .python_calls import call_python
from .services import Held, called, service

TEXT = ty.Object("str", ())
_PLACE = "jitscript.runtime.templates:"


@service
def percent_of(f: Lowering, text: Value, given: Held, span: Span) -> Value:
    """`text % given`"""
    value = f.materialise(given, span)
    values = tuple_items(f, value) if isinstance(value.type, ty.Tuple) else [value]

    def by_python() -> Value:
        return call_python(f, _PLACE + "percent", [text, value], [], TEXT, span)

    return _tried(f, "percent", text, list(values), None, by_python, span)


@called(str.format, str.format_map)
def _format(
    f: Lowering, obj: BoundMethod, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    return format_of(f, obj.value, obj.name, args, None, keywords, span)


@service
def format_of(
    f: Lowering,
    text: Value,
    name: str,
    args: list[Held],
    rest: Value | None,
    keywords: dict[str, Held],
    span: Span,
) -> Value:
    """The call of a text's `format` or `format_map`; `rest`: what is spread behind the others."""
    words = {word: f.materialise(held, span) for word, held in keywords.items()}
    if name == "format_map":
        if len(args) != 1 or words or rest is not None:
            f.fail("str.format_map() takes exactly one argument", span)
        mapping = f.materialise(args[0], span)
        return call_python(f, _PLACE + "formatted_map", [text, mapping], [], TEXT, span)
    values = [f.materialise(held, span) for held in args]
    f.b.span = span
    plain = rest is None and ANY not in words
    given, none = f.b.emit("tuple.make", *values), f.b.emit("tuple.make")
    mapping = words.pop(ANY, none)
    all_ = [text, given, rest or none, mapping, *words.values()]

    def by_python() -> Value:
        return call_python(f, _PLACE + "formatted", all_, list(words), TEXT, span)

    if not plain:
        return by_python()
    return _tried(f, "filled", text, [*values, *words.values()], list(words), by_python, span)


_PLAIN = (ty.INT, ty.FLOAT, ty.BOOL, ty.NONE, TEXT)


def _tried(
    f: Lowering,
    name: str,
    text: Value,
    values: list[Value],
    names: list[str] | None,
    by_python: Callable[[], Value],
    span: Span,
) -> Value:
    """What the library's function gives, and where that is None, what Python gives."""
    types = [m for v in values for m in members(v.type)]
    if any(t not in _PLAIN for t in types):
        return by_python()
    args = [text, _buffer(f, values, ty.union_of(*types) if types else TEXT, span)]
    if names is not None:
        args.append(_buffer(f, [string(f, n, span) for n in names], TEXT, span))
    function = getattr(registry.module("templates"), name)
    found = f.materialise(f.call_function(function, args, span), span)
    f.b.span = span
    left = f.b.emit("union.is", found, member=ty.NONE)
    return f.if_(left, by_python, lambda: f.b.emit("union.get", found, member=TEXT), span)


def _buffer(f: Lowering, values: list[Value], t: ty.Type, span: Span) -> Value:
    return filled(f, values, t, span, "the argument", [place(f)] * (len(values) + 1))
