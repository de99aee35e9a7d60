"""No program leaves native memory behind, whether its calls return or raise."""

from __future__ import annotations

import gc
import zlib
from pathlib import Path

import counting
import harness
import pytest

from jitscript.runtime import native

FOLDERS = ("lists", "dicts", "sets", "heaps", "collections", "strings", "arrays", "slices",
           "elementwise", "creation", "optional", "raises", "functions", "algorithms",
           "generators")  # fmt: skip
FILES = [f for folder in FOLDERS for f in sorted((harness.HERE / folder).glob("*.py"))]
REMEMBERS = ("caches",)  # what a first call leaves is there for the second
if not native.runs_elf_x86_64():  # elsewhere the system's loader binds malloc
    FILES = []


@pytest.fixture(scope="module")
def memory() -> counting.Memory:
    return counting.Memory()


def param(file: Path) -> object:
    """Every second program is in the long part: by its name, so that it stays there."""
    later = zlib.crc32(file.stem.encode()) % 2
    marks = [pytest.mark.long] if later else []
    return pytest.param(file, id=f"{file.parent.name}/{file.stem}", marks=marks)


@pytest.mark.parametrize("file", [param(file) for file in FILES])
def test_nothing_is_left(file: Path, memory: counting.Memory) -> None:
    with (
        counting.counted(memory),
        harness.compiled_as(harness.is_optimised(file)),
        harness.loaded_anew(file) as module,
    ):
        before = memory.live
        for case in harness.cases_of(module, file):
            harness.call(getattr(module, case.function), case.arguments)
            if file.stem in REMEMBERS:
                before = memory.live
                harness.call(getattr(module, case.function), case.arguments)
            if memory.live != before:
                gc.collect()
            left, before = memory.live - before, memory.live
            assert left == 0, f"{case.id}: {left} blocks are left"


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
