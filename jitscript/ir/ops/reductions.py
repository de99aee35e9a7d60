"""Reductions and running totals of arrays: structured ops, of which each has two regions.

The first makes a value of the elements, as that of `map` does; the second takes it into the total.
"""

from __future__ import annotations

from typing import Any

from ..effects import allocates, reads
from ..optable import given, row


def _expand_reduce(b: Any, op: Any) -> list[Any]:
    from .expand_reduce import expand_reduce  # long, and most programs have no reduction

    return expand_reduce(b, op)


def _expand_scan(b: Any, op: Any) -> list[Any]:
    from .expand_scan import expand_scan

    return expand_scan(b, op)


row(
    "reduce",
    "T… -> array | T",
    given,
    "The total along `axes` of what the first region makes of the operands' elements, which "
    "broadcast; begun with the first operand. `first`: with the first element instead, ValueError "
    "in NumPy's words about `name` where there is none. `keepdims`: those axes have size 1 in the "
    "result, which is a scalar where no axis is left, and lies as the operands do. The order is "
    "NumPy's: through memory, along the innermost axis one after the other; `free`: in any; "
    "`pairwise`: a sum of values made pair by pair, of `chunk` elements at a time where they are "
    "converted; `masked`: run by run of elements for which the last operand is true, others are "
    "left out.",
    "%s = reduce %zero, %a, axes=[0], pairwise=True : f64 { (%x: f64): yield %x } into "
    "{ (%total: f64, %y: f64): %z = add %total, %y : f64 yield %z } "
    "where %zero: f64, %a: array<f64, 1>",
    options=(
        *("axes", "keepdims", "first", "free", "pairwise", "chunk", "masked", "name"),
        *("shaped", "order"),
    ),
    effects=reads("array") | allocates("array", "buffer"),
    elementwise=True,
    laid=True,
    fresh=True,
    apart=True,
    raises=("ValueError", "MemoryError", "Exception"),
    expand=_expand_reduce,
)
row(
    "scan",
    "T… -> array",
    given,
    "The running totals along `axis`: of the shape of the operands, which broadcast, laid out as "
    "`map` does.",
    "%s = scan %a, axis=0 : array<f64, 1> { (%x: f64): yield %x } into "
    "{ (%total: f64, %y: f64): %z = add %total, %y : f64 yield %z } where %a: array<f64, 1>",
    options=("axis", "shaped", "order"),
    effects=reads("array") | allocates("array"),
    elementwise=True,
    laid=True,
    fresh=True,
    apart=True,
    raises=("ValueError", "MemoryError", "Exception"),
    expand=_expand_scan,
)
