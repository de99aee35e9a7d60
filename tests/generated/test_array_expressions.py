"""Random expressions of arrays give what NumPy gives: see array_expressions.py."""

from __future__ import annotations

import harness
import pytest
from array_expressions import Program, differences

SHORT, SEEDS = 24, 200
OPTIMISED = 6  # one in so many of those in the fast part
PARAMS = [pytest.param(n, marks=[pytest.mark.long] if n >= SHORT else []) for n in range(SEEDS)]


@pytest.mark.parametrize("seed", PARAMS)
def test_expression(seed: int) -> None:
    program = Program(seed)
    with harness.compiled_as(seed >= SHORT or seed % OPTIMISED == 0):
        found = list(differences(program))
    assert not found, f"{program.text}\n{found[0]}"
