"""No program leaves native memory behind, whether its calls return or raise."""

from __future__ import annotations

import gc
from pathlib import Path

import counting
import harness
import pytest

from jitscript import script
from jitscript.runtime import native

FOLDERS = ("lists", "dicts", "sets", "heaps", "collections", "strings", "arrays", "slices",
           "elementwise", "creation", "optional", "raises", "functions", "algorithms",
           "generators", "cycles")  # fmt: skip
FILES = [f for folder in FOLDERS for f in sorted((harness.HERE / folder).glob("*.py"))]
# What a first call leaves is there for the second.
REMEMBERS = ("caches", "captured_nested", "globals_that_change")
if not native.runs_elf_x86_64():  # elsewhere the system's loader binds malloc
    FILES = []


@pytest.fixture(scope="module")
def memory() -> counting.Memory:
    return counting.Memory()


@pytest.mark.few(3)
@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_nothing_is_left(file: Path, memory: counting.Memory) -> None:
    with counting.counted(memory), harness.loaded_anew(file) as module:
        before = memory.live
        for case in harness.cases_of(module, file):
            fn = getattr(module, case.function)
            with harness.compiled_as(harness.is_optimised(file, case.function)):
                harness.call(fn, case.arguments)
            if file.stem in REMEMBERS:
                before = memory.live
                harness.call(fn, case.arguments)
            if memory.live != before:
                gc.collect()
            left, before = memory.live - before, memory.live
            assert left == 0, f"{case.id}: {left} blocks are left"


def test_a_list_that_grows_while_it_is_gone_through(memory: counting.Memory) -> None:
    """Backwards: the elements are held meanwhile, and move."""

    def grown(n: int) -> int:
        a = [str(n), "a text that is not short", "b"]
        for text in reversed(a):
            for _ in range(n):
                a.append(text)
        return len(a)

    with counting.counted(memory), harness.compiled_as(optimised=False):
        scripted = script(cache=False)(grown)
        assert scripted(1) == grown(1)
        before = memory.live
        assert scripted(40) == grown(40) and memory.live == before


def test_allocations_are_seen(memory: counting.Memory) -> None:
    """Also where the code is that of another test, from the cache."""
    for _ in range(2):
        with (
            counting.counted(memory),
            harness.loaded_anew(harness.HERE / "lists" / "build_and_index.py") as module,
        ):
            before = memory.made
            module.squares(10)
            assert memory.made > before
