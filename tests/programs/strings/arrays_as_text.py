"""Arrays and small floats as text: NumPy writes them, options and all."""

import numpy as np

from jitscript import Array0, Array1, Array2, Array3, b1, c128, f32, f64, i64, script


@script
def show(
    a: Array2[f64], b: Array1[i64], z: Array0[f32], x: np.float32, m: Array3[b1], c: Array1[c128]
) -> None:
    print(a)
    print(b, "x", a[0], a.shape)
    print(f"{a} {b} {z} {x} {a!r} {x!r}")
    print("%s|%r" % (b, b), str(b) + repr(m), m)
    print([a[0], b * 1.0], {"k": b}, (b, c))
    print("{} {:.2f} {}".format(b, z, x), x, z, f"{z:.3f}")
    print(np.complex64(1 + 2j), [x], b == 2, a.T, f"{x:.2f}", np.float16(0.1))
    print(a.max(), a.sum(axis=0), np.round(a, 1))


@script
def bad(a: Array1[f64]) -> str:
    return f"{a:.2f}"


@script
def log(xs: Array1[f64], items: list[str]) -> str:
    items.append(f"state: {xs}")
    return "\n".join([str(xs), repr(xs[1:]), *items])


A = np.arange(6.0).reshape(2, 3) / 7
CASES = {
    "show": [
        (
            A,
            np.array([1, 2, 3]),
            np.array(2.5, np.float32),
            np.float32(0.1),
            np.ones((1, 2, 2), bool),
            np.array([1j, 2]),
        ),
        (
            A[:, :0],
            np.arange(2000),
            np.array(np.nan, np.float32),
            np.float32(1e30),
            np.ones((0, 2, 2), bool),
            np.array([], complex),
        ),
    ],
    "bad": [(A[0],)],
    "log": [(A[0], ["a"]), (A[0, :0], [])],
}
