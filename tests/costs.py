"""What tests cost, and which of the costly ones are in the fast part of the suite today.

A few tests take most of the time: of the programs one in ten takes more than all others together.
With `--drawn` a test that costs more than `FREE` seconds of processor time is drawn: one that costs
ten times as much runs at one commit in ten, and is long at the others. So no test costs more than
`FREE` in the mean, each runs again and again, and one commit always has the same tests. What is not
in the table is cheap, or new: it always runs.

The table, `costs.txt`, is made by `pytest --costs` (`make costs`): the processor time of each test
and of the processes that it started, in seconds, if that is more than `FREE`. Those of the files in
`ALWAYS` are not drawn, whatever they cost.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Generator
from pathlib import Path

import pytest

TABLE = Path(__file__).parent / "costs.txt"
FREE = 0.12
ALWAYS = (  # whatever they cost: what is shipped, what proves, what finds most for its time
    "tests/test_",
    "tests/border/test_held_objects.py",
    "tests/proofs/",
    "tests/generated/test_backend.py",
    "tests/generated/test_passes.py",
    "tests/leaks/test_circles.py",
)
PLACES = re.compile(r"[\[-]/")  # in names that say where something is on this machine
HEAD = "# Seconds of processor time, test. Made by `make costs`; see costs.py.\n"


def table(file: Path = TABLE) -> dict[str, float]:
    """The costs of tests, by name."""
    rows = (line.partition("\t") for line in file.read_text().splitlines() if line[:1] != "#")
    return {name: float(cost) for cost, _, name in rows}


def is_drawn(commit: str, name: str, cost: float) -> bool:
    """Whether a test of that cost is in the fast part at a commit."""
    if name.startswith(ALWAYS):
        return True
    return cost * random.Random(f"{commit} {name}").random() < FREE


class Measuring:
    """The plugin that writes the table: each process adds a row after each test; of several of a
    test the one that was started by hand leaves the last. What does not run keeps its row."""

    def __init__(self, config: pytest.Config):
        self.leads = not hasattr(config, "workerinput")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        before = _spent()
        result = yield
        cost = _spent() - before
        if not PLACES.search(item.nodeid):
            with TABLE.open("a") as file:
                file.write(f"{cost:.2f}\t{item.nodeid}\n")
        return result

    def pytest_unconfigure(self) -> None:
        if self.leads:
            known = sorted(table().items(), key=lambda row: row[0])
            kept = [row for row in known if row[1] > FREE and not row[0].startswith(ALWAYS)]
            TABLE.write_text(HEAD + "".join(f"{cost:.2f}\t{name}\n" for name, cost in kept))


def _spent() -> float:
    """Of this process, and of the children that it waited for."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system
