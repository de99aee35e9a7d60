"""Texts with fields that are known only when the program runs: Python formats them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any


def percent(text: str, given: Any) -> str:
    return text % given


def formatted(
    text: str,
    values: tuple[Any, ...],
    rest: Iterable[Any],
    mapping: Mapping[str, Any],
    /,
    **words: Any,
) -> str:
    return text.format(*values, *rest, **words, **dict(mapping))


def formatted_map(text: str, mapping: Mapping[str, Any]) -> str:
    return text.format_map(mapping)
