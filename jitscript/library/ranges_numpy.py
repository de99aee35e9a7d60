"""`np.linspace logspace`, and grids: `meshgrid indices`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from .intrinsics import Given, array_of, dtype_of, inline, op
from .kinds import D, Float
from .registry import builtin


@builtin(np.linspace)
def linspace(
    start: object, stop: object, num: int = 50, endpoint: bool = True, retstep: Given = False
):
    to = np.result_type(start, stop, 1.0).type
    return _with_step(_spaced(_as(start, to), _as(stop, to), num, endpoint), retstep)


@inline
def _as(x: object, to: Given):
    return np.asarray(x).astype(to)[()]


@builtin(np.linspace)
def linspace_typed(
    start: float,
    stop: float,
    num: int = 50,
    endpoint: bool = True,
    retstep: Given = False,
    *,
    dtype: type[D],
):
    a, step = _spaced(np.float64(start), np.float64(stop), num, endpoint)
    out = np.empty(num, D)
    whole = np.zeros((), D)
    if isinstance(whole[()], np.integer):
        for i in range(num):
            out[i] = op.cast(np.floor(a[i]), to=D)
    else:
        out[:] = a
    return _with_step((out, step), retstep)


def _with_step(made: tuple[object, object], retstep: Given):
    return made if retstep == True else made[0]  # noqa: E712


def _spaced(start: Float, stop: Float, num: int, endpoint: bool):
    """The numbers, and the step between them."""
    if num < 0:
        raise ValueError(f"Number of samples, {num}, must be non-negative.")
    a = np.empty(num, Float)
    div = num - 1 if endpoint else num
    delta = stop - start
    step = Float(float("nan"))
    if div > 0:
        step = delta / Float(div)
    for i in range(num):
        at = Float(i)
        at = (at * step if step != 0 else at / Float(div) * delta) if div > 0 else at * delta
        a[i] = at + start
    if endpoint and num > 1:
        a[num - 1] = stop
    return a, step


@builtin(np.logspace)
def logspace(
    start: object, stop: object, num: int = 50, endpoint: bool = True, base: object = 10.0
):
    return np.power(base, np.linspace(start, stop, num, endpoint))


# --- grids --------------------------------------------------------------------------------------


@inline
def _known(indexing: Given) -> None:
    if indexing != "xy" and indexing != "ij":
        raise ValueError("Valid values for `indexing` are 'xy' and 'ij'.")


@builtin(np.meshgrid)
def meshgrid_1(x: object, *, indexing: Given = "xy"):
    _known(indexing)
    return (np.ravel(array_of(x)),)


@builtin(np.meshgrid)
def meshgrid_2(x: object, y: object, *, indexing: Given = "xy"):
    _known(indexing)
    a, b = np.ravel(np.asarray(x)), np.ravel(np.asarray(y))
    if indexing == "ij":
        p = op.array_alloc(len(a), len(b), dtype=dtype_of((a,)), zero=False)
        q = op.array_alloc(len(a), len(b), dtype=dtype_of((b,)), zero=False)
        p[:] = a[:, None]
        q[:] = b
        return p, q
    p = op.array_alloc(len(b), len(a), dtype=dtype_of((a,)), zero=False)
    q = op.array_alloc(len(b), len(a), dtype=dtype_of((b,)), zero=False)
    p[:] = a
    q[:] = b[:, None]
    return p, q


@builtin(np.meshgrid)
def meshgrid_3(x: object, y: object, z: object, *, indexing: Given = "xy"):
    _known(indexing)
    a, b, c = np.ravel(np.asarray(x)), np.ravel(np.asarray(y)), np.ravel(np.asarray(z))
    if indexing == "ij":
        return (
            _cube(a[:, None, None], len(a), len(b), len(c)),
            _cube(b[None, :, None], len(a), len(b), len(c)),
            _cube(c[None, None, :], len(a), len(b), len(c)),
        )
    return (
        _cube(a[None, :, None], len(b), len(a), len(c)),
        _cube(b[:, None, None], len(b), len(a), len(c)),
        _cube(c[None, None, :], len(b), len(a), len(c)),
    )


def _cube(a: np.ndarray[Any, np.dtype[D]], n: int, m: int, k: int):
    out = np.empty((n, m, k), D)
    out[:] = a
    return out


@builtin(np.indices)
def indices_2(dimensions: tuple[int, int]):
    n, m = dimensions
    out = np.empty((2, n, m), np.int64)
    out[0] = np.arange(n)[:, None]
    out[1] = np.arange(m)
    return out


@builtin(np.indices)
def indices_1(dimensions: tuple[int]):
    return np.arange(dimensions[0])[None, :].copy()


@builtin(np.indices)
def indices_3(dimensions: tuple[int, int, int]):
    n, m, k = dimensions
    out = np.empty((3, n, m, k), np.int64)
    out[0] = np.arange(n)[:, None, None]
    out[1] = np.arange(m)[:, None]
    out[2] = np.arange(k)
    return out


@builtin(np.fromiter)
def fromiter(iter: object, dtype: type[D]):
    return array_of([x for x in iter], D)


@builtin(np.fromiter)
def fromiter_counted(iter: object, dtype: type[D], count: int):
    if count == -1:
        return array_of([x for x in iter], D)
    items = [x for x in iter]
    if len(items) < count:
        raise ValueError(
            f"iterator too short: Expected {count} but iterator had only {len(items)} items."
        )
    return array_of(items[: max(count, 0)], D)
