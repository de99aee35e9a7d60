"""CUDA: kernels from annotated Python, arrays in the device's memory.

    from jitscript import Array1, cuda, f32

    @cuda.kernel
    def saxpy(a: f32, x: Array1[f32], y: Array1[f32]) -> None:
        i = cuda.grid(1)
        if i < len(x):
            y[i] = a * x[i] + y[i]

    saxpy.for_size(n)(2.0, cuda.to_device(x), y)

    compiling  the decorator, and what it compiles
    cpu        kernels on the CPU, with JITSCRIPT_CUDA=cpu
    scheduler  who may go on, where threads of a block wait for each other

What kernels call is in `library/threads.py`, what launches them in `runtime/gpu`. Importing this
opens no driver and imports no compiler.
"""

from __future__ import annotations

from ..library.threads import NAMES
from ..runtime.gpu import machine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_RUNTIME = {
    "arrays": "DeviceArray Stream Event to_device empty zeros ones full empty_like zeros_like "
    "pinned synchronize check",
    "errors": "CudaError CudaUnavailable BarrierError",
    "kernels": "Kernel",
    "machine": "is_available",
}
_HOME = {name: part for part, names in _RUNTIME.items() for name in names.split()}
_COMPILER = ("kernel",)

__all__ = sorted([*NAMES, *_HOME, *_COMPILER, "event", "stream", "as_cuda_array", "pinned_array"])

globals().update(NAMES)


def _make_grid() -> machine.Machine:
    from .cpu import GridMachine

    return GridMachine()


machine.make_grid = _make_grid


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _COMPILER:
        value = getattr(import_module("jitscript.cuda.compiling"), name)
    elif name in _HOME:
        value = getattr(import_module(f"jitscript.runtime.gpu.{_HOME[name]}"), name)
    elif name in ("stream", "event", "as_cuda_array", "pinned_array"):  # numba.cuda's names
        arrays = import_module("jitscript.runtime.gpu.arrays")
        theirs = {"stream": "Stream", "event": "Event", "as_cuda_array": "as_array"}
        value = getattr(arrays, theirs.get(name, "pinned"))
    else:
        raise AttributeError(f"module 'jitscript.cuda' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
