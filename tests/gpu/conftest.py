"""Kernels run on the CPU grid here, whatever machine this is; with JITSCRIPT_TEST_CUDA=gpu in the
environment on the first device, but for tests marked `grid`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from jitscript.cuda.cpu import GridMachine
from jitscript.runtime.gpu import machine

ON_DEVICE = os.environ.get("JITSCRIPT_TEST_CUDA") == "gpu"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    unfit, why = ("grid", "is about the CPU grid") if ON_DEVICE else ("device", "needs a GPU")
    for item in items:
        if item.get_closest_marker(unfit) is not None:
            item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(autouse=True, scope="session")
def grid() -> Iterator[None]:
    before = list(machine._current)
    machine._current[:] = [machine.opened(0) if ON_DEVICE else GridMachine()]
    yield
    machine._current[:] = before


@pytest.fixture(scope="session")
def ptxas() -> str:
    """NVIDIA's assembler, where a package or a toolkit has it."""
    found = shutil.which("ptxas")
    spec = find_spec("nvidia")
    for root in spec.submodule_search_locations or () if spec else ():
        for file in sorted(Path(root).glob("*/bin/ptxas")):
            found = str(file)
    if found is None:
        pytest.skip("no ptxas is here (pip install nvidia-cuda-nvcc)")
    return found


@pytest.fixture
def slow_calls(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The calls that machine code handed on."""
    from jitscript.runtime.gpu.kernels import _LaunchBase

    found: list[Any] = []
    before = _LaunchBase._slow

    def slow(self: Any, args: Any, names: Any) -> None:
        found.append(args)
        before(self, args, names)

    monkeypatch.setattr(_LaunchBase, "_slow", slow)
    return found
