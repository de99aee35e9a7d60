"""What rules ask about dataclasses and instances (services.py, class_generated.py, records.py)."""

from __future__ import annotations

from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from .emitter import Static

Held = Value | Static


class DataclassServices:
    def generated_method(self, value: Value, name: str, args: list[Any], span: Span) -> Held | None:
        """Call a method that `dataclass` made for a class; None where it made none of that name."""
        raise NotImplementedError

    def generated_member(self, value: Value, name: str, span: Span) -> Value | None:
        """In library code: what the methods of a dataclass are made of."""
        raise NotImplementedError

    def make_dataclass(
        self, t: ty.Object, args: list[Any], keywords: dict[str, Held], span: Span
    ) -> Value | None:
        """An instance by the `__init__` that `dataclass` made; None where there is another."""
        raise NotImplementedError

    def generated_init(
        self, fn: Any, made: Any, args: list[Held], keywords: dict[str, Held], span: Span
    ) -> None:
        """`super().__init__(…)` where `dataclass` made that one."""
        raise NotImplementedError

    def begin_instance(self) -> None:
        """At the start of the `__init__` of a user's class."""
        raise NotImplementedError

    def captured_instance(self, obj: Any, span: Span) -> Value:
        """A captured instance of a frozen dataclass."""
        raise NotImplementedError

    def read_cached(self, base: Value, cls: type, t: ty.Type, name: str, span: Span) -> Value:
        """A `cached_property`."""
        raise NotImplementedError

    def replaced(self, value: Value, keywords: dict[str, Any], span: Span) -> Value:
        """`dataclasses.replace(value, …)`"""
        raise NotImplementedError

    def of_dataclass(
        self, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
    ) -> Held | None:
        """A call of `dataclasses.asdict` and the like; None of any other function."""
        raise NotImplementedError
