"""A kernel that prints every kind of number. Apart from its tests: its asserts are its own."""

# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from jitscript import Array1, cuda, f16, f32, f64, i8, i64, u64


@cuda.kernel
def tells(
    a: Array1[f32],
    b: Array1[f64],
    c: Array1[f16],
    d: Array1[i8],
    e: Array1[u64],
    f: Array1[i64],
    n: int,
) -> None:
    i = cuda.grid(1)
    print("thread", i, a[i], b[i], c[i], d[i])
    if i % 2 == 0:
        print(e[i], f[i], a[i] > 0, i / 3, sep=", {", end="}!\n")
    print()
    if i == n:
        raise ValueError("after what was printed before")


def expected(a, b, c, d, e, f, count):
    for i in range(count):
        print("thread", i, a[i], b[i], c[i], d[i])
        if i % 2 == 0:
            print(e[i], f[i], a[i] > 0, i / 3, sep=", {", end="}!\n")
        print()


def columns(n):
    r = np.random.default_rng(2)
    return (
        r.standard_normal(n).astype("f4"),
        np.resize([1.5, -0.0, np.nan, np.inf, 1e300, 5e-324, 1 / 3], n),
        r.standard_normal(n).astype("f2"),
        r.integers(-128, 128, n).astype("i1"),
        np.resize(np.array([0, 2**64 - 1, 2**63], "u8"), n),
        np.resize(np.array([-(2**63), 2**63 - 1, -1]), n),
    )


@cuda.kernel
def floods(n: int) -> None:
    for i in range(n):
        print(i)
