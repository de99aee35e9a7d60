"""Kernels run on the CPU grid here, whatever machine this is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from jitscript.cuda.cpu import GridMachine
from jitscript.runtime.gpu import machine


@pytest.fixture(autouse=True, scope="session")
def grid() -> Iterator[GridMachine]:
    before = list(machine._current)
    made = GridMachine()
    machine._current[:] = [made]
    yield made
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
