"""Which axes a result has: computed while the caller is compiled, from constants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .intrinsics import compile_time

Axes = int | Sequence[int]


@compile_time
def axis_of(axis: int, ndim: int) -> int:
    """The axis counted from 0. Raises ValueError in NumPy's words where there is none."""
    if type(axis) is not int:
        raise ValueError(f"an axis is an int, not {axis!r}")
    if not -ndim <= axis < ndim:
        raise ValueError(f"axis {axis} is out of bounds for array of dimension {ndim}")
    return axis % ndim


@compile_time
def only(given: object, allowed: object) -> None:
    """Raise ValueError unless an argument is the one that is supported."""
    if given != allowed:
        raise ValueError(f"{given!r} is not supported here")


@compile_time
def in_plane(plane: Axes, which: int, ndim: int) -> int:
    """One of two different axes, counted from 0."""
    found = normalized(_sequence(plane), ndim, "Axes must be different.")
    if len(found) != 2:
        raise ValueError("len(axes) must be 2.")
    return found[which]


@compile_time
def one_of(kind: object, stable: object) -> None:
    """Raise ValueError where both say how to sort, which NumPy does not take."""
    if kind is not None and stable is not None:
        raise ValueError("`kind` and `stable` parameters can't be provided at the same time")


@compile_time
def kind_of(of: Any) -> str:
    import numpy as np

    return np.dtype(of).kind


@compile_time
def last_only(axis: int, ndim: int) -> None:
    if axis_of(axis, ndim) != ndim - 1:
        raise ValueError("another axis than the last is not supported")


@compile_time
def as_deep(ndim: int, other: int) -> None:
    if ndim != other or ndim not in (1, 2):
        raise ValueError("arrays of these ranks are not supported")


@compile_time
def same_rank(ndim: int, other: int) -> None:
    if ndim != other:
        raise ValueError(f"values of rank {ndim} for an array of rank {other} are not supported")


@compile_time
def real_or_whole(of: Any) -> None:
    import numpy as np

    if np.dtype(of).kind == "c" or np.dtype(of) == np.float16:
        raise ValueError(f"arrays of {np.dtype(of)} are not supported")


@compile_time
def whole_or_double(of: Any) -> None:
    """Raise ValueError for shares of another type: NumPy finds the places in that."""
    import numpy as np

    if np.dtype(of).kind == "f" and of is not np.float64:
        raise ValueError(f"quantiles that are {np.dtype(of)} are not supported")


@compile_time
def not_both_whole(of: Any, other: Any) -> None:
    import numpy as np

    if np.dtype(of).kind in "iub" and np.dtype(other).kind in "iub":
        raise ValueError("quantiles that are whole numbers, of whole numbers, are not supported")


@compile_time
def safe_index(of: Any) -> None:
    """Raise ValueError unless a dtype can be that of indices."""
    import numpy as np

    if not np.can_cast(of, np.int64):
        raise ValueError(f"indices of {np.dtype(of)} are not supported")


@compile_time
def before(axis: int) -> int:
    return axis - 1


@compile_time
def after(axis: int) -> int:
    return axis + 1


@compile_time
def below(n: int, by: int) -> int:
    return max(0, n - by)


@compile_time
def plus(axis: int, by: int) -> int:
    return axis + by


@compile_time
def others(axis: int, ndim: int) -> tuple[int, ...]:
    """All axes but one."""
    return tuple(k for k in range(ndim) if k != axis)


@compile_time
def behind(first: int, ndim: int) -> tuple[int, ...]:
    """All axes, the first ones behind the others."""
    return (*range(first, ndim), *range(first))


@compile_time
def axes_from(first: int, ndim: int) -> tuple[int, ...]:
    return tuple(range(first, ndim))


@compile_time
def axis_first(axis: int, ndim: int) -> tuple[int, ...]:
    """All axes, this one first."""
    return (axis, *(k for k in range(ndim) if k != axis))


@compile_time
def axis_last(axis: int, ndim: int) -> tuple[int, ...]:
    """All axes, this one last."""
    return (*(k for k in range(ndim) if k != axis), axis)


@compile_time
def flags(*bits: bool) -> int:
    """Whether each is true, as a number whose first bit is the highest."""
    return sum(bool(b) << k for k, b in enumerate(reversed(bits)))


@compile_time
def reversed_axes(ndim: int) -> tuple[int, ...]:
    return tuple(range(ndim))[::-1]


@compile_time
def permutation(axes: Sequence[int], ndim: int) -> tuple[int, ...]:
    if len(axes) != ndim:
        raise ValueError("axes don't match array")
    return tuple(normalized(axes, ndim, "repeated axis in transpose"))


@compile_time
def swapped(first: int, second: int, ndim: int) -> tuple[int, ...]:
    axes = list(range(ndim))
    i, j = axis_of(first, ndim), axis_of(second, ndim)
    axes[i], axes[j] = j, i
    return tuple(axes)


@compile_time
def moved(source: Axes, destination: Axes, ndim: int) -> tuple[int, ...]:
    """The axes as `np.moveaxis` has them."""
    start = normalized(_sequence(source), ndim, "repeated axis in `source` argument")
    end = normalized(_sequence(destination), ndim, "repeated axis in `destination` argument")
    if len(start) != len(end):
        raise ValueError(
            "`source` and `destination` arguments must have the same number of elements"
        )
    axes = [k for k in range(ndim) if k not in start]
    for place, axis in sorted(zip(end, start)):
        axes.insert(place, axis)
    return tuple(axes)


@compile_time
def rolled(axis: int, start: int, ndim: int) -> tuple[int, ...]:
    """The axes as `np.rollaxis` has them."""
    k = axis_of(axis, ndim)
    to = start + ndim if start < 0 else start
    if not 0 <= to <= ndim:
        raise ValueError(f"start {start} is out of bounds for {ndim + 1} dimensions")
    axes = [i for i in range(ndim) if i != k]
    axes.insert(to - (k < to), k)
    return tuple(axes)


@compile_time
def gone(axis: Axes | None, ndim: int) -> tuple[int, ...]:
    """The axes that are squeezed out."""
    if axis is None:
        raise ValueError(
            "the rank of the result depends on the sizes: say which axis, as in squeeze(axis=0)"
        )
    return tuple(normalized(_sequence(axis), ndim, "duplicate value in 'axis'"))


@compile_time
def without(axis: Axes, ndim: int) -> tuple[int, ...]:
    """The axes that are left then."""
    squeezed = gone(axis, ndim)
    return tuple(k for k in range(ndim) if k not in squeezed)


@compile_time
def expanded(axis: Axes, ndim: int) -> tuple[int | None, ...]:
    """The axes with new ones, None, that stand at these places of the result."""
    places = _sequence(axis)
    new = normalized(places, ndim + len(places), "repeated axis")
    old = iter(range(ndim))
    return tuple(None if k in new else next(old) for k in range(ndim + len(places)))


@compile_time
def led(ndim: int, least: int) -> tuple[int | None, ...]:
    """All axes, with new ones before them so that there are as many as this."""
    return (*[None] * (least - ndim), *range(ndim))


@compile_time
def from_end(axis: int, ndim: int, n: int) -> int:
    """Which of the n last of the axes an axis is; negative if none."""
    return axis - (ndim - n)


@compile_time
def no_mode(mode: str) -> int:
    raise ValueError(f"mode '{mode}' is not supported")


@compile_time
def inverse(axes: Sequence[int]) -> tuple[int, ...]:
    """The order that undoes an order of axes."""
    return tuple(axes.index(k) for k in range(len(axes)))


def _sequence(axis: Axes) -> Sequence[int]:
    return (axis,) if isinstance(axis, int) else axis


def normalized(axes: Sequence[int], ndim: int, repeated: str) -> list[int]:
    """Axes counted from 0, each once."""
    found = [axis_of(k, ndim) for k in axes]
    if len(set(found)) < len(found):
        raise ValueError(repeated)
    return found


@compile_time
def axis_sequence(axis: Axes) -> tuple[int, ...]:
    return tuple(_sequence(axis))


@compile_time
def is_sequence(axis: object) -> bool:
    return not isinstance(axis, int)


@compile_time
def as_many(shifts: int, axes: tuple[int, ...]) -> tuple[int, ...]:
    """The axes, of which there must be as many as shifts."""
    if shifts != len(axes):
        raise ValueError("'shift' and 'axis' must have as many elements, or one")
    return axes


@compile_time
def ones(ndim: int) -> tuple[int, ...]:
    return (1,) * ndim


@compile_time
def last_of(conditions: int, choices: int) -> int:
    if conditions != choices:
        raise ValueError("list of cases must be same length as list of conditions")
    if conditions == 0:
        raise ValueError("select with an empty condition list is not possible")
    return conditions - 1


@compile_time
def put_back(outer: int, inner: int, axis: int) -> tuple[int, ...]:
    """The last `inner` axes of `outer + inner`, moved to `axis`."""
    return (*range(axis), *range(outer, outer + inner), *range(axis, outer))


@compile_time
def same_kind(ufunc: str, source: Any, to: Any) -> None:
    """Raises ValueError in NumPy's words where what a ufunc gives cannot be stored in place."""
    import numpy as np

    if not np.can_cast(source, to, "same_kind"):
        raise ValueError(
            f"Cannot cast ufunc '{ufunc}' output from {source!r} to {to!r} with casting rule "
            "'same_kind'"
        )


@compile_time
def unsafe(source: Any, to: Any, ndim: int) -> str:
    """What NumPy says where an array is not to lose values by a conversion, and might; or ""."""
    import numpy as np

    if np.can_cast(source, to, "safe"):
        return ""
    what = "array data" if ndim else "scalar"
    return f"Cannot cast {what} from {source!r} to {to!r} according to the rule 'safe'"
