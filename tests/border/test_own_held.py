"""Instances of own classes that derive from Python's: held as they are, and asked in Python."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import pytest

from jitscript import CompileError, script


class Timer(threading.Thread):
    def __init__(self, rate: float) -> None:
        super().__init__(daemon=True)
        self.rate = rate

    def twice(self) -> float:
        return self.rate * 2


class Vector(np.ndarray):
    def norm(self) -> float:
        return float(np.sqrt((self**2).sum()))


class Lines(io.StringIO):
    def add(self, line: str) -> int:
        return self.write(line)


class Live:
    def __init__(self, rate: float) -> None:
        self.rate = rate
        self.timer: Timer | None = None

    def start(self) -> None:
        self.timer = Timer(self.rate)

    def hand_over(self) -> None:
        self.timer = Timer(self)  # type: ignore[arg-type]


class Table(NamedTuple):
    name: str
    rows: Sequence[tuple[int, int]]
    extra: Any = None


@script
def rate_of(live: Live) -> float:
    return live.rate * 2


@script
def start(live: Live) -> Live:
    live.start()
    return live


@script
def timer_of(live: Live) -> Timer | None:
    return live.timer


@script
def put(live: Live, timer: Timer | None) -> None:
    live.timer = timer


@script
def twice(timer: Timer) -> float:
    return float(timer.twice()) + float(timer.rate)


@script
def same(a: Timer, b: Timer | None) -> bool:
    return a is b


@script
def is_timer(x: Any) -> bool:
    return isinstance(x, Timer)


@script
def listed(timers: list[Timer]) -> list[Timer]:
    timers.append(timers[0])
    return [t for t in timers if float(t.rate) > 1.0]


def test_an_instance_stays_the_same_object() -> None:
    live, timer = Live(1.5), Timer(2.0)
    assert rate_of(live) == 3.0
    assert timer_of(live) is None
    assert start(live) is live
    assert type(live.timer) is Timer and live.timer.rate == 1.5
    assert timer_of(live) is live.timer
    put(live, timer)
    assert live.timer is timer
    put(live, None)
    assert live.timer is None
    assert twice(timer) == 6.0
    assert same(timer, timer) and not same(timer, Timer(2.0)) and not same(timer, None)
    assert is_timer(timer) and not is_timer(3) and not is_timer(None)


def test_lists_hold_them() -> None:
    slow, fast = Timer(0.5), Timer(2.0)
    timers = [fast, slow]
    found = listed(timers)
    assert len(timers) == 3 and timers[2] is fast and timers[1] is slow
    assert [t is fast for t in found] == [True, True]


def test_what_a_method_raises_is_what_leaves() -> None:
    with pytest.raises(AttributeError) as expected:
        re.compile("a").twice()  # type: ignore[attr-defined]
    with pytest.raises(AttributeError) as caught:
        twice(re.compile("a"))  # type: ignore[arg-type]  # which one, nobody checks
    assert str(caught.value) == str(expected.value)


def hands_over(live: Live) -> None:
    live.hand_over()


def test_a_method_that_would_hand_a_copy_to_python_is_refused_alone() -> None:
    with pytest.raises(CompileError, match="a Live cannot be given to Python here"):
        script(hands_over)(Live(1.0))
    assert rate_of(Live(1.0)) == 2.0


@script
def into(out: Lines, line: str) -> int:
    return int(out.add(line)) + len(out.getvalue())


@script
def length(v: Vector, k: int) -> float:
    return float(v.norm()) + float(v[k])


@script
def moved(v: Vector, by: np.ndarray) -> Vector:
    return v + by


@script
def raised(v: Vector, k: int, x: float) -> None:
    v[k] = x


def test_what_is_derived_from_c_is_asked_too() -> None:
    out = Lines()
    assert into(out, "abc") == 6 and out.getvalue() == "abc"
    v = np.array([3.0, 4.0]).view(Vector)
    assert length(v, 1) == 9.0
    found = moved(v, np.array([1.0, -1.0]))
    assert type(found) is Vector and found.tolist() == [4.0, 3.0]
    raised(v, 0, 0.5)
    assert v.tolist() == [0.5, 4.0]
    with pytest.raises(IndexError, match="index 7 is out of bounds"):
        length(v, 7)


@script
def sought(table: Table, i: int) -> int:
    rows = table.rows
    return len(rows) + int(rows[i][1])


@script
def renamed(table: Table, name: str) -> Table:
    return Table(name, table.rows, table.extra)


@script
def extra(table: Table) -> Any:
    return table.extra


def test_a_named_tuple_holds_what_its_class_leaves_open() -> None:
    rows, more = [(1, 2), (3, 4)], {"a": 1}
    table = Table("a", rows, more)
    assert sought(table, 1) == 6
    found = renamed(table, "b")
    assert found == Table("b", rows, more) and found.rows is rows and found.extra is more
    assert extra(table) is more and extra(Table("a", ())) is None and extra(Table("a", (), 5)) == 5


def makes_table(n: int) -> Table:
    return Table("a", [(n, n)])


def test_a_list_of_compiled_code_is_not_put_into_what_is_held() -> None:
    with pytest.raises(CompileError, match="list"):
        script(makes_table)(3)


class Key:
    pass


def counters(start: int) -> tuple[Any, Any]:
    seen: WeakKeyDictionary[Key, int] = WeakKeyDictionary()

    @script
    def count(more: int) -> int:
        return len(seen) + start + more

    return count, seen


def test_a_variable_around_is_read_where_it_is() -> None:
    (first, one), (second, other) = counters(1), counters(10)
    keys = [Key(), Key()]
    one[keys[0]] = 1
    assert (first(0), second(0)) == (2, 10)
    other[keys[0]] = other[keys[1]] = 1
    assert (first(0), second(5)) == (2, 17)


inside = frozenset("abc").issuperset


@script
def is_inside(text: str) -> bool:
    return inside(text)


def test_a_method_of_a_constant_is_that_of_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_inside("ab") and not is_inside("ax")
    monkeypatch.setitem(globals(), "inside", frozenset("xyz").issuperset)
    assert not is_inside("ab") and is_inside("x")


@script
def first_two(t: tuple[int, ...]) -> tuple[int, int]:
    return t


def test_a_tuple_of_another_length_is_no_such_tuple() -> None:
    assert first_two((1, 2)) == (1, 2)
    with pytest.raises(TypeError, match="of another length, expected tuple"):
        first_two((1, 2, 3))
