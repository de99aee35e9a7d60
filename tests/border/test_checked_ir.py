"""The IR that the check of a function made serves its first compilation, unless something that the
function depends on has changed since."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from jitscript import CompileError, frontend, script, scripted

FACTOR: Any = 2
TABLE = np.array([1.0, 2.0])


def helper(x: int) -> int:
    return x + 1


def uses_all(x: int) -> float:
    return helper(x) * FACTOR + TABLE[1]


def unannotated(x: int):  # its body is lowered by the check, as its result is needed
    return TABLE[0] + x


def calls_unannotated(x: int) -> float:
    return unannotated(x)


@pytest.fixture
def lowered(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The functions that the front end was given."""
    made: list[Any] = []
    original = frontend.lower_functions

    def counted(functions: Any, **options: Any) -> Any:
        made.extend(functions)
        return original(functions, **options)

    monkeypatch.setattr(frontend, "lower_functions", counted)
    return made


@pytest.mark.parametrize("function", [uses_all, calls_unannotated])
def test_a_function_is_lowered_once(function: Any, lowered: list[Any]) -> None:
    compiled = script(cache=False)(function)
    assert compiled(3) == function(3)
    assert lowered == [function]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FACTOR", 5),
        ("FACTOR", 2.5),
        ("helper", lambda: None),
        ("TABLE", np.array([4.0, 8.0])),
        ("TABLE", np.array([4, 8])),
    ],
)
def test_changes_after_the_check_count(
    name: str, value: Any, lowered: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def other_helper(x: int) -> int:
        return x - 1

    compiled = script(cache=False)(uses_all)
    monkeypatch.setitem(globals(), name, other_helper if name == "helper" else value)
    assert compiled(3) == uses_all(3)
    assert lowered == [uses_all, uses_all]


def test_a_captured_array_may_change_in_place(lowered: list[Any]) -> None:
    table = np.array([1.0, 2.0])

    def first(x: int) -> float:
        return table[x]

    compiled = script(cache=False)(first)
    table[0] = 7.0
    assert compiled(0) == 7.0
    assert len(lowered) == 2


def test_a_name_defined_late_is_lowered_again(lowered: list[Any]) -> None:
    def late(x: int) -> int:
        return defined_late(x) + 1  # noqa: F821

    compiled = script(cache=False)(late)
    with pytest.raises(CompileError, match="defined_late"):
        compiled(1)
    globals()["defined_late"] = helper
    try:
        assert compiled(1) == 3
    finally:
        del globals()["defined_late"]
    assert len(lowered) == 3


def test_errors_of_a_callee_come_with_the_first_call() -> None:
    def wrong(x: int) -> int:
        return x.nothing

    def calls(x: int) -> int:
        return wrong(x)

    compiled = script(cache=False)(calls)
    for _ in range(2):
        with pytest.raises(CompileError, match="nothing"):
            compiled(1)


def test_few_functions_wait_with_their_ir() -> None:
    def same(x: int) -> int:
        return x

    made = [script(cache=False)(same) for _ in range(2 * scripted._MOST_CHECKED)]
    held = [f for f in made if f._provider._checked is not None]
    assert len(held) <= scripted._MOST_CHECKED
    assert made[0](3) == made[-1](3) == 3
    assert made[-1]._provider._checked is None
