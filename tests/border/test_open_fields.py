"""Fields whose class says no type of the arrays they hold: the arguments of a call say it."""

from __future__ import annotations

import copy
import subprocess
import sys
from collections import OrderedDict, deque
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from numpy.typing import NDArray

import jitscript as js


@dataclass
class Column:
    name: str
    values: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.values)

    def __mul__(self, k: float) -> Column:
        return Column(self.name, self.values * k)

    @property
    def missing(self) -> int:
        return int(np.isnan(self.values).sum())


@dataclass
class State:
    positions: np.ndarray
    velocities: np.ndarray
    forces: np.ndarray | None = None
    time: float = 0.0


class Grid:
    def __init__(self, cells: NDArray[np.int64], wraps=False):
        self.cells = cells
        self.wraps = wraps
        self.steps = 0

    def __repr__(self) -> str:
        return f"Grid({self.cells!r}, {self.wraps!r}, {self.steps!r})"

    def step(self) -> Grid:
        self.steps += 1
        self.cells[...] = np.roll(self.cells, 1) if self.wraps else self.cells + 1
        return self


class Layer:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def __repr__(self) -> str:
        return f"Layer({self.weights!r}, {self.bias!r})"

    def forward(self, x: np.ndarray):
        return x @ self.weights + self.bias


@dataclass
class Network:
    layers: list[Layer]
    params: dict[str, np.ndarray]


@dataclass
class Named(State):
    name: str = "?"


@dataclass
class Traced:
    at: np.ndarray
    history: list[np.ndarray] = field(default_factory=list)
    named: dict[str, np.ndarray] = field(default_factory=dict)


def scaled(c: Column, k: float) -> Column:
    return c * k


def missing(columns: list[Column]) -> dict[str, int]:
    return {c.name: c.missing for c in columns}


def kick(s: State, dt: float) -> float:
    if s.forces is not None:
        s.velocities += dt * s.forces
    s.positions += dt * s.velocities
    s.time += dt
    return float(np.abs(s.positions).max())


def moved(s: State, by: float) -> State:
    return replace(s, positions=s.positions + by)


def turn(g: Grid, times: int) -> Grid:
    for _ in range(times):
        g.step()
    return g


def predict(net: Network, x: np.ndarray) -> np.ndarray:
    for layer in net.layers:
        x = layer.forward(x)
    return x * net.params["scale"] + net.params["shift"]


def whole(first: State, others: list[State]) -> list[float]:
    return [float(s.positions.sum()) for s in [first, *others]]


def trace(t: Traced) -> int:
    t.history.append(t.at + 1)
    t.named["z"] = t.at
    return len(t.history)


def traced(t: Traced) -> int:
    return len(t.history) + sum(len(x) for x in t.history) + len(t.named)


def state(*shape: int, forces: bool = False) -> State:
    a = np.arange(float(np.prod(shape))).reshape(shape)
    return State(a, a + 0.5, a * 2 if forces else None)


def network(n: int) -> Network:
    w = np.arange(float(n * n)).reshape(n, n)
    layers = [Layer(w, np.ones(n)), Layer(w.T, np.zeros(n))]
    return Network(layers, {"scale": np.full(n, 0.5), "shift": np.arange(float(n))})


NAN = float("nan")
CASES = [
    (scaled, Column("a", np.ones(3)), 2.0),
    (scaled, Column("b", np.ones((2, 2))), 0.5),
    (scaled, Column("c", np.ones(4)[::2]), 1.5),
    (missing, [Column("a", np.array([1.0, NAN])), Column("b", np.zeros(0))]),
    (missing, [Column("a", np.ones((2, 2))), Column("b", np.ones(3))]),
    (missing, []),
    (kick, state(3), 0.5),
    (kick, state(2, 3, forces=True), 0.5),
    (kick, state(3, forces=True), 0.25),
    (kick, State(np.ones(2, np.float32), np.ones(2, np.float32)), 0.5),
    (kick, State(np.ones(3), np.arange(3)), 0.5),
    (kick, State(np.ones((2, 3)), np.ones(3)), 0.5),
    (kick, Named(np.ones(3), np.ones(3), name="n"), 0.5),
    (moved, state(3), 1.0),
    (moved, state(2, 2, forces=True), 1.0),
    (turn, Grid(np.arange(4)), 2),
    (turn, Grid(np.arange(4).reshape(2, 2), True), 3),
    (turn, Grid(np.arange(4)), 0),
    (predict, network(2), np.ones(2)),
    (predict, network(3), np.ones((4, 3))),
    (trace, Traced(np.ones(2))),
    (trace, Traced(np.ones((2, 2)), [np.ones((2, 2))])),
    (trace, Traced(np.ones(2), named={"a": np.zeros(3)})),
    (traced, Traced(np.ones(2))),
    (traced, Traced(np.ones((2, 2)), [np.ones((2, 2))])),
    (traced, Traced(np.ones((2, 2)), [np.ones(2), np.ones((1, 2))])),
    (traced, Traced(np.ones(2), named={"a": np.zeros(3), "b": np.zeros((1, 2))})),
    (whole, state(3), []),
    (whole, state(3), [state(2), state(2, 2)]),
]


def outcome(fn, args):
    args = copy.deepcopy(args)
    try:
        return fn(*args), args
    except Exception as error:
        return type(error), str(error), args


SCRIPTED = {fn: js.script(fn) for fn, *_ in CASES}


@pytest.mark.parametrize("fn, args", [(fn, args) for fn, *args in CASES])
@pytest.mark.parametrize("calls", [1, 2])
def test_is_as_python_has_it(fn, args, calls):
    """Once as the first of its types, once through the chain of variants."""
    want = outcome(fn, args)
    for _ in range(calls):
        got = outcome(SCRIPTED[fn], args)
    assert repr(got) == repr(want)


def test_a_saved_one_says_what_its_fields_hold(tmp_path):
    """What no argument can tell where it is saved."""
    with pytest.raises(js.CompileError, match="cannot tell the type of the field `values`"):
        js.save(tmp_path / "m.jsm", js.script(scaled))
    assert "array<f64, 1>" in js.script(made_here).ir
    js.save(tmp_path / "m.jsm", js.script(made_here))


def made_here(other: Column | None) -> float:
    c = Column("a", np.ones(3)) if other is None else other
    return float(c.values.sum())


def test_where_no_instance_tells_any_type_does():
    @js.script
    def lengths(columns: list[Column]) -> list[int]:
        return [len(c) for c in columns]

    assert lengths([]) == []
    assert lengths([Column("a", np.ones((2, 3)))]) == [2]
    assert lengths([Column("a", np.ones(3))]) == [3]


class Box:
    def __init__(self, value):
        self.value = value


class Boom:
    values: np.ndarray


def test_types_of_unannotated_fields_are_exact():
    @js.script
    def doubled(b: Box):
        return b.value * 2

    for value in (3, 1.5, True, 2, np.arange(3), np.ones((2, 2), np.float32), "ab", False, 0.5):
        got, want = doubled(Box(value)), value * 2
        assert repr(got) == repr(want)
        assert type(got) is type(want)


def test_without_numpy(tmp_path):
    """What fields hold is told in a process that has not imported NumPy, too."""
    text = """
import sys
import jitscript as js

class C:
    def __init__(self, v):
        self.v = v

@js.script
def double(c):
    c.v = c.v + c.v
    return c.v

assert "numpy" not in sys.modules
print(double(C(21)), double(C("ab")), double(C(0.5)))
"""
    file = tmp_path / "program.py"
    file.write_text(text)
    done = subprocess.run([sys.executable, file], capture_output=True, text=True, check=True)
    assert done.stdout == "42 abab 1.0\n"


@js.script
def of_deque(states: deque[State]) -> float:
    return float(states[0].positions[0, 1])


@js.script
def of_dict(states: OrderedDict[str, State]) -> float:
    return sum(float(s.positions.sum()) for s in states.values())


def test_in_containers_of_collections():
    assert of_deque(deque([state(2, 2)])) == 1.0
    assert of_dict(OrderedDict(a=state(2, 2), b=state(2, 2))) == 12.0


class Doubled:
    def __init__(self, how, values: np.ndarray):
        self.how = how
        self.values = values


@js.script
def size(d: Doubled) -> int:
    return len(d.values)


def test_a_field_of_a_function_is_refused_or_left():
    assert size(Doubled(lambda x: x, np.ones(2))) == 2


class Held:
    def __init__(self) -> None:
        self.values: np.ndarray | None = None
        self.n = 2

    def size(self) -> int:
        return self.n if self.values is None else len(self.values)


def test_classes_whose_instances_the_program_makes():
    @js.script
    def made(n: int) -> int:
        try:
            return Held().size() + n
        except RuntimeError:
            return -1

    assert made(1) == 3


def test_what_is_no_array_is_told():
    @js.script
    def total(b: Boom) -> float:
        return float(b.values.sum())

    b = Boom()
    b.values = np.ones(3)
    assert total(b) == 3.0
    b.values = np.ones((2, 2))
    assert total(b) == 4.0
    b.values = [1.0]
    with pytest.raises(TypeError, match="'values' of Boom must be an array, not list"):
        total(b)
