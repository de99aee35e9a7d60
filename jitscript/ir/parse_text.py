"""From text to Lark's tree, and from its leaves to types and attribute values.

The lower half of `parser.py`: `Text` is the text being read, with the errors that point into it.
"""

from __future__ import annotations

import ast
import functools
import json
import struct
from pathlib import Path
from typing import Any, NoReturn

from ..diagnostics import Diagnostic, Span
from . import types
from .types import Array, Buffer, Cell, Enum, Object, Scalar, Tuple, Type, union_of


class ParseError(Exception):
    """The text is not IR. `diagnostic` says where and why."""

    def __init__(self, diagnostic: Diagnostic, text: str):
        self.diagnostic = diagnostic
        super().__init__(diagnostic.render(text))


@functools.cache
def lark_parser() -> Any:
    import lark

    grammar = (Path(__file__).parent / "grammar.lark").read_text()
    return lark.Lark(
        grammar,
        parser="lalr",
        start=["module", "type", "signature"],
        maybe_placeholders=True,
        propagate_positions=True,
    )


def tree_of(start: str, text: str, file: str) -> Any:
    import lark

    try:
        return lark_parser().parse(text, start=start)
    except lark.exceptions.UnexpectedInput as e:
        found = e
    title, width, expected = "unexpected end of the text", 1, getattr(found, "expected", ())
    if isinstance(found, lark.exceptions.UnexpectedCharacters):
        title, expected = f"unexpected character {found.char!r}", found.allowed or ()
    elif isinstance(found, lark.exceptions.UnexpectedToken) and found.token.type != "$END":
        title, width = f"unexpected `{found.token}`", len(found.token)
        expected = found.accepts or expected
    line, col = max(found.line, 1), max(found.column - 1, 0)
    span = Span(file, line, col, line, col + width)
    raise ParseError(Diagnostic(title, span, notes=_expected(expected)), text)


def _expected(terminals: Any) -> list[str]:
    """A note that lists what could stand here, unless that is too much to help."""
    words = {
        "VALUE": "a value (%x)",
        "RESULTS": "results (%x =)",
        "SYMBOL": "a name (@f)",
        "LABEL": "a label (^L)",
        "SPAN": "a span (@1:0-4)",
        "SOURCE_LINE": "a source line",
        "NAME": "a word",
        "$END": "the end",
    }
    named = {t.name: t.pattern.value for t in lark_parser().terminals if t.pattern.type == "str"}
    shown = sorted(words.get(t) or (f"`{named[t]}`" if t in named else t) for t in terminals)
    return [f"expected {' or '.join(shown)}"] if 0 < len(shown) <= 6 else []


class Text:
    """A text being parsed, and the readers of types and values in it."""

    def __init__(self, text: str, file: str):
        self.text, self.file = text, file

    def fail(self, token: Any, message: str, hint: str = "") -> NoReturn:
        meta = getattr(token, "meta", token)
        line, col = getattr(meta, "line", 1), getattr(meta, "column", 1) - 1
        end = getattr(meta, "end_column", col + 2) - 1
        span = Span(self.file, line, col, getattr(meta, "end_line", line), end)
        raise ParseError(Diagnostic(message, span, hint=hint), self.text)

    def symbol(self, token: Any) -> str:
        text = token[1:]
        return json.loads(text) if text.startswith('"') else str(text)

    def value(self, tree: Any) -> Any:
        if tree.data == "sequence":
            return tuple(self.value(v) for v in items(tree))
        if tree.data == "complex":
            _, re, im = tree.children
            return complex(float_of(re), float_of(im))
        if tree.data != "literal":
            return self.type(tree)
        (token,) = tree.children
        if token.type == "FLOAT":
            return float_of(token)
        if token.type == "STRING":
            return json.loads(token)
        return ast.literal_eval(str(token))

    def type(self, tree: Any) -> Type:
        parts = [self.single_type(child) for child in tree.children]
        return union_of(*parts)

    def single_type(self, tree: Any) -> Type:
        if tree.data == "group":
            return self.type(tree.children[0])
        if tree.data == "tuple":
            return Tuple(tuple(self.type(t) for t in items(tree)))
        if tree.data == "array":
            return self.array_type(tree)
        name, *args = tree.children
        parts = tuple(self.type(t) for t in args if t is not None)
        if name == "buffer" and len(parts) == 1:
            return Buffer(parts[0])
        if name == "cell" and len(parts) == 1:
            return Cell(parts[0])
        if name == "named" and len(parts) == 2 and isinstance(parts[0], Object):
            if not isinstance(parts[1], Tuple):
                self.fail(tree, f"{parts[1]!r} is no tuple")
            return Tuple(parts[1].items, parts[0].name)
        if name == "enum" and len(parts) == 1 and isinstance(parts[0], Object):
            return Enum(parts[0].name)
        if name in types.BY_NAME or name in ("buffer", "cell", "array"):
            if parts or name not in types.BY_NAME:
                self.fail(tree, f"`{name}` with {len(parts)} type arguments")
            return types.BY_NAME[name]
        return Object(str(name), parts)

    def array_type(self, tree: Any) -> Type:
        dtype, ndim = self.type(tree.children[0]), int(tree.children[1])
        if not isinstance(dtype, Scalar) or dtype.python:
            self.fail(tree, f"an array of {dtype!r}", hint="the element is a NumPy scalar type")
        return Array(dtype, ndim)


def items(tree: Any) -> list[Any]:
    """The children of an optional list."""
    return [] if tree is None else [child for child in tree.children if child is not None]


def float_of(token: Any) -> float:
    text = str(token)
    if "(" not in text:
        return float(text)
    raw = int(text[text.index("(") + 1 : -1], 16) | (1 << 63 if text[0] == "-" else 0)
    (value,) = struct.unpack("<d", struct.pack("<Q", raw))
    return value
