"""Which code is worth the dearer optimisations."""

from __future__ import annotations

from collections.abc import Iterable

from ..core import Function

LONG = 3000  # ops


def runs_once(functions: Iterable[Function]) -> bool:
    """Whether code is long and has no loop: to look at all of it longer than it runs gains
    nothing."""
    size = 0
    for function in functions:
        for op in function.walk():
            if op.info.loop:
                return False
            size += not op.info.free
    return size > LONG
