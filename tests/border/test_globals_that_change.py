"""Containers of a module that compiled functions and Python both change, call after call."""

import sys
import types

import pytest

import jitscript as js
from jitscript import script

settings = {"depth": 3}
history: list[str] = []
seen: set[str] = set()
memo: dict[int, int] = {}
empty = {}
rows = [[1, 2], [3]]


@script
def depth() -> int:
    return settings["depth"]


@script
def note(word: str) -> int:
    if word in seen:
        raise ValueError(word)
    seen.add(word)
    history.append(word)
    if word == "fails":
        raise KeyError(word)
    return len(history)


@script
def counted(n: int) -> int:
    history.append(str(n))
    return 0 if n == 0 else 1 + counted(n - 1)


def fibonacci(n: int) -> int:
    if n not in memo:
        memo[n] = n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)
    return memo[n]


@script
def remembered(n: int) -> int:
    return fibonacci(n)


@pytest.fixture(autouse=True)
def fresh() -> None:
    globals()["settings"] = {"depth": 3}
    history.clear()
    seen.clear()
    memo.clear()


def test_a_call_sees_what_python_changed() -> None:
    assert depth() == 3
    settings["depth"] = 4
    assert depth() == 4
    globals()["settings"] = {"depth": 5}
    assert depth() == 5
    settings["depth"] = "deep"
    with pytest.raises(TypeError, match=r"settings, at result\['depth'\], must be int, not str"):
        depth()


def test_python_sees_what_a_call_changed_in_the_same_object() -> None:
    the_list, the_set = history, seen
    assert [note("a"), note("b")] == [1, 2]
    assert history is the_list and history == ["a", "b"]
    assert seen is the_set and seen == {"a", "b"}
    seen.discard("a")
    assert note("a") == 3


def test_changes_before_an_error_stay() -> None:
    with pytest.raises(KeyError):
        note("fails")
    assert history == ["fails"] and seen == {"fails"}
    with pytest.raises(ValueError):
        note("fails")
    assert history == ["fails"]


def test_one_call_is_one_view_whatever_calls_itself() -> None:
    assert counted(3) == 3
    assert history == ["3", "2", "1", "0"]


def test_a_memo_lives_from_call_to_call() -> None:
    assert remembered(30) == 832040
    assert len(memo) == 31 and list(memo)[:2] == [1, 0]
    memo[31] = -1
    assert remembered(32) == 832039


def test_an_order_of_keys_is_kept() -> None:
    table = {"b": 1, "a": 2, "c": 3}
    globals()["ordered"] = table
    assert moved("a") == ["b", "c", "a"]
    assert list(table) == ["b", "c", "a"]


ordered: dict[str, int] = {}


@script
def moved(key: str) -> list[str]:
    ordered[key] = ordered.pop(key)
    return list(ordered)


def test_several_names_of_one_object() -> None:
    other = types.ModuleType("other_of_globals")
    sys.modules["other_of_globals"] = other
    other.__dict__["words"] = globals()["words"] = ["a"]

    def size() -> int:
        return len(words) + len(others.words)

    globals()["others"] = other
    function = script(size)
    assert function() == 2
    words.append("b")
    assert function() == 4
    other.__dict__["words"] = []
    with pytest.raises(RuntimeError, match="words is not one object any more"):
        function()


words: list[str] = []
others = types.ModuleType("others")


@js.python
def looks() -> int:
    return len(history)


def test_python_code_that_may_look_meanwhile_is_refused() -> None:
    def both(word: str) -> int:
        history.append(word)
        return looks()

    with pytest.raises(js.CompileError, match="is called in Python while the captured `history`"):
        script(both)("a")


def test_what_stays_refused() -> None:
    def whole() -> tuple[list[str], int]:
        return history, 1

    def unknown() -> int:
        return len(empty)

    def inner() -> None:
        rows[0].append(1)

    def generated():
        yield from history

    def given(words: list[str]) -> int:
        history.append("x")
        return len(words)

    for function, match in (
        (given, "an argument of `given` may be the captured `history`, which is changed"),
        (whole, "is a copy in compiled code, and a result or an argument leads to it"),
        (unknown, "the captured dict `empty` can change"),
        (inner, "is a copy in compiled code, and this may change it"),
        (generated, "can change while a generator waits"),
    ):
        with pytest.raises(js.CompileError, match=match):
            script(function)(*[["a"]][: function.__code__.co_argcount])
