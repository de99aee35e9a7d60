"""Random kernels give on the CPU grid (or on a device: JITSCRIPT_TEST_CUDA=gpu) what Python gives
thread by thread, with and without wide accesses: see random_kernels.py."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from random_kernels import Program, differences

from jitscript.cuda.cpu import GridMachine
from jitscript.ir.passes import widen
from jitscript.runtime.gpu import machine

SHORT, SEEDS = 4, 400
PARAMS = [pytest.param(n, marks=[pytest.mark.long] if n >= SHORT else []) for n in range(SEEDS)]


@pytest.fixture(autouse=True, scope="module")
def grid() -> Iterator[None]:
    before = list(machine._current)
    on_device = os.environ.get("JITSCRIPT_TEST_CUDA") == "gpu"
    machine._current[:] = [machine.opened(0) if on_device else GridMachine()]
    yield
    machine._current[:] = before


@pytest.mark.parametrize("seed", PARAMS)
def test_kernel(seed: int) -> None:
    program = Program(seed)
    found = list(differences(program))
    assert not found, f"{program.text}\n{found[0]}"


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 1150))
def test_what_passes_claim_holds(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JITSCRIPT_CHECK", "claims")
    test_kernel(seed)


@pytest.mark.long
@pytest.mark.parametrize(
    ("question", "with_"), [("_own", ""), ("_all_come", ""), ("alike", "(cuda.threadIdx.x)")]
)
def test_a_pass_that_does_not_look_is_found(
    question: str, with_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kernels have what the pass must stop at: some of those with such a text."""
    monkeypatch.setattr(widen._Known, question, lambda *given: True)
    programs = (program for program in map(Program, range(600)) if with_ in program.text)
    assert any(list(differences(program)) for program in programs)
