"""What a launch costs the host: python -m bench.launches

With a stand-in of the driver that takes launches and does nothing (`tests/gpu/compiled_driver.py`),
so that no GPU is needed: four arrays, or two and nine parameters that have defaults, checked,
packed and handed over; by machine code, and through Python, as where a module file has no code for
the processor.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import numpy as np

from jitscript import cuda
from jitscript.runtime.gpu import entry, machine
from jitscript.runtime.gpu.driver import Driver

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "gpu"))

ROUNDS, TIMES = 100, 100


def nanoseconds(call: Callable[[], object]) -> float:
    """The least time of a call, the waits for the device included."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        for _ in range(TIMES):
            call()
        best = min(best, perf_counter() - start)
    return best / TIMES * 1e9


def main() -> None:
    from compiled_driver import CompiledCuda
    from launched import four, perhaps

    by_python = cuda.kernel(four.python)
    machine._current[:] = [Driver(CompiledCuda([four, by_python, perhaps]).find)]
    a, b, c, d = (cuda.zeros(8, np.float32) for _ in range(4))
    launch = four[1, 8]
    launch(a, b, c, d)
    print(f"launch(a, b, c, d)          {nanoseconds(lambda: launch(a, b, c, d)):8.0f} ns")
    print(f"kernel[1, 8](a, b, c, d)    {nanoseconds(lambda: four[1, 8](a, b, c, d)):8.0f} ns")
    x, y = cuda.zeros(8), cuda.zeros(8)
    optional = perhaps[1, 8]
    optional(x, y)
    print(f"two arrays, nine defaults   {nanoseconds(lambda: optional(x, y)):8.0f} ns")
    address, entry.address = entry.address, lambda: 0
    other = by_python[1, 8]
    other(a, b, c, d)
    print(f"through Python              {nanoseconds(lambda: other(a, b, c, d)):8.0f} ns")
    entry.address = address


if __name__ == "__main__":
    main()
