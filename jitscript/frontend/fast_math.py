"""`math` in functions with `@script(math="fast")`: for floats NumPy's functions, which become
vector code, and whose errors may wait for the end of a loop (`library/math_fast.py`). The option is
the text's: it holds in the function that says so and in those inside it, not in what they call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..diagnostics import Span
from ..identity.options import FAST
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from .emitter import Static
from .lowering import Lowering
from .nested import InnerSignature
from .signature import Signature

_NUMBERS = (ty.FLOAT, ty.F64, ty.F32, ty.F16, ty.INT, ty.BOOL)


def call(f: Lowering, oracle: Any, args: Sequence[Any], span: Span) -> Value | None:
    """What a call of one of `math`'s functions gives here; None where that is as it always is."""
    if f.unit.device or not is_asked(f.signature):
        return None
    values = [f.materialise(a, span) if isinstance(a, Static) else a for a in args]
    if not all(isinstance(v, Value) and _is_number(v.type) for v in values):
        return None
    function = registry.module("math_fast").FUNCTIONS.get((oracle, len(values)))
    if function is None:
        return None
    found = f.call_function(function, values, span)
    assert isinstance(found, Value)
    return found


def _is_number(t: ty.Type) -> bool:
    return all(m in _NUMBERS for m in t.members) if isinstance(t, ty.Union) else t in _NUMBERS


def is_asked(signature: Signature) -> bool:
    """Whether the function, or the one around it, has the option."""
    while isinstance(signature, InnerSignature):
        signature = signature.around
    return FAST in getattr(signature.fn, "__dict__", ())
