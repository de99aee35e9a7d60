"""The functions of C's library, where a target has none: the language's own
(`library/own_functions_numpy.py`), of doubles; narrower floats are computed as doubles, but where
the library says what is near. Kernels have those of complex numbers
(`library/own_complex_numpy.py`) and `cmath`'s always: no device's library has any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..ir.ops.arith import PART
from ..library import registry
from .lowering import Lowering
from .scope import NONE

_BETTER = {"hypot"}  # libdevice's gives infinity where the result is among the greatest numbers


def call(f: Lowering, values: Sequence[Value], attrs: dict[str, Any], span: Span) -> Value | None:
    """What `libm` with these operands gives; None where C's library is there."""
    name, near = attrs["name"], attrs.get("near")
    t = values[0].type
    if t in PART:
        return _complex(f, name, values, span) if f.unit.device else None
    if not f.unit.own_math and not (f.unit.device and name in _BETTER):
        return None
    library = registry.module("own_functions_numpy")
    if name not in library.FUNCTIONS or t not in (ty.FLOAT, ty.F64, ty.F32, ty.F16):
        return None
    f.unit.owned.add(name)
    numbers = values[:-2] if near else values
    function = library.SINGLE.get(name) if t is ty.F32 else None
    inner: ty.Type = ty.F64 if function is None else t

    def computed() -> Value:
        given = [v if v.type is inner else f.b.emit("cast", v, to=inner) for v in numbers]
        found = f.call_function(function or library.FUNCTIONS[name], given, span)
        assert isinstance(found, Value)
        return found if t is inner else f.b.emit("cast", found, to=t)

    if near and t is ty.F32:
        return f.branches(values[-1], NONE, computed, lambda: values[-2], span)
    return computed()


def _complex(f: Lowering, name: str, values: Sequence[Value], span: Span) -> Value | None:
    function = registry.module("own_complex_numpy").FUNCTIONS.get(name)
    if function is None:
        return None
    f.unit.owned.add(name)
    found = f.call_function(function, _doubles(f, values), span)
    assert isinstance(found, Value)
    return _joined(f, found, values[0].type)


def call_python(
    f: Lowering, callee: str, values: Sequence[Value], result: ty.Type, span: Span
) -> Value | None:
    """What `python.call` of a function of `cmath` gives in a kernel; None for all others."""
    module, _, name = callee.partition(":")
    if not f.unit.device or module != "cmath":
        return None
    if name == "log" and len(values) == 2:
        name = "log_of_base"
    f.unit.owned.add(name)
    function = registry.module("own_cmath").FUNCTIONS[name]
    found = f.call_function(function, _doubles(f, values), span)
    assert isinstance(found, Value)
    if result is ty.COMPLEX:
        return _joined(f, found, result)
    if isinstance(result, ty.Tuple):
        return f.b.emit("tuple.make", *(_part(f, found, i, ty.FLOAT) for i in range(2)))
    return found if found.type is result else f.b.emit("cast", found, to=result)


def _doubles(f: Lowering, values: Sequence[Value]) -> list[Any]:
    """Real numbers and parts of complex ones as doubles, which NumPy's rules hold for."""
    parts: list[Value] = []
    for v in values:
        parts += [f.b.emit(which, v) for which in ("real", "imag")] if v.type in PART else [v]
    return [v if v.type is ty.F64 else f.b.emit("cast", v, to=ty.F64) for v in parts]


def _part(f: Lowering, pair: Value, i: int, t: ty.Type) -> Value:
    part = f.b.emit("tuple.get", pair, index=i)
    return part if part.type is t else f.b.emit("cast", part, to=t)


def _joined(f: Lowering, pair: Value, t: ty.Type) -> Value:
    return f.b.emit("complex", *(_part(f, pair, i, PART[t]) for i in range(2)), to=t)
