"""Functions that give back a container of their module: Python gets that very object."""

from __future__ import annotations

import pytest

from jitscript import CompileError, script

__all__ = ["TABLE", "table"]
TABLE = {"a": [1], "b": []}
_seen: set[int] = set()
_names = ["x"]


@script
def __dir__() -> list[str]:
    return __all__


@script
def table() -> dict[str, list[int]]:
    return TABLE


@script
def seen(n: int) -> set[int]:
    if n > 3:
        _seen.add(n)
        return _seen
    return _seen


@script
def one_of(first: bool):
    if first:
        return _names
    return TABLE


@script
def failing(n: int) -> list[str]:
    if n < 0:
        raise ValueError(n)
    return _names


def names() -> list[str]:
    return _names


@script
def counted(n: int) -> int:
    return len(names()) + n


def longer(n: int) -> list[str]:
    if n:
        return _names
    return [*_names, "y"]


def test_it_is_the_object_that_the_module_has(monkeypatch: pytest.MonkeyPatch) -> None:
    assert __dir__() is __all__
    assert table() is TABLE and TABLE == {"a": [1], "b": []}
    assert seen(1) is _seen and _seen == set()
    assert seen(5) is _seen and _seen == {5}
    assert one_of(True) is _names and one_of(False) is TABLE
    assert failing(1) is _names
    with pytest.raises(ValueError, match="-1"):
        failing(-1)
    _names.append("z")
    assert failing(1) is _names and counted(1) == 3
    other = ["w", "v", "u"]
    monkeypatch.setitem(globals(), "_names", other)
    assert failing(1) is other and script(names)() is other and counted(0) == 3


def test_one_that_gives_more_is_refused() -> None:
    with pytest.raises(CompileError, match="a result or an argument leads to it"):
        script(longer)(1)
