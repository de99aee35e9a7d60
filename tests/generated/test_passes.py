"""Every pass keeps random programs valid and their meaning unchanged.

Each program runs in the interpreter before and after: alone for every pass, and after each step of
the pipeline; at its end with references counted, so that leaks and double releases show.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import ir_swarm
import random_ir

from jitscript import ir
from jitscript.ir.optable import TABLE
from jitscript.ir.passes.pipeline import LEVELS, PASSES, run

SEEDS = range(60)


Ways = list[tuple[ir_swarm.Arguments, Any]]


def ways(seed: int) -> Ways:
    """Inputs that the seed's own module chooses, and what calls of @f do with them."""
    return ir_swarm.ways(random_ir.make(seed), seed, 4)


def outcomes(module: ir.Module, promised: Ways, counted: bool = False) -> Ways:
    return [(a, ir_swarm.interpreted(module, a, counted)) for a, _ in promised]


def test_most_programs_promise_something() -> None:
    assert sum(len(ways(seed)) for seed in SEEDS) > 3 * len(SEEDS)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_pipeline_keeps_the_meaning_step_by_step(seed: int) -> None:
    before = ways(seed)

    def trace(name: str, module: ir.Module) -> None:
        ir.check(module, after=name)
        assert outcomes(module, before, counted=name == "refcount") == before, name

    for level in LEVELS:
        run(random_ir.make(seed), level=level, trace=trace)


@pytest.mark.parametrize("first", range(1000, 1600, 100))
def test_random_passes_keep_the_meaning(first: int) -> None:
    """Of pipelines, of passes alone and in any order; natively, too."""
    for seed in range(first, first + 100):
        assert not ir_swarm.check(seed, share=0.35).found


@pytest.mark.long
@pytest.mark.parametrize("first", range(2000, 12000, 100))
def test_more_random_passes_keep_the_meaning(first: int) -> None:
    test_random_passes_keep_the_meaning(first)


@pytest.mark.parametrize("name", [name for name in PASSES if name not in ("refcount", "poll")])
def test_a_pass_alone_keeps_the_meaning(name: str) -> None:
    for seed in range(0, 60, 6):
        module = random_ir.make(seed)
        expected = ways(seed)
        PASSES["expand"](module)
        PASSES[name](module)
        ir.check(module, after=name)
        assert outcomes(module, expected) == expected, seed


@pytest.mark.parametrize("seed", range(12))
def test_passes_can_be_repeated(seed: int) -> None:
    """Any order is allowed before references are counted."""
    module = random_ir.make(seed)
    expected = ways(seed)
    names = [n for n in PASSES if n not in ("expand", "refcount", "poll")]
    for name in ["expand", *names, *reversed(names)]:
        PASSES[name](module)
        ir.check(module, after=name)
    assert outcomes(module, expected) == expected


def test_a_wrong_pass_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sums that become differences change what some module does."""

    def wrong(module: ir.Module) -> None:
        for function in module.functions.values():
            for op in function.walk():
                if op.opcode == "checked_add":
                    op.info = TABLE["checked_sub"]

    monkeypatch.setitem(PASSES, "dce", wrong)
    assert any(ir_swarm.check(seed).found for seed in range(20))


@pytest.mark.parametrize("start, stop, step", [("z", "n", 1), ("n", "z", -1), ("n", "z", -3)])
def test_signals_reach_loops(start: str, stop: str, step: int) -> None:
    text = """
func @f(%n: int) -> int [export=True] {
  %z = const 0 : int
  %o = const STEP : int
  %r = for ^L(%START, %STOP, %o, %z) : int { (%i: int, %s: int):
    %t = xor %s, %i : int
    continue ^L(%t)
  }
  return %r
}
"""
    text = text.replace("STEP", str(step)).replace("START", start).replace("STOP", stop)
    module = ir.parse(text)
    run(module)
    assert "poll" in str(module)
    assert module.functions["f"].attrs["loops"]
    assert ir.interpret(module, "f", [210_001]) == ir.interpret(ir.parse(text), "f", [210_001])
