"""NumPy's scalars as text: str as Python's numbers, repr with the type, in f-strings as numbers."""

import numpy as np
from jitscript import Array1, b1, f32, f64, i32, i64, script, u8


@script
def texts(a: Array1[f64], i: Array1[i32], b: b1, u: np.uint64):
    return str(a[0]), str(i[0]), str(b), str(u), repr(a[0]), repr(i[0]), repr(b), repr(u)


@script
def inside(a: Array1[f64], n: i64, c: u8):
    return str([a[0]]), repr((n, c)), f"{a[0]} {n} {c}", f"{a[0]!r} {n!s} {c!r}"


@script
def formatted(x: f32, b: b1) -> str:
    return f"{x} {b}"


@script
def total(a: Array1[f64]):
    t = 0.0
    for v in a:
        t += v
    print(t, (t,), a[0])
    return str(t), repr(t), f"{t}"


CASES = {
    "texts": [
        (np.array([0.1]), np.array([-1], np.int32), np.True_, np.uint64(2**64 - 1)),
        (np.array([1e300]), np.array([7], np.int32), np.False_, np.uint64(0)),
    ],
    "inside": [(np.array([-0.0]), np.int64(-5), np.uint8(200))],
    "formatted": [(np.float32(0.1), np.True_)],
    "total": [(np.array([1.0, 2.5]),)],
}
