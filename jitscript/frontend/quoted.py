"""Annotations that are text, and what is wrong with annotations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class AnnotationError(Exception):
    """An annotation that is no type of the language. `hint` says what to write instead."""

    def __init__(self, title: str, hint: str = ""):
        super().__init__(title)
        self.title, self.hint = title, hint


_texts: list[str] = []  # that are being read, one within the other


@contextmanager
def reading(text: str) -> Iterator[None]:
    """What the text denotes is read in the body. Raises AnnotationError where that is under way:
    `Json = dict[str, "Json"] | str`."""
    if text in _texts:
        raise endless(text)
    _texts.append(text)
    try:
        yield
    finally:
        _texts.pop()


def endless(text: str) -> AnnotationError:
    """The error of a type that is a part of itself."""
    return AnnotationError(
        f"the type `{text}` names itself, and has no end",
        "make a class of it, or a dataclass, whose fields hold others of it",
    )
