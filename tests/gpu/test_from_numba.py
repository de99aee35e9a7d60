"""Kernels without annotations, as numba.cuda's users write them, run as they are."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jitscript
from jitscript import Array1, CompileError, cuda, f32

sys.path.insert(0, str(Path(__file__).parent))

import from_numba as theirs

RNG = np.random.default_rng(1)


def test_increments() -> None:
    for dtype in (np.float32, np.int64, np.uint8):
        d = cuda.to_device(np.arange(10, dtype=dtype))
        theirs.increment_by_one[1, 32](d)
        assert d.copy_to_host().tolist() == list(range(1, 11))
    d = cuda.to_device(np.zeros((5, 7)))
    theirs.increment_a_2D_array[(1, 1), (16, 16)](d)
    assert (d.copy_to_host() == 1).all()


@pytest.mark.parametrize("kernel", [theirs.matmul, theirs.fast_matmul])
def test_products(kernel: Any) -> None:
    a, b = (RNG.random((20, 20)).astype(np.float32) for _ in range(2))
    c = cuda.zeros((20, 20), np.float32)
    kernel[(2, 2), (16, 16)](cuda.to_device(a), cuda.to_device(b), c)
    assert np.allclose(c.copy_to_host(), a @ b, rtol=1e-5)


def test_sums() -> None:
    d = cuda.to_device(np.arange(64, dtype=np.int32))
    theirs.array_sum[1, 64](d)
    assert d.copy_to_host()[0] == 64 * 63 // 2
    out = cuda.zeros(1)
    theirs.warp_sum[2, 64](cuda.to_device(np.arange(100.0)), out)
    assert out.copy_to_host()[0] == 4950


def test_heat() -> None:
    n, steps = 101, 40
    data = np.zeros(n)
    data[50] = 10000
    wanted = data.copy()
    for _ in range(steps):
        padded = np.concatenate([[0.0], wanted, [0.0]])
        wanted = wanted + 0.25 * (padded[:-2] - 2 * wanted + padded[2:])
    buffers = cuda.to_device(data), cuda.to_device(data)
    theirs.solve_heat_equation[1, n](*buffers, steps, 0.25)
    assert np.allclose(buffers[0].copy_to_host(), wanted)


def test_mandelbrot() -> None:
    image = cuda.to_device(np.zeros((12, 16), np.uint8))
    theirs.mandel_kernel[(2, 2), (4, 4)](-2.0, 1.0, -1.0, 1.0, image, 20)
    step_x, step_y = 3.0 / 16, 2.0 / 12
    wanted = [
        [theirs.mandel(-2.0 + x * step_x, -1.0 + y * step_y, 20) for x in range(16)]
        for y in range(12)
    ]
    assert image.copy_to_host().tolist() == wanted


def test_atomics() -> None:
    values = RNG.random(256)
    result = cuda.zeros(1)
    theirs.max_example[4, 64](result, cuda.to_device(values))
    assert result.copy_to_host()[0] == values.max()
    bins = cuda.zeros(10, np.int64)
    theirs.histogram[2, 32](cuda.to_device(values), 0.0, 1.0, bins)
    assert bins.copy_to_host().tolist() == np.histogram(values, 10, (0.0, 1.0))[0].tolist()


def test_options_and_signatures() -> None:
    r, x = np.ones(8, np.float32), np.arange(8, dtype=np.float32)
    d = cuda.to_device(r)
    theirs.axpy[1, 32](d, cuda.to_device(x), np.float32(2))
    assert d.copy_to_host().tolist() == (r + 2 * x).tolist()
    assert "jsk_axpy" in theirs.axpy.ptx
    s, k = RNG.uniform(5, 30, 50), RNG.uniform(1, 100, 50)
    t = RNG.uniform(0.25, 10, 50)
    call, put = cuda.zeros(50), cuda.zeros(50)
    arrays = [cuda.to_device(v) for v in (s, k, t)]
    theirs.black_scholes_kernel[1, 64](call, put, *arrays, 0.02, 0.3)
    parity = call.copy_to_host() - put.copy_to_host()
    assert np.allclose(parity, s - k * np.exp(-0.02 * t))


def test_local_memory() -> None:
    rows = RNG.random((9, 3))
    out = cuda.zeros((9, 3))
    theirs.local_sort.for_size(9)(cuda.to_device(rows), out)
    assert out.copy_to_host().tolist() == np.sort(rows, axis=1).tolist()


@cuda.kernel
def scaled(x, by: float = 2.0, *, up=1):  # type: ignore[no-untyped-def]
    i = cuda.grid(1)
    if i < len(x):
        x[i] = x[i] * by + up


def test_types_are_chosen_by_a_launch(tmp_path: Path) -> None:
    d, e = cuda.to_device(np.arange(3.0)), cuda.to_device(np.arange(3.0))
    launch = scaled[1, 32]
    for _ in range(2):
        launch(d)
    assert d.copy_to_host().tolist() == [3.0, 7.0, 11.0]
    scaled[1, 32](e, 3.0, up=0.5)
    assert e.copy_to_host().tolist() == [0.5, 3.5, 6.5]
    one = scaled.specialize(d)
    assert one.signature["params"][0]["type"] == "array<f64, 1>"
    jitscript.save(tmp_path / "k.jsm", one)
    jitscript.load(tmp_path / "k.jsm").scaled[1, 32](e, 1.0)
    assert e.copy_to_host().tolist() == [1.5, 4.5, 7.5]
    with pytest.raises(AttributeError, match=r"scaled has no ptx of its own: its arguments choose"):
        _ = scaled.ptx


def test_what_is_wrong() -> None:
    with pytest.raises(TypeError, match=r"'x' must be an array in the device's memory, not an arr"):
        scaled[1, 32](np.zeros(3))
    with pytest.raises(TypeError, match="is launched, as scaled"):
        scaled(np.zeros(3))
    with pytest.raises(CompileError, match=r"compiled for the types of a call: scaled\(x: int"):
        scaled[1, 32](3)
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
        scaled[1, 32]()
    with pytest.raises(ValueError, match="must be positive"):
        scaled[0, 32](cuda.zeros(1))
    with pytest.raises(CompileError, match="a kernel is launched by the host"):
        _ = cuda.kernel(launching_too)
    with pytest.raises(TypeError, match="there is no option 'fast'"):
        cuda.jit(fast=True)
    with pytest.raises(ValueError, match="linked with no other code"):
        cuda.jit(link=["a.cu"])


def launching_too(x: Array1[f32]) -> None:
    scaled(x)


@cuda.kernel
def annotated(x: Array1[f32]) -> None:
    x[0] = math.pi


def test_annotated_kernels_are_as_before() -> None:
    assert type(annotated).__name__ == "Kernel"
