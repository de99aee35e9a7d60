"""The kernels that `bench/gpu.py` measures. Compiled beforehand, where the compiler is."""

from __future__ import annotations

import math
from typing import Any

from jitscript import Array1, Array2, cuda, f32, i32, i64, u8

TILE = 16
ALL = 0xFFFFFFFF


def saxpy(a: f32, x: Array1[f32], y: Array1[f32]) -> None:
    i = cuda.grid(1)
    if i < len(x):
        y[i] = a * x[i] + y[i]


def chain(a: f32, x: Array1[f32], y: Array1[f32]) -> None:
    i = cuda.grid(1)
    if i < len(x):
        y[i] = f32(math.sqrt(x[i] * x[i] + a)) / (y[i] + a) - x[i]


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


def total(x: Array1[f32], out: Array1[f32]) -> None:
    s = f32(0.0)
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        s += x[i]
    d = 16
    while d > 0:
        s += cuda.shfl_down_sync(ALL, s, d)
        d //= 2
    if cuda.laneid == 0:
        cuda.atomic.add(out, 0, s)


def stencil(x: Array1[f32], out: Array1[f32]) -> None:
    s = cuda.shared.array(258, f32)
    i, t = cuda.grid(1), cuda.threadIdx.x
    n = len(x)
    s[t + 1] = x[min(i, n - 1)]
    if t == 0:
        s[0] = x[max(i - 1, 0)]
        s[257] = x[min(i + 256, n - 1)]
    cuda.syncthreads()
    if i < n:
        out[i] = f32(0.25) * s[t] + f32(0.5) * s[t + 1] + f32(0.25) * s[t + 2]


def matmul(a: Array2[f32], b: Array2[f32], c: Array2[f32]) -> None:
    sa = cuda.shared.array((TILE, TILE), f32)
    sb = cuda.shared.array((TILE, TILE), f32)
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


def fails(x: Array1[i64], what: int, at: int) -> None:
    """A planted error in every thread from number `at` on."""
    i = cuda.grid(1)
    if i >= at:
        if what == 0:
            x[i] = 1 // (i - i)
        elif what == 1:
            x[i + len(x)] = 0
        elif what == 2:
            x[0] = 2**62 * (i + 2)
        else:
            raise ValueError(f"thread {i} of {at}")


def nothing(a: Array1[f32], b: Array1[f32], c: Array1[f32], d: Array1[f32]) -> None:
    """Four arrays, no work: what a launch costs."""


MEASURED = (saxpy, chain, transpose, total, stencil, matmul, histogram)


def kernels() -> dict[str, Any]:
    """All of them by name, checked and (`_unchecked`) without checks."""
    made: dict[str, Any] = {}
    for function in (*MEASURED, fails, nothing):
        made[function.__name__] = cuda.kernel(function)
    for function in MEASURED:
        made[function.__name__ + "_unchecked"] = cuda.kernel(function, check=False)
    return made
