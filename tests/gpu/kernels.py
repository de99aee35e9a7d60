"""Kernels that people write, each with what NumPy makes of the same arrays.

`CASES` holds for each kernel the launch and its arguments: arrays are copied to the device and
compared afterwards with those that `expected` leaves: bit for bit, unless the case has a tolerance.
"""

# mypy: ignore-errors

from __future__ import annotations

import math
from typing import Any, NamedTuple

import kernels_of_parts as parts
import numpy as np

from jitscript import Array1, Array2, cuda, f32, f64, i32, i64, u8

TILE = 16
WEIGHTS = np.array([0.25, 0.5, 0.25], np.float32)
ALL = 0xFFFFFFFF


class Case(NamedTuple):
    kernel: Any
    grid: Any
    block: Any
    args: tuple[Any, ...]
    expected: Any
    tolerance: float = 0.0
    shared: int = 0


@cuda.kernel
def saxpy(a: f32, x: Array1[f32], y: Array1[f32]) -> None:
    i = cuda.grid(1)
    if i < len(x):
        y[i] = a * x[i] + y[i]


@cuda.kernel
def strided_loop(x: Array1[f64], out: Array1[f64]) -> None:
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        out[i] = math.sqrt(abs(x[i])) / (1.0 + x[i] * x[i]) - 3.0


@cuda.kernel
def transpose(a: Array2[f32], out: Array2[f32]) -> None:
    tile = cuda.shared.array((TILE, TILE + 1), f32)
    x, y = cuda.grid(2)
    if y < a.shape[0] and x < a.shape[1]:
        tile[cuda.threadIdx.y, cuda.threadIdx.x] = a[y, x]
    cuda.syncthreads()
    x = cuda.blockIdx.y * TILE + cuda.threadIdx.x
    y = cuda.blockIdx.x * TILE + cuda.threadIdx.y
    if y < out.shape[0] and x < out.shape[1]:
        out[y, x] = tile[cuda.threadIdx.x, cuda.threadIdx.y]


@cuda.kernel
def matmul(a: Array2[f32], b: Array2[f32], c: Array2[f32]) -> None:
    sa = cuda.shared.array((TILE, TILE), f32)
    sb = cuda.shared.array((TILE, TILE), dtype=f32)
    x, y = cuda.grid(2)
    tx, ty = cuda.threadIdx.x, cuda.threadIdx.y
    s = f32(0.0)
    for t in range((a.shape[1] + TILE - 1) // TILE):
        sa[ty, tx] = f32(0.0)
        sb[ty, tx] = f32(0.0)
        if y < a.shape[0] and tx + t * TILE < a.shape[1]:
            sa[ty, tx] = a[y, tx + t * TILE]
        if x < b.shape[1] and ty + t * TILE < b.shape[0]:
            sb[ty, tx] = b[ty + t * TILE, x]
        cuda.syncthreads()
        for k in range(TILE):
            s += sa[ty, k] * sb[k, tx]
        cuda.syncthreads()
    if y < c.shape[0] and x < c.shape[1]:
        c[y, x] = s


def matmul_in_order(a: Any, b: Any, c: Any) -> None:
    """Sums in the kernel's order, with the zeros that pad the last tile."""
    total = np.zeros_like(c)
    for k in range(a.shape[1]):
        total += a[:, k : k + 1] * b[k : k + 1, :]
    c[...] = total


@cuda.kernel
def stencil(x: Array1[f32], out: Array1[f32]) -> None:
    s = cuda.shared.array(66, f32)
    i, t = cuda.grid(1), cuda.threadIdx.x
    n = len(x)
    w = cuda.const.array_like(WEIGHTS)
    s[t + 1] = x[min(i, n - 1)]
    if t == 0:
        s[0] = x[max(i - 1, 0)]
        s[65] = x[min(i + 64, n - 1)]
    cuda.syncthreads()
    if i < n:
        out[i] = w[0] * s[t] + w[1] * s[t + 1] + w[2] * s[t + 2]


def stencil_numpy(x: Any, out: Any) -> None:
    left, right = np.concatenate([x[:1], x[:-1]]), np.concatenate([x[1:], x[-1:]])
    out[...] = WEIGHTS[0] * left + WEIGHTS[1] * x + WEIGHTS[2] * right


@cuda.kernel
def block_sums(x: Array1[f64], out: Array1[f64]) -> None:
    s = cuda.shared.array(64, f64)
    t = cuda.threadIdx.x
    s[t] = x[cuda.grid(1)]
    cuda.syncthreads()
    half = cuda.blockDim.x // 2
    while half > 0:
        if t < half:
            s[t] += s[t + half]
        cuda.syncthreads()
        half //= 2
    if t == 0:
        out[cuda.blockIdx.x] = s[0]


def block_sums_numpy(x: Any, out: Any) -> None:
    s = x.reshape(-1, 64).copy()
    half = 32
    while half:
        s[:, :half] += s[:, half : 2 * half]
        half //= 2
    out[...] = s[:, 0]


@cuda.kernel
def warp_sums(x: Array1[f32], out: Array1[f32]) -> None:
    i = cuda.grid(1)
    s = x[i] if i < len(x) else f32(0.0)
    d = 16
    while d > 0:
        s += cuda.shfl_down_sync(ALL, s, d)
        d //= 2
    if cuda.laneid == 0:
        cuda.atomic.add(out, i // cuda.warpsize, s)


def warp_sums_numpy(x: Any, out: Any) -> None:
    s = np.zeros(len(out) * 32, np.float32)
    s[: len(x)] = x
    s = s.reshape(-1, 32)
    d = 16
    while d:
        moved = np.concatenate([s[:, d:], s[:, 32 - d :]], axis=1)
        s = s + moved
        d //= 2
    out += s[:, 0]


@cuda.kernel
def histogram(x: Array1[u8], bins: Array1[i32]) -> None:
    mine = cuda.shared.array(256, i32)
    t = cuda.threadIdx.x
    for b in range(t, 256, cuda.blockDim.x):
        mine[b] = 0
    cuda.syncthreads()
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        cuda.atomic.add(mine, int(x[i]), 1)
    cuda.syncthreads()
    for b in range(t, 256, cuda.blockDim.x):
        cuda.atomic.add(bins, b, mine[b])


@cuda.kernel
def scan(x: Array1[i64], out: Array1[i64]) -> None:
    s = cuda.shared.array(128, i64)
    t = cuda.threadIdx.x
    s[t] = x[cuda.grid(1)]
    cuda.syncthreads()
    d = 1
    while d < cuda.blockDim.x:
        v = s[t - d] if t >= d else i64(0)
        cuda.syncthreads()
        s[t] += v
        cuda.syncthreads()
        d *= 2
    out[cuda.grid(1)] = s[t]


@cuda.kernel
def softmax(x: Array2[f64], out: Array2[f64]) -> None:
    row = cuda.grid(1)
    if row >= x.shape[0]:
        return
    top = x[row, 0]
    for j in range(1, x.shape[1]):
        top = max(top, x[row, j])
    total = 0.0
    for j in range(x.shape[1]):
        e = math.exp(x[row, j] - top)
        out[row, j] = e
        total += e
    for j in range(x.shape[1]):
        out[row, j] /= total


def softmax_numpy(x: Any, out: Any) -> None:
    for row in range(len(x)):
        e = [math.exp(v - x[row].max()) for v in x[row]]
        total = 0.0
        for v in e:
            total += v
        out[row] = [v / total for v in e]


def acceleration(x: f64, y: f64, px: f64, py: f64) -> tuple[f64, f64]:
    dx, dy = px - x, py - y
    d = dx * dx + dy * dy + 0.01
    w = 1.0 / (d * math.sqrt(d))
    return f64(dx * w), f64(dy * w)


@cuda.kernel
def nbody(pos: Array2[f64], acc: Array2[f64]) -> None:
    i = cuda.grid(1)
    if i < pos.shape[0]:
        ax, ay = f64(0.0), f64(0.0)
        for j in range(pos.shape[0]):
            bx, by = acceleration(pos[i, 0], pos[i, 1], pos[j, 0], pos[j, 1])
            ax += bx
            ay += by
        acc[i, 0], acc[i, 1] = ax, ay


def nbody_numpy(pos: Any, acc: Any) -> None:
    for i in range(len(pos)):
        ax = ay = np.float64(0.0)
        for j in range(len(pos)):
            bx, by = acceleration(pos[i, 0], pos[i, 1], pos[j, 0], pos[j, 1])
            ax, ay = ax + bx, ay + by
        acc[i] = ax, ay


@cuda.kernel
def black_scholes(s: Array1[f64], k: f64, r: f64, v: f64, t: f64, call: Array1[f64]) -> None:
    i = cuda.grid(1)
    if i < len(s):
        root = v * math.sqrt(t)
        d1 = (math.log(s[i] / k) + (r + 0.5 * v * v) * t) / root
        d2 = d1 - root
        n1 = 0.5 * (1.0 + math.erf(d1 / math.sqrt(2.0)))
        n2 = 0.5 * (1.0 + math.erf(d2 / math.sqrt(2.0)))
        call[i] = s[i] * n1 - k * math.exp(-r * t) * n2


def black_scholes_numpy(s: Any, k: Any, r: Any, v: Any, t: Any, call: Any) -> None:
    for i in range(len(s)):
        root = v * math.sqrt(t)
        d1 = (math.log(s[i] / k) + (r + 0.5 * v * v) * t) / root
        d2 = d1 - root
        n1 = 0.5 * (1.0 + math.erf(d1 / math.sqrt(2.0)))
        n2 = 0.5 * (1.0 + math.erf(d2 / math.sqrt(2.0)))
        call[i] = s[i] * n1 - k * math.exp(-r * t) * n2


@cuda.kernel
def mandelbrot(re: f64, im: f64, step: f64, out: Array2[i32]) -> None:
    x, y = cuda.grid(2)
    if y < out.shape[0] and x < out.shape[1]:
        c = complex(float(re) + x * float(step), float(im) + y * float(step))
        z = 0j
        n = 0
        while n < 50 and z.real * z.real + z.imag * z.imag <= 4.0:
            z = z * z + c
            n += 1
        out[y, x] = np.int32(n)


def mandelbrot_numpy(re: Any, im: Any, step: Any, out: Any) -> None:
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            c = complex(float(re) + x * float(step), float(im) + y * float(step))
            z, n = 0j, 0
            while n < 50 and z.real * z.real + z.imag * z.imag <= 4.0:
                z = z * z + c
                n += 1
            out[y, x] = n


R = np.random.default_rng(3)


def floats(*shape: int, dtype: Any = np.float64) -> Any:
    return R.standard_normal(shape).astype(dtype)


X32 = R.integers(-9, 9, 128).astype(np.int32)
CASES: dict[str, Case] = {
    case.kernel.__name__ + name: case
    for name, case in {
        "": Case(
            saxpy,
            4,
            256,
            (2.0, floats(1000, dtype="f4"), floats(1000, dtype="f4")),
            lambda a, x, y: y.__setitem__(..., np.float32(a) * x + y),
        ),
        " of nothing": Case(
            saxpy, 1, 32, (2.0, floats(0, dtype="f4"), floats(0, dtype="f4")), lambda a, x, y: None
        ),
        " in a grid-stride loop": Case(
            strided_loop,
            3,
            64,
            (floats(1000), np.zeros(1000)),
            lambda x, out: out.__setitem__(..., np.sqrt(abs(x)) / (1.0 + x * x) - 3.0),
        ),
        " tiled": Case(
            transpose,
            (3, 4),
            (16, 16),
            (floats(50, 37, dtype="f4"), np.zeros((37, 50), "f4")),
            lambda a, out: out.__setitem__(..., a.T),
        ),
        " in tiles": Case(
            matmul,
            (3, 3),
            (16, 16),
            (floats(37, 50, dtype="f4"), floats(50, 41, dtype="f4"), np.zeros((37, 41), "f4")),
            matmul_in_order,
        ),
        " of three": Case(
            stencil, 4, 64, (floats(200, dtype="f4"), np.zeros(200, "f4")), stencil_numpy
        ),
        " by halves": Case(block_sums, 5, 64, (floats(320), np.zeros(5)), block_sums_numpy),
        " by shuffles": Case(
            warp_sums, 3, 64, (floats(150, dtype="f4"), np.zeros(6, "f4")), warp_sums_numpy
        ),
        " of bytes": Case(
            histogram,
            3,
            64,
            (R.integers(0, 256, 5000).astype(np.uint8), np.zeros(256, np.int32)),
            lambda x, bins: bins.__setitem__(..., np.bincount(x, minlength=256)),
        ),
        " of blocks": Case(
            scan,
            3,
            128,
            (R.integers(-99, 99, 384), np.zeros(384, np.int64)),
            lambda x, out: out.__setitem__(..., x.reshape(3, 128).cumsum(1).ravel()),
        ),
        " of rows": Case(softmax, 2, 16, (floats(20, 7), np.zeros((20, 7))), softmax_numpy),
        " of points": Case(nbody, 1, 32, (floats(20, 2), np.zeros((20, 2))), nbody_numpy),
        " prices": Case(
            black_scholes,
            2,
            32,
            (np.abs(floats(50)) + 0.5, 1.0, 0.02, 0.3, 1.5, np.zeros(50)),
            black_scholes_numpy,
        ),
        " set": Case(
            mandelbrot,
            (2, 2),
            (16, 8),
            (-2.0, -1.2, 0.1, np.zeros((15, 30), "i4")),
            mandelbrot_numpy,
        ),
        " of all kinds": Case(
            parts.atomics,
            2,
            50,
            (np.arange(9), np.array([0, 0, 3, 5, 8], "u4"), np.zeros(3, "f4"), 100),
            parts.atomics_numpy,
        ),
        " over elements": Case(
            parts.strides,
            2,
            32,
            (
                np.float32(2.5),
                floats(701, dtype="f4"),
                floats(701, dtype="f4"),
                floats(3, 333, dtype="f4"),
                1,
            ),
            parts.strides_numpy,
        ),
        " over few": Case(
            parts.strides,
            2,
            32,
            (
                np.float32(2.5),
                floats(65, dtype="f4"),
                floats(65, dtype="f4"),
                floats(3, 7, dtype="f4"),
                2,
            ),
            parts.strides_numpy,
        ),
        " of threads": Case(
            parts.warps, 2, 64, (X32, np.zeros((128, 16), "i8")), parts.warps_numpy
        ),
        " counted": Case(
            parts.bits,
            1,
            6,
            (
                np.array([0, 1, -1, -(2**31), 2**31 - 1, 0x0F0], "i4"),
                np.array([0, 1, -1, -(2**63), 2**63 - 1, 0x0F0 << 32], "i8"),
                np.zeros((6, 6), "i8"),
            ),
            parts.bits_numpy,
        ),
        " parameters": Case(
            parts.by_value,
            1,
            1,
            ((7, np.float32(0.5)), 3 - 4j, True, np.uint8(255), np.float16(1.5), np.zeros(5)),
            parts.by_value_numpy,
        ),
        " of elements": Case(
            parts.small_types,
            1,
            8,
            (
                floats(8, dtype="f2"),
                R.random(8) > 0.5,
                floats(8) + 1j * floats(8),
                np.zeros(8),
            ),
            parts.small_types_numpy,
        ),
        " of rows in local memory": Case(
            parts.local_sort, 2, 8, (R.integers(-9, 9, (16, 8)).astype("i4"),), lambda x: x.sort(1)
        ),
        " shared memory": Case(
            parts.dynamic,
            1,
            40,
            (np.arange(40, dtype="i4"), np.zeros(40, "i4")),
            lambda x, out: out.__setitem__(..., x[::-1]),
            shared=160,
        ),
        " dimensions": Case(
            parts.three, (2, 3, 1), (3, 2, 4), (np.zeros(144, "i8"),), parts.three_numpy
        ),
        " and views": Case(parts.slices, 1, 6, (floats(6, 9), np.zeros(6)), parts.slices_numpy),
    }.items()
}
