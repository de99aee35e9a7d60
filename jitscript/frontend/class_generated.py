"""Methods that Python makes for a user's class: those of `dataclass`."""

from __future__ import annotations

from typing import Any

from ..diagnostics import Span
from ..ir.core import Value
from .lowering import Lowering


def call_generated(f: Lowering, value: Value, name: str, args: list[Any], span: Span) -> Any:
    """Call a method that Python made for the class; None where it has none of that name."""
    return None
