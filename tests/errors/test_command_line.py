"""What a user of `python -m jitscript` sees of mistakes: a line, or what `python file` would show."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = """\
from jitscript import script


@script
def half(n: int) -> float:
    if n < 0:
        raise ValueError(f"negative: {n}")
    return n / 2
"""
MISTAKES = {
    "raises": "half(-1)\n",
    "syntax": "def (:\n",
    "compile": "@script\ndef bad(n: int) -> int:\n    return n + None\n",
    "exits": "raise SystemExit('enough')\n",
    "interrupted": "raise KeyboardInterrupt\n",
}


def command(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "JITSCRIPT_CACHE": str(folder / "cache")}
    return subprocess.run(
        [sys.executable, *args],
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=60,
        check=False,
        env=environment,
    )


def jitscript(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return command(folder, "-m", "jitscript", *args)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compiled")
    (folder / "halves.py").write_text(SOURCE)
    done = jitscript(folder, "compile", "halves.py")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("mistake", MISTAKES)
def test_compile_shows_what_python_shows(tmp_path: Path, mistake: str) -> None:
    (tmp_path / "program.py").write_text(SOURCE + MISTAKES[mistake])
    expected = command(tmp_path, "program.py")
    done = jitscript(tmp_path, "compile", "program.py")
    assert done.stderr == expected.stderr.replace(f"{tmp_path}{os.sep}", "")
    assert done.returncode in (1, 130) and expected.returncode


def test_run_shows_the_functions_own_frames(compiled: Path) -> None:
    done = jitscript(compiled, "run", "halves.jsm", "half", "--", "-3")
    lines = done.stderr.splitlines()
    assert lines[:3] == [
        "Traceback (most recent call last):",
        '  File "halves.py", line 7, in half',
        '    raise ValueError(f"negative: {n}")',
    ]
    assert lines[-1] == "ValueError: negative: -3"
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("half", "1.5"), "TypeError: half() argument 'n' must be int, not float"),
        (("half",), "TypeError: half() missing 1 required positional argument: 'n'"),
        (("half", "x"), "jitscript run: argument 'x' is no Python literal; write numbers as"),
        (("hlf", "3"), "jitscript run: no function 'hlf' in halves.jsm (it has: half)"),
    ],
)
def test_run_with_wrong_arguments(
    compiled: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = jitscript(compiled, "run", "halves.jsm", *arguments)
    assert done.stderr.startswith(message)
    assert done.stderr.count("\n") == 1
    assert done.returncode == 1


def test_run_of_source(compiled: Path) -> None:
    done = jitscript(compiled, "run", "halves.py", "half", "3")
    assert done.stderr == (
        "jitscript run: halves.py is Python source; make a module file of it: "
        "jitscript compile halves.py\n"
    )
