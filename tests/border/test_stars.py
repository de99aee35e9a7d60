"""`*args` and `**keywords` of functions that Python calls: signatures, module files, memory."""

from __future__ import annotations

import gc
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import jitscript
from jitscript import script


@script
def total(*values: float) -> float:
    s = 0.0
    for v in values:
        s += v
    return s


@script
def described(name: str, /, *rest: int, scale: int = 2, **marks: int) -> str:
    return name + str(sum(rest) * scale) + ",".join(f"{k}={v}" for k, v in marks.items())


@script
class Purse:
    def __init__(self, amount: int) -> None:
        self.amount = amount
        self.log: list[int] = []


@script
def emptied(first: Purse | None, *rest: Purse, **named: Purse | None) -> int:
    s = 0
    for purse in rest:
        s += purse.amount
        purse.amount = 0
        purse.log.append(s)
    for other in named.values():
        if other is not None:
            s += 100 * other.amount
            other.amount = -1
    return s if first is None else s + 10_000 * first.amount


@script
def shortest(*rest: Purse) -> Purse:
    return min(rest, key=lambda purse: len(purse.log))


@script
def doubled(*xs: int) -> Iterator[int]:
    for x in xs:
        yield x * 2


def test_generators() -> None:
    assert list(doubled(1, 2, 3)) == [2, 4, 6]
    assert list(doubled()) == []


def test_values_that_python_holds() -> None:
    a, b, c = Purse(1), Purse(20), Purse(3)
    assert emptied(None, a, b) == 21 and (a.amount, b.amount, c.amount) == (0, 0, 3)
    assert emptied(c, a, c, x=c, y=None) == 3 - 10_000 and c.amount == -1
    assert (a.log, b.log, c.log) == ([1, 0], [21], [3])
    assert emptied(None, a, x=b, y=c) == -100 and (b.amount, c.amount) == (-1, -1)
    assert emptied(a) == emptied(None) == 0 and emptied(b) == -10_000
    assert shortest(a, b, c) is b and shortest(a) is a
    with pytest.raises(TypeError, match=r"argument 'rest', at rest\[1\], must be Purse, not int"):
        emptied(None, a, 3)
    with pytest.raises(TypeError, match=r"argument 'named'"):
        emptied(None, x=3)
    assert a.log == [1, 0, 0]


@pytest.mark.parametrize(
    ("args", "text"),
    [
        (("x",), "total() argument 'values', at values[0], must be float, not str"),
        ((1.0, None), "total() argument 'values', at values[1], must be float, not None"),
    ],
)
def test_errors_name_the_argument(args: tuple, text: str) -> None:
    with pytest.raises(TypeError) as caught:
        total(*args)
    assert str(caught.value).startswith(text.rpartition(",")[0])


def test_in_module_files(tmp_path: Path) -> None:
    file = tmp_path / "stars.jsm"
    jitscript.save(file, total, described)
    module = jitscript.load(file)
    assert module.total(1.0, 2, 3.5) == 6.5
    assert module.total() == 0.0
    assert module.described("a", 1, 2, scale=3, z=1, name=2) == "a9z=1,name=2"
    expected = "(name: str, /, *rest: int, scale: int = 2, **marks: int) -> str"
    assert str(inspect.signature(module.described)) == expected
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'name'"):
        module.described()


def test_nothing_is_kept_of_the_arguments() -> None:
    number, text = float("1e300"), "".join(["a", "bc"])
    before = sys.getrefcount(number), sys.getrefcount(text)
    for _ in range(50):
        total(number, number)
        described(text, 1, 2)
        described(text, 1, 2, scale=3)
        for wrong in ((number, "x"), (text,)):
            with pytest.raises(TypeError):
                total(*wrong)
    del wrong
    gc.collect()
    assert (sys.getrefcount(number), sys.getrefcount(text)) == before
