"""Costly tests are drawn as their costs say; the table names tests that there are."""

from __future__ import annotations

from pathlib import Path

import costs
import pytest

ROOT = Path(__file__).parent.parent
COMMITS = [f"{n:040x}" for n in range(2000)]


@pytest.mark.parametrize("cost", [2.0, 8.0])
def test_what_costs_more_runs_at_fewer_commits(cost: float) -> None:
    """In the mean every test costs as much as the bound."""
    drawn = sum(
        costs.is_drawn(commit, "tests/border/test_x.py::test_y", cost) for commit in COMMITS
    )
    assert drawn / len(COMMITS) == pytest.approx(costs.FREE / cost, rel=0.3)


def test_what_is_cheap_or_new_always_runs() -> None:
    for cost in (0.0, costs.FREE / 2, costs.FREE):
        assert all(costs.is_drawn(commit, "a test", cost) for commit in COMMITS)


def test_some_always_run_whatever_they_cost() -> None:
    for start in costs.ALWAYS:
        assert list(ROOT.glob(f"{start}*")), start
        assert all(costs.is_drawn(commit, f"{start}x.py::test_y", 60.0) for commit in COMMITS)


def test_each_test_has_a_draw_of_its_own() -> None:
    names = [f"tests/border/test_x.py::test_y[{n}]" for n in range(200)]
    drawn = sum(costs.is_drawn(COMMITS[0], name, 2 * costs.FREE) for name in names)
    assert 70 < drawn < 130


def test_the_table_names_tests_that_there_are() -> None:
    """Nearly: tests move, and are measured anew from time to time."""
    known = costs.table()
    assert len(known) > 300 and min(known.values()) > 0
    gone = [name for name in known if not (ROOT / name.partition("::")[0]).is_file()]
    assert len(gone) < len(known) / 10, gone
