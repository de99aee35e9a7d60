"""NumPy's functions of elements that are made of others: `clip round isclose allclose nan_to_num`,
and those of one element that are no operator and no function of libm."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .intrinsics import Given, compile_time, inline, op
from .kinds import Complex, D, Float, Integer, Real, Signed, Unsigned, Whole
from .registry import builtin, family
from .words import DOES_NOT_FIT


@builtin(np.clip)
@inline
def clip_named(a: object, a_min: object, *, a_max: object):
    return np.clip(a, a_min, a_max)


@compile_time
def scale(decimals: Any) -> float:
    return float(10 ** abs(decimals))


@builtin(np.round, np.around, np.ndarray.round)
@inline
def round_real(a: np.ndarray[Any, np.dtype[Real]], decimals: Given = 0):
    if decimals == 0:
        return np.rint(a)
    if decimals > 0:
        return np.rint(a * scale(decimals)) / scale(decimals)
    return np.rint(a / scale(decimals)) * scale(decimals)


@builtin(np.sign)
@inline
def sign_real(x: Real) -> Real:
    if x > 0:
        return op.cast(1.0, to=Real)
    if x < 0:
        return op.cast(-1.0, to=Real)
    return op.cast(0.0, to=Real) if x == 0 else x


@builtin(np.sign)
@inline
def sign_signed(x: Signed) -> Signed:
    return op.cast(op.sub(op.cast(x > 0, to=int), op.cast(x < 0, to=int)), to=Signed)


@builtin(np.sign)
@inline
def sign_unsigned(x: Unsigned) -> Unsigned:
    return op.cast(x > 0, to=Unsigned)


@builtin(np.signbit)
@inline
def signbit(x: Real) -> np.bool_:
    return op.copysign(op.cast(1.0, to=Real), x) < 0


@family({np.deg2rad: math.pi / 180.0, np.radians: math.pi / 180.0})
@inline
def to_radians(factor: Given, x: Real) -> Real:
    return x * factor


@builtin(np.rad2deg, np.degrees)
@inline
def to_degrees(x: Real) -> Real:
    return x * (op.cast(180.0, to=Real) / op.cast(math.pi, to=Real))


@builtin(np.fmod)
@inline
def fmod(x: Real, y: Real) -> Real:
    return op.libm(x, y, name="fmod")


@builtin(np.fmod)
@inline
def fmod_signed(x: Signed, y: Signed) -> Signed:
    if y == 0 or y == -1:  # the least number by -1 has a quotient too large
        return x ^ x
    return op.trem(x, y)


@builtin(np.fmod)
@inline
def fmod_unsigned(x: Unsigned, y: Unsigned) -> Unsigned:
    return y if y == 0 else op.trem(x, y)


@builtin(np.isclose)
@inline
def isclose(
    a: object, b: object, rtol: object = 1e-05, atol: object = 1e-08, equal_nan: Given = False
):
    x, y = _operand(a), _inexact(b)
    near = np.less_equal(abs(x - y), atol + rtol * abs(y)) & np.isfinite(y)
    if equal_nan:
        return near | np.equal(x, y) | (np.isnan(x) & np.isnan(y))
    return near | np.equal(x, y)


@inline
def _operand(x: object):
    """Python's numbers stay as they are, and count for no dtype."""
    return x if isinstance(x, (int, float, complex)) else np.asarray(x)[()]


@inline
def _inexact(x: object):
    if isinstance(x, (float, complex)):
        return x
    if isinstance(x, int):
        return float(x)
    return np.asarray(x, np.result_type(np.asarray(x), 1.0).type)[()]


@builtin(np.allclose)
@inline
def allclose(
    a: object, b: object, rtol: object = 1e-05, atol: object = 1e-08, equal_nan: Given = False
) -> bool:
    return bool(np.logical_and.reduce(np.isclose(a, b, rtol, atol, equal_nan), None))


@compile_time
def largest(of: Any) -> float:
    return float(np.finfo(of).max)


@builtin(np.nan_to_num)
def nan_to_num(
    x: np.ndarray[Any, np.dtype[Float]],
    copy: Given = True,
    nan: float = 0.0,
    posinf: object = None,
    neginf: object = None,
):
    if copy:
        return _to_num(x, nan, posinf, neginf)
    x[...] = _to_num(x, nan, posinf, neginf)
    return x[()] if x.ndim == 0 else x


@inline
def _to_num(
    x: np.ndarray[Any, np.dtype[Float]], nan: float, posinf: object = None, neginf: object = None
):
    most = largest(Float) if posinf is None else posinf
    least = -largest(Float) if neginf is None else neginf
    found = np.where(x == np.inf, Float(most), np.where(x == -np.inf, Float(least), x))
    return np.where(np.isnan(x), Float(nan), found)


@builtin(np.nan_to_num)
def nan_to_num_complex(
    x: np.ndarray[Any, np.dtype[Complex]],
    copy: Given = True,
    nan: float = 0.0,
    posinf: object = None,
    neginf: object = None,
):
    out = np.copy(x) if copy else x
    np.nan_to_num(out.real, False, nan, posinf, neginf)
    np.nan_to_num(out.imag, False, nan, posinf, neginf)
    return out[()] if x.ndim == 0 else out


@builtin(np.nan_to_num)
def nan_to_num_whole(
    x: np.ndarray[Any, np.dtype[Whole]],
    copy: Given = True,
    nan: float = 0.0,
    posinf: object = None,
    neginf: object = None,
):
    if x.ndim == 0:
        return x[()]
    return np.copy(x) if copy else x


@builtin(np.nan_to_num)
@inline
def nan_to_num_of_any(
    x: object,
    copy: Given = True,
    nan: float = 0.0,
    posinf: object = None,
    neginf: object = None,
):
    return np.nan_to_num(np.asarray(x), copy, nan, posinf, neginf)


@builtin(np.ndarray.fill)
@inline
def fill(a: np.ndarray[Any, np.dtype[D]], value: object) -> None:
    a[...] = value


@builtin(np.ndarray.item)
def item_float(a: np.ndarray[Any, np.dtype[Float]]) -> float:
    return float(_only(a))


@builtin(np.ndarray.item)
def item_int(a: np.ndarray[Any, np.dtype[Integer]]) -> int:
    return int(_only(a))


@builtin(np.ndarray.item)
def item_bool(a: np.ndarray[Any, np.dtype[np.bool_]]) -> bool:
    return bool(_only(a))


@builtin(np.ndarray.item)
def item_complex(a: np.ndarray[Any, np.dtype[Complex]]) -> complex:
    return complex(_only(a))


@builtin(np.ndarray.item)
def item_at(a: np.ndarray[Any, np.dtype[D]], place: int):
    n = a.size
    if place < -n or place >= n:
        raise IndexError(f"index {place} is out of bounds for size {n}")
    return np.ravel(a)[place].item()


@builtin(np.ndarray.item)
def item_at_places(a: np.ndarray[Any, np.dtype[D]], *places: int):
    return a[places].item()


@builtin(np.ndarray.item)
def item_at_place(a: np.ndarray[Any, np.dtype[D]], place: tuple[int, ...]):
    return a[place].item()


@builtin(np.generic.item)
@inline
def item_of_real(x: Float) -> float:
    return float(x)


@builtin(np.generic.item)
@inline
def item_of_whole(x: Integer) -> int:
    found = op.cast(x, to=int)
    if x > 0 and found < 0:
        raise OverflowError(DOES_NOT_FIT)
    return found


@builtin(np.generic.item)
@inline
def item_of_complex(z: Complex) -> complex:
    return complex(z)


@builtin(np.generic.item)
@inline
def item_of_bool(x: np.bool_) -> bool:
    return bool(x)


def _only(a: np.ndarray[Any, np.dtype[D]]):
    if a.size != 1:
        raise ValueError("can only convert an array of size 1 to a Python scalar")
    return op.array_load(op.array_view(a, 0))


@builtin(np.ndarray.tolist)
def tolist_float(a: np.ndarray[tuple[int], np.dtype[Float]]) -> list[float]:
    return [float(x) for x in a]


@builtin(np.ndarray.tolist)
def tolist_int(a: np.ndarray[tuple[int], np.dtype[Integer]]) -> list[int]:
    return [int(x) for x in a]


@builtin(np.ndarray.tolist)
def tolist_bool(a: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[bool]:
    return [bool(x) for x in a]


@builtin(np.ndarray.tolist)
def tolist_complex(a: np.ndarray[tuple[int], np.dtype[Complex]]) -> list[complex]:
    return [complex(x) for x in a]


@builtin(np.ndarray.tolist)
def tolist_one(a: np.ndarray[tuple[()], np.dtype[D]]):
    return a.item()


@builtin(np.ndarray.tolist)
def tolist_plane(a: np.ndarray[Any, np.dtype[D]]):
    return [row.tolist() for row in a]


@builtin(np.round, np.around, np.ndarray.round)
@inline
def round_whole(a: np.ndarray[Any, np.dtype[Integer]], decimals: Given = 0):
    if decimals < 0:
        tens = np.rint(a / np.float64(scale(decimals))) * np.float64(scale(decimals))
        return tens.astype(Integer)
    return a.astype(Integer)
