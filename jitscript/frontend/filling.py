"""`out[...] = value`: what fills a part of an array."""

from __future__ import annotations

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Region, Value
from .lowering import Lowering
from .operators import element as stored
from .operators import spread
from .patterns import describe


def fill(f: Lowering, out: Value, value: Value, span: Span) -> None:
    """`out[...] = value`, broadcast."""
    assert isinstance(out.type, ty.Array)
    dtype = out.type.dtype
    if isinstance(value.type, ty.Array):
        if value.type.ndim > out.type.ndim:
            f.fail(
                f"an array of rank {value.type.ndim} does not fit into rank {out.type.ndim}", span
            )
        inner: ty.Type = value.type.dtype
    elif isinstance(value.type, (ty.Scalar, ty.Union)):
        value = stored(f, value, dtype, span)
        inner = value.type
    else:
        f.fail(
            f"{describe(value.type)} cannot be assigned to a part of an array",
            span,
            hint="assign a number or an array",
        )
    region = Region([inner])
    with f.branch(region):
        f.b.op("yield", spread(f, region.args[0], dtype, span), span=span)
    f.b.op("map_into", out, value, types=(), regions=[region], assign=True, span=span)
