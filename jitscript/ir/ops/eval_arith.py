"""How Python evaluates the arithmetic rows: the definition that every target must match.

Values are Python's int, float, bool and complex for the builtin types and NumPy scalars for
NumPy's. Each function takes the op first (`op.results[0].type`, `op.attrs`), then the operands.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

from ..types import BOOL, COMPLEX, FLOAT, INT, NONE, UNBOUND, Scalar, Type

INT_MIN, INT_MAX = -(2**63), 2**63 - 1
OVERFLOW = "integer result does not fit in 64 bits (int is a 64-bit integer in compiled code)"


def numpy_class(t: Type) -> Any:
    """The NumPy scalar class for a NumPy scalar type of the IR."""
    import numpy as np

    assert isinstance(t, Scalar) and not t.python, t
    if t.kind == "bool":
        return np.bool_
    return getattr(np, f"{t.kind}{t.bits}")


def coerce(t: Type, value: Any) -> Any:
    """`value` as an instance of the class that represents `t`, without checking its range."""
    if t is INT:
        return wrap(int(value), 64, True)
    if t is FLOAT:
        return float(value)
    if t is BOOL:
        return bool(value)
    if t is COMPLEX:
        return complex(value)
    if t in (NONE, UNBOUND):
        return None
    assert isinstance(t, Scalar)
    if t.kind in ("int", "uint"):
        return numpy_class(t)(wrap(int(value), t.bits, t.kind == "int"))
    return numpy_class(t)(value)


def wrap(value: int, bits: int, signed: bool) -> int:
    """`value` modulo 2**bits, in the range of the signed or unsigned integer."""
    value &= (1 << bits) - 1
    return value - (1 << bits) if signed and value >> (bits - 1) else value


def const(op: Any) -> Any:
    return coerce(op.results[0].type, op.attrs["value"])


def _plain(t: Type, value: Any) -> Any:
    """Integers as Python ints, so that the arithmetic below is exact before it wraps."""
    return int(value) if isinstance(t, Scalar) and t.kind in ("int", "uint") else value


def wrapping(fn: Callable[..., Any]) -> Callable[..., Any]:
    def evaluate(op: Any, *args: Any) -> Any:
        t = op.results[0].type
        if t.python:  # no warnings, and no need of NumPy
            return coerce(t, fn(*args))
        import numpy as np

        with np.errstate(all="ignore"):
            return coerce(t, fn(*(_plain(t, a) for a in args)))

    return evaluate


def checked(fn: Callable[..., int]) -> Callable[..., int]:
    def evaluate(op: Any, *args: int) -> int:
        value = fn(*args)
        if not INT_MIN <= value <= INT_MAX:
            raise OverflowError(OVERFLOW)
        return value

    return evaluate


def overflows(fn: Callable[..., int]) -> Callable[..., bool]:
    return lambda op, a, b: not INT_MIN <= fn(a, b) <= INT_MAX


def ieee_div(op: Any, a: Any, b: Any) -> Any:
    t = op.results[0].type
    if t is FLOAT and b:
        return a / b
    import numpy as np

    if t is COMPLEX and b:
        return a / b  # by a different formula than NumPy's
    wide = {FLOAT: np.float64, COMPLEX: np.complex128}.get(t)
    with np.errstate(all="ignore"):
        return coerce(t, (wide(a) / wide(b)) if wide else a / b)


def tdiv(op: Any, a: Any, b: Any) -> Any:
    q = abs(int(a)) // abs(int(b))
    return coerce(op.results[0].type, q if (int(a) < 0) == (int(b) < 0) else -q)


def trem(op: Any, a: Any, b: Any) -> Any:
    r = abs(int(a)) % abs(int(b))
    return coerce(op.results[0].type, -r if int(a) < 0 else r)


def invert(op: Any, a: Any) -> Any:
    t = op.results[0].type
    return coerce(t, not a) if t.kind == "bool" else coerce(t, ~int(a))


def shl(op: Any, a: Any, b: Any) -> Any:
    return coerce(op.results[0].type, int(a) << int(b))


def compare(fn: Callable[..., Any]) -> Callable[..., bool]:
    return lambda op, a, b: bool(fn(a, b))


def select(op: Any, c: bool, a: Any, b: Any) -> Any:
    return a if c else b


def cast(op: Any, a: Any) -> Any:
    t = op.results[0].type
    source = op.operands[0].type
    if source.kind == "complex" and t.kind not in ("complex", "bool"):
        a = a.real
    if t.kind == "bool":
        return coerce(t, a != 0)
    if source.kind in ("float", "complex") and t.kind in ("int", "uint"):
        return coerce(t, _truncated(float(a), t))
    if t.kind not in ("float", "complex"):
        return coerce(t, a)
    import numpy as np

    with np.errstate(all="ignore"):
        return coerce(t, a)


def _truncated(value: float, t: Scalar) -> int:
    """What x86 makes of a float, before it is cut to the width of `t` (see the row of `cast`)."""
    if t.kind == "uint" and t.bits == 64 and value >= 2.0**63:
        return int(value) if value < 2.0**64 else 0
    bits = 32 if t.bits < 32 or (t.kind == "int" and t.bits == 32) else 64
    smallest = -(2 ** (bits - 1))
    if not math.isfinite(value) or not smallest <= int(value) < -smallest:
        return smallest
    return int(value)


def bitcast(op: Any, a: Any) -> Any:
    import numpy as np

    source, t = op.operands[0].type, op.results[0].type
    raw = np.array(a, dtype=_dtype(source)).view(_dtype(t))[()]
    return coerce(t, raw)


def _dtype(t: Any) -> str:
    if t.kind == "bool":
        return "?"
    return {"int": "i", "uint": "u", "float": "f", "complex": "c"}[t.kind] + str(t.bits // 8)


def unary(name: str) -> Callable[..., Any]:
    def evaluate(op: Any, a: Any) -> Any:
        import numpy as np

        with np.errstate(all="ignore"):
            return coerce(op.results[0].type, getattr(np, name)(a))

    return evaluate


def copysign(op: Any, a: Any, b: Any) -> Any:
    return coerce(op.results[0].type, math.copysign(float(a), float(b)))


def fma(op: Any, a: Any, b: Any, c: Any) -> Any:
    t = op.results[0].type
    single = t.bits == 32
    fn = _libm_function("fma", 3, "f" if single else "d")
    return coerce(t, fn(float(a), float(b), float(c)))


def complex_mul(op: Any, a: Any, b: Any) -> Any:
    """As NumPy here does it."""
    import numpy as np

    with np.errstate(all="ignore"):
        return coerce(op.results[0].type, np.multiply(a, b))


def mulhi(op: Any, a: Any, b: Any) -> Any:
    t = op.results[0].type
    return coerce(t, (int(a) * int(b)) >> t.bits)


def _unsigned(op: Any, a: Any) -> tuple[Any, int]:
    t = op.results[0].type
    return t, wrap(int(a), t.bits, False)


def clz(op: Any, a: Any) -> Any:
    t, value = _unsigned(op, a)
    return coerce(t, t.bits - value.bit_length())


def ctz(op: Any, a: Any) -> Any:
    t, value = _unsigned(op, a)
    return coerce(t, (value & -value).bit_length() - 1 if value else t.bits)


def popcount(op: Any, a: Any) -> Any:
    t, value = _unsigned(op, a)
    return coerce(t, bin(value).count("1"))


def make_complex(op: Any, a: Any, b: Any) -> Any:
    return coerce(op.results[0].type, complex(float(a), float(b)))


def part(name: str) -> Callable[..., Any]:
    return lambda op, a: coerce(op.results[0].type, getattr(a, name))


@functools.cache
def _libm_function(name: str, arity: int, part: str = "d", complex: bool = False) -> Any:
    """A function of libm on numbers, or complex numbers, of double ("d") or single ("f") parts."""
    import ctypes
    import ctypes.util

    library = ctypes.CDLL(ctypes.util.find_library("m") or None)
    fn = getattr(library, name + part.removeprefix("d"))
    number: Any = {"d": ctypes.c_double, "f": ctypes.c_float}[part]
    if complex:
        pair = {"_fields_": [("real", number), ("imag", number)]}
        number = type("Complex", (ctypes.Structure,), pair)
    fn.restype = number
    fn.argtypes = [number] * arity
    return fn


def libm(op: Any, *operands: Any) -> Any:
    args = list(operands)
    t = op.results[0].type
    name = op.attrs["name"]
    if op.attrs.get("near"):
        *args, near, rare = args
        if not rare:
            return near
    if t.kind != "complex":
        fn = _libm_function(name, len(args), "d" if t.bits == 64 else "f")
        return coerce(t, fn(*(float(a) for a in args)))
    fn = _libm_function(name, len(args), "f" if t.bits == 64 else "d", True)
    found = fn(*(fn.restype(a.real, a.imag) for a in args))
    return coerce(t, complex(found.real, found.imag))
