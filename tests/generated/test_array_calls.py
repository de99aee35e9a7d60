"""Random calls of NumPy's functions give what NumPy gives: see array_calls.py."""

from __future__ import annotations

import pytest
from array_calls import Program, differences

FAST = 6
PARAMS = [pytest.param(n, marks=[pytest.mark.long] if n >= FAST else []) for n in range(300)]


@pytest.mark.parametrize("seed", PARAMS)
def test_call(seed: int) -> None:
    program = Program(seed)
    found = [text for text in differences(program) if not text.startswith("refused: ")]
    assert not found, f"{program.source}\n{found[0]}"
