"""Kernels of many fields as one writes them with NumPy: bodies, fractals, strings, signals."""

from typing import Any

import numpy as np

from jitscript import Array1, Array2, c128, f64, i64, script, u8

A1 = Array1[f64]
A2 = Array2[f64]
R = np.random.default_rng(0)


def r(*s: int) -> Any:
    return R.random(s)


@script
def acceleration(pos: A2, mass: A2, G: float, softening: float) -> A2:
    x = pos[:, 0:1]
    y = pos[:, 1:2]
    z = pos[:, 2:3]
    dx = x.T - x
    dy = y.T - y
    dz = z.T - z
    inv_r3 = dx**2 + dy**2 + dz**2 + softening**2
    inv_r3[inv_r3 > 0] = inv_r3[inv_r3 > 0] ** (-1.5)
    ax = G * (dx * inv_r3) @ mass
    ay = G * (dy * inv_r3) @ mass
    az = G * (dz * inv_r3) @ mass
    return np.hstack((ax, ay, az))


@script
def energy(pos: A2, vel: A2, mass: A2, G: float) -> tuple[float, float]:
    kinetic = 0.5 * np.sum(mass * vel**2)
    x = pos[:, 0:1]
    y = pos[:, 1:2]
    z = pos[:, 2:3]
    dx = x.T - x
    dy = y.T - y
    dz = z.T - z
    inv_r = np.sqrt(dx**2 + dy**2 + dz**2)
    inv_r[inv_r > 0] = 1.0 / inv_r[inv_r > 0]
    potential = G * np.sum(np.triu(-(mass * mass.T) * inv_r, 1))
    return float(kinetic), float(potential)


@script
def nbody(
    mass: A2, pos: A2, vel: A2, N: int, Nt: int, dt: float, G: float, softening: float
) -> tuple[A1, A1]:
    vel -= np.mean(mass * vel, axis=0) / np.mean(mass)
    acc = acceleration(pos, mass, G, softening)
    KE = np.zeros(Nt + 1)
    PE = np.zeros(Nt + 1)
    KE[0], PE[0] = energy(pos, vel, mass, G)
    for i in range(Nt):
        vel += acc * dt / 2.0
        pos += vel * dt
        acc[:] = acceleration(pos, mass, G, softening)
        vel += acc * dt / 2.0
        KE[i + 1], PE[i + 1] = energy(pos, vel, mass, G)
    return KE, PE


@script
def mandelbrot(
    xmin: float, xmax: float, ymin: float, ymax: float, xn: int, yn: int, maxiter: int
) -> Array2[i64]:
    X = np.linspace(xmin, xmax, xn)
    Y = np.linspace(ymin, ymax, yn)
    C = X + Y[:, None] * 1j
    N = np.zeros(C.shape, dtype=np.int64)
    Z = np.zeros(C.shape, dtype=np.complex128)
    for n in range(maxiter):
        I = np.less(abs(Z), 2.0)
        N[I] = n
        Z[I] = Z[I] ** 2 + C[I]
    N[N == maxiter - 1] = 0
    return N


@script
def crc16(data: Array1[u8], poly: int) -> int:
    crc = 0xFFFF
    for b in data:
        cur_byte = 0xFF & int(b)
        for _ in range(0, 8):
            if (crc & 0x0001) ^ (cur_byte & 0x0001):
                crc = (crc >> 1) ^ poly
            else:
                crc >>= 1
            cur_byte >>= 1
    crc = ~crc & 0xFFFF
    return (crc << 8) | ((crc >> 8) & 0xFF)


@script
def nussinov(N: int, seq: Array1[i64]) -> Array2[i64]:
    table = np.zeros((N, N), np.int64)
    for i in range(N - 1, -1, -1):
        for j in range(i + 1, N):
            if j - 1 >= 0:
                table[i, j] = max(table[i, j], table[i, j - 1])
            if i + 1 < N:
                table[i, j] = max(table[i, j], table[i + 1, j])
            if j - 1 >= 0 and i + 1 < N:
                if i < j - 1:
                    match = 1 if seq[i] + seq[j] == 3 else 0
                    table[i, j] = max(table[i, j], table[i + 1, j - 1] + match)
                else:
                    table[i, j] = max(table[i, j], table[i + 1, j - 1])
            if j > i + 1:
                table[i, j] = max(
                    table[i, j], np.max(table[i, i + 1 : j] + table[i + 2 : j + 1, j])
                )
    return table


@script
def stockham_fft(x: Array1[c128], steps: int) -> Array1[c128]:
    n = len(x)
    y = x.copy()
    half = n // 2
    span = 1
    for _ in range(steps):
        w = np.exp(-2j * np.pi * np.arange(span) / (2 * span))
        a = y[:half].reshape(-1, span)
        b = y[half:].reshape(-1, span) * w
        out = np.empty((half // span, 2, span), dtype=np.complex128)
        out[:, 0, :] = a + b
        out[:, 1, :] = a - b
        y = out.reshape(n)
        span *= 2
    return y


@script
def contour_integral(Ham: Array2[c128], z: Array1[c128], Y: Array2[c128]) -> Array2[c128]:
    P = np.zeros((Ham.shape[0], Y.shape[1]), dtype=np.complex128)
    eye = np.eye(Ham.shape[0])
    for k in range(len(z)):
        X = np.linalg.solve(z[k] * eye - Ham, Y)
        P += X if abs(z[k]) < 1.0 else -X
    return P


@script
def compute(array_1: Array2[i64], array_2: Array2[i64], a: i64, b: i64, c: i64) -> Array2[i64]:
    return np.clip(array_1, 2, 10) * a + array_2 * b + c


@script
def clipping(x: A2, low: float, high: float) -> tuple[A2, float, int]:
    clipped = np.where(x < low, low, np.where(x > high, high, x))
    return clipped, float(np.abs(clipped - x).max()), np.count_nonzero(clipped != x)


@script
def cdist(A: A2, B: A2) -> A2:
    return np.sqrt(((A[:, None, :] - B[None, :, :]) ** 2).sum(axis=-1))


@script
def standardise(x: A2) -> A2:
    return (x - x.mean(axis=0)) / x.std(axis=0)


@script
def rolling_max(x: A1, n: int) -> A1:
    out = x[: len(x) - n + 1].copy()
    for i in range(1, n):
        out = np.maximum(out, x[i : len(x) - n + 1 + i])
    return out


@script
def best_rows(x: A2) -> tuple[Array1[i64], A1]:
    best = np.argmax(x, axis=1)
    return best, x[np.arange(len(x)), best] - x.mean(axis=1)


@script
def norm_cdf(x: A1) -> A1:
    t = 1.0 / (1.0 + 0.2316419 * np.abs(x))
    poly = t * (
        0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))
    )
    tail = np.exp(-x * x / 2) / np.sqrt(2 * np.pi) * poly
    return np.where(x > 0, 1 - tail, tail)


@script
def black_scholes(S: A1, K: A1, T: A1, rate: float, vol: float) -> tuple[A1, A1]:
    d1 = (np.log(S / K) + (rate + vol * vol / 2) * T) / (vol * np.sqrt(T))
    d2 = d1 - vol * np.sqrt(T)
    disc = K * np.exp(-rate * T)
    call = S * norm_cdf(d1) - disc * norm_cdf(d2)
    return call, call - S + disc


@script
def sobel(img: A2) -> A2:
    gx = (
        img[:-2, 2:] + 2 * img[1:-1, 2:] + img[2:, 2:]
        - img[:-2, :-2] - 2 * img[1:-1, :-2] - img[2:, :-2]
    )  # fmt: skip
    gy = (
        img[2:, :-2] + 2 * img[2:, 1:-1] + img[2:, 2:]
        - img[:-2, :-2] - 2 * img[:-2, 1:-1] - img[:-2, 2:]
    )  # fmt: skip
    return np.hypot(gx, gy)


@script
def polar(x: A1, y: A1) -> tuple[A1, A1]:
    return np.sqrt(x**2 + y**2), np.degrees(np.arctan2(y, x))


@script
def gray(rgb: "np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]") -> Array2[u8]:
    weights = np.array([0.299, 0.587, 0.114])
    return (rgb @ weights).round().astype(np.uint8)


CASES: dict[str, Any] = {
    "nbody": [(r(9, 1), r(9, 3), r(9, 3), 9, 5, 0.01, 1.0, 0.1)],
    "mandelbrot": [(-1.75, 0.25, -1.0, 1.0, 13, 11, 20)],
    "crc16": [(R.integers(0, 256, 40).astype(np.uint8), 0x8408)],
    "nussinov": [(14, R.integers(0, 4, 14))],
    "stockham_fft": [(r(64) + 1j * r(64), 6)],
    "contour_integral": [(r(8, 8) + 1j * r(8, 8), r(3) * 2 + 1j * r(3), r(8, 2) + 1j * r(8, 2))],
    "compute": [
        (
            R.integers(0, 1000, (9, 8)),
            R.integers(0, 1000, (9, 8)),
            np.int64(4),
            np.int64(3),
            np.int64(9),
        )
    ],
    "clipping": [(r(9, 8), 0.2, 0.8)],
    "cdist": [(r(9, 3), r(8, 3))],
    "standardise": [(r(20, 7),)],
    "rolling_max": [(r(40), 5)],
    "best_rows": [(r(20, 7),)],
    "black_scholes": [(r(30) + 1, r(30) + 1, r(30) + 0.1, 0.02, 0.3)],
    "sobel": [(r(12, 14),)],
    "polar": [(r(30) - 0.5, r(30) - 0.5)],
    "gray": [(R.integers(0, 256, (8, 9, 3)).astype(np.uint8),)],
}
ULP = 1024  # products are added in another order than by BLAS, and steps build on them
