"""Modules of trials, loaded twice: as Python runs them, and with their functions compiled."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def loaded(file: str, name: str) -> ModuleType:
    """The module of a file beside this one, under a name of its own."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(file))
    assert spec is not None and spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def in_both_ways(file: str) -> tuple[ModuleType, ModuleType]:
    """As Python runs it, and compiled."""
    stem = file.removesuffix(".py")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JITSCRIPT_DISABLE", "1")
        plain = loaded(file, f"{stem}_plain")
    return plain, loaded(file, f"{stem}_scripted")
