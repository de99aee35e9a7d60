"""Every case of every program: compiled code ends as CPython does."""

from __future__ import annotations

import functools
import os
import traceback
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import harness

NOTHING = types.SimpleNamespace(out="")
FOLDERS = os.environ.get("TEST_PROGRAMS", "*").split()  # of which programs are tried
FILES = sorted(
    f for g in FOLDERS for f in harness.HERE.glob(f"{g}/*.py") if not f.name.startswith("_")
)


def by_function() -> list[tuple[Path, str]]:
    """Every function that has cases: what belongs to it is compiled once and run by one test."""
    return list(dict.fromkeys((c.file, c.function) for file in FILES for c in cases_of(file)))


@functools.cache
def plain_module(file: Path) -> Any:
    return harness.load_plain(file)


@functools.cache
def cases_of(file: Path) -> list[harness.Case]:
    return list(harness.cases_of(plain_module(file), file))


@functools.cache
def prints(file: Path) -> bool:
    return "print(" in file.read_text()


def params() -> Iterator[Any]:
    """Each function once; in the long part also optimised by LLVM, if it was not in the fast one."""
    for file, function in by_function():
        name = f"{file.parent.name}/{file.stem}:{function}"
        optimised = harness.is_optimised(file, function)
        yield pytest.param(file, function, optimised, id=name)
        if not optimised:
            long = pytest.mark.long
            yield pytest.param(file, function, True, id=f"{name}-optimised", marks=long)


@pytest.mark.parametrize("file, function, optimised", [*params()])
def test_program(
    file: Path, function: str, optimised: bool, request: pytest.FixtureRequest
) -> None:
    with harness.compiled_as(optimised):
        run_program(file, function, optimised, request)


def run_program(file: Path, function: str, optimised: bool, request: pytest.FixtureRequest) -> None:
    capture = request.getfixturevalue("capfd").readouterr if prints(file) else lambda: NOTHING
    mode = "program" if optimised == harness.is_optimised(file, function) else "optimised"
    module = plain_module(file)
    plain = getattr(module, function)
    scripted = getattr(harness.load_scripted(file, mode), function)
    annotation = getattr(plain, "__annotations__", {}).get("return")
    wrong = []
    for case in cases_of(file):
        if case.function != function:
            continue
        expected, got = called(plain, case, capture), called(scripted, case, capture)
        try:
            found = harness.compare(case, expected, got, annotation, getattr(module, "ULP", 0))
        except Exception as error:  # an error of the compiled function that CPython has not
            found = "".join(traceback.format_exception(error)).rstrip()
        if found:
            wrong.append(f"{case.id}: {found}")
    assert not wrong, f"{len(wrong)} differ\n" + "\n".join(wrong[:12])


def called(fn: Any, case: harness.Case, capture: Callable[[], Any]) -> harness.Outcome:
    outcome = harness.call(fn, case.arguments)
    outcome.printed = capture().out
    return outcome


@pytest.mark.skipif(FOLDERS != ["*"], reason="some are left out")
def test_there_are_enough_programs() -> None:
    assert len(FILES) >= 150
