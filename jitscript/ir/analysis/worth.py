"""Which code is worth the dearer optimisations."""

from __future__ import annotations

from collections.abc import Iterable

from ..core import Function, Op

LONG = 1000  # ops
MANY = 100  # loops
SHOWN = 250  # values


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


def shows_much(function: Function) -> bool:
    """Whether a function has no loop and long displays: beside the memory that it fills, it
    matters little how fast it computes the values."""
    shown = 0
    for op in function.walk():
        if op.info.loop:
            return False
        values = len(op.stored)
        shown += values if values > 1 else 0
    return shown >= SHOWN


def many_loops(functions: Iterable[Function]) -> bool:
    """Whether a program has so many loops that few of them can be where its time goes."""
    count = 0
    for function in functions:
        if not function.attrs.get("cold"):
            count += sum(map(innermost, function.walk()))
            if count > MANY:
                return True
    return False


def innermost(op: Op) -> bool:
    """Whether `op` is a loop with no loop in it."""
    return op.info.loop and not any(x.info.loop for x in op.regions[0].walk())
