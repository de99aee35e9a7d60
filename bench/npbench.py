"""Kernels as one writes them with NumPy, timed against NumPy itself and, where it compiles the same
source, Numba: `python -m bench --only npbench`, or `python -m bench.npbench NAME …` of some.

The kernels are the programs of `tests/programs/npbench`, here with larger arguments. Results are
compared first. A figure is the least processor time of some runs, of all threads together, the ways
taking turns. Threads of BLAS are the environment's: set OPENBLAS_NUM_THREADS=1 for one.
"""

from __future__ import annotations

import copy
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench import timing, twins

PROGRAMS = Path(__file__).parent.parent / "tests" / "programs" / "npbench"
R = np.random.default_rng(0)


def r(*shape: int) -> Any:
    return R.random(shape)


def _definite(n: int) -> Any:
    a = r(n, n)
    return a @ a.T + np.eye(n) * n


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
    "gemm": lambda: (1.5, 1.2, r(200, 220), r(200, 240), r(240, 220)),
    "k2mm": lambda: (1.5, 1.2, r(160, 170), r(170, 180), r(180, 190), r(160, 190)),
    "k3mm": lambda: (r(160, 170), r(170, 180), r(180, 190), r(190, 150)),
    "mvt": lambda: (r(800), r(800), r(800), r(800), r(800, 800)),
    "gemver": lambda: (1.5, 1.2, r(500, 500), *(r(500) for _ in range(8))),
    "symm": lambda: (1.5, 1.2, r(60, 80), r(60, 60), r(60, 80)),
    "syr2k": lambda: (1.5, 1.2, r(100, 100), r(100, 60), r(100, 60)),
    "trmm": lambda: (1.5, r(90, 90), r(90, 100)),
    "cholesky": lambda: (_definite(120),),
    "ludcmp": lambda: (_definite(120), r(120)),
    "gramschmidt": lambda: (r(120, 90) + np.eye(120, 90) * 20,),
    "correlation": lambda: (r(300, 200),),
    "covariance": lambda: (r(300, 200),),
    "mlp": lambda: tuple(
        x.astype(np.float32)
        for x in (r(64, 30), r(30, 300), r(300), r(300, 100), r(100), r(100, 10), r(10))
    ),
    "conv2d_bias": lambda: tuple(
        x.astype(np.float32) for x in (r(4, 28, 28, 3), r(5, 5, 3, 8), r(8))
    ),
    "resnet": lambda: tuple(
        x.astype(np.float32)
        for x in (r(4, 14, 14, 32), r(1, 1, 32, 8), r(3, 3, 8, 8), r(1, 1, 8, 32))
    ),
    "adi": lambda: (10, 100, r(100, 100)),
    "jacobi_2d": lambda: (40, r(150, 150), r(150, 150)),
    "heat_3d": lambda: (10, r(40, 40, 40), r(40, 40, 40)),
    "seidel_2d": lambda: (10, 100, r(100, 100)),
    "cavity_flow": lambda: ((10, 20, r(61, 61), r(61, 61), 0.001, 0.05, 0.05, r(61, 61), 1.0, 0.1)),
    "deriche": lambda: (0.25, r(200, 240)),
    "vadv": lambda: (*(r(64 + (i == 2), 60, 40) for i in range(5)), 3.0 / 20.0),
    "nbody": lambda: (r(40, 1), r(40, 3), r(40, 3), 40, 50, 0.01, 1.0, 0.1),
    "mandelbrot": lambda: (-1.75, 0.25, -1.0, 1.0, 120, 100, 60),
    "crc16": lambda: (R.integers(0, 256, 1000).astype(np.uint8), 0x8408),
    "nussinov": lambda: (60, R.integers(0, 4, 60)),
    "stockham_fft": lambda: (r(2**14) + 1j * r(2**14), 14),
    "compute": lambda: (
        *(R.integers(0, 1000, (400, 400)) for _ in range(2)),
        *(np.int64(k) for k in (4, 3, 9)),
    ),
    "clipping": lambda: (r(500, 400), 0.2, 0.8),
    "cdist": lambda: (r(250, 3), r(260, 3)),
    "standardise": lambda: (r(3000, 40),),
    "rolling_max": lambda: (r(100000), 8),
    "best_rows": lambda: (r(1000, 60),),
    "black_scholes": lambda: (r(40000) + 1, r(40000) + 1, r(40000) + 0.1, 0.02, 0.3),
    "sobel": lambda: (r(400, 400),),
    "polar": lambda: (r(50000) - 0.5, r(50000) - 0.5),
    "gray": lambda: (R.integers(0, 256, (200, 300, 3)).astype(np.uint8),),
    "arc_distance": lambda: (r(100000), r(100000), r(100000), r(100000)),
}
# Whole numbers made of products, which BLAS adds up in another order.
ROUNDED = ("gray",)


def functions(script: Callable[..., Any]) -> dict[str, Callable[..., Any]]:
    found: dict[str, Callable[..., Any]] = {}
    for path in sorted(PROGRAMS.glob("*.py")):
        found |= vars(twins.load_module(path, script))
    return found


def numba_lazily(function: Callable[..., Any]) -> Callable[..., Any]:
    import numba

    return numba.njit(function)


def by_way(ways: dict[str, dict[str, Any]], name: str) -> dict[str, Callable[..., Any]]:
    return {way: table[name] for way, table in ways.items()}


def measure(
    name: str,
    args: tuple[Any, ...],
    ways: dict[str, Callable[..., Any]],
    rounds: int,
    uncompared: Sequence[str] = (),
) -> dict[str, float]:
    """The least seconds by way; a way that gives no answer, or another, is left out."""
    with np.errstate(all="ignore"):
        expected = copy.deepcopy(args)
        want = ways["numpy"](*expected)
    able = {}
    for way, function in ways.items():
        if way in uncompared:
            able[way] = function
            continue
        got = copy.deepcopy(args)
        try:
            result = function(*got)
            for x, y in zip((result, *got), (want, *expected), strict=True):
                _agree(x, y, atol=name in ROUNDED)
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
    return timing.interleaved(runs, rounds, pick=min)


def _agree(x: Any, y: Any, atol: int) -> None:
    if isinstance(x, tuple):
        for a, b in zip(x, y, strict=True):
            _agree(a, b, atol)
    elif x is not None:
        single = getattr(x, "dtype", None) == np.float32
        np.testing.assert_allclose(x, y, rtol=1e-3 if single else 1e-9, atol=atol)


def figures(names: Sequence[str] = (), rounds: int = 7) -> dict[str, dict[str, float]]:
    """Seconds by kernel and way."""
    ways = {"numpy": functions(twins.undecorated), "jitscript": functions(scripted)}
    try:
        ways["numba"] = functions(numba_lazily)
    except ImportError:
        print("Numba is not installed", file=sys.stderr)
    return {
        name: measure(name, INPUTS[name](), by_way(ways, name), rounds) for name in names or INPUTS
    }


def main() -> None:
    from bench import report

    print(report.npbench_table(figures(sys.argv[1:])).markdown())


def scripted(function: Callable[..., Any]) -> Callable[..., Any]:
    import jitscript.api

    return jitscript.api.script(function)


if __name__ == "__main__":
    main()
