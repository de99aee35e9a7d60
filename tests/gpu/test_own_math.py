"""Mathematical functions of kernels where no libdevice is: the language's own."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jitscript import CompileError, cuda
from jitscript.backend.cuda import libdevice
from jitscript.library import own_functions_numpy as own

sys.path.insert(0, str(Path(__file__).parent))

import own_math_kernels as kernels
from test_every_op import assembles

ENDS = (
    *(0.0, 1.0, 0.5, 2.0, 3.0, 27.0, 1000.0, 0.84375, 1.25, 6.0, 28.0, 2.0**20, 2.0**53, 1e16),
    *(1e22, 1e300, 4e307, 1.7976931348623157e308, math.inf, math.nan, 5e-324, 1e-310, 3e-308),
    *(1e-8, 709.78, 709.79, 710.4, 710.5, 745.1, 745.2, 708.5, 1022.0, 1074.5, 88.7, 103.9),
    *(3.4e38, 1.1e-38, 1e-45, 20.5, 170.5, 171.7, 0.9999999999999999, 1.0000000000000002),
)
# The worst that was seen is 2.5 units in the last place; of erfc 4, gamma and lgamma more.
UNITS = {"erfc": 5.0, "gamma": 12.0, "lgamma": 1e4}


def values(count: int, seed: int) -> Any:
    random = np.random.default_rng(seed)
    return np.concatenate(
        [
            ENDS,
            np.negative(ENDS),
            random.integers(0, 2**64, count, dtype=np.uint64).view(np.float64),
            np.exp(random.uniform(-40, 7, count)) * random.choice([-1, 1], count),
            random.uniform(-10, 10, count),
            1 + random.uniform(-0.3, 0.5, count),
            np.arange(-count, count) * (np.pi / 2),
            10.0 ** np.arange(-320.0, 309.0),
        ]
    )


def pairs(count: int, seed: int) -> tuple[Any, Any]:
    random = np.random.default_rng(seed)
    x, y = (part.ravel() for part in np.meshgrid([*ENDS, *np.negative(ENDS)], ENDS[:22]))
    base = np.exp(random.uniform(-60, 60, count))
    exponent = random.uniform(-750, 750, count) / np.log(base)
    wild = random.integers(0, 2**64, (2, count), dtype=np.uint64).view(np.float64)
    whole = random.integers(-9, 10, count)
    xs = [x, y, base, 1 + random.uniform(-1e-3, 1e-3, count), random.integers(-30, 30, count)]
    ys = [np.negative(y), x, exponent, random.uniform(-1e4, 1e4, count), whole]
    return np.concatenate([*xs, wild[0]]), np.concatenate([*ys, wild[1]])


def exact(name: str, *given: Any) -> Any:
    """What the function gives, as exactly as can be had here."""
    python = getattr(math, name, None)
    if hasattr(np, name) and not name.startswith("nextafter"):
        return getattr(np, name)(*(a.astype(np.longdouble) for a in given))
    if name == "nextafter":
        return np.nextafter(*given)
    assert python is not None

    def one(*numbers: float) -> float:
        try:
            return float(python(*numbers))
        except (ValueError, OverflowError):
            return math.nan

    return np.array([one(*map(float, numbers)) for numbers in zip(*given)])


def compare(name: str, found: Any, *given: Any) -> None:
    with np.errstate(all="ignore"):
        true = exact(name, *given)
        wanted = true.astype(found.dtype)
        units = np.abs((found - true) / np.spacing(np.abs(wanted)))
    plain = np.isfinite(wanted) & np.isfinite(found)
    same = (found == wanted) | (np.isnan(found) & np.isnan(wanted))
    far = plain & (units > UNITS.get(name, 2.6))
    wrong = np.flatnonzero(far | (~plain & ~same))
    assert not len(wrong), (name, *(a[wrong[0]] for a in given), found[wrong[0]], wanted[wrong[0]])
    zero = plain & (wanted == 0) & (found == 0)
    assert (np.signbit(found[zero]) == np.signbit(wanted[zero])).all(), name


def check(count: int, seed: int, dtype: Any) -> None:
    single = dtype is np.float32
    with np.errstate(all="ignore"):
        x = values(count, seed).astype(dtype)
        a, b = (part.astype(dtype) for part in pairs(count, seed))
    one, two = (kernels.ONE_F32, kernels.TWO_F32) if single else (kernels.ONE_F64, kernels.TWO_F64)
    out = cuda.zeros((len(kernels.ONE), len(x)), dtype)
    one[32, 32](cuda.to_device(x), out)
    for name, found in zip(kernels.ONE, out.copy_to_host()):
        compare(name, found, x)
    out = cuda.zeros((len(kernels.TWO), len(a)), dtype)
    two[32, 32](cuda.to_device(a), cuda.to_device(b), out)
    for name, found in zip(kernels.TWO, out.copy_to_host()):
        compare(name, found, a, b)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_of_every_function(dtype: Any) -> None:
    check(300, 1, dtype)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 8))
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_of_every_function_at_length(dtype: Any, seed: int) -> None:
    check(60_000, seed, dtype)


def test_pythons_own_functions() -> None:
    """Those that raise, and those that are made of others."""
    x = np.concatenate([values(300, 9), np.arange(-170.0, 172.0), np.linspace(0.1, 30, 500)])
    out = cuda.zeros((len(kernels.PYTHON), len(x)))
    kernels.python_functions[32, 32](cuda.to_device(x), out)
    for name, found in zip(kernels.PYTHON, out.copy_to_host()):
        compare(name, found, x)


def test_the_grid_and_cpython_give_the_same_bits() -> None:
    """Library code is Python, too: op by op, with what is poison told. (But for the digits of
    1 / pi, which Python cannot look at.)"""
    x = np.array([0.0, -0.0, math.inf, math.nan, 0.3, -1.7, 709.78, -745.1, 5e-324, 1e5])
    out = cuda.zeros((len(kernels.ONE), len(x)))
    kernels.ONE_F64[4, 32](cuda.to_device(x), out)
    for name, row in zip(kernels.IN_C[: len(kernels.ONE)], out.copy_to_host()):
        function = own.FUNCTIONS[name]
        for value, found in zip(x, row):
            with np.errstate(all="ignore"):
                wanted = np.float64(function(np.float64(value)))
            assert wanted.tobytes() == found.tobytes() or wanted != wanted, (name, value)


ALL = (kernels.one_f32, kernels.one_f64, kernels.two_f32, kernels.functions_in_python)


@pytest.mark.parametrize(
    "function", [kernels.two_f64, *(pytest.param(f, marks=pytest.mark.long) for f in ALL)]
)
def test_without_libdevice_all_compile(
    function: Any, ptxas: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libdevice, "find", lambda: None)
    kernel = cuda.kernel(function, cache=False)
    text = kernel.ptx
    assert "__nv_" not in text
    assembles(ptxas, tmp_path, [text])


def test_libdevice_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libdevice, "find", lambda: None)
    assert cuda.kernel(kernels.little, cache=False).math == "own"
    asked = cuda.kernel(kernels.little, cache=False, math="libdevice")
    with pytest.raises(CompileError, match="NVIDIA's libdevice, which was not found"):
        _ = asked.ptx


def test_whose_functions_they_are() -> None:
    if libdevice.find() is None:
        pytest.skip("no libdevice is here")
    assert cuda.kernel(kernels.little).math == "libdevice"
    assert cuda.kernel(kernels.little, math="own").math == "own"
    assert cuda.kernel(kernels.none, math="own").math == ""
    with pytest.raises(ValueError, match="math is 'libdevice' or 'own', not 'mine'"):
        cuda.kernel(math="mine")
