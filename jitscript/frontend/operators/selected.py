"""`np.where` of three arguments: the elements of one array or the other."""

from __future__ import annotations

from ...diagnostics import Span
from ...ir import types as T
from ...ir.core import Value
from ..emitter import Emitter
from . import arrays, comparison, promote
from .scalar import cast, number


def where(e: Emitter, test: Value, x: Value, y: Value, span: Span) -> Value:
    """Elements of `x` where `test` is true, of `y` elsewhere, in their common type."""
    a, b = arrays.dtype_of(x), arrays.dtype_of(y)
    bools = a is T.BOOL and b is T.BOOL  # with which Python's operators make ints
    t = T.B1 if bools else promote.machine(promote.common(a, b))
    # NumPy makes arrays of Python's ints first, which then wrap.
    x, y = (v if isinstance(v.type, T.Array) else _of_type(e, v, t, span) for v in (x, y))

    def leaf(test: Value, x: Value, y: Value) -> Value:
        found = comparison.truth(e, test, span)
        x, y = cast(e, x, t, span), cast(e, y, t, span)
        return e.b.op("select", found, x, y, span=span).result

    return arrays.element_wise(e, [test, x, y], span, leaf)


def _of_type(e: Emitter, v: Value, t: T.Scalar, span: Span) -> Value:
    whole = v.type is T.INT and t.kind in ("int", "uint")
    return cast(e, v, t, span) if whole else number(e, v, t, span)
