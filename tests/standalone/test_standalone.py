"""Module files where only the runtime is: no compiler can be imported, on every CPython there is.

The runtime wheel's content (the package's `__init__` and `runtime`) is copied to an empty folder;
interpreters run it isolated from everything else.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jitscript as js
from jitscript import Array1, Array2, f64

PACKAGE = Path(js.__file__).parent
# The interpreter of the tests, and others of pyenv's.
PYTHONS = [
    sys.executable,
    *(str(p) for p in sorted(Path.home().glob(".pyenv/versions/3.1[0-9].*/bin/python3"))),
]


@js.script(cache=False)
def collatz(n: int, limit: int = 10_000) -> int:
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
        if steps > limit:
            raise ValueError(f"no end after {steps} steps")
    return steps


@js.script(cache=False)
def shout(words: list[str]) -> str:
    words.append("!")
    return " ".join(words)


@js.script(cache=False)
def product(a: Array2[f64], x: Array1[f64]) -> Array1[f64]:
    out = np.zeros(a.shape[0])
    for i in range(a.shape[0]):
        for k in range(a.shape[1]):
            out[i] += a[i, k] * x[k]
    return out


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: Any) -> Path:
    """A folder to import from that holds nothing but the runtime."""
    top: Path = tmp_path_factory.mktemp("standalone")
    (top / "jitscript").mkdir()
    shutil.copy(PACKAGE / "__init__.py", top / "jitscript")
    shutil.copytree(
        PACKAGE / "runtime", top / "jitscript" / "runtime", ignore=shutil.ignore_patterns("__p*")
    )
    js.save(top / "scalars.jsm", collatz, shout)
    js.save(top / "arrays.jsm", product)
    return top


def run(python: str, folder: Path, program: str) -> str:
    head = f"import sys; sys.path.insert(0, {str(folder)!r})\n"
    done = subprocess.run(
        [python, "-I", "-c", head + program],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("python", PYTHONS)
def test_scalars_and_text(runtime: Path, python: str) -> None:
    program = """
from jitscript.runtime import load
m = load("scalars.jsm")
print(m.collatz(27), m.collatz(n=7), m.collatz(True))
words = ["a", "b"]
print(m.shout(words), words)
for bad in ((), ("x",), (2**70,), (27, 3)):
    try:
        m.collatz(*bad)
    except Exception as error:
        print(type(error).__name__, error)
import sys
print([name for name in sys.modules if "llvm" in name or name == "numpy" or "frontend" in name])
import jitscript
print(jitscript.load is load)
try:
    jitscript.script
except ImportError as error:
    print(error)
"""
    assert run(python, runtime, program).splitlines() == [
        "111 16 0",
        "a b ! ['a', 'b', '!']",
        "TypeError collatz() missing 1 required positional argument: 'n'",
        "TypeError collatz() argument 'n' must be int, not str",
        "OverflowError collatz() argument 'n' does not fit in 64 bits (int is a 64-bit integer in "
        "compiled code): 1180591620717411303424",
        "ValueError no end after 4 steps",
        "[]",
        "True",
        "jitscript.script needs the compiler, and only the runtime is installed here; install the "
        "package jitscript",
    ]


def test_traceback_shows_the_archived_source(runtime: Path) -> None:
    program = """
from jitscript.runtime import load
import traceback
m = load("scalars.jsm")
try:
    m.collatz(27, 3)
except ValueError as error:
    print(traceback.extract_tb(error.__traceback__)[-1].line)
"""
    assert run(sys.executable, runtime, program) == (
        'raise ValueError(f"no end after {steps} steps")\n'
    )


def test_arrays(runtime: Path) -> None:
    a, x = np.arange(6.0).reshape(2, 3), np.ones(3)
    np.save(runtime / "a.npy", a)
    program = """
from jitscript.runtime import load
import numpy as np
m = load("arrays.jsm")
a, x = np.load("a.npy"), np.ones(3)
print(m.product(a, x).tolist(), m.product(a[:, ::-1], x[::-1]).tolist())
import sys
print("llvmlite" in sys.modules)
"""
    expected = product(a, x).tolist()
    assert run(sys.executable, runtime, program) == f"{expected} {expected}\nFalse\n"


def test_arrays_without_numpy(runtime: Path) -> None:
    program = """
import sys
sys.modules["numpy"] = None
from jitscript.runtime import load
try:
    load("arrays.jsm")
except ImportError as error:
    print(error)
"""
    expected = "this compiled code works on NumPy arrays, and NumPy is missing\n"
    assert run(sys.executable, runtime, program) == expected


def test_runtime_imports_nothing_of_the_compiler() -> None:
    """Read from the source: a name outside of the runtime may not even be imported lazily."""
    import ast

    for path in (PACKAGE / "runtime").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.level == 2:
                assert [a.name for a in node.names] == ["__version__"], path
            elif isinstance(node, ast.ImportFrom):
                assert not (node.module or "").startswith("jitscript"), path
            elif isinstance(node, ast.Import):
                assert not any(a.name.startswith("jitscript") for a in node.names), path
