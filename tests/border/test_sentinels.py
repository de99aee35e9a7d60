"""Sentinels at the border: the very object comes out, goes in, and no other does."""

import subprocess
import sys

import pytest

import jitscript as js
from jitscript import script

_MISSING = object()


class Unset:
    def __repr__(self) -> str:
        return "<unset>"


UNSET = Unset()


@script
def given_back(n: int, x: int | Unset = UNSET) -> int | Unset:
    return x if n else UNSET


@script
def or_missing(n: int = _MISSING):
    return n


@script
def was_given(x=_MISSING) -> bool:
    return x is not _MISSING


@script
def reversed_with_one_more(xs: list[int | Unset]) -> list[int | Unset]:
    xs.append(UNSET)
    return xs[::-1]


def test_the_object_itself_comes_out() -> None:
    assert given_back(0, 3) is UNSET
    assert given_back(1) is UNSET
    assert given_back(1, UNSET) is UNSET
    assert given_back(1, 5) == 5
    assert or_missing() is _MISSING
    assert or_missing(_MISSING) is _MISSING
    assert or_missing(3) == 3


def test_open_parameters() -> None:
    assert [was_given(), was_given(_MISSING), was_given(None), was_given(1)] == [0, 0, 1, 1]


def test_in_containers() -> None:
    xs = [1, UNSET]
    assert reversed_with_one_more(xs) == [UNSET, UNSET, 1]
    assert xs == [1, UNSET, UNSET]


def test_another_object_of_the_class_is_refused() -> None:
    with pytest.raises(TypeError, match=r"argument 'x' must be UNSET \| int, not Unset"):
        given_back(1, Unset())
    with pytest.raises(TypeError, match="must be _MISSING"):
        or_missing(object())
    with pytest.raises(TypeError, match=r"at xs\[0\]"):
        reversed_with_one_more([Unset()])


def test_is_not_saved(tmp_path) -> None:
    with pytest.raises(TypeError, match="the sentinel `UNSET` cannot be saved"):
        js.save(tmp_path / "x.jsm", given_back)


PROGRAM = """
from jitscript import script

_NONE = object()
_OTHER = object()

@script
def f(n: int, x: int = _NONE) -> bool:
    y = _OTHER if n else _NONE
    return x is y

print(f(0), f(1), f(0, 3), f(0, _NONE), f(1, _NONE))
"""


def test_is_found_again_in_another_process(tmp_path) -> None:
    file = tmp_path / "program.py"
    file.write_text(PROGRAM)
    for _ in range(2):  # the second time from the cache
        found = subprocess.run(
            [sys.executable, str(file)], capture_output=True, text=True, timeout=120, check=True
        )
        assert found.stdout == "True False False True False\n"


def test_more_than_which_object_it_is_is_refused() -> None:
    def shown(x: int = _MISSING) -> str:
        return str(x)

    with pytest.raises(js.CompileError, match="`str` of `_MISSING`, of which compiled code knows"):
        script(shown)


def test_a_second_instance_in_the_module_makes_it_none() -> None:
    class Two:
        pass

    globals()["FIRST"], globals()["SECOND"] = Two(), Two()
    Two.__module__ = __name__

    def f(x: int = globals()["FIRST"]) -> bool:
        return x is globals()["FIRST"]

    with pytest.raises(js.CompileError, match="the default of `x` has type Two"):
        script(f)
