"""One kernel, four ways: jitscript, Numba and CPython from the same source, C beside it."""

from __future__ import annotations

import ctypes
import importlib.util
import subprocess
import typing
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

import numpy as np

import jitscript

KERNELS = Path(__file__).parent / "kernels"
CFLAGS = ("-O3", "-march=native")


@dataclass(frozen=True)
class Kernel:
    """A kernel's module as CPython sees it, with what the harness may ask of it."""

    name: str
    module: ModuleType

    @property
    def size(self) -> int:
        return self.module.SIZE

    @property
    def small(self) -> int:
        return self.module.SMALL

    @property
    def writes(self) -> tuple[int, ...]:
        return getattr(self.module, "WRITES", ())

    @property
    def calls(self) -> int:
        return getattr(self.module, "CALLS", 1)

    @property
    def rtol(self) -> float:
        return getattr(self.module, "RTOL", 0.0)

    @property
    def numpy_rtol(self) -> float:
        return getattr(self.module, "NUMPY_RTOL", 1e-9)

    @property
    def function(self) -> Callable[..., Any]:
        return getattr(self.module, self.name)

    def inputs(self, size: int) -> tuple[Any, ...]:
        return self.module.inputs(size)

    def fresh(self, args: tuple[Any, ...]) -> tuple[Any, ...]:
        """The arguments of one run: what the kernel writes is copied, the rest is shared."""
        return tuple(a.copy() if i in self.writes else a for i, a in enumerate(args))


def load(name: str, script: Callable[..., Any] | None = None) -> Kernel:
    return Kernel(name, load_module(KERNELS / f"{name}.py", script))


def load_module(path: Path, script: Callable[..., Any] | None = None) -> ModuleType:
    """Run a Python file with `script` in the place of jitscript's own."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    if script is None:
        spec.loader.exec_module(module)
    else:
        with mock.patch.object(jitscript, "script", script):
            spec.loader.exec_module(module)
    return module


def undecorated(function: Callable[..., Any]) -> Callable[..., Any]:
    return function


def numba_script(function: Callable[..., Any]) -> Callable[..., Any]:
    """Numba's `njit` with the explicit signature that the annotations spell, default flags."""
    import numba

    return numba.njit(numba_signature(function))(function)


def numba_signature(function: Callable[..., Any]) -> Any:
    from numba import from_dtype, types

    scalars = {int: types.int64, float: types.float64, bool: types.boolean, type(None): types.void}

    def numba_type(annotation: Any) -> Any:
        if array := array_type(annotation):
            rank, dtype = array
            return types.Array(from_dtype(dtype), rank, "C")
        return scalars[annotation]

    hints = typing.get_type_hints(function)
    result = numba_type(hints.pop("return"))
    return result(*(numba_type(hint) for hint in hints.values()))


def array_type(annotation: Any) -> tuple[int, np.dtype[Any]] | None:
    """(rank, dtype) of `np.ndarray[tuple[int, …], np.dtype[T]]`, None for anything else."""
    if typing.get_origin(annotation) is not np.ndarray:
        return None
    shape, dtype = typing.get_args(annotation)
    return len(typing.get_args(shape)), np.dtype(typing.get_args(dtype)[0])


def c_twin(kernel: Kernel, folder: Path, flags: tuple[str, ...] = ()) -> Callable[..., Any]:
    """Compile the kernel's C file and call it with the arguments the Python twin takes.

    An array goes as its address followed by its dimensions.
    """
    library = folder / f"{kernel.name}{''.join(flags)}.so"
    source = KERNELS / f"{kernel.name}.c"
    command = ["cc", *CFLAGS, *flags, "-shared", "-fPIC", str(source), "-o", str(library), "-lm"]
    subprocess.run(command, check=True)
    entry = ctypes.CDLL(str(library))[kernel.name]
    scalars = {int: ctypes.c_int64, float: ctypes.c_double, type(None): None}
    hints = typing.get_type_hints(kernel.function)
    entry.restype = scalars[hints.pop("return")]
    argtypes: list[Any] = []
    for hint in hints.values():
        if array := array_type(hint):
            argtypes += [ctypes.c_void_p, *[ctypes.c_int64] * array[0]]
        else:
            argtypes += [scalars[hint]]
    entry.argtypes = argtypes

    def call(*args: Any) -> Any:
        flat: list[Any] = []
        for arg in args:
            flat += [arg.ctypes.data, *arg.shape] if isinstance(arg, np.ndarray) else [arg]
        return entry(*flat)

    return call
