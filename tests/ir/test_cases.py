"""Runs the text cases (*.ir) of this folder; `cases.py` says how they are written."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import cases

ALL = [
    case for path in sorted(Path(__file__).parent.rglob("*.ir")) for case in cases.cases_of(path)
]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_case(case: cases.Case) -> None:
    cases.run(case)
