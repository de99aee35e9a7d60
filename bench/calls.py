"""What a call costs: so little work inside that the way in and out is all there is."""

from __future__ import annotations

import timeit
from collections.abc import Callable
from typing import Any

import numpy as np

from bench import timing, twins
from jitscript import Array1, f64, script


def add(a: int, b: int) -> int:
    return a + b


def firsts(a: Array1[f64], b: Array1[f64], c: Array1[f64]) -> float:
    return a[0] + b[0] + c[0]


CASES: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
    "two ints": (add, (3, 4)),
    "three arrays": (firsts, (np.ones(8), np.ones(8), np.ones(8))),
}


def measure(rounds: int, number: int = 200_000) -> dict[str, dict[str, float]]:
    """Median seconds of one call, per case and way; the timing loop's own cost taken off."""
    tick = timing.Progress("calls", 4 * rounds * len(CASES))
    return {case: measure_case(*CASES[case], rounds, number, tick) for case in CASES}


def measure_case(
    function: Callable[..., Any],
    args: tuple[Any, ...],
    rounds: int,
    number: int,
    tick: timing.Progress,
) -> dict[str, float]:
    ways = {
        "python": function,
        "jitscript": script(function),
        "numba": twins.numba_script(function),
    }
    for way, call in ways.items():
        if call(*args) != function(*args):
            raise RuntimeError(f"{function.__name__}: {way} disagrees")
    names = "abc"[: len(args)]
    values = dict(zip(names, args))

    def run(statement: str, call: Callable[..., Any] | None) -> float:
        return timeit.timeit(statement, number=number, globals={**values, "f": call}) / number

    call_text = f"f({', '.join(names)})"
    runs = {way: (lambda call=call: run(call_text, call)) for way, call in ways.items()}
    runs["empty loop"] = lambda: run("pass", None)
    seconds = timing.interleaved(runs, rounds, tick)
    empty = seconds.pop("empty loop")
    return {way: value - empty for way, value in seconds.items()}
