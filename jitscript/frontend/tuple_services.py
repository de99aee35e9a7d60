"""What rules ask about tuples of any length (see services.py and tuples.py)."""

from __future__ import annotations

import ast
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value


class TupleServices:
    def as_any_length(self, v: Value, to: ty.Type, span: Span, what: str) -> Value:
        """A tuple as one of the type `to`, of any length."""
        raise NotImplementedError

    def as_known_length(self, v: Value, to: ty.Type, span: Span, what: str) -> Value:
        """A tuple of any length as one of as many elements as `to` has, else TypeError."""
        raise NotImplementedError

    def of_any_length(self, v: Value, span: Span) -> Value:
        """A tuple of known length as one of any length, whose elements are of one type."""
        raise NotImplementedError

    def tuple_of_groups(self, groups: list[Any], node: ast.expr, item: ty.Type | None) -> Value:
        """A tuple of any length, of values and of what others hold (see displays.py)."""
        raise NotImplementedError

    def tuple_of_own(self, made: Value, span: Span) -> Value:
        """A tuple of what is in a list that nobody else has."""
        raise NotImplementedError

    def joined_tuples(self, a: Value, b: Value, span: Span) -> Value | None:
        """`a + b` of tuples; None if they are not."""
        raise NotImplementedError

    def comparable_tuples(self, a: Value, b: Value, span: Span) -> tuple[Value, Value]:
        """Two tuples, one of which is of any length, both so."""
        raise NotImplementedError
