"""Exceptions that a kernel catches: as Python does with the same functions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jitscript import Array1, CompileError, cuda, f64
from jitscript.backend.cuda import tools

sys.path.insert(0, str(Path(__file__).parent))

import catching_kernels as kernels


def test_as_in_python() -> None:
    pairs = [(a, b) for a in range(7) for b in range(-2, 5)]
    a, b = (np.array(v, np.int64) for v in zip(*pairs))
    out = cuda.zeros(7 * len(pairs), np.int64)
    kernels.run_all[1, len(pairs)](cuda.to_device(a), cuda.to_device(b), out)
    found = out.copy_to_host().reshape(-1, 7)
    for row, (x, y) in zip(found.tolist(), pairs):
        expected = [
            0 if function is kernels.overruled and y == 0 and x != 2 else function(x, y)
            for function in kernels.PURE
        ]
        assert row == expected, (x, y)


def test_without_checks() -> None:
    a, b = np.arange(4), np.array([0, 5, 2, 5])
    out = cuda.zeros(4, np.int64)
    kernels.run_unchecked[1, 4](cuda.to_device(a), cuda.to_device(b), out)
    assert out.copy_to_host().tolist() == [-1, 1, -1, 3]


def test_what_does_not_fit() -> None:
    x = cuda.to_device(np.array([0, 1, 2, -2, -3]))
    kernels.too_large[1, 5](x)
    assert x.copy_to_host().tolist() == [0, 2**62, -1, -(2**63), -1]


def test_what_leaves_at_last() -> None:
    x = cuda.zeros(8)
    kernels.leaves[2, 4](x, 5)
    with pytest.raises(IndexError, match="index 1005 is out of bounds for axis 0 with") as caught:
        cuda.synchronize()
    assert caught.value.block == (1, 0, 0) and caught.value.thread == (1, 0, 0)  # type: ignore[attr-defined]
    assert x.copy_to_host().tolist() == [-1.0] * 5 + [-2.0] * 3


@pytest.mark.parametrize(
    ("what", "kind", "args"),
    [
        (0, ValueError, ("thread 0 of 0",)),
        (1, kernels.FarOff, ("far", 0, 0.0)),
        (2, IndexError, ("index 1000 is out of bounds for axis 0 with size 4",)),
    ],
)
def test_raised_by_a_handler(what: int, kind: Any, args: Any) -> None:
    kernels.from_a_handler[1, 4](cuda.zeros(4), what)
    with pytest.raises(kind) as caught:
        cuda.synchronize()
    assert type(caught.value) is kind and caught.value.args == args
    assert caught.value.__cause__ is None


def test_threads_that_wait() -> None:
    x = np.arange(32.0)
    d = cuda.to_device(x)
    kernels.meets[1, 32](d)
    x[::3] = -5.0
    assert d.copy_to_host().tolist() == x[::-1].tolist()


def test_what_a_handler_may_not() -> None:
    def texts(x: Array1[f64]) -> None:
        try:
            x[0] = x[5]
        except IndexError as e:
            x[0] = len(str(e))

    def kept(x: Array1[f64]) -> None:
        try:
            x[0] = x[5]
        except IndexError as e:
            print(e)

    kernel = cuda.kernel(texts)
    with pytest.raises(CompileError, match="a kernel cannot look into an exception"):
        kernel[1, 1](cuda.zeros(3))
    with pytest.raises(CompileError, match="a kernel prints numbers and literal texts"):
        cuda.kernel(kept)[1, 1](cuda.zeros(3))


def test_assembles(ptxas: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "find", lambda name: ptxas)
    every = kernels.run_all, kernels.leaves, kernels.from_a_handler, kernels.run_unchecked
    for kernel in (*every, kernels.meets):
        for arch in ("sm_80", "sm_120"):
            code, _ = kernel._provider.compiled("ptx", arch, "contiguous")
            found = tools.assemble(code, arch)[1]
            assert found.stack == 0, kernel  # errors wait in registers
