"""Array expressions beside NumPy and Numba: `python -m bench.arrays [name …]`.

The functions are those of `array_kernels.py`, three ways in one run; results are compared first.
Times are the processor's, of all threads together; set OPENBLAS_NUM_THREADS=1 for one thread.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench import twins
from bench.npbench import by_way, measure, numba_lazily, scripted

SOURCE = Path(__file__).parent / "array_kernels.py"
R = np.random.default_rng(0)
X, Y = R.random(1_000_000) + 0.001, R.random(1_000_000) * 3
LONG = R.random(10_000_000), R.random(10_000_000)
M = R.random((1000, 1000))
PAIRS = ("power", "mixed", "exp_in_loop")
ALONE = ("exp", "log", "sin", "tanh")
REDUCTIONS = ("sum", "mean", "std", "min", "argmax", "any")
REDUCED = [f"{name}_{axis}" for name in REDUCTIONS for axis in ("all", 0, 1)]
INPUTS: dict[str, tuple[Any, ...]] = {
    "chain": LONG,
    **dict.fromkeys(ALONE, (X,)),
    **dict.fromkeys(PAIRS, (X, Y)),
    **dict.fromkeys(REDUCED, (M,)),
    "logistic": (R.random((20_000, 20)), (R.random(20_000) > 0.5) * 1.0, np.zeros(20), 10),
    "monte_carlo": (1, 1_000_000),
}


def goals(name: str) -> tuple[float, float]:
    """How many times the speed of NumPy and of Numba a function is to reach."""
    if name == "chain":
        return 4.0, 1.0
    if name in ALONE or name in PAIRS:
        return 1.2, 3.0
    return 1.0, 1.5 if name in REDUCED else 1.0


def functions(script: Callable[..., Any]) -> dict[str, Callable[..., Any]]:
    return vars(twins.load_module(SOURCE, script))


def main() -> None:
    ways = {"numpy": functions(twins.undecorated), "jitscript": functions(scripted)}
    try:
        ways["numba"] = functions(numba_lazily)
    except ImportError:
        print("Numba is not installed", file=sys.stderr)
    print(
        "| | ms | NumPy / jitscript | goal | Numba / jitscript | goal |\n|---|---|---|---|---|---|"
    )
    for name in sys.argv[1:] or INPUTS:
        found = measure(name, INPUTS[name], by_way(ways, name), 9)
        own, shown = found["jitscript"], []
        for way, goal in zip(("numpy", "numba"), goals(name), strict=True):
            ratio = found[way] / own if way in found else None
            missed = ratio is not None and ratio < goal
            shown += [f"{ratio:.2f}" if ratio else "–", f"{goal}{' missed' if missed else ''}"]
        print(f"| {name} | {own * 1e3:.3f} | {' | '.join(shown)} |", flush=True)


if __name__ == "__main__":
    main()
