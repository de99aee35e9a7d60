"""`math` is whole: every public name of the running CPython's module can be compiled."""

from __future__ import annotations

import math
import sys

import pytest

from jitscript import script
from jitscript.library import registry

NAMES = """acos acosh asin asinh atan atan2 atanh ceil comb copysign cos cosh degrees dist e erf
erfc exp expm1 fabs factorial floor fmod frexp fsum gamma gcd hypot inf isclose isfinite isinf isnan
isqrt lcm ldexp lgamma log log10 log1p log2 modf nan nextafter perm pi pow prod radians remainder
sin sinh sqrt tan tanh tau trunc ulp"""
SINCE = {(3, 11): "cbrt exp2", (3, 12): "sumprod", (3, 13): "fma"}
PUBLIC = sorted(name for name in dir(math) if not name.startswith("_"))


def test_names_of_this_version() -> None:
    newer = [names for version, names in SINCE.items() if sys.version_info >= version]
    assert sorted(" ".join([NAMES, *newer]).split()) == PUBLIC


@pytest.mark.parametrize("name", [n for n in PUBLIC if callable(getattr(math, n))])
def test_function(name: str) -> None:
    assert registry.find(getattr(math, name))


@script
def constants() -> tuple[float, float, float, float, float]:
    return math.e, math.pi, math.tau, math.inf, math.nan


def test_constants() -> None:
    assert constants()[:4] == (math.e, math.pi, math.tau, math.inf) and math.isnan(constants()[4])
