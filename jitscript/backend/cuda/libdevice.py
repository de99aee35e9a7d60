"""NVIDIA's mathematical functions, a file of LLVM bitcode that is linked into a kernel.

It comes with CUDA's own packages (`nvidia-nvvm`, `nvidia-cuda-nvcc-cu12`, or a toolkit that
CUDA_HOME names). PTX that it is linked into needs nothing of it any more.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path

from .. import llvm

NAME = "libdevice.10.bc"
# C's functions that it has, by name, for double and (with an f behind) float.
_NAMES = """
acos acosh asin asinh atan atan2 atanh cbrt cos cosh erf erfc exp exp2 expm1 fdim fmax fmin fmod
hypot lgamma log log10 log1p log2 nextafter pow remainder round sin sinh tan tanh tgamma
"""
FUNCTIONS = frozenset(_NAMES.split())


@functools.cache
def find() -> bytes | None:
    """The bitcode, or None where no package has it."""
    for folder in _folders():
        file = folder / NAME
        if file.is_file():
            return file.read_bytes()
    return None


PREFIX = "__nv_"
_parts: dict[str, bytes] = {}  # function → bitcode


def link(module: llvm.Module, symbols: Collection[str], head: str, machine: int) -> None:
    """Add the functions that are called, and what they call; nobody else sees them. Each is taken
    out of the library once: that takes longer than a small kernel does."""
    missing = sorted(s for s in symbols if s not in _parts)
    if missing:
        whole = find()
        assert whole is not None
        some = _only(whole, missing, head, machine)
        for symbol in missing:
            alone = len(missing) == 1
            _parts[symbol] = some if alone else _only(some, [symbol], head, machine)
    for symbol in sorted(symbols):
        llvm.link(module, _parts[symbol])
    llvm.hide(module, PREFIX)


def _only(bitcode: bytes, symbols: Collection[str], head: str, machine: int) -> bytes:
    made = llvm.parse(head)
    llvm.link(made, bitcode)
    llvm.hide(made, "", symbols)
    llvm.drop_unused(made, machine)
    return llvm.bitcode_of(made)


def _folders() -> list[Path]:
    found = []
    spec = find_spec("nvidia")
    for root in map(Path, (spec.submodule_search_locations or ()) if spec else ()):
        found += sorted(root.glob("*/nvvm/libdevice"), reverse=True)
    for variable in ("CUDA_HOME", "CUDA_PATH"):
        if os.environ.get(variable):
            found.append(Path(os.environ[variable], "nvvm", "libdevice"))
    found.append(Path("/usr/local/cuda/nvvm/libdevice"))
    return found
