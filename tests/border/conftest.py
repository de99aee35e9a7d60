"""What is tested here is not machine code, most often: LLVM optimises it in the long part only."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True, scope="module")
def in_both_ways(optimised: bool) -> bool:
    return optimised
