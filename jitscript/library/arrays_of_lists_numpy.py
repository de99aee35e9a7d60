"""`np.array` of lists: of numbers, and of lists, tuples and arrays."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np

from .intrinsics import array_of, op
from .kinds import D, E
from .registry import builtin, constructor

T = TypeVar("T")
DTYPES = (
    np.bool_,
    np.int8,
    np.int16,
    np.int32,
    np.int64,
    np.uint8,
    np.uint16,
    np.uint32,
    np.uint64,
    np.float16,
    np.float32,
    np.float64,
    np.complex64,
    np.complex128,
)


def of_numbers(items: list[T], dtype: type[D]):
    out = np.empty(len(items), D)
    for k in range(len(items)):
        out[k] = items[k]
    return out


def of_parts(items: list[T], dtype: type[D]):
    """An array of the parts, each of which is an array or becomes one."""
    n = len(items)
    if n == 0:
        raise ValueError(
            "NumPy makes an array of one dimension of an empty list of sequences, compiled code "
            "one of as many as the type says: make it with np.zeros((0, …))"
        )
    first = array_of(items[0], D)
    out = op.array_alloc(n, *first.shape, dtype=D, zero=False)
    out[0] = first
    alike = first.ndim
    for k in range(1, n):
        part = array_of(items[k], D)
        alike = _agree(first, part, alike)
        if alike == first.ndim:
            out[k] = part
    if alike < first.ndim:
        _ragged(n, first, alike)
    return out


def must_have_elements(a: np.ndarray[Any, np.dtype[D]]) -> None:
    if a.size == 0:
        raise ValueError(
            "NumPy makes an array of float64 of a list without elements, compiled code one of the "
            "type that they would have: say which with dtype="
        )


def _agree(a: np.ndarray[Any, np.dtype[D]], b: np.ndarray[Any, np.dtype[D]], most: int) -> int:
    """Along how many axes, of the first so many, two parts have one size."""
    for axis in range(most):
        if a.shape[axis] != b.shape[axis]:
            return axis
    return most


def _ragged(n: int, a: np.ndarray[Any, np.dtype[D]], alike: int) -> None:
    shape = f"({n}"
    for axis in range(alike):
        shape = f"{shape}, {a.shape[axis]}"
    end = ",)" if alike == 0 else ")"
    raise ValueError(
        f"setting an array element with a sequence. The requested array has an inhomogeneous "
        f"shape after {alike + 1} dimensions. The detected shape was {shape}{end} + "
        f"inhomogeneous part."
    )


@builtin(np.array, np.asarray, np.asanyarray)
def array_of_range(object: range):
    a = np.arange(object.start, object.stop, object.step)
    must_have_elements(a)
    return a


@builtin(np.array, np.asarray, np.asanyarray)
def array_of_range_typed(object: range, dtype: type[D]):
    return np.arange(object.start, object.stop, object.step).astype(D)


@builtin(np.array)
def array(object: object):
    return array_of(object)


@builtin(np.array)
def array_typed(object: object, dtype: type[D]):
    return array_of(object, D)


@builtin(np.asarray, np.asanyarray)
def asarray_same(a: np.ndarray[Any, np.dtype[D]]):
    return a


@builtin(np.asarray, np.asanyarray)
def asarray_as_it_is(a: np.ndarray[Any, np.dtype[D]], dtype: type[D]):
    return a


@builtin(np.asarray, np.asanyarray)
def asarray_converted(a: np.ndarray[Any, np.dtype[D]], dtype: type[E]):
    return a.astype(E)


@builtin(np.asarray, np.asanyarray)
def asarray(a: object):
    return array_of(a)


@builtin(np.asarray, np.asanyarray)
def asarray_typed(a: object, dtype: type[D]):
    return array_of(a, D)


# --- NumPy's types, called: np.float32(a) ---------------------------------------------------------


@constructor(*DTYPES)
def of_type(to: type[D], a: np.ndarray[Any, np.dtype[D]]):
    """The array itself; one of no dimensions gives its number."""
    if a.ndim == 0:
        return a[()]
    return a


@constructor(*DTYPES)
def to_type(to: type[D], a: np.ndarray[Any, np.dtype[E]]):
    if a.ndim == 0:
        return a.astype(D)[()]
    return a.astype(D)


@constructor(*DTYPES)
def list_to_type(to: type[D], items: list[T]):
    return array_of(items, D)


@constructor(*DTYPES)
def tuple_to_type(to: type[D], items: tuple[T, ...]):
    return array_of(items, D)
