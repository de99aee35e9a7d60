"""Other shapes of the same elements: `reshape ravel flatten`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import indexing_numpy as indexing
from .axes import after
from .intrinsics import Given, array_of, op
from .kinds import D
from .registry import builtin

_MOST = 9223372036854775807
_ROOT = 1 << 31  # the product of two below is no overflow


@builtin(np.reshape, np.ndarray.reshape)
def reshape_1(a: np.ndarray[Any, np.dtype[D]], shape: int):
    return reshaped(a, (shape,))


@builtin(np.reshape, np.ndarray.reshape)
def reshape(a: np.ndarray[Any, np.dtype[D]], shape: tuple[int, ...]):
    return reshaped(a, shape)


@builtin(np.reshape)
def reshape_sequence(a: object, shape: object):
    return np.reshape(array_of(a), shape)


@builtin(np.ndarray.reshape)
def reshape_sizes(a: np.ndarray[Any, np.dtype[D]], *shape: int):
    return reshaped(a, shape)


@builtin(np.ravel, np.ndarray.ravel)
def ravel(a: np.ndarray[Any, np.dtype[D]]):
    if not indexing.contiguous(a):
        a = a.copy()
    return op.array_view(a, 0, a.size, a.itemsize)


@builtin(np.ravel)
def ravel_sequence(a: object):
    return np.ravel(array_of(a))


@builtin(np.ndarray.flatten)
def flatten(a: np.ndarray[Any, np.dtype[D]]):
    b = a.copy()
    return op.array_view(b, 0, b.size, b.itemsize)


def reshaped(a: np.ndarray[Any, np.dtype[D]], shape: tuple[int, ...]):
    """A view where strides can give the shape, else of a copy."""
    dims = _dims(shape, missing(a.size, shape))
    if a.size == 0:
        _to_address(dims, a.itemsize)
    if indexing.contiguous(a):
        return op.array_view(a, 0, *dims, *_steps(dims, a.itemsize))
    return _strided(a, dims)


def missing(size: int, shape: tuple[int, ...]) -> int:
    """The size that is left out of a shape. ValueError where the elements do not fit."""
    known = 1
    unknown = -1
    for k in range(len(shape)):
        if shape[k] >= 0:
            if op.or_(known, shape[k]) >= _ROOT and shape[k] > 0 and known > _MOST // shape[k]:
                _no_fit_known(size, shape)
            known = op.mul(known, shape[k])
        elif unknown < 0:
            unknown = k
        else:
            raise ValueError("can only specify one unknown dimension")
    if unknown >= 0 and (known == 0 or size % known != 0):
        _no_fit_unknown(size, shape, unknown)
    elif unknown < 0 and known != size:
        _no_fit(size, shape)
    return size // known if unknown >= 0 else 0


def _to_address(dims: tuple[int, ...], itemsize: int) -> None:
    """ValueError, as NumPy's, where an array without elements would be too big but for a size of
    zero."""
    known = itemsize
    for k in range(len(dims)):
        if dims[k] > 0:
            if known > _MOST // dims[k]:
                raise ValueError(
                    "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum "
                    "possible size."
                )
            known = op.mul(known, dims[k])


def _dims(shape: tuple[int, ...], unknown: int):
    if len(shape) == 0:
        return ()
    return (_dim(shape[0], unknown), *_dims(shape[1:], unknown))


def _dim(n: int, unknown: int) -> int:
    return n if n >= 0 else unknown


def _steps(dims: tuple[int, ...], itemsize: int):
    """The strides of a contiguous array."""
    if len(dims) == 0:
        return ()
    if len(dims) == 1:
        return (itemsize,)
    inner = _steps(dims[1:], itemsize)
    return (op.mul(inner[0], dims[1]), *inner)


def _strided(a: np.ndarray[Any, np.dtype[D]], dims: tuple[int, ...]):
    steps = np.zeros(len(dims), np.int64)
    if not _view_strides(a, np.array(dims, np.int64), steps):
        b = a.copy()
        return op.array_view(b, 0, *dims, *_steps(dims, b.itemsize))
    return op.array_view(a, 0, *dims, *_first_of(steps, dims, 0))


def _first_of(
    steps: np.ndarray[tuple[int], np.dtype[np.int64]], like: tuple[int, ...], start: Given
):
    """The values of an array of as many as the tuple has."""
    if start == len(like):
        return ()
    return (int(steps[start]), *_first_of(steps, like, after(start)))


def _view_strides(
    a: np.ndarray[Any, np.dtype[D]],
    dims: np.ndarray[tuple[int], np.dtype[np.int64]],
    steps: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> bool:
    """The strides with which the memory of an array, which has elements, has other sizes, as NumPy
    finds them: groups of axes, old and new, of as many elements."""
    sizes = np.zeros(a.ndim, np.int64)
    strides = np.zeros(a.ndim, np.int64)
    old = 0
    for k in range(a.ndim):
        if a.shape[k] != 1:
            sizes[old] = a.shape[k]
            strides[old] = a.strides[k]
            old += 1
    new = len(dims)
    i, j, n, m = 0, 1, 0, 1  # the old axes i:j beside the new axes n:m
    while n < new and i < old:
        wanted, found = dims[n], sizes[i]
        while wanted != found:
            if wanted < found:
                wanted = wanted * dims[m]
                m += 1
            else:
                found = found * sizes[j]
                j += 1
        for k in range(i, j - 1):
            if strides[k] != sizes[k + 1] * strides[k + 1]:
                return False
        steps[m - 1] = strides[j - 1]
        for k in range(m - 1, n, -1):
            steps[k - 1] = steps[k] * dims[k]
        n, m, i, j = m, m + 1, j, j + 1
    last = steps[n - 1] if n > 0 else np.int64(a.itemsize)
    for k in range(n, new):
        steps[k] = last
    return True


def _no_fit(size: int, shape: tuple[int, ...]) -> None:
    if len(shape) == 0:
        raise ValueError(f"cannot reshape array of size {size} into shape ()")
    if len(shape) == 1:
        raise ValueError(f"cannot reshape array of size {size} into shape ({shape[0]},)")
    if len(shape) == 2:
        raise ValueError(f"cannot reshape array of size {size} into shape ({shape[0]},{shape[1]})")
    if len(shape) == 3:
        raise ValueError(
            f"cannot reshape array of size {size} into shape ({shape[0]},{shape[1]},{shape[2]})"
        )
    if len(shape) == 4:
        raise ValueError(
            f"cannot reshape array of size {size} into shape "
            f"({shape[0]},{shape[1]},{shape[2]},{shape[3]})"
        )
    raise ValueError(
        f"cannot reshape array of size {size} into shape "
        f"({shape[0]},{shape[1]},{shape[2]},{shape[3]},{shape[4]})"
    )


def _no_fit_known(size: int, shape: tuple[int, ...]) -> None:
    """More elements than there is memory for, whatever is left out."""
    for k in range(len(shape)):
        if shape[k] < 0:
            _no_fit_unknown(size, shape, k)
    _no_fit(size, shape)


def _no_fit_unknown(size: int, shape: tuple[int, ...], unknown: int) -> None:
    """NumPy leaves out a leading -1, and writes others as `newaxis`."""
    if len(shape) == 1:
        raise ValueError(f"cannot reshape array of size {size} into shape ()")
    if len(shape) == 2:
        if unknown == 0:
            raise ValueError(f"cannot reshape array of size {size} into shape ({shape[1]})")
        raise ValueError(f"cannot reshape array of size {size} into shape ({shape[0]},newaxis)")
    if len(shape) == 3:
        a, b, c = shape
        if unknown == 0:
            raise ValueError(f"cannot reshape array of size {size} into shape ({b},{c})")
        if unknown == 1:
            raise ValueError(f"cannot reshape array of size {size} into shape ({a},newaxis,{c})")
        raise ValueError(f"cannot reshape array of size {size} into shape ({a},{b},newaxis)")
    if len(shape) == 4:
        a, b, c, d = shape
        if unknown == 0:
            raise ValueError(f"cannot reshape array of size {size} into shape ({b},{c},{d})")
        if unknown == 1:
            raise ValueError(
                f"cannot reshape array of size {size} into shape ({a},newaxis,{c},{d})"
            )
        if unknown == 2:
            raise ValueError(
                f"cannot reshape array of size {size} into shape ({a},{b},newaxis,{d})"
            )
        raise ValueError(f"cannot reshape array of size {size} into shape ({a},{b},{c},newaxis)")
    if len(shape) == 5:
        a, b, c, d, e = shape
        if unknown == 0:
            raise ValueError(f"cannot reshape array of size {size} into shape ({b},{c},{d},{e})")
        if unknown == 1:
            raise ValueError(
                f"cannot reshape array of size {size} into shape ({a},newaxis,{c},{d},{e})"
            )
        if unknown == 2:
            raise ValueError(
                f"cannot reshape array of size {size} into shape ({a},{b},newaxis,{d},{e})"
            )
        if unknown == 3:
            raise ValueError(
                f"cannot reshape array of size {size} into shape ({a},{b},{c},newaxis,{e})"
            )
        raise ValueError(
            f"cannot reshape array of size {size} into shape ({a},{b},{c},{d},newaxis)"
        )
