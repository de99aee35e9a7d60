"""The functions of C's library, where a target has none: the language's own
(`library/own_functions_numpy.py`), of doubles; narrower floats are computed as doubles, but where
the library says what is near."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from .lowering import Lowering
from .scope import NONE


def call(f: Lowering, values: Sequence[Value], attrs: dict[str, Any], span: Span) -> Value | None:
    """What `libm` with these operands gives; None where C's library is there, and for functions of
    complex numbers, which there are none of."""
    if f.unit.own_math is None:
        return None
    library = registry.module("own_functions_numpy")
    name, near = attrs["name"], attrs.get("near")
    t = values[0].type
    if name not in library.FUNCTIONS or t not in (ty.FLOAT, ty.F64, ty.F32, ty.F16):
        return None
    f.unit.own_math.add(name)
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
