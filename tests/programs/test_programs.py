"""Every case of every program: compiled code ends as CPython does."""

from __future__ import annotations

import functools
import os
import types
from pathlib import Path

import pytest

import harness

FOLDERS = os.environ.get("TEST_PROGRAMS", "*").split()  # of which programs are tried
FILES = sorted(
    f for g in FOLDERS for f in harness.HERE.glob(f"{g}/*.py") if not f.name.startswith("_")
)
NOTHING = types.SimpleNamespace(out="")
CASES = [case for file in FILES for case in harness.cases(file)]


@functools.cache
def plain_module(file: Path):
    return harness.load_plain(file)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_program(case: harness.Case, request: pytest.FixtureRequest) -> None:
    module = plain_module(case.file)
    prints = "print(" in case.file.read_text()
    capture = request.getfixturevalue("capfd").readouterr if prints else lambda: NOTHING
    fn = getattr(module, case.function)
    plain = harness.call(fn, case.arguments)
    plain.printed = capture().out
    scripted = harness.call(getattr(harness.load_scripted(case.file), case.function), case.arguments)
    scripted.printed = capture().out
    annotation = getattr(fn, "__annotations__", {}).get("return")
    assert not harness.compare(case, plain, scripted, annotation, getattr(module, "ULP", 0))


@pytest.mark.skipif(FOLDERS != ["*"], reason="some are left out")
def test_there_are_enough_programs() -> None:
    assert len(FILES) >= 150
