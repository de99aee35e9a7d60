"""`pow(x, n)` of doubles for a few constant exponents: libm's own result, mostly without libm.

A short sequence with fused multiply-add gives the nearest double to the power, and how far from
it the exact power lies. libm's `pow` is off by at most 0.515 units in the last place (glibc from
2.28 and musl from 1.2, by the analysis in their sources: 0.511 and 2.9e-5 for each binary digit
of the result's exponent), so unless the exact power lies near the middle of two doubles, it has
the same result. Where it does, and for results that are huge, tiny or no numbers, libm is asked:
once in about 25 calls.
"""

from __future__ import annotations

from collections.abc import Callable

from ..writer import Writer, float_text
from .code import Code

_CERTAIN = 0.48  # ulps between the exact power and a double that libm gives for certain
_LIMIT = 2.0**100  # of results, and its inverse: there nothing overflows on the way

Pair = tuple[str, str]  # a double, and what is missing to the exact value


def power(w: Writer, exponent: float) -> str | None:
    """The function `double(double)` that raises to the constant `exponent`, if there is one."""
    steps = _STEPS.get(exponent)
    if steps is None:
        return None
    name = f"@js.power.{float_text(exponent, 64)}"
    if name not in w.named:
        w.named[name] = name
        w.intrinsic("llvm.fma.f64", "double", "double", "double", "double")
        w.intrinsic("llvm.fabs.f64", "double", "double")
        _define(w, name, exponent, steps)
    return name


def _define(w: Writer, name: str, exponent: float, steps: Callable[[Code], Pair]) -> None:
    c = Code(w)
    result, missing = steps(c)
    size = c.let(f"call double @llvm.fabs.f64(double {result})")
    # An ulp of the next smaller double: those below a power of two lie closer than those above.
    bits = c.let(f"add i64 {c.let(f'bitcast double {size} to i64')}, -1")
    ulp = c.let(f"bitcast i64 {c.let(f'and i64 {bits}, {0x7FF << 52}')} to double")
    certain = c.let(f"fmul double {ulp}, {float_text(_CERTAIN * 2.0**-52, 64)}")
    distance = c.let(f"call double @llvm.fabs.f64(double {missing})")
    tests = [
        c.let(f"fcmp olt double {distance}, {certain}"),
        c.let(f"fcmp ogt double {size}, {float_text(1 / _LIMIT, 64)}"),
        c.let(f"fcmp olt double {size}, {float_text(_LIMIT, 64)}"),
    ]
    c.unless(c.let(f"and i1 {tests[0]}, {c.let(f'and i1 {tests[1]}, {tests[2]}')}"), "ask")
    c.line(f"ret double {result}")
    c.block("ask")
    pow_, attributes = w.target.math(w, "pow", 2, "double")
    args = f"double %x, double {float_text(exponent, 64)}"
    c.line(f"ret double {c.let(f'call double {pow_}({args}) {attributes}')}")
    head = f"define internal double {name}(double %x)"
    w.define(c.function(f"{head} alwaysinline nounwind willreturn memory(none)"))


# --- a double and its rest -----------------------------------------------------------------------


def _fma(c: Code, x: str, y: str, z: str) -> str:
    return c.let(f"call double @llvm.fma.f64(double {x}, double {y}, double {z})")


def _minus(c: Code, x: str) -> str:
    return c.let(f"fneg double {x}")


def _times(c: Code, a: Pair, y: str) -> Pair:
    high = c.let(f"fmul double {a[0]}, {y}")
    return high, _fma(c, a[1], y, _fma(c, a[0], y, _minus(c, high)))


def _square(c: Code, a: Pair) -> Pair:
    high, low = _times(c, (a[0], "0.0"), a[0])
    return high, _fma(c, c.let(f"fadd double {a[0]}, {a[0]}"), a[1], low)


def _inverse(c: Code, a: Pair) -> Pair:
    high = c.let(f"fdiv double 1.0, {a[0]}")
    minus = _minus(c, high)
    rest = _fma(c, minus, a[1], _fma(c, minus, a[0], "1.0"))
    return high, c.let(f"fmul double {rest}, {high}")


def _root(c: Code, x: str) -> Pair:
    c.w.intrinsic("llvm.sqrt.f64", "double", "double")
    high = c.let(f"call double @llvm.sqrt.f64(double {x})")
    rest = _fma(c, _minus(c, high), high, x)
    return high, c.let(f"fdiv double {rest}, {c.let(f'fadd double {high}, {high}')}")


_X = ("%x", "0.0")
_STEPS: dict[float, Callable[[Code], Pair]] = {
    2.0: lambda c: _square(c, _X),
    3.0: lambda c: _times(c, _square(c, _X), "%x"),
    4.0: lambda c: _square(c, _square(c, _X)),
    0.5: lambda c: _root(c, "%x"),
    1.5: lambda c: _times(c, _root(c, "%x"), "%x"),
    -0.5: lambda c: _inverse(c, _root(c, "%x")),
    -1.0: lambda c: _inverse(c, _X),
    -1.5: lambda c: _inverse(c, _times(c, _root(c, "%x"), "%x")),
    -2.0: lambda c: _inverse(c, _square(c, _X)),
    -3.0: lambda c: _inverse(c, _times(c, _square(c, _X), "%x")),
}
