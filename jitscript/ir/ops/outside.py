"""What is outside: functions of libraries, of the host, and Python's objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..effects import WORLD, Effects, allocates, reads, writes
from ..optable import count, fail, given, row, same
from ..types import BOOL, C64, C128, F32, F64, PYOBJ, U8, Array, Buffer, Type
from . import eval_arith as ev
from .arith import PART, floating


def _libm(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    numbers = types
    if attrs.get("near"):
        if len(types) < 3 or types[-1] is not BOOL:
            fail(f"takes what is near and whether that is no use last, got {list(types)!r}")
        numbers = types[:-1]
    return same(len(numbers), lambda t: floating(t) or t in PART)(numbers, attrs)


row(
    "libm",
    "T… -> T",
    _libm,
    "A function of the C mathematics library by its double-precision name. Pure: errno is not "
    "looked at, domain errors are tests in library code. With `near` two operands more come last: "
    "a result within the few units in the last place that NumPy's functions may be off, computed "
    "with fused multiply-add, and whether the library is to be called all the same. Targets "
    "without fused multiply-add always call it.",
    "%b = libm @sin(%a) : f64 where %a: f64",
    symbol="name",
    options=("near",),
    evaluate=ev.libm,
    costly=True,
    folded=False,
)


_RANKS = {
    "gemm": (2, 2, 2),
    "syrk": (2, 2, 2),
    "gemv": (1, 2, 1),
    "dot": (0, 1, 1),
    "dotc": (0, 1, 1),
    "axpy": (1, 1, 0),
}


def _blas(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 3)
    arrays = [t for t in types if isinstance(t, Array)]
    ranks = _RANKS.get(attrs.get("name", ""))
    if len(arrays) < 3 or len({t.dtype for t in arrays}) > 1:
        fail(f"takes three arrays of one dtype, got {list(types)!r}")
    dtypes = (C64, C128) if attrs.get("name") == "dotc" else (F32, F64, C64, C128)
    if tuple(t.ndim for t in arrays) != ranks or arrays[0].dtype not in dtypes:
        fail(f"no {attrs.get('name')} of {list(types)!r}")
    return (BOOL,)


row(
    "blas",
    "array, array, array -> bool",
    _blas,
    "Put the product of two arrays into a third, which is C-contiguous, as a function of NumPy's "
    "own BLAS computes it; false, and nothing is done, where there is none. `gemm`: matrices; "
    "`syrk`: a matrix and its transposed view, of which the upper half and the diagonal are "
    "written; `gemv`: a matrix and a vector; `dot`: two vectors, into an array without axes; "
    "`dotc`: the same, of the conjugate of the first; `axpy`: a vector and an array without axes, "
    "into a vector of zeros that need not be contiguous. No axis has less than two elements, those "
    "of `dot` less than one; in each matrix one axis is "
    "contiguous, and the other, like vectors, has a positive stride.",
    "%b = blas @gemv(%y, %a, %x) : bool "
    "where %y: array<f64, 1>, %a: array<f64, 2>, %x: array<f64, 1>",
    symbol="name",
    effects=reads("array") | writes("array"),
    operands="out first second",
    through="out",
    lasting=True,
)


row(
    "blas.small",
    "-> bool",
    lambda types, attrs: (BOOL,),
    "Whether NumPy's BLAS makes each element of small products of floats by a chain of fused "
    "multiply-adds.",
    "%b = blas.small : bool",
    evaluate=lambda op: False,
    folded=False,
)


def declared(op: Any) -> Effects:
    """What the attribute `effects` says; without it, anything."""
    text = op.attrs.get("effects")
    return WORLD if text is None else Effects.parse(text)


row(
    "extern",
    "T… -> U",
    given,
    "Call a function from outside by its name in the table of `runtime/abi.py`. One that returns "
    "a status, called for no result, raises the Python exception that it has set. `effects`: all "
    "that it does, in words (see `ir/effects.py`); anything where that is not said. With `gil` it "
    "is to be called only while the GIL is held.",
    "%b = extern @host_write(%a, %n) : none where %a: buffer<u8>, %n: int",
    symbol="name",
    options=("effects", "gil"),
    effects=declared,
    python="the C API",
    raises=("Exception",),
)

row(
    "python.call",
    "T… -> U",
    given,
    "Call what Python has under the name `module:qualified name` with the operands as Python "
    "objects; what it gives must be a value of the result type, and of just that where it is "
    "`exact`, else TypeError. `keywords`: the names of the last operands, with commas. Lists and "
    "the like are passed as copies, which the callee may not change; arrays share their memory.",
    '%b = python.call @"math:hypot"(%a, %a) : float where %a: float',
    symbol="callee",
    options=("keywords", "exact"),
    operands="*given",
    through="given",
    effects=WORLD,
    python="a call of Python",
    raises=("BaseException",),
)

row(
    "py.unbox",
    "pyobj -> T",
    given,
    "The native value of a Python object that must be of the Python type for T.",
    "%a = py.unbox %o : int where %o: pyobj",
    effects=reads("python") | writes("python") | allocates("array", "buffer", "field"),
    python="an object",
    raises=("TypeError", "OverflowError"),
)
row(
    "py.hold",
    "pyobj -> buffer<u8>",
    lambda types, attrs: (Buffer(U8),),
    "A counted block, without elements, that holds a Python object; it may be given back without "
    "the GIL.",
    "%b = py.hold %o : buffer<u8> where %o: pyobj",
    effects=reads("python") | allocates("buffer"),
    python="an object",
    raises=("MemoryError",),
    fresh=True,
)
row(
    "py.held",
    "buffer<u8> -> pyobj",
    lambda types, attrs: (PYOBJ,),
    "The Python object that a block of `py.hold` holds.",
    "%o = py.held %b : pyobj where %b: buffer<u8>",
    effects=reads("buffer"),
    python="an object",
)
row(
    "py.same",
    "T, pyobj -> bool",
    lambda types, attrs: (BOOL,),
    "Whether the native value of a Python object is just this one.",
    "%b = py.same %a, %o : bool where %a: int, %o: pyobj",
    effects=reads("array", "buffer", "field", "python") | writes("python"),
    python="an object",
    raises=("MemoryError",),
)
row(
    "py.box",
    "T -> pyobj",
    lambda types, attrs: (PYOBJ,),
    "A new Python object for a native value.",
    "%o = py.box %a : pyobj where %a: int",
    effects=reads("array", "buffer", "field") | allocates("python"),
    python="an object",
    raises=("MemoryError",),
)
