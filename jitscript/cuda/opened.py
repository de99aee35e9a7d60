"""Kernels whose arguments choose types, and `cuda.jit`, Numba's decorator.

A kernel some of whose parameters say no type is compiled as if they were annotated with the types
of a launch's arguments: a copy of the Python function that has these annotations is a kernel as
every other, and is kept by the types.
"""

from __future__ import annotations

from types import FunctionType
from typing import Any

import numpy

from ..diagnostics import CompileError
from ..entries.specialise import Variants
from ..runtime.convert_scalars import Misfit
from ..runtime.gpu.arrays import DeviceArray
from ..runtime.gpu.exchange import as_array
from ..runtime.gpu.kernels import Kernel


class OpenKernel:
    """A kernel whose arguments choose types. It is launched as every other."""

    def __init__(self, function: FunctionType, make: Any):
        self.__name__, self.__qualname__ = function.__name__, function.__qualname__
        self.__module__, self.__doc__ = function.__module__, function.__doc__
        self.__wrapped__ = function
        self._make = make  # a kernel of a function all of whose parameters have types
        self._variants = Variants(function, False)
        kinds = [(p["name"], p["kind"]) for p in self._variants._params]
        self._named = [name for name, kind in kinds if kind == "kwonly"]  # they come last
        self._kernels: dict[Any, Kernel] = {}  # by layouts of arrays and types of others
        self._made: dict[tuple[Any, ...], Kernel] = {}  # by annotations

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError(
            f"the kernel {self.__name__} is launched, as {self.__name__}[blocks, threads](…) or "
            f"{self.__name__}.for_size(n)(…)"
        )

    def __getitem__(self, config: Any) -> OpenLaunch:
        return OpenLaunch(self, lambda kernel: kernel[config])

    def for_size(self, n: int, stream: Any = None, shared: int = 0) -> OpenLaunch:
        """A launch of at least `n` threads along x, in blocks of the size that keeps the device
        busiest."""
        return OpenLaunch(self, lambda kernel: kernel.for_size(n, stream, shared))

    def forall(
        self, ntasks: int, tpb: int = 0, stream: Any = None, sharedmem: int = 0
    ) -> OpenLaunch:
        """`for_size` as numba.cuda has it; `tpb` says how many threads a block has."""
        return OpenLaunch(self, lambda kernel: kernel.forall(ntasks, tpb, stream, sharedmem))

    def specialize(self, *args: Any, **names: Any) -> Kernel:
        """The kernel for the types of these arguments."""
        return self._of(self._variants.bind(*args, **names))

    def _of(self, bound: tuple[Any, ...]) -> Kernel:
        key = tuple(a.layout if type(a) is DeviceArray else type(a) for a in bound)
        found = self._kernels.get(key)
        if found is None:
            shown = tuple(map(self._stand_in, self._variants._params, bound))
            types = self._variants._types(shown)
            found = self._made.get(types)
            if found is None:
                found = self._made[types] = self._compiled(types)
            if not any(isinstance(a, tuple) or a is None for a in bound):
                self._kernels[key] = found
        return found

    def _compiled(self, types: tuple[Any, ...]) -> Kernel:
        __tracebackhide__ = True
        try:
            made: Kernel = self._make(self._variants.copy(types))
        except CompileError as error:
            raise self._variants._told(error, types) from None
        return made

    def _stand_in(self, param: dict[str, Any], value: Any) -> Any:
        """An array of the host with the type of one of the device."""
        if isinstance(value, numpy.ndarray):
            told = Misfit(
                "must be an array in the device's memory",
                ", not an array of the host",
                "cuda.to_device({})",
            )
            raise told.explain(self.__qualname__, param["name"], value)
        array = value if type(value) is DeviceArray else as_array(value)
        if array is None:
            return value
        return numpy.empty((0,) * array.ndim, array.dtype)

    def __getattr__(self, name: str) -> Any:
        """What is asked of the one kernel that was made."""
        if name in ("ptx", "ir", "llvm", "sass", "resources", "math", "signature"):
            if len(self._made) == 1:
                return getattr(next(iter(self._made.values())), name)
            raise AttributeError(
                f"{self.__name__} has no {name} of its own: its arguments choose types; ask "
                f"{self.__name__}.specialize(…), with arguments"
            )
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    @property
    def python(self) -> Any:
        """The undecorated function."""
        return self.__wrapped__

    py_func = python  # as numba.cuda calls it

    def __repr__(self) -> str:
        return f"<kernel {self.__qualname__}>"


class OpenLaunch:
    """Such a kernel with its numbers of blocks and threads."""

    __slots__ = ("_kernel", "_made", "_of")

    def __init__(self, kernel: OpenKernel, of: Any):
        self._kernel, self._of = kernel, of
        self._made: dict[Kernel, Any] = {}

    def __call__(self, *args: Any, **names: Any) -> None:
        variants = self._kernel._variants
        bound = variants.bind(*args, **names)
        kernel = self._kernel._of(bound)
        launch = self._made.get(kernel)
        if launch is None:
            launch = self._made[kernel] = self._of(kernel)
        named = self._kernel._named
        launch(*bound[: len(bound) - len(named)], **dict(zip(named[::-1], bound[::-1])))


# What Numba's decorator takes for speed alone, or for what is so here in any case.
_MEANINGLESS = {
    *("cache", "debug", "opt", "lineinfo", "inline", "forceinline", "max_registers"),
    *("boundscheck", "nopython", "lto", "shared_memory_carveout"),
}


def jit(
    func_or_sig: Any = None,
    device: bool = False,
    *,
    fastmath: bool = False,
    link: Any = (),
    launch_bounds: Any = 0,
    **options: Any,
) -> Any:
    """As `numba.cuda.jit`: @cuda.jit, @cuda.jit("void(float32[:])"), @cuda.jit(device=True).

    The kernel tests what Python tests; options that are about speed alone mean nothing here.
    """
    __tracebackhide__ = True
    from ..numba import signature_types
    from .compiling import kernel

    unknown = [name for name in options if name not in _MEANINGLESS]
    if unknown:
        raise TypeError(f"there is no option {unknown[0]!r}")
    if link:
        raise ValueError("kernels are linked with no other code: write it in Python")
    bounds = launch_bounds if isinstance(launch_bounds, int) else launch_bounds[0]
    several = func_or_sig if isinstance(func_or_sig, (list, tuple)) else [func_or_sig]
    signatures = [] if isinstance(func_or_sig, FunctionType) or func_or_sig is None else several

    def decorate(function: FunctionType) -> Any:
        if device:
            return function  # what a kernel calls is compiled with it
        made = kernel(function, fastmath=fastmath, max_threads=bounds)
        if len(signatures) == 1 and isinstance(made, OpenKernel):
            return made._compiled(signature_types(signatures[0]))
        return made

    return decorate(func_or_sig) if isinstance(func_or_sig, FunctionType) else decorate
