"""Which overload of the library a call takes: it does not depend on what else was compiled."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from jitscript import script
from jitscript.library import registry

ORACLES = (str, float, int, repr, abs, round, np.abs, np.full)


@pytest.fixture
def as_it_was() -> Iterator[None]:
    kept = {oracle: list(registry.find(oracle)) for oracle in ORACLES}
    yield
    for oracle, overloads in kept.items():
        registry.overloads()[oracle][:] = overloads


@pytest.mark.usefixtures("as_it_was")
@pytest.mark.parametrize("oracle", ORACLES)
def test_overloads_stand_in_the_order_of_their_modules(oracle: Any) -> None:
    random.Random(1).shuffle(registry.overloads()[oracle])
    modules = [overload.fn.__module__ for overload in registry.find(oracle)]
    assert len(modules) > 1
    assert modules == sorted(modules)


def shown(x: np.uint8) -> tuple[float, str, str]:
    return float(x), str(x), f"{x}"


@pytest.mark.usefixtures("as_it_was")
def test_text_of_an_unsigned_number_whatever_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """An int is nearer to it than a float, wherever these stand."""
    for step in (1, -1):
        overloads = registry.find(str)[::step]
        monkeypatch.setattr(
            registry,
            "find",
            lambda of, at=overloads, find=registry.find: at if of is str else find(of),
        )
        assert script(cache=False)(shown)(np.uint8(3)) == (3.0, "3", "3")
        monkeypatch.undo()
