"""Random functions that change what they are given leave what CPython leaves: border_programs.py.
Refused programs count for nothing."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from border_programs import program
from border_values import Maker, done

import jitscript as js

SHORT, SEEDS, CALLS = 24, 600, 12
PARAMS = [pytest.param(n, marks=[pytest.mark.long] if n >= SHORT else []) for n in range(SEEDS)]


def loaded(text: str, path: Path) -> ModuleType:
    path.write_text(text)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = sys.modules[path.stem] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", PARAMS)
def test_it_leaves_what_python_leaves(seed: int, tmp_path: Path) -> None:
    text, types = program(seed)
    module = loaded(text, tmp_path / f"border_program_{seed}.py")
    try:
        scripted = js.script(module.f)
        for k in range(CALLS):
            ends = []
            for f in (module.f, scripted):
                make = Maker(module, random.Random(seed * 1000 + k))
                ends.append(done(f, [make.value(t) for t in types]))
            if not without_answer(ends[1]):
                assert ends[0] == ends[1], f"seed {seed}, call {k}:\n{text}"
    except js.CompileError:
        pass
    finally:
        del sys.modules[module.__name__]


def without_answer(end: tuple[Any, ...]) -> bool:
    """Whether compiled code says that its ints end at 64 bits, or that it does not compile."""
    kind, words = end[0] if len(end[0]) == 2 else ("", "")
    return kind == "CompileError" or (kind == "OverflowError" and "64 bits" in words)
