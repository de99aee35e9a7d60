"""What a user of `python -m jitscript` sees of mistakes: a line, or what `python file` would show."""

from __future__ import annotations

import json
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
        timeout=300,
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
def test_run_with_wrong_arguments(compiled: Path, arguments: tuple[str, ...], message: str) -> None:
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


CHECKED = """\
from jitscript import njit, script

from sibling import outer


@script
def fine(x: float) -> float:
    return later(x)


@njit
def any_types(a, b=2):
    return a * b


@njit
def never(a):
    return a + missing


@njit("float64(int64)")
def typed(a):
    return a.nothing


@script
def bad(x: int) -> int:
    for i in range(x):
        x = x.foo
    return helper(2) + "one"


def later(x):
    return x + 1


def helper(x: int) -> int:
    return x.bar


assert fine(1.0) == 2.0 and outer()
if __name__ == "__main__":
    raise SystemExit("this is no import")
"""


def check(tmp_path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "sibling.py").write_text("def outer():\n    return True\n")
    (tmp_path / "checked.py").write_text(CHECKED)
    return jitscript(tmp_path, "check", "checked.py", *options)


def test_check_lists_what_compiles_and_every_problem(tmp_path: Path) -> None:
    done = check(tmp_path)
    assert done.returncode == 1, done.stderr
    table, *problems = done.stdout.replace(str(tmp_path) + "/", "").split("\n\n")
    assert (
        table
        == """\
checked.py
  @fine           6  fine(x: float) -> float
  @any_types     11  its arguments choose types; nothing else is wrong with it
  @never         16  refused: 1 problem
  @typed         21  refused: 1 problem
  @bad           26  refused: 3 problems
   later         33  its arguments choose types; nothing else is wrong with it
   helper        37  refused: 1 problem"""
    )
    titles = [p.splitlines()[0] for p in problems[:-1]]
    assert titles == [
        "error: name 'missing' is not defined",
        "error: int has no attribute `nothing`",
        "error: int has no attribute `foo`",
        "error: unsupported operand type(s) for +: 'int' and 'str'",
        "error: int has no attribute `bar`",
    ]
    assert problems[-1].startswith("7 functions: 1 compile, 2 have types that arguments choose, 4")


def test_check_as_json(tmp_path: Path) -> None:
    done = check(tmp_path, "--json", "--strict")
    found = {f["name"]: f for f in json.loads(done.stdout)["functions"]}
    assert [f["status"] for f in found.values()] == ["compiles", *["refused"] * 6]
    assert found["fine"]["signature"] == "fine(x: float) -> float"
    assert not found["helper"]["scripted"]
    (problem,) = found["any_types"]["problems"]
    assert problem["title"] == "`any_types` does not say the types of all its parameters"
    (problem,) = found["typed"]["problems"]
    assert (problem["line"], problem["column"], problem["end_column"]) == (23, 12, 21)


ASKING = """\
import logging
import re
from jitscript import script

log = logging.getLogger(__name__)
SIZE = re.compile("[0-9]+")


@script
def size(text: str) -> bool:
    log.debug("asked")
    return SIZE.fullmatch(text) is not None or re.match("x", text) is not None


@script
def plain(x: int) -> int:
    return x
"""


def test_check_says_what_goes_through_python(tmp_path: Path) -> None:
    (tmp_path / "asking.py").write_text(ASKING)
    table = jitscript(tmp_path, "check", "asking.py").stdout.splitlines()
    assert table[1].endswith("size(text: str) -> bool")
    assert table[2].strip() == "through Python: SIZE, log, re.match"
    assert table[3].endswith("plain(x: int) -> int")
    done = jitscript(tmp_path, "check", "asking.py", "--json")
    asked = [f["python"] for f in json.loads(done.stdout)["functions"]]
    assert asked == [["SIZE", "log", "re.match"], []]


INSIDE = """\
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def timed(name: str) -> Iterator[int]:
    try:
        yield 1
    finally:
        print(name)


@contextmanager
def wrong(name: str) -> Iterator[int]:
    yield name.nothing


def total(*xs) -> int:
    found = 0
    for x in xs:
        found += x
    return found


def last(*xs: int, **more) -> int:
    return xs[-1].nothing
"""


def test_check_of_what_only_compiled_code_can_call(tmp_path: Path) -> None:
    (tmp_path / "inside.py").write_text(INSIDE)
    done = jitscript(tmp_path, "check", "inside.py", "--json")
    found = {f["name"]: f for f in json.loads(done.stdout)["functions"]}
    assert [(n, f["line"], f["status"]) for n, f in found.items()] == [
        ("total", 18, "inside"),
        ("last", 25, "refused"),
        ("timed", 5, "inside"),
        ("wrong", 13, "refused"),
    ]
    for name, of in ("wrong", "str"), ("last", "int"):
        (problem,) = found[name]["problems"]
        assert problem["title"] == f"{of} has no attribute `nothing`"


METHODS = '''
from __future__ import annotations
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import Iterator
from jitscript import script

class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...
    def twice(self) -> float: return 2 * self.area()

@dataclass(order=True)
class Square(Shape):
    side: float
    def area(self) -> float: return self.side ** 2
    @property
    def half(self) -> float: return self.side / 2
    @half.setter
    def half(self, half: float) -> None: self.side = half * 2
    @cached_property
    def name(self) -> str: return eval("'square'")
    @staticmethod
    def sides() -> int: return 4
    @classmethod
    def of(cls, area: float) -> Square: return cls(area ** 0.5)
    def __iter__(self) -> Iterator[float]:
        yield self.side
    @script
    def wider(self, by: float) -> float: return self.side + by

@script
class Point:
    def __init__(self, x: float) -> None: self.x = x

class Wrong(ValueError):
    def __init__(self, code: int) -> None:
        super().__init__(f"code {code}")
'''


def test_check_of_methods(tmp_path: Path) -> None:
    """Those that stand in the file, but for what others fill in."""
    (tmp_path / "methods.py").write_text(METHODS)
    done = jitscript(tmp_path, "check", "methods.py", "--json")
    found = json.loads(done.stdout)["functions"]
    assert [(f["name"], f["status"], f["scripted"]) for f in found] == [
        ("Shape.twice", "compiles", False),
        ("Square.area", "compiles", False),
        ("Square.half", "compiles", False),
        ("Square.half", "compiles", False),
        ("Square.name", "refused", False),
        ("Square.sides", "compiles", False),
        ("Square.of", "open", False),
        ("Square.__iter__", "inside", False),
        ("Square.wider", "open", True),
        ("Point.__init__", "compiles", True),
    ]
    assert found[1]["signature"] == "area(self: Square) -> float"
    assert [p["title"] for p in found[4]["problems"]] == ["`eval` is not supported"]


def test_check_of_a_module_in_a_package(tmp_path: Path) -> None:
    package = tmp_path / "pack"
    package.mkdir()
    (package / "__init__.py").write_text("from .inner import one\n")
    (package / "inner.py").write_text("from . import other\n\n\ndef one() -> int:\n    return 1\n")
    (package / "other.py").write_text("")
    done = jitscript(tmp_path, "check", "pack/inner.py")
    assert (done.returncode, done.stderr) == (0, "")
    assert "one() -> int" in done.stdout


def test_check_of_what_cannot_be_imported(tmp_path: Path) -> None:
    (tmp_path / "wrong.py").write_text("1 / 0\n")
    done = jitscript(tmp_path, "check", "wrong.py")
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr and "checking.py" not in done.stderr
    assert jitscript(tmp_path, "check", "nowhere.py").returncode == 1
    (tmp_path / "ends.py").write_text("import sys\nsys.exit(3)\n")
    done = jitscript(tmp_path, "check", "ends.py")
    assert done.returncode == 1 and "ends.py ends the process: SystemExit(3) (hint:" in done.stderr
