"""Defaults that calls of compiled code share are Python's own objects: both sides see them."""

from __future__ import annotations

import pytest

import jitscript as js


@js.script
def fib(n: int, memo: dict[int, int] = {}) -> int:  # noqa: B006
    if n not in memo:
        memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]


def noted(n: int, notes: list[str] = []) -> int:  # noqa: B006
    notes.append(str(n))
    if n == 13:
        raise ValueError("thirteen")
    return len(notes)


@js.script
def twice(n: int) -> int:
    return noted(n) * 10 + noted(n + 1)


def test_python_sees_what_was_remembered() -> None:
    (memo,) = fib.__wrapped__.__defaults__ or ()
    memo.clear()
    assert fib(10) == 55
    assert memo == {1: 1, 0: 0, 2: 1, 3: 2, 4: 3, 5: 5, 6: 8, 7: 13, 8: 21, 9: 34, 10: 55}
    assert list(memo)[:3] == [1, 0, 2]  # in the order in which they came
    assert fib(5) == 5
    assert len(memo) == 11
    memo[20] = -1
    assert fib(20) == -1
    memo.clear()
    assert (fib(20), len(memo)) == (6765, 21)


def test_a_given_one_is_not_the_default() -> None:
    with pytest.raises(js.CompileError, match="`memo` is a copy in compiled code"):
        fib(3, {})


def test_the_default_is_passed() -> None:
    (memo,) = fib.__wrapped__.__defaults__ or ()
    memo.clear()
    assert (fib(3, memo), len(memo)) == (2, 4)
    assert (fib(n=4, memo=memo), len(memo)) == (3, 5)


def test_functions_that_scripted_ones_call() -> None:
    (notes,) = noted.__defaults__ or ()
    notes.clear()
    assert twice(1) == 12
    assert notes == ["1", "2"]
    assert noted(5) == 3
    assert twice(7) == 45
    assert notes == ["1", "2", "5", "7", "8"]
    with pytest.raises(ValueError, match="thirteen"):
        twice(12)
    assert notes == ["1", "2", "5", "7", "8", "12", "13"]


def test_nothing_is_compiled_again() -> None:
    (notes,) = noted.__defaults__ or ()
    twice(1)
    before = twice._provider
    for _ in range(8):
        notes.append("more")
        twice(1)
    assert twice._provider is before
    assert not twice._provider.is_stale(twice)


def test_a_default_that_nothing_tells_the_type_of() -> None:
    @js.script
    def f(n: int, memo={}) -> int:  # type: ignore[no-untyped-def]  # noqa: B006
        memo[n] = n
        return f(n - 1) if n else len(memo)

    with pytest.raises(TypeError, match=r"'memo' is empty.*memo: dict\[str, int\]"):
        f(3)
