"""What only kernels can call or read, as objects: `jitscript.cuda` has them under these names.

They mean something while a kernel is compiled; the front end's rules (`frontend/device.py`) make
ops of them. Names and the order of arguments are numba.cuda's.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn


class DeviceFunction:
    """A function that only kernels can call."""

    def __init__(self, name: str):
        self.name = self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]

    def __call__(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RuntimeError(f"cuda.{self.name} can be called in kernels only")

    def __repr__(self) -> str:
        return f"<function cuda.{self.name}, for kernels>"


class DeviceIndex:
    """A number that each thread of a kernel has its own of; `op` is what it is to the IR."""

    def __init__(self, name: str, op: str):
        self.name, self.op = name, op
        self.__qualname__ = name

    def __repr__(self) -> str:
        return f"<number cuda.{self.name}, for kernels>"


class Names:
    """A namespace of these."""

    def __init__(self, name: str, **members: Any):
        self.__name__ = self.__qualname__ = name
        vars(self).update(members)

    def __repr__(self) -> str:
        return f"<cuda.{self.__name__}, for kernels>"


def _axes(name: str, register: str) -> Names:
    return Names(name, **{x: DeviceIndex(f"{name}.{x}", f"{register}.{x}") for x in "xyz"})


def _group(name: str, functions: str) -> Names:
    return Names(name, **{n: DeviceFunction(f"{name}.{n}") for n in functions.split()})


_FUNCTIONS = """
grid gridsize syncthreads syncthreads_count syncthreads_and syncthreads_or syncwarp activemask
shfl_sync shfl_up_sync shfl_down_sync shfl_xor_sync all_sync any_sync eq_sync ballot_sync
match_any_sync match_all_sync lanemask_lt
threadfence threadfence_block threadfence_system nanosleep clock clock64 globaltimer
popc clz ffs brev fma rsqrt cbrt selp
"""
NAMES: dict[str, Any] = {
    **{name: DeviceFunction(name) for name in _FUNCTIONS.split()},
    "threadIdx": _axes("threadIdx", "tid"),
    "blockIdx": _axes("blockIdx", "ctaid"),
    "blockDim": _axes("blockDim", "ntid"),
    "gridDim": _axes("gridDim", "nctaid"),
    "laneid": DeviceIndex("laneid", "laneid"),
    "warpsize": 32,
    "shared": _group("shared", "array"),
    "local": _group("local", "array"),
    "const": _group("const", "array_like"),
    "atomic": _group(
        "atomic", "add sub min max nanmin nanmax and_ or_ xor exch inc dec cas compare_and_swap"
    ),
}
globals().update(NAMES)  # where they are found by name
