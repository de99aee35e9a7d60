"""NumPy's elementary functions stay within 4 units in the last place of the true value, which the
80-bit (or longer) functions of the C library give, and give the same bits at every CPU level."""

from __future__ import annotations

import platform
from typing import Any

import numpy as np
import pytest
from native_code import Native

from jitscript import Array1, f64, frontend, script
from jitscript.backend.cpu import machine
from jitscript.ir.passes import pipeline
from jitscript.library import elementary_f64_numpy, powers_numpy, trigonometry_f64_numpy

R = np.random.default_rng(7)
MOST = 4.0


@script
def exp(x: Array1[f64]) -> Array1[f64]:
    return np.exp(x)


@script
def exp2(x: Array1[f64]) -> Array1[f64]:
    return np.exp2(x)


@script
def expm1(x: Array1[f64]) -> Array1[f64]:
    return np.expm1(x)


@script
def log(x: Array1[f64]) -> Array1[f64]:
    return np.log(x)


@script
def log2(x: Array1[f64]) -> Array1[f64]:
    return np.log2(x)


@script
def log1p(x: Array1[f64]) -> Array1[f64]:
    return np.log1p(x)


@script
def sin(x: Array1[f64]) -> Array1[f64]:
    return np.sin(x)


@script
def cos(x: Array1[f64]) -> Array1[f64]:
    return np.cos(x)


@script
def sinh(x: Array1[f64]) -> Array1[f64]:
    return np.sinh(x)


@script
def cosh(x: Array1[f64]) -> Array1[f64]:
    return np.cosh(x)


@script
def tanh(x: Array1[f64]) -> Array1[f64]:
    return np.tanh(x)


@script
def tan(x: Array1[f64]) -> Array1[f64]:
    return np.tan(x)


@script
def arcsin(x: Array1[f64]) -> Array1[f64]:
    return np.arcsin(x)


@script
def arccos(x: Array1[f64]) -> Array1[f64]:
    return np.arccos(x)


@script
def arctan(x: Array1[f64]) -> Array1[f64]:
    return np.arctan(x)


@script
def cbrt(x: Array1[f64]) -> Array1[f64]:
    return np.cbrt(x)


FIRST: list[Any] = [exp, exp2, expm1, log, log2, log1p, sin, cos, sinh, cosh, tanh]
FUNCTIONS: list[Any] = [*FIRST, tan, arcsin, arccos, arctan, cbrt]
LIBRARY = (elementary_f64_numpy, trigonometry_f64_numpy, powers_numpy)


def samples() -> Any:
    n = 20000
    turns = np.arange(1, n) * (np.pi / 2)  # where sines nearly vanish
    ends = [0.0, -0.0, np.inf, -np.inf, np.nan, 5e-324, 1e-310, 709.78, 709.79, -745.1, -745.2]
    return np.concatenate(
        [
            np.array(ends),
            R.integers(0, 2**64, n, dtype=np.uint64).view(np.float64),
            np.exp(R.uniform(-40, 7, n)) * R.choice([-1, 1], n),
            R.uniform(-10, 10, n),
            R.uniform(-750, 720, n),
            1 + R.uniform(-0.3, 0.5, n),
            R.uniform(-1, 1, n),
            *(turns, -turns),
        ]
    )


@pytest.mark.skipif(np.finfo(np.longdouble).nmant < 63, reason="no type longer than a double")
@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.python.__name__)
def test_the_error(function: Any) -> None:
    x = samples()
    got = function(x)
    with np.errstate(all="ignore"):
        true = getattr(np, function.python.__name__)(x.astype(np.longdouble))
        want = true.astype(np.float64)
        ulps = np.abs((got - true) / np.spacing(np.abs(want)))
    plain = np.isfinite(want) & np.isfinite(got)
    np.testing.assert_array_equal(got[~plain], want[~plain])
    assert np.max(ulps[plain]) < MOST
    zero = want == 0
    np.testing.assert_array_equal(np.signbit(got[zero]), np.signbit(want[zero]))


def test_loops_become_vector_code() -> None:
    """As wide as there is fused multiply-add."""
    bits = machine.fused_bits(machine.NATIVE)
    if not bits:
        pytest.skip("no fused multiply-add")
    for function in FUNCTIONS:
        assert f"<{bits // 64} x double>" in function.llvm, function


def every(x: Array1[f64], out: Array1[f64]) -> None:
    out[:] = np.exp(np.sin(x)) + np.tanh(x) * np.log1p(np.abs(x))


def the_others(x: Array1[f64], out: Array1[f64]) -> None:
    a = np.abs(x)
    out[:] = np.arctan2(x, np.cbrt(a)) + a ** np.arcsin(np.sin(x)) - np.tan(x) * np.arccos(1 / a)


@pytest.mark.skipif(platform.machine() != "x86_64", reason="levels of x86-64")
@pytest.mark.parametrize("function", [every, the_others], ids=lambda f: f.__name__)
def test_levels_give_the_same_bits(function: Any) -> None:
    if machine.fused_bits(machine.NATIVE) < 256:
        pytest.skip("no AVX2")
    module = frontend.lower_function(function).module
    pipeline.run(module)
    x = samples()
    found = []
    for level in ("x86-64-v3", machine.NATIVE):
        compiled = Native(module, [function.__name__], level=level)
        found.append(np.zeros_like(x))
        compiled.call(function.__name__, x, found[-1])
    np.testing.assert_array_equal(found[0], found[1])


@pytest.mark.skipif(platform.machine() != "x86_64", reason="levels of x86-64")
def test_levels_without_fused_multiply_add_call_the_library() -> None:
    module = frontend.lower_function(every).module
    pipeline.run(module)
    compiled = Native(module, ["every"], level="x86-64-v2")
    assert "@sin(" in compiled.compiled.llvm and "llvm.fma" not in compiled.compiled.llvm
    x, out = np.linspace(-2, 2, 33), np.zeros(33)
    compiled.call("every", x, out)
    np.testing.assert_allclose(out, np.exp(np.sin(x)) + np.tanh(x) * np.log1p(np.abs(x)))


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.python.__name__)
def test_the_bits_are_those_of_the_ops_one_by_one(function: Any) -> None:
    """Nothing is reordered on the way to vector code. Library code runs in CPython, too."""
    name = function.python.__name__
    x = samples()[::997]
    plain = next(getattr(module, name) for module in LIBRARY if hasattr(module, name))
    with np.errstate(all="ignore"):
        want = np.array([plain(v) for v in x])
    np.testing.assert_array_equal(function(x), want)
