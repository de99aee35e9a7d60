"""A list that a call does not change is read as it lies there, item by item: what happens to the
list meanwhile, by the handler of a signal, does no harm."""

from __future__ import annotations

import ctypes
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


class Word(str):
    __slots__ = ()


def test_texts_that_are_met_again() -> None:
    """Equal ones are one text of compiled code; Python's objects stay theirs."""

    @script
    def back(words: list[str]) -> list[str]:
        words.append("end")
        return words

    words = [("-" + word)[1:] for word in ["one", "two", "three"] * 50]
    before = [id(word) for word in words]
    assert back(words) is words
    assert [id(word) for word in words[:-1]] == before


def test_texts_that_are_compared_by_is() -> None:
    """What are two objects is not taken for one."""

    @script
    def same(words: list[str]) -> int:
        return sum(1 for word in words if word is words[0])

    for text in ("two words", "éé", "x" * 50):
        assert same([text] * 40) == 40
        assert same([text, *map(str, range(40))]) == 1
        with pytest.raises(ValueError, match="two equal texts"):
            same([text, ("-" + text)[1:]] * 20)


def test_what_is_no_text_among_many() -> None:
    many = ["one", "two"] * 50
    for other in (12345.5, Word("one"), b"one" * 9, ["one"]):
        given = [*many, other, *many]
        before = sys.getrefcount(other), sys.getrefcount(given)
        for _ in range(3):
            with pytest.raises(TypeError):
                letters(given)  # type: ignore[arg-type]
        assert (sys.getrefcount(other), sys.getrefcount(given)) == before


def test_where_characters_lie() -> None:
    """What the runtime found of the struct of str holds for texts however they were made."""
    from jitscript.runtime import abi, watchdog

    start = ctypes.c_uint64.from_address(watchdog.STATE_ADDRESS + abi.STATE_TEXTS).value
    assert start in (40, 48)
    made = ["", "a", sys.intern("interned name"), str(3**40), "é"[:0] + "x" * 100, "aé"[:1] * 3]
    given = [("-" + text)[1:] for text in made] + made
    assert letters(given) == letters.python(given)
    assert letters(given * 10) == letters.python(given * 10)
