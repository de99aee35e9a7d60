"""What an annotated union takes that names no type of the value: the nearest one."""

from __future__ import annotations

import jitscript as js


@js.script(cache=False)
def larger(x: int) -> int | float | None:
    return x > 1


@js.script(cache=False)
def several(x: int) -> list[int | float]:
    return [x > 1, 2.5, x]


@js.script(cache=False)
def only_float(x: bool) -> float | str:
    return x


def test_a_bool_is_an_integer_before_a_float() -> None:
    assert repr(larger(3)) == "1"
    assert repr(several(3)) == "[1, 2.5, 3]"
    assert repr(only_float(True)) == "1.0"
