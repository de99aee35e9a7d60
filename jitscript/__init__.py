"""jitscript: a compiler for a static subset of Python.

    from jitscript import script, Array1, f64

    @script
    def dot(a: Array1[f64], b: Array1[f64]) -> float: ...

`script` compiles a function, `save` writes compiled functions to a file, `load` reads them back,
with or without the compiler. Names are bound on first use: importing the package imports neither
LLVM nor NumPy, and with only the runtime installed `load` still works.
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing typing would cost more than everything else here
if TYPE_CHECKING:
    from typing import Any

    from .api import CompileError, ScriptFunction, load, save, script
    from .api import compile as compile
    from .arrays import (
        Array0,
        Array1,
        Array2,
        Array3,
        Array4,
        Array5,
        b1,
        c64,
        c128,
        f16,
        f32,
        f64,
        i8,
        i16,
        i32,
        i64,
        u8,
        u16,
        u32,
        u64,
    )
    from .held import Dict, List, Object, Set
    from .numba import jit, njit, prange
    from .runtime import ArchiveError
    from .runtime.errors import ClaimError
    from .runtime.marks import is_scripting, python, unused

__version__ = "0.1.0"

_API = ("script", "compile", "save", "load", "CompileError", "ScriptFunction")
_ARRAYS = (
    *("Array0", "Array1", "Array2", "Array3", "Array4", "Array5"),
    *("i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"),
    *("f16", "f32", "f64", "c64", "c128", "b1"),
)
_HOME = {
    **dict.fromkeys(_API, "jitscript.api"),
    **dict.fromkeys(_ARRAYS, "jitscript.arrays"),
    **dict.fromkeys(("jit", "njit", "prange"), "jitscript.numba"),
    **dict.fromkeys(("python", "unused", "is_scripting"), "jitscript.runtime.marks"),
    **dict.fromkeys(("Dict", "List", "Object", "Set"), "jitscript.held"),
    "ArchiveError": "jitscript.runtime",
    "ClaimError": "jitscript.runtime.errors",
}

# What Numba has, and is asked for here: the error says what there is instead.
_OF_NUMBA = dict.fromkeys(
    [
        "cfunc",
        "experimental",
        "generated_jit",
        "guvectorize",
        "jitclass",
        "literal_unroll",
        "objmode",
        "stencil",
        "typed",
        "typeof",
        "vectorize",
    ],
    "jitscript.numba",
)

_RUNTIME = {
    "load": "jitscript.runtime",
    "Dict": "jitscript.runtime.held_dict",
    "List": "jitscript.runtime.held_list",
    "Object": "jitscript.runtime.held_object",
    "Set": "jitscript.runtime.held_set",
}

# Without `compile`, which `from jitscript import *` would put in the place of the builtin.
__all__ = [
    "ArchiveError",
    "Array0",
    "Array1",
    "Array2",
    "Array3",
    "Array4",
    "Array5",
    "ClaimError",
    "CompileError",
    "Dict",
    "List",
    "Object",
    "ScriptFunction",
    "Set",
    "b1",
    "c64",
    "c128",
    "f16",
    "f32",
    "f64",
    "i8",
    "i16",
    "i32",
    "i64",
    "is_scripting",
    "jit",
    "load",
    "njit",
    "prange",
    "python",
    "save",
    "script",
    "u8",
    "u16",
    "u32",
    "u64",
    "unused",
]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name) or _OF_NUMBA.get(name)
    if home is None:
        raise AttributeError(f"module 'jitscript' has no attribute {name!r}")
    from importlib import import_module

    try:
        module = import_module(home)
    except ModuleNotFoundError as error:
        if error.name != home:
            raise
        if name in _RUNTIME:  # the runtime wheel alone can load
            module = import_module(_RUNTIME[name])
        else:
            raise ImportError(
                f"jitscript.{name} needs the compiler, and only the runtime is installed here; "
                "install the package jitscript"
            ) from None
    value = getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
