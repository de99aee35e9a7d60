"""Compiled code and what CPython's own tests ask: a sample. All of it is a command of its own,
`python tests/cpython_suite`, which lists what still differs."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def _suite() -> Any:
    """The program of this folder, as a module."""
    sys.path.insert(0, str(HERE))
    try:
        spec = importlib.util.spec_from_file_location("cpython_suite", HERE / "__main__.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(HERE))


suite = _suite()
if not suite.installed():
    pytest.skip("this Python comes without its tests", allow_module_level=True)


def differences(module: str, share: str) -> list[str]:
    results = suite.run(module, share)
    assert sum(r["kind"] == "same" for r in results) > len(results) // 4
    return [f"{r['name']}: {r['what']}\n{r['text']}" for r in results if r["kind"] == "fault"]


@pytest.mark.parametrize("module", ["test_list", "test_unicode"])
def test_a_sample(module: str) -> None:
    assert differences(module, "7/24" if module == "test_list" else "11/64") == []
