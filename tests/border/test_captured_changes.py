"""What a program may do with captured containers and instances: either it gives Python's answer,
or it is refused, whatever way leads to the change."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

import jitscript as js

FILE = Path(__file__).with_name("captured_changes.py")
ONLY_READS = ("40", "43", "45", "46", "48", "50", "53")
ARGUMENTS: dict[str, Any] = {"38": [[0]]}


def fresh() -> Any:
    spec = importlib.util.spec_from_file_location("captured_changes", FILE)
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


NUMBERS = [name.removeprefix("case_") for name in vars(fresh()) if name.startswith("case_")]


@pytest.mark.parametrize("number", NUMBERS)
def test_it_is_refused_or_right(number: str) -> None:
    given, fn = ARGUMENTS.get(number, 0), getattr(fresh(), f"case_{number}")
    if number in ONLY_READS:
        assert js.script(fn)(given) == getattr(fresh(), f"case_{number}")(given)
        return
    with pytest.raises(js.CompileError, match="is a constant"):
        js.script(fn)(given)
