"""Objects that programs share: what is made, kept, found again, and survives damage."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from jitscript import script, shared
from jitscript.ir.parser import parse
from jitscript.ir.printer import print_module
from jitscript.runtime import native

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not native.runs_elf_x86_64(), reason="objects are not shared here")

FIRST = """
from jitscript import script

@script
def first(x: list[int]) -> list[int]:
    return sorted(x)

print(first([3, 1, 2]))
"""
SECOND = """
from jitscript import script

@script
def second(x: list[int], s: str) -> str:
    largest = sorted(x)[-1]
    return s.split("-")[largest]

print(second([1, 0], "a-b-c"))
"""
WATCHED = """
import sys
from jitscript import frontend, scripted

def main():
    from jitscript import shared
    made, lowered = [], []
    compiled, lower = shared.Shelf._compiled, frontend.Unit.lower

    def watched_compiled(self, module, graph, name):
        made.append(name)
        return compiled(self, module, graph, name)

    def watched_lower(self, instance):
        lowered.append(instance.name)
        return lower(self, instance)

    shared.Shelf._compiled, frontend.Unit.lower = watched_compiled, watched_lower
    import program
    print(*sorted(made), sep="; ")
    print("containerssorted.sorted_list(list<int>, none, bool)" in lowered)

main()
"""


def run(folder: Path, program: str, watched: bool = False) -> list[str]:
    (folder / "program.py").write_text(program)
    text = WATCHED if watched else "import program"
    done = subprocess.run(
        [sys.executable, "-B", "-c", text],
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=300,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "JITSCRIPT_CACHE": str(folder / "cache")},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


SORTED = "containerssorted.sorted_list(list<int>, none, bool)"
SPLIT = "str.split(none | str, int)"


def test_a_library_function_is_compiled_once_on_a_machine(tmp_path: Path) -> None:
    result, made, lowered = run(tmp_path, FIRST, watched=True)
    assert result == "[1, 2, 3]" and SORTED in made.split("; ") and lowered == "True"
    result, made, lowered = run(tmp_path, SECOND, watched=True)
    assert result == "b"
    assert SORTED not in made.split("; ") and SPLIT in made.split("; ") and lowered == "False"
    result, made, lowered = run(tmp_path, SECOND.replace("second", "third"), watched=True)
    assert (result, made) == ("b", "")


def entries(folder: Path) -> set[Path]:
    return {path for path in (folder / "cache").rglob("*") if path.is_file()}


def test_damaged_objects_are_made_again(tmp_path: Path) -> None:
    run(tmp_path, FIRST)
    for path in entries(tmp_path):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 0xFF
        path.write_bytes(data)
    result, made, _ = run(tmp_path, SECOND, watched=True)
    assert result == "b" and SORTED in made.split("; ")
    assert run(tmp_path, SECOND, watched=True)[0] == "b"


def test_a_cached_program_needs_no_other_entry(tmp_path: Path) -> None:
    run(tmp_path, FIRST)
    before = entries(tmp_path)
    run(tmp_path, SECOND)
    for path in before:
        path.unlink()
    start = "import sys, program\nprint('llvmlite' in sys.modules, 'jitscript.ir' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-B", "-c", start],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=300,
        check=False,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "JITSCRIPT_CACHE": str(tmp_path / "cache"),
        },
    )
    assert done.stdout.split() == ["b", "False", "False"], done.stderr


def test_an_object_whose_needs_are_gone_is_made_again(tmp_path: Path) -> None:
    """`sort` is there when `sorted` is compiled, which then needs it; later only `sorted` is."""
    sorts = FIRST.replace("return sorted(x)", "x.sort()\n    return x")
    run(tmp_path, sorts)
    there = entries(tmp_path)
    _, made, _ = run(tmp_path, FIRST, watched=True)
    assert made == SORTED
    for path in there:
        path.unlink()
    result, made, _ = run(tmp_path, FIRST.replace("first", "other"), watched=True)
    assert result == "[1, 2, 3]" and SORTED in made.split("; ")


def test_processes_make_the_same_object_at_once(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(SECOND)
    processes = [
        subprocess.Popen(
            [sys.executable, "-B", "-c", f"import program  # {i}"],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "JITSCRIPT_CACHE": str(tmp_path / "cache"),
            },
        )
        for i in range(4)
    ]
    for process in processes:
        out, err = process.communicate(timeout=300)
        assert out == "b\n", err


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The library functions that are compiled to objects, with none there before."""
    found: list[str] = []
    compiled = shared.Shelf._compiled

    def watched(self: Any, module: Any, graph: Any, name: str) -> Any:
        found.append(name)
        return compiled(self, module, graph, name)

    monkeypatch.setattr(shared.Shelf, "_compiled", watched)
    monkeypatch.setattr(shared, "_parts", {})
    return found


@pytest.fixture(autouse=True)
def not_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first program of a process that keeps nothing is compiled whole."""
    monkeypatch.setattr(shared, "_programs", 1)


def test_without_a_cache_objects_are_kept_in_memory(
    made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JITSCRIPT_CACHE", str(tmp_path / "cache"))

    def sort_one(x: list[int]) -> list[int]:
        return sorted(x)

    def sort_two(x: list[int], y: list[int]) -> list[int]:
        return sorted(x) + sorted(y)

    assert script(cache=False)(sort_one)([2, 1]) == [1, 2]
    assert SORTED in made
    made.clear()
    assert script(cache=False)(sort_two)([2, 1], [5, 4]) == [1, 2, 4, 5]
    assert SORTED not in made
    assert not (tmp_path / "cache").exists()
    assert script(sort_one)([7, 3]) == [3, 7]  # now they are wanted on disk as well
    assert len(entries(tmp_path)) > 2


def test_the_first_program_without_a_cache_is_compiled_whole(
    made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "_programs", 0)
    for share in (False, True):
        compiled = script(cache=False)(both)
        assert compiled([3, 1, 2], "a1b") == ["a", "b"]
        assert ("declare" in compiled.ir) == share == (SORTED in made)


def small(x: list[int], s: str) -> int:
    n = len(x)
    for i in range(n):
        x.append(x[i] + len(s))
    return x[-1] if s else x[0]


def test_small_functions_stay_in_the_program() -> None:
    compiled = script(cache=False)(small)
    assert compiled([1, 2], "abc") == 5
    declared = [line for line in compiled.ir.splitlines() if line.startswith("declare")]
    assert all("_python__" in line for line in declared), declared
    assert len(declared) == 8  # five for a list, three for a str


def both(x: list[int], s: str) -> list[str]:
    return s.split(str(sorted(x)[0]))


def test_text_of_declarations_is_parsed_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JITSCRIPT_CACHE", str(tmp_path))  # what is there already decides
    monkeypatch.setattr(shared, "_parts", {})
    compiled = script(cache=False)(both)
    assert compiled([3, 1, 2], "a1b") == ["a", "b"]
    text = compiled.ir
    assert f'declare @"{SORTED}"' in text
    assert print_module(parse(text)) == text
    assert f'@"f.{SORTED}"' in compiled.llvm and f"f.{SORTED}" in compiled.asm


def fails(x: list[int]) -> int:
    y = sorted(x)
    return y.index(5)


def test_errors_of_shared_code_are_told_at_the_users_line() -> None:
    compiled = script(cache=False)(fails)
    with pytest.raises(ValueError) as expected:
        fails([1])
    with pytest.raises(ValueError) as found:
        compiled([1])
    assert str(found.value).split()[-3:] == str(expected.value).split()[-3:]
    assert found.traceback[-1].lineno == expected.traceback[-1].lineno


def test_no_thread_can_be_started(made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """As while the interpreter ends."""

    def refuse(thread: Any) -> None:
        raise RuntimeError("can't create new thread at interpreter shutdown")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert script(cache=False)(both)([3, 1, 2], "a1b") == ["a", "b"]
    assert SORTED in made


def by_both(x: list[str], y: set[str]) -> list[str]:
    return sorted(x) + sorted(y)


def test_what_is_huge_in_several_objects_is_one_of_its_own(made: list[str]) -> None:
    assert script(cache=False)(by_both)(["b", "a"], {"d", "c"}) == ["a", "b", "c", "d"]
    sort = "list<str>.sort(none, bool)"
    assert made.count(sort) == 1
    holders = [name for name in made if "sorted" in name]
    assert len(holders) > 1
    assert all(made.index(sort) < made.index(name) for name in holders)
    needs = [part.facts["needs"] for part in shared._parts.values()]
    assert len(needs) == len(made)
    assert max(Counter(key for each in needs for key in each).values()) > 1


def test_an_object_that_others_need_is_kept_with_them(made: list[str], tmp_path: Path) -> None:
    assert script(cache=False)(by_both)(["b"], {"c"}) == ["b", "c"]
    made.clear()

    def in_place(x: list[str]) -> list[str]:
        x.sort()
        return x

    assert script(cache=False)(in_place)(["b", "a"]) == ["a", "b"]
    assert "list<str>.sort(none, bool)" not in made
