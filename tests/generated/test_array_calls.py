"""Random calls of NumPy's functions give what NumPy gives: see array_calls.py."""

from __future__ import annotations

import pytest
from array_calls import Program, differences

SEEDS = 6  # `python tests/generated/array_calls.py` goes on for as long as it is told


@pytest.mark.parametrize("seed", range(SEEDS))
def test_call(seed: int) -> None:
    program = Program(seed)
    found = [text for text in differences(program) if not text.startswith("refused: ")]
    assert not found, f"{program.source}\n{found[0]}"
