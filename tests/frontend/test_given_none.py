"""None where a parameter or a result is annotated with another type: TypeError, and where."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from jitscript import script


def half(n: int) -> int:
    return n // 2


@script
def halved(d: dict[str, int], key: str) -> int:
    return half(d.get(key))


@script
def looked_up(d: dict[str, int], key: str) -> int:
    return d.get(key)


@script
def of_two(d: dict[str, int], key: str) -> tuple[str, int]:
    return key, d.get(key)


def test_an_argument() -> None:
    assert halved({"a": 8}, "a") == 4
    with pytest.raises(TypeError, match=r"^argument `n` is None, expected int$"):
        halved({"a": 8}, "b")


@dataclass
class Point:
    x: int


@script
def made(d: dict[str, int], key: str) -> int:
    return Point(d.get(key)).x


def test_a_field() -> None:
    assert made({"a": 8}, "a") == 8
    with pytest.raises(TypeError, match=r"^argument `x` is None, expected int$"):
        made({"a": 8}, "b")


def test_a_result() -> None:
    assert looked_up({"a": 8}, "a") == 8
    with pytest.raises(TypeError, match=r"^`looked_up` returned None, and promises int$"):
        looked_up({"a": 8}, "b")


def test_an_element_of_a_result() -> None:
    assert of_two({"a": 8}, "a") == ("a", 8)
    with pytest.raises(TypeError, match=r"^`of_two` returned None, and promises int$"):
        of_two({"a": 8}, "b")
