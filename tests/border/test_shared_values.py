"""What calls and instances share, as CPython has it, or a clear error."""

from __future__ import annotations

import random

import pytest
from loaded_twice import in_both_ways

import jitscript as js


@pytest.mark.parametrize("trial", ["defaults", "registers", "derived"])
def test_as_in_cpython(trial: str) -> None:
    plain, scripted = in_both_ways("shared_values.py")
    assert repr(getattr(scripted, trial)()) == repr(getattr(plain, trial)())


def memo(n: int, known: dict[int, int] = {}) -> int:  # noqa: B006
    if n not in known:
        known[n] = n if n < 2 else memo(n - 1) + memo(n - 2)
    return known[n]


def test_defaults_that_a_call_changes() -> None:
    assert js.script(memo)(3) == 2
    assert memo.__defaults__ == ({1: 1, 0: 0, 2: 1, 3: 2},)
    assert memo(4) == 3
    assert js.script(memo)(4) == 3


class Shared:
    names: list[str] = []  # noqa: RUF012

    def __init__(self, k: int):
        self.k = k
        self.names.append("made")


@js.script
def made(k: int) -> Shared:
    return Shared(k)


def test_an_instance_that_would_take_what_the_class_has_along() -> None:
    with pytest.raises(js.CompileError, match="the captured list `names` is a copy"):
        made(1)


WORDS: set[str] = set()


@js.script
def noted(word: str, gone: str) -> bool:
    WORDS.discard(gone)
    known = word in WORDS
    WORDS.add(word)
    return known


def test_captured_sets_keep_the_order_of_their_changes() -> None:
    """It is that of a table's history, which a table that is filled anew has not."""
    rng = random.Random(3)
    for _ in range(40):
        WORDS.clear()
        mine: set[str] = set()
        for _ in range(rng.randrange(1, 12)):
            word, gone = rng.sample("abcdefghijklmnop", 2)  # one put back in a call has a new place
            mine.discard(gone)
            assert noted(word, gone) == (word in mine)
            mine.add(word)
            assert list(WORDS) == list(mine)
