"""The functions of NumPy's own BLAS: the library that its extension module was linked with.

`addresses` gives those of `BLAS`, in this order, 0 for each that there is none of: NumPy may
be missing, or built without a BLAS, or with one whose functions have other names. Compiled code
then multiplies by itself. The last, `small`, is no function: it is not 0 where small products have
the bits of a chain of fused multiply-adds, as compiled code makes them.
"""

from __future__ import annotations

import ctypes
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# What they do, and the dtype.
_PRODUCTS = ("gemm", "syrk", "gemv", "dot", "dotc", "axpy")
_DTYPES = ("f32", "f64", "c64", "c128")
BLAS = (*(f"{name}.{t}" for name in _PRODUCTS for t in _DTYPES), "small")
_LETTERS = {"f32": "s", "f64": "d", "c64": "c", "c128": "z"}
# Functions whose integers are 64-bit, then those whose are 32-bit: what compiled code passes is
# below 2**31, and stands in whole registers and slots of the stack.
_NAMES = ["scipy_cblas_{}64_", "cblas_{}64_", "cblas_{}"]
_CORE_NAMES = [f"{p}openblas_get_corename{s}" for p in ("scipy_", "") for s in ("64_", "")]
_FUSED_CORES = (b"SkylakeX", b"Cooperlake", b"SapphireRapids")


def addresses() -> list[int]:
    try:
        import numpy  # noqa: F401  (the module below is its own)
    except ImportError:
        return [0] * len(BLAS)
    core: Any = sys.modules.get("numpy._core._multiarray_umath") or sys.modules.get(
        "numpy.core._multiarray_umath"
    )
    try:
        library = ctypes.CDLL(core.__file__)
    except (AttributeError, OSError, TypeError):
        return [0] * len(BLAS)
    # There arguments on the stack are packed.
    packed = sys.platform == "darwin"
    names = _NAMES[:2] if packed else _NAMES
    functions = [_address(library, names, *entry.split(".")) for entry in BLAS[:-1]]
    return [*functions, _core(library) in _FUSED_CORES]


def _core(library: Any) -> bytes:
    """The processor whose kernels OpenBLAS takes."""
    for name in _CORE_NAMES:
        found = getattr(library, name, None)
        if found is not None:
            found.restype = ctypes.c_char_p
            return bytes(found())
    return b""


def _address(library: ctypes.CDLL, names: list[str], what: str, dtype: str) -> int:
    from .host import address

    name = _LETTERS[dtype] + what
    if dtype in ("c64", "c128"):
        name += {"dot": "u_sub", "dotc": "_sub"}.get(what, "")
    for form in names:
        found = address(library, form.format(name))
        if found:
            return found
    return 0
