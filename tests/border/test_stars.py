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
def doubled(*xs: int) -> Iterator[int]:
    for x in xs:
        yield x * 2


def test_generators() -> None:
    assert list(doubled(1, 2, 3)) == [2, 4, 6]
    assert list(doubled()) == []


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
