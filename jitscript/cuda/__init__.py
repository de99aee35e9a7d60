"""CUDA: kernels from annotated Python, arrays in the device's memory.

    from jitscript import Array1, cuda, f32

    @cuda.kernel
    def saxpy(a: f32, x: Array1[f32], y: Array1[f32]) -> None:
        i = cuda.grid(1)
        if i < len(x):
            y[i] = a * x[i] + y[i]

    saxpy.for_size(n)(2.0, cuda.to_device(x), y)

    compiling  the decorator, and what it compiles
    opened     kernels whose arguments choose types; Numba's decorator
    launching  the entry of launches, through the cache
    cpu        kernels on the CPU, with JITSCRIPT_CUDA=cpu
    scheduler  who may go on, where threads of a block wait for each other

What kernels call is in `library/threads.py`, what launches them in `runtime/gpu`. Importing this
opens no driver and imports no compiler.
"""

from __future__ import annotations

from ..library.threads import NAMES
from ..runtime.gpu import entry, machine, saved

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_RUNTIME = {
    "streams": "Stream Event",
    "arrays": "DeviceArray",
    "making": "to_device empty zeros ones full empty_like zeros_like ones_like full_like pinned "
    "synchronize check",
    "exchange": "as_array from_dlpack",
    "devices": "Device devices select_device current_device",
    "errors": "CudaError CudaUnavailable BarrierError RaceError",
    "kernels": "Kernel",
    "machine": "is_available",
}
_HOME = {name: part for part, names in _RUNTIME.items() for name in names.split()}
_COMPILER = {"kernel": "compiling", "jit": "opened"}

_ALIASES = {  # numba.cuda's names
    "stream": ("streams", "Stream"),
    "event": ("streams", "Event"),
    "event_elapsed_time": ("streams", "elapsed_time"),
    "device_array": ("making", "device_array"),
    "device_array_like": ("making", "empty_like"),
    "as_cuda_array": ("exchange", "as_array"),
    "gpus": ("devices", "devices"),
    "get_current_device": ("devices", "current_device"),
    "list_devices": ("devices", "list_devices"),
    "pinned_array": ("making", "pinned"),
    "pinned_array_like": ("making", "pinned_like"),
    "default_stream": ("streams", "default_stream"),
    "legacy_default_stream": ("streams", "legacy_default_stream"),
    "per_thread_default_stream": ("streams", "per_thread_default_stream"),
    "external_stream": ("streams", "Stream"),
    "is_cuda_array": ("exchange", "is_array"),
    "defer_cleanup": ("making", "nothing_to_defer"),
    "CudaSupportError": ("errors", "CudaUnavailable"),
}
_ABSENT = {  # numba.cuda's that have no place here, and what does instead
    "managed_array": "nothing is moved unasked: see cuda.to_device",
    "mapped_array": "kernels read no memory of the host: see cuda.to_device",
    "current_context": "contexts are kept by the library: see cuda.current_device",
    "close": "contexts are kept by the library",
    "detect": "cuda.devices lists them",
    "reduce": "a sum is a kernel of a few lines: docs/gpu.md",
    "fp16": "float16 has Python's operators",
    "libdevice": "call math.sin, np.sin and the like: they are libdevice's",
    "cg": "blocks do not wait for each other",
    "random": "a generator is a few lines of a kernel: xorshift on an array of states",
    "compile_ptx": "a kernel has .ptx",
    "compile": "a kernel has .ptx",
    "vectorize": "write the loop as a kernel",
}
_ABSENT.update(mapped=_ABSENT["mapped_array"], mapped_array_like=_ABSENT["mapped_array"])

__all__ = sorted([*NAMES, *_HOME, *_COMPILER, *_ALIASES])

globals().update(NAMES)


def _make_grid() -> machine.Machine:
    from .cpu import GridMachine

    return GridMachine()


def _recompile(archive: Any, kernel: Any, variant: str) -> Any:
    from .compiling import recompile

    return recompile(archive, kernel, variant)


def _compile_entry() -> int:
    from .launching import address

    return address()


machine.make_grid = _make_grid
entry.compile = _compile_entry
saved.recompile = _recompile


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _COMPILER:
        value = getattr(import_module(f"jitscript.cuda.{_COMPILER[name]}"), name)
    elif name in _HOME:
        value = getattr(import_module(f"jitscript.runtime.gpu.{_HOME[name]}"), name)
    elif name in _ALIASES:
        part, theirs = _ALIASES[name]
        value = getattr(import_module(f"jitscript.runtime.gpu.{part}"), theirs)
    else:
        told = f" ({_ABSENT[name]})" if name in _ABSENT else ""
        raise AttributeError(f"module 'jitscript.cuda' has no attribute {name!r}{told}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
