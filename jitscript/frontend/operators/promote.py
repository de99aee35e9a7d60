"""Which type an operation between two numbers is done in: Python's ladder and NumPy's NEP 50.

    bool → int → float → complex        builtin types
    i8 + u8 → i16, i64 + u64 → f64 …    NumPy types: `promote`
    f32 + float → f32, b1 + int → i64   a builtin beside a NumPy type is *weak*: it gives its kind,
                                        not its width

Everything here is about types only; nothing is emitted.
"""

from __future__ import annotations

from ...ir import types as T
from ...ir.types import Scalar

LADDER = (T.BOOL, T.INT, T.FLOAT, T.COMPLEX)
_SIGNED = {8: T.I8, 16: T.I16, 32: T.I32, 64: T.I64}
_UNSIGNED = {8: T.U8, 16: T.U16, 32: T.U32, 64: T.U64}
_FLOATS = {16: T.F16, 32: T.F32, 64: T.F64}


def builtin_common(a: Scalar, b: Scalar) -> Scalar:
    """The wider of two builtin types; arithmetic on two bools is done on ints."""
    return LADDER[max(1, LADDER.index(a), LADDER.index(b))]


def promote(a: Scalar, b: Scalar) -> Scalar:
    """`np.promote_types` for two NumPy scalar types."""
    if a is b or b.kind == "bool":
        return a
    if a.kind == "bool":
        return b
    if "complex" in (a.kind, b.kind):
        part = promote(_float_part(a), _float_part(b))
        return T.C128 if part is T.F64 else T.C64
    if "float" in (a.kind, b.kind):
        return _FLOATS[max(_float_bits(a), _float_bits(b))]
    if a.kind == b.kind:
        return a if a.bits > b.bits else b
    signed, unsigned = (a, b) if a.kind == "int" else (b, a)
    if signed.bits > unsigned.bits:
        return signed
    return _SIGNED[unsigned.bits * 2] if unsigned.bits < 64 else T.F64


def _float_part(t: Scalar) -> Scalar:
    """The type of the parts of the complex number that holds `t`."""
    if t.kind == "complex":
        return T.F64 if t is T.C128 else T.F32
    return _FLOATS[_float_bits(t)]


def float_type(t: Scalar) -> Scalar:
    """The type that NumPy's functions of floats use for values of type `t`."""
    return t if t.kind == "complex" else _float_part(t)


def _float_bits(t: Scalar) -> int:
    """The width of the smallest float that NumPy uses for values of type `t`."""
    if t.kind == "float":
        return t.bits
    return {1: 16, 8: 16, 16: 32}.get(t.bits, 64)


def weak(t: Scalar, beside: Scalar) -> Scalar:
    """The NumPy type that the builtin type `t` takes beside the NumPy type `beside`."""
    if t is T.BOOL:
        return T.B1
    if t is T.INT:
        return T.I64 if beside.kind == "bool" else beside
    if t is T.FLOAT:
        return beside if beside.kind in ("float", "complex") else T.F64
    if beside.kind == "complex":
        return beside
    return T.C64 if beside in (T.F16, T.F32) else T.C128


def numpy_common(a: Scalar, b: Scalar) -> Scalar:
    """The NumPy type for operands of which at least one is a NumPy type."""
    a, b = (weak(a, b) if a.python else a), (weak(b, a) if b.python else b)
    return promote(a, b)


def common(a: Scalar, b: Scalar) -> Scalar:
    """The type an arithmetic operation on `a` and `b` is done in."""
    return builtin_common(a, b) if a.python and b.python else numpy_common(a, b)


def machine(t: Scalar) -> Scalar:
    """The type whose representation `t` shares: NumPy's twin of a builtin type."""
    twin = T.NUMPY_TWIN.get(t)
    return twin if isinstance(twin, Scalar) else t


def can_store(source: Scalar, to: Scalar) -> bool:
    """NumPy's casting rule `same_kind` from one NumPy type to another."""
    if source.kind == to.kind:
        return True
    order = ("bool", "uint", "int", "float", "complex")
    return order.index(source.kind) < order.index(to.kind)


def numpy_name(t: Scalar) -> str:
    """What NumPy calls the dtype: int64, float32, bool …"""
    return "bool" if t.kind == "bool" else f"{t.kind}{t.bits}"
