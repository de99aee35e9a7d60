"""The kernels: results compared first, then timed in interleaved rounds."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench import timing, twins
from bench.twins import Kernel


@dataclass(frozen=True)
class Speed:
    """Median seconds of one kernel, per way of running it."""

    kernel: str
    size: int
    seconds: dict[str, float]

    def ratio(self, other: str) -> float:
        return self.seconds["jitscript"] / self.seconds[other]


def measure(names: tuple[str, ...], rounds: int, small: bool = False) -> list[Speed]:
    with tempfile.TemporaryDirectory(prefix="jitscript-bench-") as folder:
        return [measure_kernel(name, Path(folder), rounds, small) for name in names]


def measure_kernel(name: str, folder: Path, rounds: int, small: bool) -> Speed:
    plain = twins.load(name, twins.undecorated)
    ways = ways_of(plain, folder)
    check(plain, checked_ways(plain, ways, folder))
    size = plain.small if small else plain.size
    inputs = plain.inputs(size)
    tick = timing.Progress(name, rounds * len(ways))

    def run(function: Callable[..., Any]) -> float:
        args = plain.fresh(inputs)
        start = time.perf_counter()
        for _ in range(plain.calls):
            function(*args)
        return time.perf_counter() - start

    runs = {way: (lambda function=function: run(function)) for way, function in ways.items()}
    # NumPy runs last: the threads of its BLAS go on spinning when it has returned.
    last = runs.pop("numpy", None)
    seconds = timing.interleaved(runs, rounds, tick)
    if last:
        seconds |= timing.interleaved({"numpy": last}, rounds, tick)
    return Speed(name, size, seconds)


def ways_of(plain: Kernel, folder: Path) -> dict[str, Callable[..., Any]]:
    ways = {
        "jitscript": twins.load(plain.name).function,
        "numba": twins.load(plain.name, twins.numba_script).function,
    }
    if shutil.which("cc"):
        ways["c"] = twins.c_twin(plain, folder)
    if hasattr(plain.module, "numpy_twin"):
        ways["numpy"] = plain.module.numpy_twin
    return ways


def checked_ways(
    plain: Kernel, ways: dict[str, Callable[..., Any]], folder: Path
) -> dict[str, Callable[..., Any]]:
    """C as it is timed may round `a * b + c` once; for the comparison it rounds as Python does."""
    if "c" not in ways:
        return ways
    return {**ways, "c": twins.c_twin(plain, folder, ("-ffp-contract=off",))}


def check(plain: Kernel, ways: dict[str, Callable[..., Any]]) -> None:
    """CPython's answer at the small size, and one answer of all at the full size."""
    agree(plain, plain.function, ways, plain.small)
    agree(plain, ways["jitscript"], ways, plain.size)


def agree(
    plain: Kernel, oracle: Callable[..., Any], ways: dict[str, Callable[..., Any]], size: int
) -> None:
    inputs = plain.inputs(size)
    expected = outcome(plain, oracle, inputs)
    for way, function in ways.items():
        rtol = plain.numpy_rtol if way == "numpy" else plain.rtol
        for got, want in zip(outcome(plain, function, inputs), expected, strict=True):
            message = f"{plain.name} of size {size}: {way} disagrees"
            np.testing.assert_allclose(got, want, rtol=rtol, err_msg=message)


def outcome(plain: Kernel, function: Callable[..., Any], inputs: tuple[Any, ...]) -> list[Any]:
    """What a run leaves behind: its result and the arguments it wrote."""
    args = plain.fresh(inputs)
    result = function(*args)
    left = [args[i] for i in plain.writes]
    return left if result is None else [result, *left]
