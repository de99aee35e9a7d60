"""Slices as NumPy and Python cut them: bounds clipped to the dimension, and lengths."""

from __future__ import annotations

from .intrinsics import inline, op


@inline
def clip_up(i: int, n: int) -> int:
    """A bound of a slice with a positive step over n elements, as an index in 0 … n."""
    if i < 0:
        i = op.add(i, n)
        if i < 0:
            return 0
        return i
    if i > n:
        return n
    return i


@inline
def length_up(low: int, high: int, step: int) -> int:
    """How many elements low, low + step, … are below high."""
    if high <= low:
        return 0
    return op.add(op.tdiv(op.sub(op.sub(high, low), 1), step), 1)


@inline
def clip_down(i: int, n: int) -> int:
    """A bound of a slice with a negative step, as an index in -1 … n - 1."""
    if i < 0:
        i = op.add(i, n)
        if i < 0:
            return -1
        return i
    if i >= n:
        return op.sub(n, 1)
    return i


@inline
def length_down(high: int, low: int, step: int) -> int:
    """How many elements high, high + step, … are above low; step < 0."""
    if high <= low:
        return 0
    return op.add(op.tdiv(op.sub(low, op.sub(high, 1)), step), 1)
