"""Array expressions beside NumPy and Numba: `python -m bench --only arrays`, or of some functions
`python -m bench.arrays [name …]`.

The functions are those of `array_kernels.py`, three ways in one run; results are compared first.
A figure is the least processor time of some runs, the ways taking turns. Set OMP_NUM_THREADS=1 and
OPENBLAS_NUM_THREADS=1 for one thread. Loops are compared with NumPy's expression for the same.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

import jitscript
from bench import twins
from bench.npbench import by_way, measure, numba_lazily, scripted

SOURCE = Path(__file__).parent / "array_kernels.py"
R = np.random.default_rng(0)
X, Y = R.random(1_000_000) + 0.001, R.random(1_000_000) * 3
LONG = R.random(10_000_000), R.random(10_000_000)
M = R.random((1000, 1000))
ALONE = ("exp", "log", "sin", "tanh")
POWERS = ("square", "cube", "root")
SINGLES = ("exp_f32", "log_f32", "sin_f32", "tanh_f32")
LOOPS = {f"{name}_in_loop": name for name in (*ALONE, "power")}
OF_MATH = {f"{name}_of_math": name for name in ALONE}
STENCILS = ("stencil_of_slices", "stencil_of_loops")
REDUCTIONS = ("sum", "mean", "std", "min", "argmax", "any")
REDUCED = [f"{name}_{axis}" for name in REDUCTIONS for axis in ("all", 0, 1)]
FAST = {f"{name}_fast": f"{name}_of_math" for name in ALONE}  # of math="fast", fastmath=True
EXPRESSIONS = {**LOOPS, **OF_MATH, "stencil_of_loops": "stencil_of_slices"}
INPUTS: dict[str, tuple[Any, ...]] = {
    "chain": LONG,
    **dict.fromkeys(ALONE, (X,)),
    "power": (X, Y),
    "mixed": (X, Y),
    **dict.fromkeys(POWERS, (X,)),
    **dict.fromkeys(SINGLES, (X.astype(np.float32),)),
    "power_f32": (X.astype(np.float32), Y.astype(np.float32)),
    **dict.fromkeys(LOOPS, (X,)),
    "power_in_loop": (X, Y),
    **dict.fromkeys(OF_MATH, (X,)),
    **dict.fromkeys(FAST, (X,)),
    **dict.fromkeys(STENCILS, (M[:300, :300].copy(),)),
    **dict.fromkeys(REDUCED, (M,)),
    "logistic": (R.random((20_000, 20)), (R.random(20_000) > 0.5) * 1.0, np.zeros(20), 10),
    "monte_carlo": (1, 1_000_000),
}


def goals(name: str) -> tuple[float, float]:
    """How many times the speed of NumPy and of Numba a function is to reach."""
    if name == "chain":
        return 4.0, 1.0
    if name in (*REDUCED, *STENCILS, "logistic", "monte_carlo"):
        return 1.0, 1.5 if name in REDUCED else 1.0
    return 1.2, 3.0


def functions(script: Callable[..., Any]) -> dict[str, Callable[..., Any]]:
    return vars(twins.load_module(SOURCE, script))


def figures(names: Sequence[str] = (), rounds: int = 9) -> dict[str, dict[str, float]]:
    """Seconds by function and way. Of the chain there is `memory`, too: a sum of its operands."""
    ways = {"numpy": functions(twins.undecorated), "jitscript": functions(scripted)}
    for loop, expression in EXPRESSIONS.items():
        ways["numpy"][loop] = ways["numpy"][expression]
    for fast, loop in FAST.items():
        ways["numpy"][fast] = ways["numpy"][loop]
        ways["jitscript"][fast] = jitscript.script(ways["jitscript"][loop].python, math="fast")
    try:
        ways["numba"] = functions(numba_lazily)
        import numba

        for fast, loop in FAST.items():
            compiled = ways["numba"][loop]
            ways["numba"][fast] = numba.njit(compiled.py_func, fastmath=True)
    except ImportError:
        print("Numba is not installed", file=sys.stderr)
    found = {}
    for name in names or INPUTS:
        if name == "ten":
            continue
        able = by_way(ways, name)
        if name == "chain":
            out = np.zeros_like(LONG[0])
            able["memory"] = lambda x, y, out=out: np.add(x, y, out=out)
        found[name] = measure(name, INPUTS[name], able, rounds, uncompared=("memory",))
    if not names or "ten" in names:
        found["ten"] = compile_times()
    return found


def compile_times() -> dict[str, float]:
    """Processor seconds from decoration to the first result of ten expressions, after another
    function was compiled."""
    import jitscript.api

    def scripted_anew(function: Callable[..., Any]) -> Callable[..., Any]:
        return jitscript.api.script(function, cache=False)

    seconds, given = {}, (X[:100], Y[:100])
    compilers = {"jitscript": scripted_anew}
    if "numba" in sys.modules:
        compilers["numba"] = numba_lazily
    for way, script in compilers.items():
        functions(script)["mixed"](*given)
        one = functions(twins.undecorated)["ten"]
        start = time.process_time()
        script(one)(*given)
        seconds[way] = time.process_time() - start
    return seconds


def main() -> None:
    from bench import report

    print(report.array_table(figures(sys.argv[1:])).markdown())


if __name__ == "__main__":
    main()
