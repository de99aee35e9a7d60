"""Functions that remember, seen from Python: which cache is whose, and how long it lasts."""

from __future__ import annotations

import threading
from functools import cache, lru_cache
from pathlib import Path

import pytest

import jitscript as js
from jitscript import script


@script
@cache
def below(n: int) -> int:
    return n if n < 2 else below(n - 1) + below(n - 2)


@lru_cache(maxsize=5)
@script
def above(n: int) -> int:
    return n if n < 2 else above(n - 1) + above(n - 2)


@cache
def loud(n: int) -> int:
    print("called", n)
    return n * n


@script
def louds(n: int) -> int:
    return loud(n)


@script
def cleared(n: int) -> int:
    loud.cache_clear()
    return loud(n)


@cache
def lists(n: int) -> list[int]:
    return [n]


@script
def given(n: int) -> list[int]:
    return lists(n)


@script
def many(n: int) -> int:
    total = 0
    for i in range(n):
        total += mixed(i % 50, i % 7)
    return total


@lru_cache(maxsize=64)
def mixed(a: int, b: int) -> int:
    return a * b + (mixed(a - 1, b) if a > 0 else 0)


@pytest.mark.parametrize("function", [below, above])
def test_either_order_keeps_the_cache_of_python(function: object) -> None:
    function.cache_clear()
    assert [function(80), function(80), function(3)] == [23416728348467685, 23416728348467685, 2]
    info = function.cache_info()
    assert (info.hits, info.misses) == (1, 2)
    assert isinstance(function.__wrapped__, js.ScriptFunction)


def test_compile_takes_it() -> None:
    assert js.compile(below) is below


def test_kept_between_calls(capsys: pytest.CaptureFixture[str]) -> None:
    assert [louds(3), louds(3), louds(4), louds(3)] == [9, 9, 16, 9]
    assert capsys.readouterr().out == "called 3\ncalled 4\n"
    assert [cleared(3), cleared(3)] == [9, 9]
    assert capsys.readouterr().out == "called 3\ncalled 3\n"


def test_a_list_that_python_gets_is_a_copy() -> None:
    given(1).append(7)
    assert given(1) == [1]


def test_from_a_module_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "m.jsm"
    js.save(file, below, louds)
    loaded = js.load(file)
    assert loaded.below(80) == 23416728348467685
    assert [loaded.louds(5), loaded.louds(5)] == [25, 25]
    assert capsys.readouterr().out == "called 5\n"


def test_threads() -> None:
    expected = many.python(20_000)
    found: list[int] = []

    def work() -> None:
        for _ in range(3):
            found.append(many(20_000))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 12
