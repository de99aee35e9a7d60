"""Captured containers and instances: when they are looked at, what keeps them from being constants,
what of them reaches archives and other processes."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

import jitscript as js


def module(tmp_path: Path, text: str, name: str = "constants") -> Any:
    path = tmp_path / f"{name}.py"
    path.write_text(textwrap.dedent(text))
    spec = importlib.util.spec_from_file_location(f"{tmp_path.name}_{name}", path)
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made
    spec.loader.exec_module(made)
    return made


READS = """
    from jitscript import script

    GRID = [[1, 2], [3]]

    {change}

    @script
    def f(i: int) -> int:
        return GRID[i][0]
"""


def test_it_is_as_it_is_when_a_call_begins(tmp_path: Path) -> None:
    m = module(tmp_path, READS.format(change=""))
    m.GRID[1][0] = 5
    m.GRID.append([7])
    assert [m.f(i) for i in range(3)] == [1, 5, 7]
    m.GRID[1][0] = 9
    assert m.f(1) == 9


@pytest.mark.parametrize(
    "change",
    [
        "def g(): GRID[0].append(1)",
        "def g():\n        GRID[0][0] += 1",
        "def g():\n        del GRID[0]",
        "def g():\n        x, GRID[1] = 1, [2]",
        "def g(i):\n        GRID[i * 2][len(GRID[i])] = 1",
        "def g():\n        for r in (1, 2):\n            GRID.sort()",
        "class A:\n        def g(self):\n            GRID[0] = [1]",
        "async def g():\n        GRID.clear()",
        "def g():\n        GRID[0], x = [1], 2",
        "def g():\n        (GRID[0], x) = [1], 2",
        "def g(m):\n        with m as GRID[0]:\n            pass",
        "def g(k):\n        GRID[k(n=1)] = [1]",
        "def g(a):\n        GRID[a[a[a[a[a[0]]]]]] = [1]",
    ],
)
def test_what_a_function_of_the_file_changes_is_taken_by_each_call(
    tmp_path: Path, change: str
) -> None:
    if "\n" not in change:
        change = change.replace(": ", ":\n        ")
    m = module(tmp_path, READS.format(change=change))
    assert [m.f(i) for i in range(2)] == [1, 3]
    m.GRID[0][0] = 7
    m.GRID[1] = [8]
    assert [m.f(i) for i in range(2)] == [7, 8]
    m.GRID.clear()
    with pytest.raises(IndexError):
        m.f(0)


@pytest.mark.parametrize(
    "change",
    [
        "for i in range(2):\n        GRID[i][0] = i + 1",
        "def g():\n        x = GRID[0] == 1\n        return GRID[0] <= [1], f(GRID[0], x=1)",
        "def g():\n        # GRID[0] = 1\n        THEGRID = {}\n        THEGRID[0] = 1",
        "GRID[1].append(4)",
        "def g(r):\n        r[GRID[0][0]] = 1\n        r[GRID[0][0], 1] = r[GRID[1][0]].append(2)",
    ],
)
def test_what_only_reads_or_is_done_while_importing(tmp_path: Path, change: str) -> None:
    m = module(tmp_path, READS.format(change=change))
    assert [m.f(i) for i in range(2)] == [r[0] for r in m.GRID]


@pytest.mark.parametrize("text", ["GRID = [[1]]; GRID.append(GRID)", "GRID = [[open]]"])
def test_circles_and_others_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(js.CompileError, match="can change"):
        module(tmp_path, READS.format(change="").replace("GRID = [[1, 2], [3]]", text)).f(0)


def test_large_ones_are_taken_by_each_call(tmp_path: Path) -> None:
    large = "GRID = [[0] * 600, [7] * 600]"
    m = module(tmp_path, READS.format(change="").replace("GRID = [[1, 2], [3]]", large))
    assert [m.f(i) for i in range(2)] == [0, 7]
    m.GRID[1][0] = 8
    assert m.f(1) == 8


INSTANCES = """
    from dataclasses import dataclass, field
    from jitscript import script

    @dataclass
    class P:
        name: str
        more: list[float] = field(default_factory=list)

    ALL = [P("a", [1.5]), P("b")]
    ONE = (P("c", [2.5, 3.5]),)

    @script
    def f(i: int) -> tuple[str, float]:
        return ALL[i].name + ONE[0].name, sum(ALL[i].more) + ONE[0].more[i]
"""


def test_in_an_archive(tmp_path: Path) -> None:
    m = module(tmp_path, INSTANCES)
    js.save(tmp_path / "m.jsm", m.f)
    loaded = js.load(tmp_path / "m.jsm")
    assert [loaded.f(i) for i in range(2)] == [m.f.python(i) for i in range(2)]
    assert loaded.f(0) == ("ac", 4.0)


def test_another_process_finds_it_and_sees_what_changed(tmp_path: Path) -> None:
    text = (
        textwrap.dedent(INSTANCES)
        + "\nimport sys\nprint(f(0), 'jitscript.frontend' in sys.modules)\n"
    )
    path = tmp_path / "program.py"

    def run(text: str) -> str:
        path.write_text(text)
        given = {"env": {"JITSCRIPT_CACHE": str(tmp_path / "cache"), "PATH": "/usr/bin"}}
        done = subprocess.run([sys.executable, path], capture_output=True, text=True, **given)
        assert done.returncode == 0, done.stderr
        return done.stdout

    first = run(text)
    assert first.startswith("('ac', 4.0) True")
    assert run(text) == "('ac', 4.0) False\n"
    assert run(text.replace("[1.5]", "[9.5]")).startswith("('ac', 12.0) True")


def test_each_class_of_its_own(tmp_path: Path) -> None:
    a = module(tmp_path, INSTANCES, "one")
    b = module(tmp_path, INSTANCES.replace('"c"', '"d"'), "two")
    assert a.f(1) == ("bc", 3.5) and b.f(1) == ("bd", 3.5)


def test_threads_make_it_once(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    m = module(tmp_path, INSTANCES)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(m.f, [0] * 200)) == {("ac", 4.0)}
