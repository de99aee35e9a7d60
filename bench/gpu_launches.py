"""What a launch with four arrays costs the host, beside others: used by `bench/gpu.py`.

`in C` is a loop around the driver's own `cuLaunchKernel`, the least there can be; the others are
called from Python as their users call them. Rows are missing where a library or a compiler is.
"""

from __future__ import annotations

import ctypes
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from jitscript.runtime.gpu import machine, making

ROUNDS, TIMES = 30, 300
IN_C = """
typedef int (*launch)(void *, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned,
                      void *, void **, void **);
int launches(launch f, void *function, void **parameters, int n)
{
    for (int i = 0; i < n; i++) {
        int status = f(function, 1, 1, 1, 32, 1, 1, 0, 0, parameters, 0);
        if (status)
            return status;
    }
    return 0;
}
"""
TEXT = """extern "C" __global__ void nothing(float *a, long n, float *b, long m, float *c, long k,
                                             float *d, long l) {}"""


def best_of(ways: dict[str, Callable[[int], object]]) -> dict[str, float]:
    """The least time of a launch of each way: `run(n)` launches n times. They take turns."""
    best = dict.fromkeys(ways, float("inf"))
    for run in ways.values():
        run(TIMES)
    for _ in range(ROUNDS):
        for name, run in ways.items():
            making.synchronize()
            start = time.perf_counter()
            run(TIMES)
            best[name] = min(best[name], time.perf_counter() - start)
    making.synchronize()
    return {name: took / TIMES for name, took in best.items()}


def again(launch: Callable[[], object]) -> Callable[[int], None]:
    def run(n: int) -> None:
        for _ in range(n):
            launch()

    return run


def ours(kernel: Any) -> Callable[[int], object]:
    a, b, c, d = (making.zeros(8, np.float32) for _ in range(4))
    launch = kernel[1, 32]
    return again(lambda: launch(a, b, c, d))


def in_c(kernel: Any) -> Callable[[int], object]:
    """The same function of the driver's, with the same arguments, from a loop in C."""
    device: Any = machine.current()
    if device.kind != "ptx":
        raise ImportError("no driver")
    with tempfile.TemporaryDirectory() as folder:
        source, library = Path(folder, "launches.c"), Path(folder, "launches.so")
        source.write_text(IN_C)
        command = ["cc", "-O2", "-shared", "-fPIC", "-o", str(library), str(source)]
        subprocess.run(command, check=True, capture_output=True)
        function = ctypes.CDLL(str(library)).launches
    code, facts = kernel._provider.code(device, "contiguous")
    loaded = device.load(code, facts)
    cell = ctypes.create_string_buffer(4096)
    size = kernel.plan().packed.size
    pointer = making.zeros(4096, np.uint8).address
    for at in range(0, 4096, 8):
        ctypes.c_int64.from_address(ctypes.addressof(cell) + at).value = pointer
    parameters = (ctypes.c_void_p * (size // 8))(
        *(ctypes.addressof(cell) + 8 * k for k in range(size // 8))
    )
    start = ctypes.cast(device.library.entry["cuLaunchKernel"], ctypes.c_void_p)

    def run(n: int) -> None:
        status = function(start, ctypes.c_void_p(loaded.handle), parameters, n)
        if status:
            raise OSError(f"cuLaunchKernel: {status}")

    return run


def cupy(kernel: Any) -> Callable[[int], object]:
    import cupy

    given = []
    for _ in range(4):
        given += [cupy.zeros(8, "f4"), np.int64(8)]
    launch = cupy.RawKernel(TEXT, "nothing")
    return again(lambda: launch((1,), (32,), given))


def cuda_core(kernel: Any) -> Callable[[int], object]:
    from cuda import core

    device = core.Device()
    device.set_current()
    options = core.ProgramOptions(arch=f"sm_{''.join(map(str, device.compute_capability))}")
    made = core.Program(TEXT, "c++", options=options).compile("cubin").get_kernel("nothing")
    stream, config = device.default_stream, core.LaunchConfig(grid=1, block=32)
    given: list[Any] = []
    for _ in range(4):
        given += [making.zeros(8, np.float32).address, np.int64(8)]
    return again(lambda: core.launch(stream, config, made, *given))


WAYS = {"jitscript": ours, "in C": in_c, "CuPy RawKernel": cupy, "cuda.core": cuda_core}


def ways_to_launch(kernel: Any) -> dict[str, Callable[[int], object]]:
    found = {}
    for name, way in WAYS.items():
        try:
            found[name] = way(kernel)
        except Exception as error:
            if not isinstance(error, ImportError):
                print(f"({name}: {type(error).__name__}: {str(error)[:300]})")
    return found


def compare(kernel: Any) -> dict[str, float]:
    """Seconds of the host for a launch with four arrays. Prints them."""
    found = best_of(ways_to_launch(kernel))
    print("\na launch with four arrays, host side:")
    for name, took in found.items():
        beside = f" {took / found['in C']:6.2f} x C" if "in C" in found else ""
        print(f"{name:16} {took * 1e6:8.2f} µs{beside}")
    return found
