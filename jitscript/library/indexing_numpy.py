"""Indexing with arrays: what `a[indices]` and `a[mask]` read and set.

The front end (`frontend/indexing.py`) takes a subscript apart. Here an index array is checked and
becomes *places*, bytes from the first element along its axis; those of several arrays are added.
What is left of the array, `part`, is then read or set at every place.
"""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from .intrinsics import op
from .kinds import D, Whole

ZERO = "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead."


def flat(a: np.ndarray[Any, np.dtype[D]]):
    """All elements in C order, of rank 1: a view where the array is contiguous."""
    if a.ndim == 1:
        return a
    if not contiguous(a):
        a = a.copy()
    return op.array_view(a, 0, a.size, a.itemsize)


def contiguous(a: np.ndarray[Any, np.dtype[D]]) -> bool:
    """Whether the elements lie in memory in C order, without gaps."""
    if a.size == 0:
        return True
    step = a.itemsize
    for size, stride in zip(reversed(a.shape), reversed(a.strides)):
        if size != 1 and stride != step:
            return False
        step = op.mul(step, size)
    return True


def row(a: np.ndarray[Any, np.dtype[D]], k: int):
    """What is at `k` along the first axis, as an array of one rank less."""
    return op.array_view(a, op.mul(k, a.strides[0]), *a.shape[1:], *a.strides[1:])


# --- places -------------------------------------------------------------------------------------


def places(
    indices: np.ndarray[Any, np.dtype[Whole]], size: int, stride: int, axis: int, some: bool
):
    """Where the indices lead along an axis. IndexError for the first that leads out of it, unless
    nothing (not `some`) is to be read or set."""
    found = op.array_alloc(*indices.shape, dtype=np.int64, zero=False)
    given = flat(indices)
    n = len(given)
    to = op.array_view(found, 0, n, 8)
    end = np.int64(size)
    step = np.int64(stride)
    wrong = np.False_
    for k in range(n):
        i = op.cast(given[k], to=np.int64)
        j = i + end if i < 0 else i
        wrong = wrong | (j < 0) | (j >= end)
        op.array_store(to, k, j * step)
    if wrong and some:
        _out_of_bounds(given, size, axis)
    return found


def _out_of_bounds(given: np.ndarray[tuple[int], np.dtype[Whole]], size: int, axis: int) -> None:
    for k in range(len(given)):
        i = op.cast(given[k], to=int)
        if i < -size or i >= size:
            raise IndexError(f"index {i} is out of bounds for axis {axis} with size {size}")


def element_at(part: np.ndarray[Any, np.dtype[D]], place: np.int64):
    """What lies so many bytes beyond the part: of its rank, an element for rank 0."""
    return op.array_view(part, op.cast(place, to=int), *part.shape, *part.strides)


def gather(part: np.ndarray[Any, np.dtype[D]], where: np.ndarray[Any, np.dtype[np.int64]]):
    """A new array of the part at every place."""
    if part.ndim > 1 and not _is_in_order(part):
        return _gathered(part, where)
    out = op.array_alloc(*where.shape, *part.shape, dtype=D, zero=False)
    at = op.array_view(where, 0, where.size, 8)
    if part.ndim == 0:
        to = op.array_view(out, 0, len(at), out.itemsize)
        for k in range(len(at)):
            op.array_store(to, k, op.array_load(element_at(part, at[k])))
    else:
        rows = op.array_view(
            out, 0, len(at), *part.shape, part.size * out.itemsize, *out.strides[where.ndim :]
        )
        for k in range(len(at)):
            put(rows[k], element_at(part, at[k]))
    return out


def gather_laid(
    part: np.ndarray[Any, np.dtype[D]],
    where: np.ndarray[Any, np.dtype[np.int64]],
    laid: np.ndarray[Any, np.dtype[Whole]],
):
    """As `gather` of single elements, which lie in the order of an array of the same shape."""
    if _is_in_order(laid):
        return gather(part, where)
    out = op.array_like(laid, dtype=D)
    gather_into(out, part, where)
    return out


def _is_in_order(a: np.ndarray[Any, np.dtype[D]]) -> bool:
    """Whether no axis has longer steps than one before it."""
    last = abs(a.strides[0])
    for step in a.strides:
        if abs(step) > last:
            return False
        last = abs(step)
    return True


def _gathered(part: np.ndarray[Any, np.dtype[D]], where: np.ndarray[Any, np.dtype[np.int64]]):
    """As `gather`: each part lies in memory in the order of the array's strides."""
    like = np.empty_like(part)
    out = op.array_alloc(*where.shape, *part.shape, dtype=D, zero=False)
    at = op.array_view(where, 0, where.size, 8)
    step = op.mul(part.size, out.itemsize)
    rows = op.array_view(out, 0, len(at), *part.shape, step, *like.strides)
    for k in range(len(at)):
        put(rows[k], element_at(part, at[k]))
    steps = out.strides[: where.ndim]
    return op.array_view(out, 0, *where.shape, *part.shape, *steps, *like.strides)


def gather_into(
    out: np.ndarray[Any, np.dtype[D]],
    part: np.ndarray[Any, np.dtype[D]],
    where: np.ndarray[Any, np.dtype[np.int64]],
) -> None:
    """As `gather`, into an array of that shape."""
    if where.ndim == 0:
        put(out, element_at(part, where[()]))
    else:
        for k in range(len(where)):
            if where.ndim > 1:
                gather_into(out[k], part, where[k])
            elif part.ndim == 0:
                op.array_store(out, k, op.array_load(element_at(part, where[k])))
            else:
                put(out[k], element_at(part, where[k]))


def scatter(
    part: np.ndarray[Any, np.dtype[D]],
    where: np.ndarray[Any, np.dtype[np.int64]],
    values: np.ndarray[Any, np.dtype[D]],
) -> None:
    """Set the part at every place to what `values`, of the shape of all, has for it."""
    for k in range(len(where)):
        if where.ndim > 1:
            scatter(part, where[k], values[k])
        elif part.ndim == 0:
            op.array_store(element_at(part, where[k]), op.array_load(values, k))
        else:
            put(element_at(part, where[k]), values[k])


def scatter_one(
    part: np.ndarray[Any, np.dtype[D]], where: np.ndarray[Any, np.dtype[np.int64]], value: D
) -> None:
    """Set all elements of the part at every place to one value."""
    at = op.array_view(where, 0, where.size, 8)
    for k in range(len(at)):
        put_one(element_at(part, at[k]), value)


def put(to: np.ndarray[Any, np.dtype[D]], values: np.ndarray[Any, np.dtype[D]]) -> None:
    """`to[...] = values`, of one shape, which share no memory."""
    if to.ndim == 0:
        op.array_store(to, op.array_load(values))
    elif to.ndim == 1:
        for k in range(len(to)):
            op.array_store(to, k, op.array_load(values, k))
    else:
        for k in range(len(to)):
            put(to[k], values[k])


def put_one(to: np.ndarray[Any, np.dtype[D]], value: D) -> None:
    if to.ndim == 0:
        op.array_store(to, value)
    elif to.ndim == 1:
        for k in range(len(to)):
            op.array_store(to, k, value)
    else:
        for k in range(len(to)):
            put_one(to[k], value)


# --- masks --------------------------------------------------------------------------------------


def count(mask: np.ndarray[Any, np.dtype[D]]) -> int:
    """How many elements are true."""
    n = 0
    for k in range(len(mask)):
        if mask.ndim > 1:
            n = op.add(n, count(mask[k]))
        else:
            n = op.add(n, op.cast(bool(mask[k]), to=int))
    return n


def fit_mask(n: int, size: int, axis: int) -> None:
    """Raise unless a mask has as many elements along an axis as the array; one without elements
    fits any."""
    if n != size and n != 0:
        raise IndexError(
            f"boolean index did not match indexed array along axis {axis}; size of axis is {size} "
            f"but size of corresponding boolean axis is {n}"
        )


def masked(a: np.ndarray[Any, np.dtype[D]], mask: np.ndarray[Any, np.dtype[np.bool_]]):
    """`a[mask]` of one shape: the elements for which the mask is true, in C order."""
    n = count(mask)
    out = op.array_alloc(op.add(n, 1), dtype=D, zero=False)  # one that is written in vain
    _pick(out, 0, a, mask)
    return op.array_view(out, 0, n, out.itemsize)


def _pick(
    out: np.ndarray[tuple[int], np.dtype[D]],
    n: int,
    a: np.ndarray[Any, np.dtype[D]],
    mask: np.ndarray[Any, np.dtype[np.bool_]],
) -> int:
    for k in range(len(mask)):
        if a.ndim > 1:
            n = _pick(out, n, a[k], mask[k])
        else:
            op.array_store(out, n, op.array_load(a, k))
            n = op.add(n, op.cast(op.array_load(mask, k), to=int))
    return n


def set_masked_one(
    a: np.ndarray[Any, np.dtype[D]], mask: np.ndarray[Any, np.dtype[np.bool_]], value: D
) -> None:
    """`a[mask] = value` of one shape."""
    for k in range(len(mask)):
        if a.ndim > 1:
            set_masked_one(a[k], mask[k], value)
        elif op.array_load(mask, k):
            op.array_store(a, k, value)


def set_masked(
    a: np.ndarray[Any, np.dtype[D]],
    mask: np.ndarray[Any, np.dtype[np.bool_]],
    values: np.ndarray[tuple[int], np.dtype[D]],
) -> None:
    """`a[mask] = values`, one for each element, or one for all."""
    n = count(mask)
    if len(values) == 1:
        set_masked_one(a, mask, values[0])
        return
    if len(values) != n:
        raise ValueError(
            f"NumPy boolean array indexing assignment cannot assign {len(values)} input values "
            f"to the {n} output values where the mask is true"
        )
    _place(a, mask, values, 0)


def _place(
    a: np.ndarray[Any, np.dtype[D]],
    mask: np.ndarray[Any, np.dtype[np.bool_]],
    values: np.ndarray[tuple[int], np.dtype[D]],
    n: int,
) -> int:
    for k in range(len(mask)):
        if a.ndim > 1:
            n = _place(a[k], mask[k], values, n)
        elif op.array_load(mask, k):
            op.array_store(a, k, values[n])
            n = op.add(n, 1)
    return n


def nonzero(a: np.ndarray[Any, np.dtype[D]]):
    """Where elements are not zero: a row of indices for each."""
    out = op.array_alloc(op.add(count(a), 1), a.ndim, dtype=np.int64, zero=False)
    n = _find(out, 0, a, 0)
    return op.array_view(out, 0, n, a.ndim, 8 * a.ndim, 8)


def _find(
    out: np.ndarray[tuple[int, int], np.dtype[np.int64]],
    n: int,
    a: np.ndarray[Any, np.dtype[D]],
    axis: int,
) -> int:
    for k in range(len(a)):
        if a.ndim > 1:
            start = n
            n = _find(out, n, a[k], axis + 1)
            for j in range(start, n):
                op.array_store(out, j, axis, np.int64(k))
        else:
            op.array_store(out, n, axis, np.int64(k))
            n = op.add(n, op.cast(bool(a[k]), to=int))
    return n
