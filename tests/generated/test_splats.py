"""Constants of vector code lie in memory where the CPU has AVX2: the text that is made, and the
code that comes of it, which gives the same results."""

from __future__ import annotations

import platform

import numpy as np
import pytest
from native_code import Native

from jitscript import Array1, f64, frontend
from jitscript.backend.cpu import machine, splats
from jitscript.ir.passes import pipeline

FMA = "@llvm.fma.v4f64(<4 x double> %a, <4 x double> %b, <4 x double> "
TAKEN = [
    f"  %x = tail call <4 x double> {FMA}splat (double 0x3FE62E42FEFA39EF))",
    "  %x = fadd reassoc <4 x double> %a, splat (double 3.000000e+00)",
    "  %x = fcmp ugt <4 x double> %a, splat (double 3.000000e+00)",
    "  %x = and <4 x i64> %a, splat (i64 4503599627370495)",
    "  %x = icmp sgt <4 x i64> %a, splat (i64 7)",
    "  %x = fmul <8 x float> %a, splat (float 3.000000e+00)",
]
LEFT = [
    "  %x = fmul <4 x double> %a, splat (double 2.000000e+00)",
    "  %x = xor <4 x i64> %a, splat (i64 -1)",
    "  %x = shl <4 x i64> %a, splat (i64 52)",
    "  %x = icmp ult <4 x i64> %a, splat (i64 7)",
    "  %x = fadd <2 x double> %a, splat (double 3.000000e+00)",
    "  %x = fadd double %a, 3.000000e+00",
    "  %x = phi <4 x double> [ splat (double 3.000000e+00), %1 ], [ %y, %2 ]",
]


@pytest.mark.parametrize("line", TAKEN)
def test_what_is_loaded(line: str) -> None:
    """Twice the same constant is one in memory, and node numbers are new ones."""
    text = f"{line}\n{line}\n!7 = !{{}}\n"
    found = splats.in_memory(text)
    assert found.count(" = internal unnamed_addr constant ") == 1
    assert found.count(" = load <") == 2 and "!invariant.load !8" in found
    assert found.count("splat (") == 1 and found.endswith("!8 = !{}\n")


@pytest.mark.parametrize("line", LEFT)
def test_what_is_left(line: str) -> None:
    assert splats.in_memory(line + "\n") == line + "\n"


def wave(x: Array1[f64], out: Array1[f64]) -> None:
    out[:] = np.exp(-x) * np.sin(x) + np.log(x)


@pytest.mark.skipif(platform.machine() != "x86_64", reason="levels of x86-64")
def test_rounds_do_not_spread_constants() -> None:
    """A few are spread yet: those of signs, which LLVM makes itself."""
    module = frontend.lower_function(wave).module
    pipeline.run(module)
    with_avx2 = Native(module, ["wave"], level="x86-64-v3")
    code = with_avx2.compiled.asm
    assert code.count("pd\tjs.splat.") > 20 and code.count("vbroadcastsd") < 10
    assert "js.splat." not in Native(module, ["wave"], level="x86-64-v4").compiled.asm
    if machine.fused_bits(machine.NATIVE) >= 256:
        x = np.linspace(0.01, 9.0, 1003)
        out = np.zeros_like(x)
        with_avx2.call("wave", x, out)
        np.testing.assert_allclose(out, np.exp(-x) * np.sin(x) + np.log(x), rtol=1e-14)
