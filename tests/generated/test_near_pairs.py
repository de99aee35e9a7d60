"""NumPy's functions of two doubles, and of singles, stay within 4 units in the last place of the
true value, which the 80-bit (or longer) functions of the C library give."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from test_near import FUNCTIONS, MOST, R, cbrt, samples

from jitscript import Array1, f32, f64, script

LONG = pytest.mark.skipif(np.finfo(np.longdouble).nmant < 63, reason="no type longer than a double")


def ulps(got: Any, true: Any) -> Any:
    """How far finite results are off; that others, and the signs of zeros, are right."""
    with np.errstate(all="ignore"):
        want = true.astype(got.dtype)
        plain = np.isfinite(want) & np.isfinite(got)
        np.testing.assert_array_equal(got[~plain], want[~plain])
        zero = want == 0
        np.testing.assert_array_equal(np.signbit(got[zero]), np.signbit(want[zero]))
        return np.abs((got - true) / np.spacing(np.abs(want)).astype(np.longdouble))[plain]


@script
def hypot(x: Array1[f64], y: Array1[f64]) -> Array1[f64]:
    return np.hypot(x, y)


@script
def hypot_f32(x: Array1[f32], y: Array1[f32]) -> Array1[f32]:
    return np.hypot(x, y)


@script
def arctan2(y: Array1[f64], x: Array1[f64]) -> Array1[f64]:
    return np.arctan2(y, x)


@script
def power(x: Array1[f64], y: Array1[f64]) -> Array1[f64]:
    return x**y


@script
def arctan2_f32(y: Array1[f32], x: Array1[f32]) -> Array1[f32]:
    return np.arctan2(y, x)


@script
def power_f32(x: Array1[f32], y: Array1[f32]) -> Array1[f32]:
    return x**y


def pairs() -> tuple[Any, Any]:
    n = 50000
    ends = [0.0, -0.0, np.inf, -np.inf, np.nan, 5e-324, 1e-310, 1e-200, 1e-135, 1e154, 1.7e308]
    x, y = (v.ravel() for v in np.meshgrid(ends, ends))
    any_bits = R.integers(0, 2**64, (2, n), dtype=np.uint64).view(np.float64)
    size = np.exp(R.uniform(-700, 700, n))
    close = size * np.exp(R.uniform(-3, 3, n))
    small = R.normal(size=(2, n))
    return (
        np.concatenate([x, any_bits[0], size, small[0]]),
        np.concatenate([y, any_bits[1], close, small[1]]),
    )


@LONG
def test_the_error_of_hypot() -> None:
    x, y = pairs()
    got = hypot(x, y)
    with np.errstate(all="ignore"):
        true = np.hypot(x.astype(np.longdouble), y.astype(np.longdouble))
    assert np.max(ulps(got, true)) < 1.5


def test_hypot_of_singles_is_that_of_the_c_library() -> None:
    with np.errstate(all="ignore"):
        x, y = (v.astype(np.float32) for v in pairs())
        np.testing.assert_array_equal(hypot_f32(x, y), np.hypot(x, y))


@LONG
@pytest.mark.parametrize("compiled", [arctan2, arctan2_f32], ids=["f64", "f32"])
def test_the_error_of_arctan2(compiled: Any) -> None:
    kind = np.float64 if compiled is arctan2 else np.float32
    with np.errstate(all="ignore"):
        y, x = (v.astype(kind) for v in pairs())
        true = np.arctan2(y.astype(np.longdouble), x.astype(np.longdouble))
    assert np.max(ulps(compiled(y, x), true)) < 2.5


def test_common_angles_are_as_one_expects() -> None:
    x = np.array([1.0, 3e-7, 0.1, 1e200])
    for sign in (1.0, -1.0):
        np.testing.assert_array_equal(arctan2(sign * x, x), np.full(4, sign * np.pi / 4))
        np.testing.assert_array_equal(arctan2(sign * x, 0 * x), np.full(4, sign * np.pi / 2))
        np.testing.assert_array_equal(arctan2(sign * 0 * x, -x), np.full(4, sign * np.pi))
    np.testing.assert_array_equal(arctan2(0 * x, x), 0 * x)


def powers(kind: Any) -> tuple[Any, Any]:
    """Bases and exponents: ends beside ends, results of any size, bases about 1, whole ones."""
    n = 50000
    ends = [0.0, -0.0, np.inf, -np.inf, np.nan, 5e-324, 1e-30, 0.5, 1.0, -1.0, 2.0, -2.0, 3.0, 1e30]
    x, y = (v.ravel() for v in np.meshgrid(ends, ends))
    base = np.exp(R.uniform(-80, 80, n))
    sizes = R.uniform(-760, 720, n) / np.log(base)
    about = 1 + R.uniform(-1e-3, 1e-3, n)
    whole = R.integers(-9, 30, (2, n)).astype(np.float64)
    with np.errstate(all="ignore"):
        return (
            np.concatenate([x, base, about, whole[0]]).astype(kind),
            np.concatenate([y, sizes, R.uniform(-1e5, 1e5, n), whole[1] / 3]).astype(kind),
        )


@LONG
@pytest.mark.parametrize("compiled", [power, power_f32], ids=["f64", "f32"])
def test_the_error_of_powers(compiled: Any) -> None:
    x, y = powers(np.float64 if compiled is power else np.float32)
    with np.errstate(all="ignore"):
        true = np.power(x.astype(np.longdouble), y.astype(np.longdouble))
    assert np.max(ulps(compiled(x, y), true)) < 1.1


A = Array1[f64]


@script
def whole_powers(x: A) -> tuple[A, A, A, A, A, A, A]:
    return x**3, x**4, x**5, x**6, x**7, x**8, x**-3


@LONG
def test_the_error_of_whole_powers() -> None:
    """Two roundings where the result is denormal."""
    x = np.concatenate([samples(), np.linspace(-3, 3, 1001), R.uniform(-1e-40, 1e-40, 1000)])
    for n, got in zip((3, 4, 5, 6, 7, 8, -3), whole_powers(x), strict=True):
        with np.errstate(all="ignore"):
            true = np.power(x.astype(np.longdouble), n)
        assert np.max(ulps(got, true)) < 1.5


def test_whole_powers_become_vector_code() -> None:
    x = np.linspace(-3, 3, 100)
    whole_powers(x)
    assert whole_powers.llvm.count("fmul <") >= 6


def test_powers_that_are_doubles_are_exact() -> None:
    x, y = (v.ravel().astype(np.float64) for v in np.meshgrid(range(1, 100), range(9)))
    exact = np.array([int(a) ** int(b) for a, b in zip(x, y, strict=True)], dtype=object)
    fits = np.array([int(v) == int(float(v)) for v in exact])
    np.testing.assert_array_equal(power(x, y)[fits], exact[fits].astype(np.float64))
    whole = np.arange(-200.0, 200.0)
    np.testing.assert_array_equal(cbrt(whole * whole * whole), whole)


def singles(x: Array1[f32]):  # type: ignore[no-untyped-def]
    return (
        (np.exp(x), np.exp2(x), np.expm1(x), np.log(x), np.log2(x), np.log1p(x)),
        (np.sin(x), np.cos(x), np.sinh(x), np.cosh(x), np.tanh(x)),
        (np.tan(x), np.arcsin(x), np.arccos(x), np.arctan(x), np.cbrt(x)),
    )


@LONG
def test_the_error_of_singles() -> None:
    n = 50000
    with np.errstate(all="ignore"):
        around = samples().astype(np.float32)
        some = R.integers(0, 2**32, n, dtype=np.uint32).view(np.float32)
    x = np.concatenate([around, some, np.linspace(-105, 90, n, dtype=np.float32)])
    found = [got for part in script(singles)(x) for got in part]
    assert len(found) == len(FUNCTIONS)
    for function, got in zip(FUNCTIONS, found, strict=True):
        name = function.python.__name__
        assert got.dtype == np.float32
        with np.errstate(all="ignore"):
            true = getattr(np, name)(x.astype(np.longdouble))
        assert np.max(ulps(got, true)) < MOST, name
