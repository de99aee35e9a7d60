"""Every pass keeps random programs valid and their meaning unchanged.

Each program runs in the interpreter before and after: alone for every pass, and after each step of
the pipeline; at its end with references counted, so that leaks and double releases show.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

import random_ir

from jitscript import ir
from jitscript.ir.passes.pipeline import LEVELS, PASSES, run

SEEDS = range(60)


def outcome(module: ir.Module, counted: bool = False) -> list[Any]:
    """What some calls of @f do, to compare: result or error, and the arrays afterwards."""
    found: list[Any] = []
    for n, m, size in ((3, -2, 4), (0, 5, 1), (2**62, 7, 6)):
        a = np.arange(size) * 1.5
        b = np.arange(12).reshape(3, 4) - 4
        try:
            result: Any = ir.interpret(module, "f", [a, b, n, m], counted=counted)
        except (ArithmeticError, LookupError, ValueError) as e:
            result = f"{type(e).__name__}: {e}"
        found += [repr(result), a.tobytes(), b.tobytes()]
    return found


def prepared(seed: int) -> ir.Module:
    module = random_ir.make(seed)
    ir.check(module)
    return module


@pytest.mark.parametrize("seed", SEEDS)
def test_the_pipeline_keeps_the_meaning_step_by_step(seed: int) -> None:
    before = outcome(prepared(seed))

    def trace(name: str, module: ir.Module) -> None:
        ir.check(module, after=name)
        assert outcome(module, counted=name == "refcount") == before, name

    for level in LEVELS:
        run(prepared(seed), level=level, trace=trace)


@pytest.mark.parametrize("name", [name for name in PASSES if name not in ("refcount", "poll")])
def test_a_pass_alone_keeps_the_meaning(name: str) -> None:
    for seed in range(0, 60, 6):
        expected = outcome(prepared(seed))
        module = prepared(seed)
        PASSES["expand"](module)
        PASSES[name](module)
        ir.check(module, after=name)
        assert outcome(module) == expected, seed


@pytest.mark.parametrize("seed", range(12))
def test_passes_can_be_repeated(seed: int) -> None:
    """Any order is allowed before references are counted."""
    expected = outcome(prepared(seed))
    module = prepared(seed)
    names = [n for n in PASSES if n not in ("expand", "refcount", "poll")]
    for name in ["expand", *names, *reversed(names)]:
        PASSES[name](module)
        ir.check(module, after=name)
    assert outcome(module) == expected


def test_signals_reach_loops() -> None:
    text = """
func @f(%n: int) -> int [export=True] {
  %z = const 0 : int
  %o = const 1 : int
  %r = for ^L(%z, %n, %o, %z) : int { (%i: int, %s: int):
    %t = xor %s, %i : int
    continue ^L(%t)
  }
  return %r
}
"""
    module = ir.parse(text)
    run(module)
    assert "poll" in str(module)
    assert module.functions["f"].attrs["loops"]
    assert ir.interpret(module, "f", [70_000]) == ir.interpret(ir.parse(text), "f", [70_000])
