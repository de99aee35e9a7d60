"""The kernels that `bench/gpu.py` measures. Compiled beforehand, where the compiler is."""

from __future__ import annotations

from typing import Any

import numpy as np

from jitscript import Array1, Array2, cuda, f32, i32, i64, u8

TILE, WIDE, EACH = 16, 64, 16
ALL = 0xFFFFFFFF


def most(name: str) -> int:
    """The threads of a block with which a kernel is launched."""
    return 512 if name == "transpose" else 256


def saxpy(a: f32, x: Array1[f32], y: Array1[f32]) -> None:
    i = cuda.grid(1)
    if i < len(x):
        y[i] = a * x[i] + y[i]


def steps(a: f32, x: Array1[f32], y: Array1[f32]) -> None:
    """The same, in a loop: 16 bytes at a time."""
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        y[i] = a * x[i] + y[i]


def chain(a: f32, x: Array1[f32], y: Array1[f32]) -> None:
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        y[i] = np.sqrt(x[i] * x[i] + a) / (y[i] + a) - x[i]


def transpose(a: Array2[f32], out: Array2[f32]) -> None:
    """Tiles of 64 by 64, eight elements for each of 512 threads."""
    tile = cuda.shared.array((WIDE, WIDE + 1), f32)
    tx, ty = cuda.threadIdx.x, cuda.threadIdx.y
    bx, by = cuda.blockIdx.x * WIDE, cuda.blockIdx.y * WIDE
    for k in range(0, WIDE, 8):
        if by + ty + k < a.shape[0] and bx + tx < a.shape[1]:
            tile[ty + k, tx] = a[by + ty + k, bx + tx]
    cuda.syncthreads()
    for k in range(0, WIDE, 8):
        if bx + ty + k < out.shape[0] and by + tx < out.shape[1]:
            out[bx + ty + k, by + tx] = tile[tx, ty + k]


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
    mine = x[min(i, n - 1)]  # before the others, so that all three loads are under way together
    if t == 0:
        s[0] = x[max(i - 1, 0)]
        s[257] = x[min(i + 256, n - 1)]
    s[t + 1] = mine
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


def softmax(x: Array2[f32], out: Array2[f32]) -> None:
    """A row of up to 4,096 for each block of 256 threads, which keep it in registers."""
    part = cuda.shared.array(8, f32)
    mine = cuda.local.array(EACH, f32)
    row, t = cuda.blockIdx.x, cuda.threadIdx.x
    warp, lane = t // 32, cuda.laneid
    n = x.shape[1]
    most = f32(-np.inf)
    for k in range(EACH):
        j = t + 256 * k
        mine[k] = x[row, j] if j < n else f32(-np.inf)
        most = max(most, mine[k])
    for d in (16, 8, 4, 2, 1):
        most = max(most, cuda.shfl_xor_sync(ALL, most, d))
    if lane == 0:
        part[warp] = most
    cuda.syncthreads()
    most = part[0]
    for k in range(1, 8):
        most = max(most, part[k])
    cuda.syncthreads()
    s = f32(0.0)
    for k in range(EACH):
        mine[k] = np.exp(mine[k] - most)
        s += mine[k]
    for d in (16, 8, 4, 2, 1):
        s += cuda.shfl_xor_sync(ALL, s, d)
    if lane == 0:
        part[warp] = s
    cuda.syncthreads()
    s = part[0]
    for k in range(1, 8):
        s += part[k]
    for k in range(EACH):
        j = t + 256 * k
        if j < n:
            out[row, j] = mine[k] / s


def n_body(p: Array2[f32], a: Array2[f32], soft: f32) -> None:
    """Accelerations of bodies (x, y, z, mass), 256 of them in shared memory at a time."""
    near = cuda.shared.array((4, 256), f32)
    i, t = cuda.grid(1), cuda.threadIdx.x
    n = p.shape[0]
    x, y, z = f32(0.0), f32(0.0), f32(0.0)
    if i < n:
        x, y, z = p[i, 0], p[i, 1], p[i, 2]
    ax, ay, az = f32(0.0), f32(0.0), f32(0.0)
    for first in range(0, n, 256):
        j = first + t
        for c in range(4):
            near[c, t] = p[j, c] if j < n else f32(0.0)
        cuda.syncthreads()
        for k in range(256):
            dx, dy, dz = near[0, k] - x, near[1, k] - y, near[2, k] - z
            r = dx * dx + dy * dy + dz * dz + soft
            s = near[3, k] / (r * np.sqrt(r))
            ax += dx * s
            ay += dy * s
            az += dz * s
        cuda.syncthreads()
    if i < n:
        a[i, 0], a[i, 1], a[i, 2] = ax, ay, az


def normal(x: f32) -> f32:
    """The normal distribution up to x, as Hull approximates it."""
    k = f32(1.0) / (f32(1.0) + f32(0.2316419) * abs(x))
    p = k * f32(1.330274429)
    p = k * (f32(-1.821255978) + p)
    p = k * (f32(1.781477937) + p)
    p = k * (f32(-0.356563782) + p)
    p = k * (f32(0.31938153) + p)
    p = f32(0.39894228) * np.exp(f32(-0.5) * x * x) * p
    return f32(1.0) - p if x > f32(0.0) else p


def black_scholes(
    s: Array1[f32],
    k: Array1[f32],
    t: Array1[f32],
    call: Array1[f32],
    put: Array1[f32],
    r: f32,
    v: f32,
) -> None:
    i = cuda.grid(1)
    if i < len(s):
        root = np.sqrt(t[i])
        d1 = (np.log(s[i] / k[i]) + (r + f32(0.5) * v * v) * t[i]) / (v * root)
        d2 = d1 - v * root
        n1, n2 = normal(d1), normal(d2)
        later = k[i] * np.exp(-r * t[i])
        call[i] = s[i] * n1 - later * n2
        put[i] = later * (f32(1.0) - n2) - s[i] * (f32(1.0) - n1)


def scan(x: Array1[f32], out: Array1[f32], sums: Array1[f32]) -> None:
    """Sums up to each element, within each block of 256."""
    part = cuda.shared.array(8, f32)
    i, t = cuda.grid(1), cuda.threadIdx.x
    lane, warp = cuda.laneid, t // 32
    s = x[i] if i < len(x) else f32(0.0)
    for d in (1, 2, 4, 8, 16):
        below = cuda.shfl_up_sync(ALL, s, d)
        if lane >= d:
            s += below
    if lane == 31:
        part[warp] = s
    cuda.syncthreads()
    before = f32(0.0)
    for k in range(8):
        if k < warp:
            before += part[k]
    s += before
    if i < len(x):
        out[i] = s
    if t == 255:
        sums[cuda.blockIdx.x] = s


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


MEASURED = (
    *(saxpy, steps, chain, transpose, softmax, total),
    *(stencil, matmul, n_body, black_scholes, histogram, scan),
)


def kernels() -> dict[str, Any]:
    """All of them by name, checked and (`_unchecked`) without checks."""
    made: dict[str, Any] = {}
    for function in (*MEASURED, fails, nothing):
        made[function.__name__] = cuda.kernel(function, max_threads=most(function.__name__))
    for function in MEASURED:
        bare = cuda.kernel(function, check=False, max_threads=most(function.__name__))
        made[function.__name__ + "_unchecked"] = bare
    return made
