"""Captured containers under several names, and within each other."""

from __future__ import annotations

import pytest

from jitscript import CompileError, script

settings = {"d": 3}
also = settings
seen = {"a"}
inner = [1]
outer = [inner, [2]]
ROWS = [[1], [2]]
first = ROWS[0]
loop: list[object] = [1]
loop.append(loop)


def _add(s: set[str], word: str) -> None:
    s.add(word)


def test_changed_under_another_name() -> None:
    @script
    def before(v: int) -> tuple[int, int]:
        settings["d"] = v
        return also["d"], settings["d"]

    @script
    def after(v: int) -> tuple[int, int, int]:
        a = also["d"]
        settings["d"] = v
        return also["d"], a, len(also)

    assert before(5) == (5, 5)
    assert after(7) == (7, 5, 1)
    assert settings == {"d": 7}


def test_changed_where_it_goes() -> None:
    @script
    def through_a_call(word: str) -> int:
        _add(seen, word)
        return len(seen)

    @script
    def through_a_local(word: str) -> bool:
        here = seen
        here.discard(word)
        return word in seen

    assert [through_a_call(w) for w in "bcb"] == [2, 3, 3]
    assert not through_a_local("b")
    assert seen == {"a", "c"}


def test_one_within_another() -> None:
    with pytest.raises(CompileError, match="`inner` and `outer` hold the same object"):

        @script
        def within(v: int) -> int:
            n = outer[0][0]
            inner[0] = v
            return outer[0][0] + n

    with pytest.raises(CompileError, match="hold the same object"):

        @script
        def of_a_constant(v: int) -> int:
            first[0] = v
            return ROWS[0][0]

    with pytest.raises(CompileError, match="hold the same object"):

        @script
        def before_a_constant(v: int) -> int:
            n = ROWS[0][0]
            first[0] = v
            return n


def test_one_within_itself() -> None:
    with pytest.raises(CompileError):

        @script
        def itself() -> int:
            return len(loop)
