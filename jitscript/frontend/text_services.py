"""What rules ask of texts with fields."""

from __future__ import annotations

from ..diagnostics import Span
from ..ir.core import Value
from .emitter import Static

Held = Value | Static


class TextServices:
    def percent_of(self, text: Value, given: Held, span: Span) -> Value:
        """`text % given`, of a text that is known when the program runs."""
        raise NotImplementedError

    def format_of(
        self,
        text: Value,
        name: str,
        args: list[Held],
        rest: Value | None,
        keywords: dict[str, Held],
        span: Span,
    ) -> Value:
        """`format` or `format_map` of such a text; `rest`: what is spread behind the others."""
        raise NotImplementedError

    def percent(self, text: str, given: Held, span: Span) -> Held:
        """`text % given`"""
        raise NotImplementedError
