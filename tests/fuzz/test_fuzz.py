"""A few random programs, and every program that once failed."""

from __future__ import annotations

from pathlib import Path

import generator
import pytest
import reducer
import run

SAVED = sorted(run.FAILURES.glob("*.py"))


@pytest.mark.parametrize("seed", range(40))
def test_random_program(seed: int) -> None:
    assert not run.difference(generator.program(seed), f"<fuzz {seed}>")


@pytest.mark.parametrize("file", SAVED, ids=lambda file: file.stem)
def test_saved_failure(file: Path) -> None:
    assert not run.difference(file.read_text(), str(file))


def test_programs_are_the_same_for_the_same_seed() -> None:
    assert generator.program(7) == generator.program(7) != generator.program(8)


def test_the_reducer_keeps_what_fails() -> None:
    text = generator.program(5)
    small = reducer.shrink(text, lambda candidate: "return" in candidate)
    assert "return" in small and len(small.splitlines()) < len(text.splitlines())
