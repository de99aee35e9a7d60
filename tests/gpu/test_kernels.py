"""Every kernel on the CPU grid does what NumPy does, and its PTX assembles."""

from __future__ import annotations

import copy
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jitscript import Array1, cuda, f64
from jitscript.runtime.gpu import machine

sys.path.insert(0, str(Path(__file__).parent))

import kernels

CASES = pytest.mark.parametrize("name", kernels.CASES)
ARCHITECTURES = ("sm_80", "sm_90", "sm_100", "sm_120")


def on_device(value: Any) -> Any:
    return cuda.to_device(value) if isinstance(value, np.ndarray) else value


def same(found: Any, expected: Any, tolerance: float) -> bool:
    if tolerance:
        return bool(np.allclose(found, expected, rtol=tolerance, atol=tolerance))
    return bool(found.tobytes() == expected.tobytes())


@CASES
def test_on_the_grid(name: str) -> None:
    case = kernels.CASES[name]
    given = [on_device(a) for a in case.args]
    case.kernel[case.grid, case.block, None, case.shared](*given)
    expected = copy.deepcopy(case.args)
    with np.errstate(all="ignore"):
        case.expected(*expected)
    for got, want in zip(given, expected):
        if isinstance(want, np.ndarray):
            found, tolerance = got.copy_to_host(), case.tolerance
            if machine.current().kind == "ptx" and case.kernel.math == "libdevice":
                tolerance = max(tolerance, 1e-14 if want.dtype.itemsize > 4 else 1e-6)
            assert same(found, want, tolerance), (found, want)


def test_views_of_any_layout() -> None:
    """The variant for strided arrays, and for arrays that overlap."""
    x = np.arange(40, dtype=np.float32)
    d = cuda.to_device(x)
    kernels.saxpy[1, 32](2.0, d[38::-2], d[1::2])
    wanted = x.copy()
    wanted[1::2] += 2 * x[38::-2]
    assert d.copy_to_host().tolist() == wanted.tolist()
    kernels.saxpy[1, 40](1.0, d, d)  # the same array, read and written
    assert d.copy_to_host().tolist() == (2 * wanted).tolist()
    a = cuda.to_device(np.arange(12.0).reshape(3, 4))
    out = cuda.zeros((4, 3), np.float32)
    kernels.transpose[(1, 1), (16, 16)](cuda.to_device(np.ones((3, 4), "f4")), out)
    assert out.copy_to_host().sum() == 12
    assert a.T.copy_to_host().tolist() == np.arange(12.0).reshape(3, 4).T.tolist()


@pytest.mark.few(3)
@CASES
def test_ptx_assembles(name: str, ptxas: str, tmp_path: Path) -> None:
    kernel = kernels.CASES[name].kernel
    for arch in ARCHITECTURES:
        for variant in ("contiguous", "strided") if arch == "sm_80" else ("contiguous",):
            code, _ = kernel._provider.compiled("ptx", arch, variant)
            source = tmp_path / "k.ptx"
            source.write_bytes(code)
            command = [ptxas, "-arch", arch, "-v", str(source), "-o", str(tmp_path / "k.cubin")]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert not done.returncode, done.stderr
            assert " 0 bytes spill stores" in done.stderr


@cuda.kernel
def powers(x: Array1[f64], y: Array1[f64]) -> None:
    i = cuda.grid(1)
    if i < len(x):
        x[i] = float(x[i]) ** float(y[i])


def test_a_power_that_overflows_carries_its_number() -> None:
    x = cuda.to_device(np.array([2.0, 10.0]))
    powers[1, 2](x, cuda.to_device(np.array([0.5, 400.0])))
    with pytest.raises(OverflowError) as caught:
        cuda.check()
    assert caught.value.args == (34, "Numerical result out of range")
    assert abs(x.copy_to_host()[0] - 2.0**0.5) < 3e-16
