"""NVIDIA's mathematical functions, a file of LLVM bitcode that is linked into a kernel.

It comes with CUDA's own packages (`nvidia-nvvm`, `nvidia-cuda-nvcc-cu12`, or a toolkit that
CUDA_HOME names). PTX that it is linked into needs nothing of it any more.
"""

from __future__ import annotations

import functools
import os
from importlib.util import find_spec
from pathlib import Path

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
