"""What rules ask for that displays make (see services.py and displays.py)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value


class DisplayServices:
    def joined_lists(self, a: Value, b: Value, span: Span) -> Value:
        """`a + b` of lists that hold different types."""
        raise NotImplementedError

    def list_of_all(self, value: Value, wanted: tuple[ty.Type, ...] | None, span: Span) -> Value:
        """`[*value]`, of elements of these types."""
        raise NotImplementedError

    def of_wanted(self, made: Value, expected: ty.Type, span: Span) -> Value:
        """A list or dict just made, with the wider element types that its place asks for."""
        raise NotImplementedError

    def dict_of(
        self,
        pairs: Sequence[tuple[Value, Value]],
        span: Span,
        types: tuple[ty.Type, ty.Type] | None = None,
    ) -> Value:
        """A new dict of the pairs, of keys and values of these types."""
        raise NotImplementedError

    def shared_default(self, fn: Any, name: str, obj: Any, t: ty.Type, span: Span) -> Value:
        """The default of a parameter, a container which calls share and change: live_tables.py."""
        raise NotImplementedError

    def constant_list(self, items: Sequence[Value], span: Span) -> Value:
        """A new list of the items."""
        raise NotImplementedError
