"""The kernels of `bench/gpu.py` as numba-cuda compiles and runs them: for `gpu.py --numba PYTHON`.

The last line of what it prints is JSON: seconds of a run on the device, null where numba-cuda does
not take the kernel or gives something else.
"""

from __future__ import annotations

import argparse
import json
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from gpu import Problem, problems, rounds_of, timed  # noqa: E402
from gpu_compile import numbas  # noqa: E402


def seconds(kernel: Any, problem: Problem, rounds: int) -> float:
    from numba import cuda

    given = [cuda.to_device(v) if isinstance(v, np.ndarray) else v for v in problem.args]
    launch = kernel[problem.grid, problem.block]
    launch(*given)
    found, want = given[problem.at].copy_to_host(), problem.want
    most = max(float(np.abs(want).max()), 1.0)
    if not np.allclose(found, want, rtol=max(problem.tolerance, 1e-5), atol=1e-5 * most):
        raise ValueError("other results")
    return timed(lambda: launch(*given), rounds, cuda.event, cuda.synchronize)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true")
    small = parser.parse_args().small
    warnings.simplefilter("ignore")
    from numba import cuda

    scope, found, rounds = numbas(), {}, rounds_of(small)
    for problem in problems(small):
        try:
            found[problem.name] = seconds(cuda.jit(scope[problem.name]), problem, rounds)
        except Exception as error:
            print(problem.name, type(error).__name__, str(error)[:300], file=sys.stderr)
            found[problem.name] = None
    print(json.dumps(found))


if __name__ == "__main__":
    main()
