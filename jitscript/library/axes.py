"""Which axes a result has: computed while the caller is compiled, from constants."""

from __future__ import annotations

from collections.abc import Sequence

from .intrinsics import compile_time


@compile_time
def axis_of(axis: int, ndim: int) -> int:
    """The axis counted from 0. Raises ValueError in NumPy's words where there is none."""
    if type(axis) is not int:
        raise ValueError(f"an axis is an int, not {axis!r}")
    if not -ndim <= axis < ndim:
        raise ValueError(f"axis {axis} is out of bounds for array of dimension {ndim}")
    return axis % ndim


@compile_time
def before(axis: int) -> int:
    return axis - 1


@compile_time
def after(axis: int) -> int:
    return axis + 1


@compile_time
def axes_from(first: int, ndim: int) -> tuple[int, ...]:
    return tuple(range(first, ndim))


@compile_time
def axis_first(axis: int, ndim: int) -> tuple[int, ...]:
    """All axes, this one first."""
    return (axis, *(k for k in range(ndim) if k != axis))


@compile_time
def at_front(n: int, axis: int, ndim: int) -> tuple[int, ...]:
    """All axes, the `n` that begin at `axis` first."""
    inside = range(axis, axis + n)
    return (*inside, *(k for k in range(ndim) if k not in inside))


def normalized(axes: Sequence[int], ndim: int) -> list[int]:
    """Axes counted from 0, each once."""
    found = [axis_of(k, ndim) for k in axes]
    if len(set(found)) < len(found):
        raise ValueError("repeated axis")
    return found
