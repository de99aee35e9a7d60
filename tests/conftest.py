"""Shared by all tests: the cache of compiled code is a folder of this run, never the user's."""

from __future__ import annotations

import gc
import itertools
import os
import random
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import costs
import pytest


def pytest_configure(config: pytest.Config) -> None:
    folder = Path(config.rootpath) / ".pytest_cache" / "jitscript"
    os.environ.setdefault("JITSCRIPT_CACHE", str(folder))
    _let_interrupts_through()
    if config.getoption("--costs"):
        config.pluginmanager.register(costs.Measuring(config))


def _let_interrupts_through() -> None:
    """A shell without job control starts background jobs with Ctrl-C ignored, and their children
    inherit that: tests that interrupt a loop would wait for ever."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update",
        action="store_true",
        help="write the expected error messages anew (then read them)",
    )
    parser.addoption("--sample", type=float, help="run this share of the tests only")
    parser.addoption("--costs", action="store_true", help="note what the tests cost")
    parser.addoption(
        "--drawn",
        action="store_true",
        help="costly tests are long, but for some that the commit draws (tests/costs.py)",
    )


@pytest.hookimpl(tryfirst=True)  # before the long tests are left out
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of whole products, which take longest, come first: at the end one process would wait
    for another. Of tests marked `few(n)` all but one in n are long, or left to what they are with
    LLVM's optimisations. With --drawn, costly ones are long at most commits. With --sample, keep a
    share of the tests, another one for each commit."""
    import harness

    doubled = set()
    for item in items:
        few = item.get_closest_marker("few")
        if few is not None and not harness.is_chosen(item.name, *few.args):
            item.add_marker(pytest.mark.long)
            if getattr(item, "callspec", None) and item.callspec.params.get("optimised") is False:
                doubled.add(item)
    items[:] = [item for item in items if item not in doubled]
    items.sort(key=lambda item: item.path.parent != Path(__file__).parent)
    share, drawn = config.getoption("--sample"), config.getoption("--drawn")
    if share is None and not drawn:
        return
    ask = ["git", "rev-parse", "HEAD"]
    commit = subprocess.run(ask, cwd=config.rootpath, capture_output=True, text=True).stdout
    if drawn:
        known = costs.table()
        for item in items:
            if not costs.is_drawn(commit, item.nodeid, known.get(item.nodeid, 0.0)):
                item.add_marker(pytest.mark.long)
    if share is None:
        return
    chosen = [
        item for item in items if random.Random(f"{commit} {item.nodeid}").random() < share
    ]  # fmt: skip
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


def pytest_collection_finish() -> None:
    """What is there now stays: no collection of garbage goes through it again."""
    gc.freeze()


ENDED = itertools.count(1)


def pytest_runtest_logfinish() -> None:
    """Nor, from time to time, through what tests have left."""
    if next(ENDED) % 50 == 0:
        gc.collect()
        gc.freeze()


QUICK = pytest.param(False, id="quick")
OPTIMISED = pytest.param(True, id="optimised", marks=pytest.mark.long)


@pytest.fixture(scope="module", params=[QUICK, OPTIMISED])
def optimised(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Whether LLVM optimises what the tests of a module compile: in the long part only, where what
    is tested is not machine code, and compiling it takes most of the time."""
    import harness

    with harness.compiled_as(request.param):
        yield request.param


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))
