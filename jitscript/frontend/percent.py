"""`"…" % …`: each field as a call of `format`, or of `str`, `repr` and `ascii`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import percents
from . import classes, subscripts, user_classes
from .composite import BoundMethod
from .emitter import Static
from .fstrings import formatted, plain, together
from .literals import string
from .lowering import Lowering, tuple_items
from .operators.unions import each
from .patterns import describe
from .places import place
from .services import Held, service

_FIELD = re.compile(
    r"%(?P<key>\([^)]*\))?(?P<flags>[#0\- +]*)(?P<width>\*|\d+)?"
    r"(?P<dot>\.(?P<precision>\*|\d+)?)?[hlL]?(?P<type>.)?",
    re.DOTALL,
)
_KEY = re.compile(r"%\([^)]*\)")
# A precision of whole numbers, which `format` does not have.
_LATER = re.compile(r"%(\([^)]*\))?[#0\- +]*(\*|\d+)?\.(\*|\d+)?[hlL]?[diuoxX]")
_WHOLE, _REAL, _TEXT = "diuoxX", "eEfFgG", "sra"


@service
def percent(f: Lowering, text: str, given: Held, span: Span) -> Held:
    """`text % given`"""
    if _LATER.search(text):
        return f.percent_of(string(f, text, span), given, span)
    if _KEY.search(text):
        given = f.materialise(given, span)
    held = [given]
    if isinstance(given, Value) and isinstance(given.type, ty.Tuple):
        held = list(tuple_items(f, given))
    elif isinstance(given, Static) and isinstance(given.obj, tuple):
        held = list(tuple_items(f, f.materialise(given, span)))
    values = iter(held)
    parts: list[Held] = []
    places = [place(f)]
    end = 0
    for m in _FIELD.finditer(text):
        before = text[end : m.start()] + ("%" if m.group() == "%%" else "")
        end = m.end()
        if before:
            parts.append(Static(before))
            places.append(place(f))
        if m.group() == "%%":
            continue
        own = iter([_keyed(f, given, m["key"], span)]) if m["key"] else values
        parts.append(_field(f, m, own, span))
        places.append(place(f))
    if text[end:]:
        parts.append(Static(text[end:]))
        places.append(place(f))
    mapping = len(held) == 1 and isinstance(given, Value) and _has_items(given.type)
    if next(values, None) is not None and not mapping:
        wrong = "not all arguments converted during string formatting"
        f.raise_("TypeError", wrong, [], span)
    return together(f, parts, places, span)


def _keyed(f: Lowering, given: Held, key: str, span: Span) -> Held:
    """The value of `%(key)…`."""
    if not isinstance(given, Value) or not _has_items(given.type):
        f.raise_("TypeError", "format requires a mapping", [], span)
    return subscripts.element(f, given, string(f, key[1:-1], span), f.here(span))


def _has_items(t: ty.Type) -> bool:
    """Whether Python takes a value for a mapping, of which no part need be used."""
    if isinstance(t, ty.Object) and t.name == "str":
        return False
    return isinstance(t, ty.Object) and classes.method(t, "__getitem__") is not None


def _next(f: Lowering, values: Iterator[Held], span: Span) -> Value:
    held = next(values, None)
    if held is None:
        f.raise_("TypeError", "not enough arguments for format string", [], span)
    return f.materialise(held, span)


def _field(f: Lowering, m: re.Match[str], values: Iterator[Held], span: Span) -> Held:
    kind = m["type"]
    if kind is None:
        f.raise_("ValueError", "incomplete format", [], span)
    wide = _star(f, m["width"], values, span)
    precise = _star(f, m["precision"], values, span)
    value = _next(f, values, span)
    if kind not in _WHOLE + _REAL + _TEXT + "c":
        at = m.end() - 1
        shown = kind if 31 < ord(kind) < 127 else "?"
        wrong = f"unsupported format character '{shown}' (0x{ord(kind):x}) at index {at}"
        f.raise_("ValueError", wrong.replace("{", "{{").replace("}", "}}"), [], span)

    def one(x: Value) -> Value:
        return f.materialise(_formatted(f, x, m, wide, precise, span), span)

    return each(f, value, span, one) if isinstance(value.type, ty.Union) else one(value)


def _star(f: Lowering, text: str | None, values: Iterator[Held], span: Span) -> Value | str:
    if text != "*":
        return text or ""
    found = f.without_enum(_next(f, values, span), int, span)
    if found.type not in (ty.INT, ty.BOOL):
        f.raise_("TypeError", "* wants int", [], span)
    return f.convert(found, ty.INT, span, "the number for `*`")


def _formatted(
    f: Lowering,
    value: Value,
    m: re.Match[str],
    wide: Value | str,
    precise: Value | str,
    span: Span,
) -> Held:
    kind, flags = m["type"], m["flags"]
    value = value if kind in _TEXT else f.without_enum(f.without_enum(value, int, span), str, span)
    signs = "+" if "+" in flags else " " if " " in flags else ""
    signs += "#" if "#" in flags else ""
    zero = "0" in flags and "-" not in flags
    if isinstance(value.type, ty.Scalar):
        value = plain(f, value, value.type, span)
    if kind in _TEXT or kind == "c":
        text = _text(f, value, kind, span)
        held = _precision(f, precise, span) if m["dot"] and kind != "c" else Static("")
        return _by(f, text, _align(flags, ">"), wide, held, "s", False, span)
    if kind in _WHOLE:
        value = _whole(f, value, kind, span)
        kind = "d" if kind in "iu" else kind
        held = Static("")
    else:
        if not isinstance(value.type, ty.Scalar) or value.type.kind == "complex":
            wrong = f"must be real number, not {_name(value.type)}"
            f.raise_("TypeError", wrong, [], span)
        value = f.convert(value, ty.FLOAT, span, f"the value of `%{kind}`")
        held = _precision(f, precise, span) if m["dot"] else Static("")
    if kind in "oxX" or kind == "d":
        signs = signs if kind != "d" else signs.replace("#", "")
    return _by(f, value, _align(flags, "") + signs, wide, held, kind, zero, span)


def _name(t: ty.Type) -> str:
    """The name of a value's type, as Python's errors have it."""
    own = user_classes.class_of(t)
    if own is not None:
        return own.__name__
    if isinstance(t, ty.Object):
        return classes.name_of(classes.class_of(t) or object)
    if t is ty.NONE:
        return "NoneType"
    return "tuple" if isinstance(t, ty.Tuple) else describe(t)


def _align(flags: str, otherwise: str) -> str:
    return "<" if "-" in flags else otherwise


def _precision(f: Lowering, precise: Value | str, span: Span) -> Held:
    if isinstance(precise, str):
        return Static("." + (precise or "0"))
    return f.call_function(percents.precision, [precise], span)


def _by(
    f: Lowering,
    value: Held,
    head: str,
    wide: Value | str,
    precision: Held,
    kind: str,
    zero: bool,
    span: Span,
) -> Held:
    """A value formatted by a specification that is put together."""
    if isinstance(wide, str):
        start: Held = Static(head + ("0" if zero and wide.lstrip("0") else "") + wide.lstrip("0"))
    else:
        given: list[Held] = [Static(head), wide, Static(kind == "s"), Static(zero)]
        start = f.call_function(percents.width, [f.materialise(x, span) for x in given], span)
    at = place(f)
    whole = together(f, [start, precision, Static(kind)], [at] * 4, span)
    spec = whole if isinstance(whole, Value) else str(whole.obj)
    return formatted(f, value, -1, spec, span)


def _text(f: Lowering, value: Value, kind: str, span: Span) -> Held:
    if kind != "c":
        return formatted(f, value, ord(kind), "", span)
    if value.type in (ty.INT, ty.BOOL):
        return f.call_function(percents.character, [value], span)
    if isinstance(value.type, ty.Object) and value.type.name == "str":
        return f.call_function(percents.one_character, [value], span)
    f.raise_("TypeError", "%c requires int or char", [], span)


def _whole_of(f: Lowering, value: Value, name: str, span: Span) -> Value:
    found = f.materialise(f.call_object(BoundMethod(value, name), [], {}, span), span)
    if found.type not in (ty.INT, ty.BOOL):
        wrong = f"{name} returned non-int (type {_name(found.type)})"
        f.raise_("TypeError", wrong, [], span)
    return f.convert(found, ty.INT, span, f"what {name} gives")


def _whole(f: Lowering, value: Value, kind: str, span: Span) -> Value:
    t = value.type
    if isinstance(t, ty.Scalar) and t.kind in ("int", "uint", "bool"):
        return value
    for name in ("__int__", "__index__") if kind in "diu" else ("__index__",):
        if user_classes.class_of(t) is not None and classes.method(t, name) is not None:
            return _whole_of(f, value, name, span)
    if kind in "diu" and isinstance(t, ty.Scalar) and t.kind == "float":
        return f.materialise(f.call_oracle(int, [value], {}, span), span)
    needed = "a real number" if kind in "diu" else "an integer"
    wrong = f"%{kind} format: {needed} is required, not {_name(t)}"
    f.raise_("TypeError", wrong, [], span)
