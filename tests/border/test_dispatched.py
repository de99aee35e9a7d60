"""What is registered for a function of `singledispatch` after it was compiled."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from jitscript import script


@singledispatch
def named(x: Any) -> str:
    return "other"


@script
def both(n: int, word: str) -> tuple[str, str]:
    return named(n), named(word)


def test_a_later_registration_counts() -> None:
    assert both(1, "a") == ("other", "other")
    named.register(int, lambda x: "int")
    assert both(1, "a") == (named(1), named("a")) == ("int", "other")
    named.register(str, lambda x: "str")
    assert both(1, "a") == ("int", "str")
    named.register(int, lambda x: "int again")
    assert both(1, "a") == ("int again", "str")
