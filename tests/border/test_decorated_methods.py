"""Methods that are decorated one by one, in classes of Python's: as CPython runs them."""

from __future__ import annotations

import pickle
from pathlib import Path
from types import ModuleType

import pytest
from loaded_twice import in_both_ways

import jitscript as js

TRIALS = [
    "machines",
    "failing",
    "children",
    "models",
    "shapes",
    "points",
    "lazy",
    "values",
    "nodes",
    "counts",
    "slotted",
]


@pytest.fixture(scope="module")
def both() -> tuple[ModuleType, ModuleType]:
    return in_both_ways("decorated_methods.py")


@pytest.fixture(scope="module")
def plain(both: tuple[ModuleType, ModuleType]) -> ModuleType:
    return both[0]


@pytest.fixture(scope="module")
def scripted(both: tuple[ModuleType, ModuleType]) -> ModuleType:
    return both[1]


@pytest.mark.parametrize("trial", TRIALS)
def test_as_in_cpython(trial: str, plain: ModuleType, scripted: ModuleType) -> None:
    expected = getattr(plain, trial)()
    for _ in range(2):
        assert repr(getattr(scripted, trial)()) == repr(expected)


def test_what_is_decorated_is_compiled(plain: ModuleType, scripted: ModuleType) -> None:
    assert isinstance(vars(scripted.Machine)["run"], js.ScriptFunction)
    assert not isinstance(vars(plain.Machine)["run"], js.ScriptFunction)


def test_saved_with_the_class_named(scripted: ModuleType, tmp_path: Path) -> None:
    js.save(tmp_path / "m.jsm", scripted.Machine.run[scripted.Machine])
    m = scripted.Machine(4)
    assert js.load(tmp_path / "m.jsm").run(m, 5) == 43
    assert (m.k, m.seen) == (5, [40])


def test_bound_ones_are_pickled(scripted: ModuleType) -> None:
    assert pickle.loads(pickle.dumps(scripted.Machine(4).run))(5) == 43


def test_of_a_native_class_are_pickled(scripted: ModuleType) -> None:
    assert pickle.loads(pickle.dumps(Held.norm)) is Held.norm
    assert pickle.loads(pickle.dumps(Held(2.0).norm))() == 4.0


@js.script
class Held:
    def __init__(self, x: float):
        self.x = x

    def norm(self) -> float:
        return self.x * 2


def test_something_else_for_self(scripted: ModuleType) -> None:
    with pytest.raises(js.CompileError, match="int has no attribute `x`"):
        scripted.Point.norm(3)


class Odd:
    def __init__(self) -> None:
        self.k, self.call = 3, lambda: 3

    @js.script
    def use(self) -> int:
        return self.k * 2


def test_instances_that_compiled_code_cannot_take() -> None:
    with pytest.raises(js.CompileError, match="functions made in compiled code cannot be passed"):
        Odd().use()
