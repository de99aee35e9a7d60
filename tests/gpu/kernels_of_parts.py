"""Kernels that each use one part of the language: atomics, warps, bits, values of every type; each
with what NumPy makes of the same arrays. `kernels.py` has their cases."""

# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from jitscript import Array1, Array2, c128, cuda, f16, f32, f64, i32, i64, u8, u32

ALL = 0xFFFFFFFF


@cuda.kernel
def atomics(x: Array1[i64], u: Array1[u32], f: Array1[f32], n: int) -> None:
    i = cuda.grid(1)
    cuda.atomic.add(x, 0, i)
    cuda.atomic.sub(x, 1, i)
    cuda.atomic.min(x, 2, -i)
    cuda.atomic.max(x, 3, i)
    cuda.atomic.and_(x, 4, ~(1 << (i % 60)))
    cuda.atomic.or_(x, 5, 1 << (i % 60))
    cuda.atomic.xor(x, 6, 1 << (i % 7))
    if i == n - 1:
        x[7] = cuda.atomic.exch(x, 8, 77)
    cuda.atomic.inc(u, 0, 6)
    cuda.atomic.dec(u, 1, 9)
    cuda.atomic.max(u, 2, i)
    cuda.atomic.cas(u, 3, 5, 50)
    cuda.atomic.compare_and_swap(u[4:], 8, 80)
    cuda.atomic.add(f, 0, 0.5)
    cuda.atomic.max(f, 1, i)
    cuda.atomic.min(f, -1, -i)


def atomics_numpy(x: Any, u: Any, f: Any, n: int) -> None:
    total = n * (n - 1) // 2
    x[0] += total
    x[1] -= total
    x[2], x[3] = min(x[2], -(n - 1)), max(x[3], n - 1)
    for i in range(n):
        x[4] &= ~(1 << (i % 60))
        x[5] |= 1 << (i % 60)
        x[6] ^= 1 << (i % 7)
        u[0] = 0 if u[0] >= 6 else u[0] + 1
        u[1] = 9 if u[1] == 0 or u[1] > 9 else u[1] - 1
        f[0] += np.float32(0.5)
    x[7], x[8] = x[8], 77
    u[2] = max(u[2], n - 1)
    u[3] = 50 if u[3] == 5 else u[3]
    u[4] = 80 if u[4] == 8 else u[4]
    f[1], f[-1] = max(f[1], np.float32(n - 1)), min(f[-1], np.float32(-(n - 1)))


@cuda.kernel
def strides(a: f32, x: Array1[f32], y: Array1[f32], rows: Array2[f32], row: int) -> None:
    """Loops over elements, whose checks are tested before, four rounds at once."""
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        y[i] = a * x[i] + y[i]
    for i in range(cuda.grid(1), rows.shape[1], cuda.gridsize(1)):
        rows[row, i] = rows[row, i] * a


def strides_numpy(a: Any, x: Any, y: Any, rows: Any, row: int) -> None:
    y += a * x
    rows[row] *= a


@cuda.kernel
def warps(x: Array1[i32], out: Array2[i64]) -> None:
    i, lane = cuda.grid(1), cuda.laneid
    v = x[i]
    out[i, 0] = cuda.ballot_sync(ALL, v > 0)
    out[i, 1] = int(cuda.all_sync(ALL, v > -100)) + 2 * int(cuda.any_sync(ALL, v == 3))
    out[i, 2] = int(cuda.eq_sync(ALL, v == 3)) + 2 * int(cuda.eq_sync(ALL, lane < 32))
    out[i, 3] = int(cuda.shfl_sync(ALL, v, 5))
    out[i, 4] = int(cuda.shfl_up_sync(ALL, v, 3))
    out[i, 5] = int(cuda.shfl_down_sync(ALL, v, 3, 8))
    out[i, 6] = int(cuda.shfl_xor_sync(ALL, v, 9))
    out[i, 7] = cuda.syncthreads_count(v > 0)
    out[i, 8] = cuda.syncthreads_and(v > 0) + 2 * cuda.syncthreads_or(v == 3)
    cuda.syncwarp()
    half = 0xFFFF if lane < 16 else 0xFFFF0000
    out[i, 9] = int(cuda.shfl_sync(half, f64(v) * 0.5, 2, 16) * 2.0)
    if lane % 2 == 0:
        out[i, 10] = cuda.ballot_sync(0x55555555, True)
        out[i, 11] = cuda.match_any_sync(0x55555555, f64(v // 3))
    out[i, 12] = cuda.match_any_sync(ALL, v % 3)
    same, alike = cuda.match_all_sync(ALL, v)
    out[i, 13] = same + int(alike)
    same, alike = cuda.match_all_sync(ALL, i // 32)
    out[i, 14] = same + int(alike)
    out[i, 15] = cuda.selp(v > 0, cuda.lanemask_lt(), -1)
    cuda.threadfence()


def warps_numpy(x: Any, out: Any) -> None:
    for first in range(0, len(x), 32):
        w = x[first : first + 32].astype(np.int64)
        lanes = np.arange(32)
        o = out[first : first + 32]
        o[:, 0] = sum(1 << int(k) for k in lanes if w[k] > 0)
        o[:, 1] = int((w > -100).all()) + 2 * int((w == 3).any())
        o[:, 2] = int(len(set((w == 3).tolist())) == 1) + 2
        o[:, 3] = w[5]
        o[:, 4] = np.where(lanes >= 3, w[lanes - 3], w)
        o[:, 5] = np.where(lanes % 8 + 3 < 8, w[(lanes + 3) % 32], w)
        o[:, 6] = w[lanes ^ 9]
        o[:, 9] = np.where(lanes < 16, w[2], w[18])
        o[::2, 10] = 0x55555555
        for k in lanes:
            if k % 2 == 0:
                o[k, 11] = sum(1 << int(m) for m in lanes[::2] if w[m] // 3 == w[k] // 3)
            o[k, 12] = sum(1 << int(m) for m in lanes if w[m] % 3 == w[k] % 3)
        o[:, 13] = 0x100000000 if len(set(w.tolist())) == 1 else 0
        o[:, 14] = 0x100000000
        o[:, 15] = np.where(w > 0, (1 << lanes) - 1, -1)
    for first in range(0, len(x), 64):
        b = x[first : first + 64]
        out[first : first + 64, 7] = (b > 0).sum()
        out[first : first + 64, 8] = int((b > 0).all()) + 2 * int((b == 3).any())


@cuda.kernel
def bits(x: Array1[i32], w: Array1[i64], out: Array2[i64]) -> None:
    i = cuda.grid(1)
    out[i, 0] = cuda.popc(x[i]) * 1000 + cuda.clz(x[i])
    out[i, 1] = cuda.ffs(x[i])
    out[i, 2] = int(cuda.brev(x[i]))
    out[i, 3] = cuda.popc(w[i]) * 1000 + cuda.clz(w[i])
    out[i, 4] = cuda.ffs(w[i])
    out[i, 5] = int(cuda.brev(w[i]))


def bits_numpy(x: Any, w: Any, out: Any) -> None:
    for i in range(len(x)):
        for at, value, size in ((0, int(x[i]), 32), (3, int(w[i]), 64)):
            text = f"{value & (2**size - 1):0{size}b}"
            lead = size - len(text.lstrip("0"))
            out[i, at] = text.count("1") * 1000 + lead
            out[i, at + 1] = text[::-1].find("1") + 1
            back = int(text[::-1], 2)
            out[i, at + 2] = back - 2**size if back >= 2 ** (size - 1) else back


@cuda.kernel
def by_value(t: tuple[int, f32], z: complex, flag: bool, b: u8, h: f16, out: Array1[f64]) -> None:
    out[0] = t[0] + t[1]
    out[1] = z.real - z.imag
    out[2] = 1.0 if flag else 2.0
    out[3] = b
    out[4] = h


def by_value_numpy(t: Any, z: Any, flag: Any, b: Any, h: Any, out: Any) -> None:
    out[:] = t[0] + t[1], z.real - z.imag, 1.0 if flag else 2.0, b, h


@cuda.kernel
def small_types(a: Array1[f16], b: Array1[np.bool_], c: Array1[c128], out: Array1[f64]) -> None:
    i = cuda.grid(1)
    if b[i]:
        a[i] = a[i] * f16(3.0) + f16(0.1)
        c[i] = c[i] * c[i] + 1.0
    b[i] = not b[i]
    out[i] = c[i].real + float(a[i])


def small_types_numpy(a: Any, b: Any, c: Any, out: Any) -> None:
    for i in range(len(a)):
        if b[i]:
            a[i] = a[i] * np.float16(3.0) + np.float16(0.1)
            c[i] = c[i] * c[i] + 1.0
        b[i] = not b[i]
        out[i] = c[i].real + float(a[i])


@cuda.kernel
def local_sort(x: Array2[i32]) -> None:
    row = cuda.grid(1)
    mine = cuda.local.array(8, i32)
    for j in range(8):
        mine[j] = x[row, j]
    for i in range(1, 8):
        v, j = mine[i], i - 1
        while j >= 0 and mine[j] > v:
            mine[j + 1] = mine[j]
            j -= 1
        mine[j + 1] = v
    for j in range(8):
        x[row, j] = mine[j]


@cuda.kernel
def dynamic(x: Array1[i32], out: Array1[i32]) -> None:
    s = cuda.shared.array(0, i32)
    t = cuda.threadIdx.x
    s[t] = x[t]
    cuda.syncthreads()
    out[t] = s[len(s) - 1 - t]


@cuda.kernel
def three(out: Array1[i64]) -> None:
    x, y, z = cuda.grid(3)
    nx, ny, _ = cuda.gridsize(3)
    out[(z * ny + y) * nx + x] = x + 100 * y + 10000 * z + cuda.gridDim.y * 1000000


def three_numpy(out: Any) -> None:
    z, y, x = np.indices((4, 6, 6))
    out[:] = (x + 100 * y + 10000 * z + 3 * 1000000).ravel()


@cuda.kernel
def slices(x: Array2[f64], out: Array1[f64]) -> None:
    i = cuda.grid(1)
    row = x[i, 1:-1]
    back = x[i][::-1]
    total = 0.0
    for j in range(len(row)):
        total += row[j] * (j + 1) - back[j]
    out[i] = total + x[-1, -1]


def slices_numpy(x: Any, out: Any) -> None:
    for i in range(len(out)):
        row, back, total = x[i, 1:-1], x[i][::-1], 0.0
        for j in range(len(row)):
            total += row[j] * (j + 1) - back[j]
        out[i] = total + x[-1, -1]
