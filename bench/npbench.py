"""`python -m bench.npbench [name …]`: kernels as one writes them with NumPy, timed against NumPy
itself and, where it compiles the same source, Numba.

The kernels are the programs of `tests/programs/npbench`, here with larger arguments. Results are
compared first. Times are the processor's, of all threads together. Threads of BLAS are the
environment's: set OPENBLAS_NUM_THREADS=1 for one.
"""

from __future__ import annotations

import copy
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench import timing, twins

PROGRAMS = Path(__file__).parent.parent / "tests" / "programs" / "npbench"
R = np.random.default_rng(0)


def r(*shape: int) -> Any:
    return R.random(shape)


INPUTS: dict[str, Callable[[], tuple[Any, ...]]] = {
    "atax": lambda: (r(800, 900), r(900)),
    "gesummv": lambda: (1.5, 1.2, r(700, 700), r(700, 700), r(700)),
    "lu": lambda: (r(120, 120) + np.eye(120) * 120,),
    "trisolv": lambda: (r(700, 700) + np.eye(700), r(700), r(700)),
    "durbin": lambda: (r(600) * 0.01,),
    "spmv": lambda: (
        np.arange(0, 40001, 10, dtype=np.uint32),
        R.integers(0, 4000, 40000).astype(np.uint32),
        r(40000),
        r(4000),
    ),
    "floyd_warshall": lambda: (R.integers(0, 100, (150, 150)),),
    "syrk": lambda: (1.5, 1.2, r(120, 120), r(120, 80)),
    "jacobi_1d": lambda: (200, r(4000), r(4000)),
    "fdtd_2d": lambda: (20, r(200, 250), r(200, 250), r(200, 250), r(20)),
    "hdiff": lambda: (r(68, 68, 40), r(64, 64, 40), r(64, 64, 40)),
    "blur_kernel": lambda: (r(300, 300), r(5, 5)),
    "azimint": lambda: (r(40000), r(40000), 50),
    "azimint_hist": lambda: (r(100000), r(100000), 100),
    "moving_average": lambda: (r(200000), 10),
    "go_fast": lambda: (r(600, 600),),
    "softmax2": lambda: (r(500, 300),),
    "logreg": lambda: (r(3000, 20), (r(3000) > 0.5) * 1.0, 0.1, 30),
    "kmeans": lambda: (r(2000, 4), 8, 5),
    "cross_entropy": lambda: (r(4000, 20), R.integers(0, 20, 4000)),
    "equalise": lambda: (R.integers(0, 256, (400, 400)).astype(np.uint8),),
    "game_of_pi": lambda: (r(500000), r(500000)),
    "arc_distance": lambda: (r(100000), r(100000), r(100000), r(100000)),
}


def functions(script: Callable[..., Any]) -> dict[str, Callable[..., Any]]:
    found: dict[str, Callable[..., Any]] = {}
    for path in sorted(PROGRAMS.glob("*.py")):
        found |= vars(twins.load_module(path, script))
    return found


def numba_lazily(function: Callable[..., Any]) -> Callable[..., Any]:
    import numba

    return numba.njit(function)


def measure(name: str, ways: dict[str, Callable[..., Any]], rounds: int) -> dict[str, float]:
    """Median seconds by way; a way that gives no answer, or another, is left out."""
    args = INPUTS[name]()
    with np.errstate(all="ignore"):
        expected = copy.deepcopy(args)
        want = ways["numpy"](*expected)
    able = {}
    for way, function in ways.items():
        got = copy.deepcopy(args)
        try:
            result = function(*got)
            for x, y in zip((result, *got), (want, *expected), strict=True):
                _agree(x, y)
        except Exception as error:
            if way == "jitscript":
                raise
            print(f"{name}: {way} {type(error).__name__}", file=sys.stderr)
            continue
        able[way] = function

    def run(function: Callable[..., Any]) -> float:
        given = copy.deepcopy(args)
        with np.errstate(all="ignore"):
            start = time.process_time()
            function(*given)
            return time.process_time() - start

    runs = {way: (lambda function=function: run(function)) for way, function in able.items()}
    return timing.interleaved(runs, rounds)


def _agree(x: Any, y: Any) -> None:
    if isinstance(x, tuple):
        for a, b in zip(x, y, strict=True):
            _agree(a, b)
    elif x is not None:
        np.testing.assert_allclose(x, y, rtol=1e-9)


def main() -> None:
    ways = {"numpy": functions(twins.undecorated), "jitscript": functions(_scripted)}
    try:
        ways["numba"] = functions(numba_lazily)
    except ImportError:
        print("Numba is not installed", file=sys.stderr)
    ratios: dict[str, list[float]] = {"numpy": [], "numba": []}
    print("| kernel | ms | NumPy / jitscript | Numba / jitscript |\n|---|---|---|---|")
    for name in sys.argv[1:] or INPUTS:
        found = measure(name, {way: table[name] for way, table in ways.items()}, 7)
        own = found["jitscript"]
        shown = []
        for way, values in ratios.items():
            if way in found:
                values.append(found[way] / own)
            shown.append(f"{found[way] / own:.2f}" if way in found else "–")
        print(f"| {name} | {own * 1e3:.3f} | {shown[0]} | {shown[1]} |", flush=True)
    means = [f"{timing.geometric_mean(v):.2f}" if v else "–" for v in ratios.values()]
    print(f"| geometric mean | | {means[0]} | {means[1]} |")


def _scripted(function: Callable[..., Any]) -> Callable[..., Any]:
    import jitscript.api

    return jitscript.api.script(function)


if __name__ == "__main__":
    main()
