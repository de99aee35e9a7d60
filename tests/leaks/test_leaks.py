"""No program leaves native memory behind, whether its calls return or raise."""

from __future__ import annotations

import gc
import importlib.util
import sys
from pathlib import Path

import counting
import harness
import pytest

from jitscript.runtime import native

FOLDERS = ("lists", "dicts", "sets", "heaps", "collections", "strings", "arrays", "slices",
           "elementwise", "creation", "optional", "raises", "functions", "algorithms",
           "generators")  # fmt: skip
FILES = [f for folder in FOLDERS for f in sorted((harness.HERE / folder).glob("*.py"))]
if not native.runs_elf_x86_64():  # elsewhere the system's loader binds malloc
    FILES = []


def load(file: Path):
    """The program anew, so that its code is loaded while allocations are counted."""
    spec = importlib.util.spec_from_file_location(f"leaks_{file.parent.name}_{file.stem}", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def memory() -> counting.Memory:
    return counting.Memory()


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parent.name}/{f.stem}")
def test_nothing_is_left(file: Path, memory: counting.Memory) -> None:
    with counting.counted(memory):
        module = load(file)
        before = memory.live
        for case in harness.cases_of(module, file):
            harness.call(getattr(module, case.function), case.arguments)
            if memory.live != before:
                gc.collect()
            left, before = memory.live - before, memory.live
            assert left == 0, f"{case.id}: {left} blocks are left"


def test_allocations_are_seen(memory: counting.Memory) -> None:
    with counting.counted(memory):
        module = load(harness.HERE / "lists" / "build_and_index.py")
        before = memory.made
        module.squares(10)
        assert memory.made > before
