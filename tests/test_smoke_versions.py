"""The demo's functions, and some of the other tests, on every supported CPython that this machine
has.

Interpreters are looked for on the PATH and through `pyenv` and `uv` where these are installed. Each
gets an environment of its own (`.venv-3.X`, kept for the next run). A version that is not found is
reported as a warning.
"""

from __future__ import annotations

import fcntl
import functools
import os
import random
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SUPPORTED = ("3.10", "3.11", "3.12", "3.13")


@functools.cache
def interpreters() -> dict[str, str]:
    """The first working interpreter of each supported version."""
    found = {f"{sys.version_info.major}.{sys.version_info.minor}": sys.executable}
    for candidate in candidates():
        version = output([candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"])
        if version in SUPPORTED:
            found.setdefault(version, candidate)
    return {version: found[version] for version in SUPPORTED if version in found}


def candidates() -> Iterator[str]:
    for version in SUPPORTED:
        if path := shutil.which(f"python{version}"):
            yield path
    if shutil.which("pyenv"):
        for name in output(["pyenv", "versions", "--bare"]).split():
            if name.startswith(SUPPORTED):
                prefix = output(["pyenv", "prefix", name])
                yield str(Path(prefix) / "bin" / "python3")
    if shutil.which("uv"):
        for version in SUPPORTED:
            if path := output(["uv", "python", "find", "--no-python-downloads", version]):
                yield path


def output(command: list[str]) -> str:
    """What a command prints, nothing where it fails (a shim without its version, say)."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def dependencies() -> list[str]:
    """What the compiler and its tests need, as pyproject.toml says it, without the runtime of this
    checkout."""
    text = (ROOT / "pyproject.toml").read_text()
    found = []
    for key, wanted in (("dependencies", ""), ("test", "pytest|hypothesis")):
        listed = re.search(rf"^{key} = \[(.*?)\]", text, re.DOTALL | re.MULTILINE)
        assert listed is not None
        found += [name for name in re.findall(r'"([^"]+)"', listed[1]) if re.match(wanted, name)]
    return found


def environment(version: str, interpreter: str) -> str:
    """The Python of an environment with the compiler's dependencies; made once."""
    if interpreter == sys.executable:
        return interpreter
    folder = ROOT / f".venv-{version}"
    python = str(folder / "bin" / "python")
    stamp = folder / "dependencies.txt"
    wanted = "\n".join(dependencies())
    with open(ROOT / f".venv-{version}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another process of the tests may make it
        if not (stamp.is_file() and stamp.read_text() == wanted):
            subprocess.run([interpreter, "-m", "venv", "--clear", str(folder)], check=True)
            pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            subprocess.run([*pip, *dependencies()], check=True)
            stamp.write_text(wanted)
    return python


def test_versions_found() -> None:
    for version in SUPPORTED:
        if version not in interpreters():
            warnings.warn(f"CPython {version} was not found, so nothing ran on it", stacklevel=1)
    assert interpreters()


def versions() -> Iterator[Any]:
    """In the fast part the running version and one other, which differs from commit to commit."""
    others = [v for v in interpreters() if interpreters()[v] != sys.executable]
    commit = output(["git", "-C", str(ROOT), "rev-parse", "HEAD"])
    for version in interpreters():
        later = version in others and version != random.Random(commit).choice(others)
        yield pytest.param(version, marks=[pytest.mark.long] if later else [])


@pytest.mark.parametrize("version", [*versions()])
def test_digits(version: str, tmp_path: Path) -> None:
    python = environment(version, interpreters()[version])
    env = {**os.environ, "PYTHONPATH": str(ROOT), "JITSCRIPT_CACHE": str(tmp_path)}
    program = str(ROOT / "tests" / "smoke_digits.py")
    done = subprocess.run([python, program], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip() == f"digits: same on Python {version}"


FEW = ["tests/versions", "tests/border/test_generic_classes.py"]
MANY = [
    *("tests/border/test_open_fields.py", "tests/border/test_captured_contents.py"),
    *("tests/border/test_rebound_in_classes.py", "tests/border/test_held_kinds.py"),
    "tests/border/test_collections.py",
]
DRAWN = ["tests/border", "tests/programs", "tests/frontend", "--sample"]


def runs_tests(version: str, cache: Path, *tests: str) -> None:
    if interpreters()[version] == sys.executable:
        pytest.skip("this version runs all of them")
    python = environment(version, interpreters()[version])
    env = {**os.environ, "PYTHONPATH": str(ROOT), "JITSCRIPT_CACHE": str(cache)}
    command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("version", [*versions()])
def test_others(version: str, tmp_path: Path) -> None:
    """What is of one version, and a few of all tests."""
    runs_tests(version, tmp_path, *FEW)
    runs_tests(version, tmp_path, *DRAWN, "0.002")


@pytest.mark.long
@pytest.mark.parametrize("version", [*interpreters()])
def test_more(version: str, tmp_path: Path) -> None:
    """What leans on how CPython lays out and makes its objects, and more of all tests."""
    runs_tests(version, tmp_path, *MANY)
    runs_tests(version, tmp_path, *DRAWN, "0.01")
