"""Kernels on grids as one writes them with slices of NumPy."""

from typing import Any

import numpy as np

from jitscript import Array1, Array2, Array3, f64, i64, script

A1 = Array1[f64]
A2 = Array2[f64]
A3 = Array3[f64]
R = np.random.default_rng(0)


def r(*s: int) -> Any:
    return R.random(s)


@script
def jacobi_1d(TSTEPS: int, A: A1, B: A1) -> None:
    for t in range(1, TSTEPS):
        B[1:-1] = 0.33333 * (A[:-2] + A[1:-1] + A[2:])
        A[1:-1] = 0.33333 * (B[:-2] + B[1:-1] + B[2:])


@script
def fdtd_2d(TMAX: int, ex: A2, ey: A2, hz: A2, _fict_: A1) -> None:
    for t in range(TMAX):
        ey[0, :] = _fict_[t]
        ey[1:, :] -= 0.5 * (hz[1:, :] - hz[:-1, :])
        ex[:, 1:] -= 0.5 * (hz[:, 1:] - hz[:, :-1])
        hz[:-1, :-1] -= 0.7 * (ex[:-1, 1:] - ex[:-1, :-1] + ey[1:, :-1] - ey[:-1, :-1])


@script
def azimint(data: A1, radius: A1, npt: int) -> A1:
    rmax = radius.max()
    res = np.zeros(npt, dtype=np.float64)
    for i in range(npt):
        r1 = rmax * i / npt
        r2 = rmax * (i + 1) / npt
        mask_r12 = np.logical_and((r1 <= radius), (radius < r2))
        values_r12 = data[mask_r12]
        res[i] = values_r12.mean()
    return res


@script
def azimint_hist(data: A1, radius: A1, npt: int) -> A1:
    histu = np.histogram(radius, npt)[0]
    histw = np.histogram(radius, npt, weights=data)[0]
    return histw / histu


@script
def hdiff(in_field: A3, coeff: A3, out_field: A3) -> None:
    I, J, K = out_field.shape[0], out_field.shape[1], out_field.shape[2]
    lap_field = 4.0 * in_field[1 : I + 3, 1 : J + 3, :] - (
        in_field[2 : I + 4, 1 : J + 3, :]
        + in_field[0 : I + 2, 1 : J + 3, :]
        + in_field[1 : I + 3, 2 : J + 4, :]
        + in_field[1 : I + 3, 0 : J + 2, :]
    )
    res = lap_field[1:, 1 : J + 1, :] - lap_field[:-1, 1 : J + 1, :]
    flx_field = np.where(
        (res * (in_field[2 : I + 3, 2 : J + 2, :] - in_field[1 : I + 2, 2 : J + 2, :])) > 0, 0, res
    )
    res = lap_field[1 : I + 1, 1:, :] - lap_field[1 : I + 1, :-1, :]
    fly_field = np.where(
        (res * (in_field[2 : I + 2, 2 : J + 3, :] - in_field[2 : I + 2, 1 : J + 2, :])) > 0, 0, res
    )
    out_field[:, :, :] = in_field[2 : I + 2, 2 : J + 2, :] - coeff[:, :, :] * (
        flx_field[1:, :, :] - flx_field[:-1, :, :] + fly_field[:, 1:, :] - fly_field[:, :-1, :]
    )


@script
def blur_kernel(img: A2, kernel: A2) -> A2:
    kh, kw = kernel.shape
    padded = np.pad(img, ((kh // 2, kh // 2), (kw // 2, kw // 2)), mode="edge")
    out = np.zeros_like(img)
    for i in range(kh):
        for j in range(kw):
            out += kernel[i, j] * padded[i : i + img.shape[0], j : j + img.shape[1]]
    return out


@script
def life_roll2(grid: Array2[i64], steps: int) -> Array2[i64]:
    for _ in range(steps):
        n = np.zeros_like(grid)
        for i in (-1, 0, 1):
            for j in (-1, 0, 1):
                if i != 0 or j != 0:
                    n += np.roll(grid, (i, j), axis=(0, 1))
        grid = np.where((n == 3) | ((grid == 1) & (n == 2)), 1, 0)
    return grid


@script
def moving_average(x: A1, n: int) -> A1:
    c = np.cumsum(np.insert(x, 0, 0.0))
    return (c[n:] - c[:-n]) / n


@script
def moving_average2(x: A1, n: int) -> A1:
    ret = np.cumsum(x, dtype=float)
    ret[n:] = ret[n:] - ret[:-n]
    return ret[n - 1 :] / n


@script
def go_fast(a: A2) -> A2:
    trace = 0.0
    for i in range(a.shape[0]):
        trace += np.tanh(a[i, i])
    return a + trace


CASES: dict[str, Any] = {
    "jacobi_1d": [(10, r(40), r(40))],
    "fdtd_2d": [(5, r(20, 30), r(20, 30), r(20, 30), r(5))],
    "azimint": [(r(200), r(200), 10)],
    "azimint_hist": [(r(200), r(200), 10)],
    "hdiff": [(r(12, 12, 5), r(8, 8, 5), r(8, 8, 5))],
    "blur_kernel": [(r(20, 20), r(3, 3))],
    "life_roll2": [(R.integers(0, 2, (20, 20)), 4)],
    "moving_average": [(r(50), 4)],
    "moving_average2": [(r(50), 4)],
    "go_fast": [(r(10, 10),)],
}
ULP = 4
