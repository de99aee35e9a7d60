"""The examples run, and print what their comments `# → …` say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(
    path for path in (ROOT / "examples").glob("*.py") if not path.name.startswith("_")
)
SAID = {
    "errors": [
        "def area(width, height: float) -> float:",
        "IndexError: index 7 is out of bounds for axis 0 with size 3",
        "OverflowError: integer result does not fit in 64 bits",
        "TypeError: ",
    ]
}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example(path: Path) -> None:
    printed = run(path)
    expected = re.findall(r"# → (.*)", path.read_text()) + SAID.get(path.stem, [])
    assert expected, "the example says nothing about what it prints"
    for text in expected:
        before, found, printed = printed.partition(text)
        assert found, f"{text!r} is not printed (or not in this order) after:\n{before}"


def run(path: Path) -> str:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, str(path)], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
