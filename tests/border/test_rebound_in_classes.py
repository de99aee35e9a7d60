"""Names that methods use, bound anew between calls: methods of classes that no name leads to, as
those below `@script` and those that a function makes. And arrays that are not contiguous."""

from __future__ import annotations

import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import numpy as np
import pytest

from jitscript import script

STEP = 3
numbers = [1]


def _make(decorated: Callable[[Any], Any]) -> Any:
    class Counter:
        x: int

        def __init__(self, x: int) -> None:
            self.x = x + STEP

        def moved(self) -> int:
            return self.x + STEP + numbers[0]

        @property
        def step(self) -> int:
            return STEP

        @classmethod
        def of_class(cls, x: int) -> int:
            return x + STEP

        def __len__(self) -> int:
            return STEP

        def __eq__(self, other: object) -> bool:
            return STEP == 3

        def __iter__(self) -> Iterator[int]:
            yield from range(STEP)

    return decorated(Counter)


def _of(cls: Any) -> tuple[Any, ...]:
    c = cls(1)
    return c.x, c.moved(), c.step, cls.of_class(1), len(c), c == c, [*c]


def test_methods_of_scripted_classes() -> None:
    plain, scripted = _make(lambda cls: cls), _make(script)
    changes = "STEP = 3", "STEP = 4", "numbers[0] = 50", "STEP = 5; numbers.clear()", "STEP = 6"
    for change in changes:
        exec(change + "; numbers = numbers or [8]", globals())
        assert _of(scripted) == _of(plain), change
        assert _of(scripted) == _of(plain), change


def test_classes_that_a_function_makes() -> None:
    factor = 1

    class Base:
        def __init__(self, x: int) -> None:
            self.x = x

        def value(self) -> int:
            return self.x + STEP

    class Derived(Base):
        def value(self) -> int:
            return self.x + STEP + factor * 100

    def typed(b: Base) -> int:
        return b.value()

    def opened(b):  # type: ignore[no-untyped-def]
        return b.value()

    typed.__annotations__ = {"b": Base, "return": int}
    functions = script(typed), script(opened)
    for step, factor in ((3, 1), (4, 1), (4, 2), (7, 3)):  # noqa: B007
        exec(f"STEP = {step}", globals())
        for b in (Base(1), Derived(2)):
            assert [f(b) for f in functions] == [b.value()] * 2


class Limits:
    HIGH = 3
    rate = 2
    PAIR = (1, 2)
    names: ClassVar[list[str]] = ["a"]

    def __init__(self, x: int) -> None:
        self.x = x

    def own(self) -> int:
        return self.HIGH + self.rate * self.x


class Narrow(Limits):
    def own(self) -> int:
        return -self.HIGH


def _of_limits(one: Limits) -> tuple[int, ...]:
    own = one.own(), one.HIGH, one.rate, len(one.PAIR), one.x, len(one.names)
    return (*own, Limits.HIGH, Narrow.HIGH, Limits.PAIR[0])


def test_attributes_of_classes() -> None:
    """What is in capitals, and what instances have of their class, changed by code of no file."""
    scripted = script(_of_limits)
    changes = (
        *("Limits.HIGH = 4", "Limits.rate = 5", "Limits.PAIR = (7,)", "Narrow.HIGH = 8"),
        *("Narrow.rate = 1", "del Narrow.HIGH", "Limits.names.append('b')", "Limits.names = ['q']"),
        *("Limits.names = ['c', 'd', 'e']", "Limits.rate = 6", "del Narrow.rate"),
    )
    for change in ("", *changes):
        exec(change, globals())
        for one in (Limits(2), Narrow(3)):
            assert scripted(one) == _of_limits(one), change
            assert scripted(one) == _of_limits(one), change


class Failed(Exception):
    CODE = 3


class Pair(NamedTuple):
    a: int


Pair.SIZE = 2  # type: ignore[attr-defined]


def _of_others() -> tuple[int, int]:
    return Pair.SIZE, Failed.CODE  # type: ignore[attr-defined]


def test_attributes_of_exceptions_and_tuples() -> None:
    scripted = script(_of_others)
    for change in ("", "Failed.CODE = 4", "Pair.SIZE = 5"):
        exec(change, globals())
        assert scripted() == _of_others(), change


LAYOUTS: list[Callable[[], np.ndarray]] = [
    lambda: np.arange(12.0).reshape(3, 4).T,
    lambda: np.arange(24.0)[::-2],
    lambda: np.arange(24.0).reshape(4, 6)[::-1, ::3],
    lambda: np.zeros((100, 900))[::9, 50],
    lambda: np.zeros((300, 100))[::-100, 50:][:, ::-7],
]


@pytest.mark.parametrize("make", LAYOUTS)
def test_arrays_that_are_not_contiguous(make: Callable[[], np.ndarray]) -> None:
    array = make()

    def total(x: float) -> float:
        return float(array.sum()) + x

    scripted = script(total)
    assert scripted(1.0) == total(1.0)
    for at in np.ndindex(array.shape):
        if sum(at) % 5 == 0 or at == tuple(n - 1 for n in array.shape):
            array[at] += 1000
            assert scripted(1.0) == total(1.0), at


def test_arrays_of_another_form() -> None:
    small, large = np.arange(6), np.zeros(3000)

    def form() -> tuple[int, int]:
        return small.shape[0] * 10 + small.ndim, large.shape[0]

    scripted = script(form)
    assert scripted() == form()
    small.shape = (2, 3)
    assert scripted() == form()
    large.shape = (30, 100)
    assert scripted() == form()
    small.shape = (3, 2)
    assert scripted() == form()

    def first() -> float:
        return float(small[0, 1])

    scripted = script(first)
    assert scripted() == first()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        small.dtype = np.float64  # type: ignore[misc]
    assert scripted() == first()


def test_the_end_of_the_interpreter(tmp_path: Path) -> None:
    """Captured dicts that live until then."""
    path = tmp_path / "module.py"
    path.write_text(AT_THE_END)
    ended = subprocess.run([sys.executable, path], capture_output=True, text=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "1\n2\n", "")


AT_THE_END = """
from jitscript import script

table = {1: 1}

@script
def f() -> int:
    return table[1]

print(f())
table.update({1: 2})
print(f())
keep = [table]
keep.append(keep)
"""


def test_first_instances_in_threads() -> None:
    for _ in range(3):
        made = _make(script)
        together, found = threading.Barrier(4), []

        def make(made: Any = made, together: Any = together, found: Any = found) -> None:
            together.wait()
            found.append(made(1).x)

        threads = [threading.Thread(target=make) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [STEP + 1] * 4
