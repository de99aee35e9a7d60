"""`"…".format(…)`: a text with fields, which are formatted as those of an f-string."""

from __future__ import annotations

from string import Formatter
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import attributes, subscripts
from .composite import Template
from .emitter import Static
from .fstrings import formatted, together
from .keywords import ANY
from .literals import of_object, string
from .lowering import Lowering, raise_if
from .methods import length
from .places import place
from .services import Held, called
from .suggestions import did_you_mean


@called(Template)
def _format(
    f: Lowering, obj: Template, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    if obj.maps:
        if len(args) != 1 or keywords or obj.rest is not None:
            f.fail("str.format_map() takes exactly one argument", span)
        return _Fields(f, None, {ANY: args[0]}, None, span).text(obj.text, 2)
    return _Fields(f, args, keywords, obj.rest, span).text(obj.text, 2)


class _Fields:
    """The arguments of one call, and which of them the next `{}` takes. No arguments, not even an
    empty list of them, has `format_map`."""

    def __init__(
        self,
        f: Lowering,
        args: list[Held] | None,
        keywords: dict[str, Held],
        rest: Value | None,
        span: Span,
    ):
        self.f, self.args, self.rest, self.span = f, args, rest, span
        self.keywords = {name: held for name, held in keywords.items() if name != ANY}
        self.mapping = keywords.get(ANY)
        self.next: int | None = 0  # None: fields have numbers

    def text(self, template: str, depth: int) -> Held:
        f = self.f
        try:
            pieces = list(Formatter().parse(template))
        except ValueError as error:
            f.raise_("ValueError", _plain(str(error)), [], self.span)
        if not depth and any(name is not None for _, name, _, _ in pieces):
            f.raise_("ValueError", "Max string recursion exceeded", [], self.span)
        parts: list[Held] = []
        places = [place(f)]
        for literal, name, spec, conversion in pieces:
            if literal:
                parts.append(Static(literal))
                places.append(place(f))
            if name is not None:
                held = self.field(name)
                how = self.text(spec, depth - 1) if spec else Static("")
                inner = how if isinstance(how, Value) else str(how.obj)
                if conversion and conversion not in "rsa":
                    wrong = f"Unknown conversion specifier {conversion}"
                    f.raise_("ValueError", _plain(wrong), [], self.span)
                number = ord(conversion) if conversion else -1
                parts.append(formatted(f, held, number, inner, self.span))
                places.append(place(f))
        return together(f, parts, places, self.span)

    def field(self, name: str) -> Held:
        """The argument, or part of one, that a field's name means."""
        f = self.f
        import _string  # type: ignore[import-not-found]  # what Formatter itself parses with

        first, rest = _string.formatter_field_name_split(name)
        if first == "" or isinstance(first, int):
            held = self.positional(self.number(first))
        elif first in self.keywords:
            held = self.keywords[first]
        elif self.mapping is not None:
            mapping = f.materialise(self.mapping, self.span)
            held = subscripts.element(f, mapping, string(f, first, self.span), f.here(self.span))
        else:
            hint = did_you_mean(first, list(self.keywords))
            f.fail(
                f"the text has a field `{first}`, and no argument is called so",
                self.span,
                hint=hint,
            )
        for dotted, key in rest:
            value = f.materialise(held, self.span)
            if dotted:
                held = attributes.of_value(f, value, key, self.span)
            else:
                index = f.materialise(of_object(f, key, self.span, ""), self.span)
                held = subscripts.element(f, value, index, f.here(self.span))
        return held

    def positional(self, i: int) -> Held:
        f, args = self.f, self.args
        if args is None:
            f.raise_("ValueError", "Format string contains positional fields", [], self.span)
        if i < len(args):
            return args[i]
        wrong = f"Replacement index {i} out of range for positional args tuple"
        if self.rest is None:
            f.raise_("IndexError", wrong, [], self.span)
        f.b.span = self.span
        at = f.b.const(i - len(args), ty.INT)
        bad = f.b.emit("ge", at, length(f, self.rest, self.span))
        raise_if(f, bad, "IndexError", wrong, self.span)
        return subscripts.element(f, self.rest, at, f.here(self.span))

    def number(self, given: Any) -> int:
        if given == "":
            if self.next is None:
                wrong = "cannot switch from manual field specification to automatic field numbering"
                self.f.raise_("ValueError", wrong, [], self.span)
            self.next += 1
            return self.next - 1
        if self.next:
            wrong = "cannot switch from automatic field numbering to manual field specification"
            self.f.raise_("ValueError", wrong, [], self.span)
        self.next = None
        return int(given)


def _plain(message: str) -> str:
    """A message without fields of its own."""
    return message.replace("{", "{{").replace("}", "}}")
