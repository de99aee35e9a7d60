"""`python -O` leaves assertions out, of compiled functions too; pytest rewrites them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jitscript import script

ROOT = Path(__file__).parents[2]
PROGRAM = """
from jitscript import script

@script
def plain(n: int) -> int:
    assert n > 3, f"{n} is small"
    assert len([n]) == 2
    return n if __debug__ else -n

@script
def narrowed(n: int | None) -> int:
    assert n is not None, "nothing"
    return n + 1

for f, n in ((plain, 2), (plain, 4), (narrowed, 2), (narrowed, None)):
    for run in (f, f.python):
        try:
            print(run(n), end=" ")
        except Exception as error:
            print(type(error).__name__, end=" ")
"""
WITH = " ".join(["AssertionError"] * 4 + ["3"] * 2 + ["AssertionError"] * 2)
# An assertion that narrows a type stays: without it the sum would have no meaning.
WITHOUT = "-2 -2 -4 -4 3 3 AssertionError TypeError"


def test_assertions(tmp_path: Path) -> None:
    """All in one cache: code made with assertions does not serve without them."""
    (tmp_path / "program.py").write_text(PROGRAM)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "JITSCRIPT_CACHE": str(tmp_path / "c")}
    for option, expected in (("-B", WITH), ("-O", WITHOUT), ("-OO", WITHOUT), ("-B", WITH)):
        done = subprocess.run(
            [sys.executable, option, "program.py"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert (done.stdout.strip(), done.returncode) == (expected, 0), done.stderr


def checked(n: int, names: list[int]) -> int:
    assert n > 0, "positive"
    assert len(names) == n and names[0] != 7
    return sum(names)


def test_assertions_that_pytest_rewrote() -> None:
    """The functions of this file have pytest's names in their code."""
    assert any(name.startswith("@py") for name in checked.__code__.co_names)
    compiled = script(checked)
    assert compiled(2, [3, 4]) == 7
    with pytest.raises(AssertionError):
        compiled(1, [7])
