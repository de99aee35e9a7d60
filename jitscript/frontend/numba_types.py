"""Numba's names of types (`numba.float32`, `jitscript.numba.float32`), where kernels use them as
NumPy's: as a dtype, and to convert a number."""

from __future__ import annotations

from typing import Any


def scalar_class(obj: Any) -> Any:
    """np.float32 for `float32`; None for what is no such name."""
    if not type(obj).__module__.startswith(("numba.core.types", "jitscript.numba")):
        return None
    import numpy

    return getattr(numpy, getattr(obj, "scalar", "") or str(obj), None)
