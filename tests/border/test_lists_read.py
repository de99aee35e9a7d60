"""A list that a call does not change is read as it lies there, item by item: what happens to the
list meanwhile, by the handler of a signal, does no harm."""

from __future__ import annotations

import signal
import sys

import pytest

from jitscript import script


@script
def letters(words: list[str]) -> int:
    n = 0
    for word in words:
        n += len(word)
    return n


@script
def lengthened(words: list[str]) -> int:
    words.append("more")
    return len(words)


def test_nothing_is_kept() -> None:
    words = [f"word {i}" for i in range(100)]
    before = [sys.getrefcount(word) for word in words], sys.getrefcount(words)
    for _ in range(10):
        assert letters(words) == letters.python(words)
    assert ([sys.getrefcount(word) for word in words], sys.getrefcount(words)) == before


def test_what_does_not_fit_is_given_back() -> None:
    words: list[object] = ["a", "b", 3]
    before = sys.getrefcount(words)
    for _ in range(10):
        with pytest.raises(TypeError):
            letters(words)  # type: ignore[arg-type]
    assert sys.getrefcount(words) == before
    assert words == ["a", "b", 3]


def test_one_list_twice_is_one() -> None:
    @script
    def both(xs: list[str], ys: list[str]) -> bool:
        return xs is ys

    words = ["a", "b"]
    assert both(words, words)
    assert not both(words, ["a", "b"])


def test_changes_come_back() -> None:
    words = ["a"]
    assert lengthened(words) == 2
    assert words == ["a", "more"]


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer that sends signals")
@pytest.mark.parametrize("step", range(6))
def test_a_handler_makes_it_shorter(step: int) -> None:
    many = 300_000
    words = ["abc"] * many

    def handler(*_: object) -> None:
        del words[many // 3 :]

    letters(["a"])
    before = signal.signal(signal.SIGALRM, handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.001 + 0.002 * step)
        found = letters(words)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert many <= found <= 3 * many
