"""Captured instances: keys of the cache, entries, what may change, and what `is` can tell."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from jitscript import CompileError, frontend, script


@dataclass(frozen=True)
class Vec:
    x: float
    y: float = 2.0


@dataclass
class Open:
    x: int = 1


@dataclass(slots=True)
class Slotted:
    x: int = 1


class Slots:
    __slots__ = ("x",)

    def __init__(self) -> None:
        self.x = 1


@dataclass(frozen=True, eq=False)
class ByIdentity:
    x: int = 1


@dataclass(frozen=True)
class Holding:
    x: int
    held: list[int]


@dataclass(frozen=True)
class Cell:
    x: float
    rest: Cell | None = None


ORIGIN = Vec(0.0)
BY_IDENTITY = ByIdentity()
HOLDING = Holding(1, [2])
NAN = Vec(float("nan"))
END = Cell(1.0)
FIRST = Cell(2.0, END)


@script
def by_default(v: Vec = ORIGIN, w: Cell = FIRST) -> tuple[float, float]:
    return v.y, w.rest.x if w.rest is not None else -1.0


def test_default_of_an_entry() -> None:
    assert by_default() == (2.0, 1.0)
    assert by_default(Vec(1.0, 7.0), END) == (7.0, -1.0)
    assert by_default(ORIGIN, FIRST) == (2.0, 1.0)


def test_result_is_another_object() -> None:
    @script
    def origin() -> Vec:
        return ORIGIN

    assert origin() == ORIGIN and type(origin()) is Vec


@pytest.mark.parametrize("held", [Open(), SimpleNamespace(x=1), HOLDING, BY_IDENTITY])
def test_what_is_compared_is_captured(held: Any) -> None:
    @script
    def f() -> int:
        return held.x

    assert f() == held.x


@pytest.mark.parametrize("held", [Slotted(), Slots()])
def test_what_may_change_is_not_captured(held: Any) -> None:
    with pytest.raises(CompileError, match="can change, and compiled code cannot see that"):

        @script
        def f() -> int:
            return held.x


@pytest.mark.parametrize("captured", [HOLDING, BY_IDENTITY, NAN, Open()])
def test_what_has_no_copy_is_no_value(captured: Any) -> None:
    with pytest.raises(CompileError, match="cannot be used as a value"):

        @script
        def f() -> str:
            return str([captured])


def test_attribute_that_can_change() -> None:
    with pytest.raises(CompileError, match="`held` of a captured Holding holds what can change"):

        @script
        def f() -> int:
            return HOLDING.held[0]


def test_identity_is_refused() -> None:
    with pytest.raises(CompileError, match="`is` cannot tell a captured Vec from another"):

        @script
        def f(v: Vec) -> bool:
            return v is ORIGIN

    with pytest.raises(CompileError, match="`is` cannot tell a captured Vec from another"):

        @script
        def g(v: Vec, w: Vec) -> float:
            return w.x if v is w else ORIGIN.x

    @script
    def with_none(v: Vec | None) -> float:
        return ORIGIN.y if v is None else v.x

    assert with_none(None) == 2.0 and with_none(Vec(1.0)) == 1.0


SOURCE = """\
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rate:
    value: float
    names: tuple[str, ...] = ("a", "b")


class Screen:
    def __init__(self):
        self.width = 640


@dataclass
class Config:
    depth: int = 3
    screen: Screen = field(default_factory=Screen)


RATE = Rate(0.5)
CONFIG = Config()


def f(n: int, rate: Rate = RATE) -> float:
    return n * rate.value + RATE.value + len(RATE.names) + CONFIG.screen.width
"""


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    def import_(source: str) -> ModuleType:
        path = tmp_path / "subject.py"
        path.write_text(source)
        module = ModuleType("subject")
        monkeypatch.setitem(sys.modules, "subject", module)
        exec(compile(source, str(path), "exec"), vars(module))
        return module

    return import_


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Rate(0.5)", "Rate(0.25)"),
        ('("a", "b")', '("a", "bc")'),
        ("640", "641"),
        ("names: tuple[str, ...]", "names: tuple[str, str]"),
        ("Rate(0.5)", "Rate(0.5, ())"),
    ],
)
def test_what_changes_the_key(imported: Any, old: str, new: str) -> None:
    def state(source: str) -> bytes:
        looks = frontend.lower_function(imported(source).f).looks
        found = looks.state()
        assert found is not None and looks.holds()
        return found

    first = state(SOURCE)
    assert state(SOURCE) == first
    assert state(SOURCE.replace(old, new)) != first


def test_change_in_the_same_process(imported: Any) -> None:
    subject = imported(SOURCE)
    looks = frontend.lower_function(subject.f).looks
    assert looks.holds()
    subject.CONFIG.screen.width = 2
    assert not looks.holds()
