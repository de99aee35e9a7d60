"""`.real` and `.imag` of complex arrays are views that can be written; `.real` of others is the
array itself."""

import numpy as np

from jitscript import Array0, Array1, Array2, c64, c128, f32, f64, i32, script


@script
def parts(z: Array1[c128]):
    return z.real, z.imag, z.real + z.imag


@script
def written(z: Array1[c128], x: Array1[f64]) -> None:
    z.real[0] = 5
    z.imag[1:] = x[1:]
    z.real += 1
    z.imag[-1] *= 2


@script
def swapped(z: Array1[c128]) -> None:
    kept = z.real.copy()
    z.real[:] = z.imag
    z.imag[:] = kept


@script
def onto_itself(z: Array1[c128]) -> None:
    z.imag[:] = z.real
    z.real[1:] = z.imag[:-1]
    z[:] = z.real[::-1]


@script
def elements(z: Array2[c64]):
    total = 0.0
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            z[i, j] = complex(z.imag[i, j], z.real[i, j])
            total += z.real[i, j] * 2
            z.imag[i, j] = total
    return total


@script
def turned(z: Array2[c64]):
    return z.T.imag, z[::2, ::-1].real, z.imag[1], z.real.shape, z.imag.strides, z.imag.dtype == f32


@script
def single(z: Array0[c128]) -> float:
    return z.real[()] + z.imag


@script
def of_real(x: Array1[f64], n: Array1[i32]):
    x.real[0] = 9.0
    return x.real, n.real


@script
def made(n: int):
    z = np.zeros(n, np.complex128)
    z.imag[:] = 2
    z.real[::2] = -1
    return z, z.imag


@script
def norm(z: Array1[c128]) -> float:
    total = 0.0
    for i in range(len(z)):
        total += z.real[i] ** 2 + z.imag[i] ** 2
    return total


Z = np.array([1 + 2j, 3 - 4j, -0.5j])
GRID = (np.arange(12.0) + 1j * np.arange(12.0)[::-1]).astype(np.complex64).reshape(3, 4)
CASES = {
    "parts": [(Z,), (Z[::-2],), (Z[:0],)],
    "written": [lambda: (Z.copy(), np.arange(3.0)), lambda: (np.ones(6, complex)[::2], np.ones(3))],
    "swapped": [lambda: (Z.copy(),), lambda: (np.arange(6.0).astype(complex)[::-2],)],
    "onto_itself": [lambda: (Z.copy(),)],
    "elements": [lambda: (GRID.copy(),), lambda: (GRID.copy().T,)],
    "turned": [(GRID,)],
    "single": [(np.array(3 + 4j),)],
    "of_real": [lambda: (np.arange(3.0), np.arange(2, dtype=np.int32))],
    "made": [(5,), (0,)],
    "norm": [(Z,), (Z[::2],)],
}
