"""Functions of complex numbers in kernels, the language's own, and `cmath`: within some units in
the last place of what extended precision gives; special values and errors as NumPy and CPython
have them."""

from __future__ import annotations

import cmath
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jitscript import cuda
from jitscript.library import own_complex_numpy as own
from jitscript.runtime.gpu import machine

sys.path.insert(0, str(Path(__file__).parent))

import complex_kernels as kernels
from test_every_op import assembles

INF, NAN = math.inf, math.nan
ENDS = (
    *(0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, INF, -INF, NAN, 1e308, -1e308, 1e160, 1e-160),
    *(1.7976931348623157e308, 5e-324, -1e-310, 3e-308, 709.5, -709.5, 710.3, 712.0, -745.2, 1500.0),
    *(20.0, 354.5, 1e-9, 1e-17, 1e17, math.pi, math.pi / 2, 0.7071067811865476, 0.6, 0.8),
    *(0.9999999999999999, 1.0000000000000002),
)
# The worst that was seen: 6.5 of tan and tanh, 4.2 of the others.
LN10 = np.log(np.longdouble(10))
UNITS = {"tan": 8.0, "tanh": 8.0}


def joined(real: Any, imag: Any) -> Any:
    z = np.empty(len(real), np.complex128)
    z.real, z.imag = real, imag
    return z


def values(count: int, seed: int, ends: Any = ENDS) -> Any:
    random = np.random.default_rng(seed)

    def signed(low: float, high: float) -> Any:
        return 10 ** random.uniform(low, high, count) * random.choice([-1, 1], count)

    angle = random.uniform(0, 7, count)
    size = 1 + signed(-16, -1)
    near_one, small = 1 + signed(-17, 0), signed(-17, 0)
    wild = random.integers(0, 2**64, (2, count), dtype=np.uint64).view(np.float64)
    parts = [
        np.array(np.meshgrid(ends, ends)).reshape(2, -1),
        random.uniform(-10, 10, (2, count)),
        np.array([signed(-17, 3), signed(-17, 3)]),
        np.array([np.cos(angle) * size, np.sin(angle) * size]),
        np.array([near_one, small]),
        np.array([small, near_one]),
        wild,
    ]
    return joined(*np.concatenate(parts, axis=1))


def compare(name: str, found: Any, exact: Any, special: Any, *given: Any) -> None:
    """Parts of `found` with those of what is exact, and of what is to be had where that is not
    finite."""
    for part in ("real", "imag"):
        f, s = getattr(found, part), getattr(special, part)
        true = getattr(exact, part)
        wanted = true.astype(f.dtype)
        units = np.abs((f - true) / np.spacing(np.abs(wanted)))
        plain = np.isfinite(wanted) & np.isfinite(f) & np.isfinite(s)
        same = (f == s) | (np.isnan(f) & np.isnan(s))
        if machine.current().kind == "ptx":  # which does not keep the sign of a nan
            same |= (abs(f) == abs(s)) & np.any([np.isnan(a) for a in given], axis=0)
        sign = (f == 0) & (s == 0) & (np.signbit(f) != np.signbit(s))
        wrong = np.flatnonzero((plain & (units > UNITS.get(name, 5.0))) | (~plain & ~same) | sign)
        at = wrong[0] if len(wrong) else 0
        assert not len(wrong), (name, part, *(a[at] for a in given), found[at], special[at])


def check(count: int, seed: int, dtype: Any) -> None:
    single = dtype is np.complex64
    with np.errstate(all="ignore"):
        x = values(count, seed).astype(dtype)
        out = cuda.zeros((len(kernels.ONE), len(x)), dtype)
        (kernels.ONE_C64 if single else kernels.ONE_C128)[32, 32](cuda.to_device(x), out)
        for name, found in zip(kernels.ONE, out.copy_to_host()):
            function = getattr(np, name)
            exact = function(x.astype(np.complex128 if single else np.clongdouble))
            compare(name, found, exact, function(x), x)


@pytest.mark.parametrize("dtype", [np.complex128, np.complex64])
def test_of_every_function(dtype: Any) -> None:
    check(300, 1, dtype)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 6))
@pytest.mark.parametrize("dtype", [np.complex128, np.complex64])
def test_of_every_function_at_length(dtype: Any, seed: int) -> None:
    check(40_000, seed, dtype)


@pytest.mark.parametrize("dtype", [np.complex128, np.complex64])
def test_powers(dtype: Any) -> None:
    """What is off grows with the angle and the logarithm of the result: as NumPy's own do."""
    ends = (0.0, -0.0, 1.0, -1.0, 2.0, -0.5, 3.0, 2.5, INF, -INF, NAN)
    grid = np.array(np.meshgrid(ends, ends, ends, ends)).reshape(4, -1)
    random = np.random.default_rng(4).uniform(-3, 3, (4, 2000))
    with np.errstate(all="ignore"):
        a, b, c, d = np.concatenate([grid, random], axis=1)
        x, y = joined(a, b).astype(dtype), joined(c, d).astype(dtype)
        out = cuda.zeros(len(x), dtype)
        kernel = kernels.POWERS_C128 if dtype is np.complex128 else kernels.POWERS_C64
        kernel[32, 32](cuda.to_device(x), cuda.to_device(y), out)
        found = out.copy_to_host()
        wanted = np.array([p**q for p, q in zip(x, y)])
        far = np.nan_to_num(np.abs(y * np.log(x)), posinf=0)
        unit = np.spacing(np.abs(wanted)) * (4 + 4 * far)
        near = np.abs(found - wanted) <= unit
    for f, w, p, q, n in zip(found, wanted, x, y, near):
        for one, two in ((f.real, w.real), (f.imag, w.imag)):
            same = one == two or (one != one and two != two)
            if not (np.isfinite(f) and np.isfinite(w)):
                assert same, (p, q, f, w)
        assert n or not np.isfinite(w), (p, q, f, w)


def python(function: Any, *given: Any) -> tuple[complex, int]:
    try:
        return complex(function(*given)), 0
    except ValueError:
        return 0j, 1
    except OverflowError:
        return 0j, 2


def check_python(count: int, seed: int) -> None:
    x = values(count, seed)
    device = cuda.to_device(x)
    for which, name in enumerate(kernels.PYTHON):
        out, failed = cuda.zeros(len(x), np.complex128), cuda.zeros(len(x), np.int32)
        kernels.PYTHON_ONE[32, 32](device, out, failed, which)
        wanted = [python(getattr(cmath, name), complex(z)) for z in x]
        errors = np.array([error for _, error in wanted])
        wrong = np.flatnonzero(failed.copy_to_host() != errors)
        assert not len(wrong), (name, x[wrong[0]], errors[wrong[0]])
        ok = errors == 0
        with np.errstate(all="ignore"):
            long = x[ok].astype(np.clongdouble)
            exact = np.log(long) if name == "log10" else getattr(np, _NUMPY.get(name, name))(long)
            if name == "log10":
                exact.real, exact.imag = exact.real / LN10, exact.imag / LN10
            special = np.array([z for z, _ in wanted])[ok]
            compare(name, out.copy_to_host()[ok], exact, special, x[ok])


_NUMPY = {f"a{name}": f"arc{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")}


def test_cmath() -> None:
    check_python(100, 9)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10, 13))
def test_cmath_at_length(seed: int) -> None:
    check_python(4000, seed)


def test_the_rest_of_cmath() -> None:
    x = values(100, 11)
    y = np.roll(x, 37)
    out, failed = cuda.zeros((4, len(x)), np.complex128), cuda.zeros((4, len(x)), np.int32)
    kernels.PYTHON_TWO[32, 32](cuda.to_device(x), cuda.to_device(y), out, failed)

    def near(v: complex, w: complex) -> float:
        return 1.0 if cmath.isclose(v, w, rel_tol=0.25, abs_tol=1e-300) else 2.0

    functions = (
        cmath.log,
        lambda v, w: cmath.rect(v.real, v.imag),
        lambda v, w: complex(*cmath.polar(v)),
        near,
    )
    for k, (function, found) in enumerate(zip(functions, out.copy_to_host())):
        wanted = [python(function, complex(v), complex(w)) for v, w in zip(x, y)]
        errors = np.array([error for _, error in wanted])
        assert (failed.copy_to_host()[k] == errors).all()
        special = np.array([z for z, _ in wanted])
        with np.errstate(all="ignore"):
            if k:
                compare(str(k), found, special.astype(np.clongdouble), special, x, y)
                continue
            exact = np.log(x.astype(np.clongdouble)) / np.log(y.astype(np.clongdouble))
            ok = (errors == 0) & np.isfinite(exact) & np.isfinite(special)
            assert ok.sum() > 1000
            assert (np.abs(found - exact)[ok] <= 2e-15 * np.abs(exact)[ok] + 1e-320).all()
            same = (np.isnan(found) & np.isnan(special)) | (found == special)
            assert same[(errors == 0) & ~np.isfinite(special)].all()


def test_parts() -> None:
    x = values(300, 12)
    out = cuda.zeros((4, len(x)))
    kernels.PARTS[32, 32](cuda.to_device(x), out)
    with np.errstate(all="ignore"):
        for found, wanted in zip(
            out.copy_to_host(), [np.angle(x), np.abs(x), np.abs(x), np.angle(x)]
        ):
            compare("parts", found, wanted.astype(np.longdouble), wanted, x)


def test_the_grid_and_cpython_give_the_same_bits() -> None:
    """Library code is Python, too: op by op, with what is poison told."""
    x = joined(*np.array(np.meshgrid(ENDS[:13], (*ENDS[:13], 5e-324, 354.5, 0.3))).reshape(2, -1))
    out = cuda.zeros((len(kernels.ONE), len(x)), np.complex128)
    kernels.ONE_C128[4, 32](cuda.to_device(x), out)
    for name, row in zip(kernels.ONE, out.copy_to_host()):
        function = own.FUNCTIONS["c" + name.replace("arc", "a")]
        for z, found in zip(x, row):
            if any(1e5 < abs(part) < INF for part in (z.real, z.imag)):
                continue  # Python cannot look at the digits of 1 / pi
            with np.errstate(all="ignore"):
                parts = function(np.float64(z.real), np.float64(z.imag))
            for one, two in zip(parts, (found.real, found.imag)):
                same = np.float64(one).tobytes() == np.float64(two).tobytes()
                if machine.current().kind == "ptx" and z != z:
                    same = abs(one) == abs(two)
                assert same or (one != one and two != two), (name, z)


def test_an_error_of_cmath_is_told() -> None:
    kernels.DOMAIN[1, 1](cuda.zeros(1, np.complex128))
    with pytest.raises(ValueError, match="math domain error"):
        cuda.synchronize()


ALL = (kernels.one_c64, kernels.powers_c64, kernels.python_function, kernels.python_pairs)


@pytest.mark.parametrize(
    "function", [kernels.powers_c128, *(pytest.param(f, marks=pytest.mark.long) for f in ALL)]
)
def test_all_are_ptx(function: Any, ptxas: str, tmp_path: Path) -> None:
    assembles(ptxas, tmp_path, [cuda.kernel(function, cache=False).ptx])
