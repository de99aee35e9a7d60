"""`format` of what no number of Python's holds."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from .containers_str import Str
from .formatting import UNSIGNED, format_whole
from .intrinsics import op, u64
from .registry import builtin
from .text_numpy import str_of_u64


@builtin(format)
def format_unsigned(n: np.uint64, spec: Str = "") -> Str:
    if op.buffer_len(spec._data) == 0:
        return str_of_u64(n)
    return format_whole(False, op.cast(n, to=u64), spec, UNSIGNED)
