"""NumPy's scalars in f-strings with specifications, `format` and `%`: as Python's numbers."""

import numpy as np

from jitscript import Array1, f32, f64, i32, script, u64


@script
def elements(x: Array1[f64], n: Array1[i32], y: Array1[f32]) -> str:
    return f"{x[0]:.3f} {n[0]:+d} {n[0]:#x} {y[0]:.4f} {x[0]:>12} {n[0] > 1!s:>6} {x[0] + 1:e}"


@script
def by_format(x: f64, n: i32, y: f32, b: bool) -> str:
    return (
        format(x, "8.2f")
        + format(n, "05")
        + format(y, ".3f")
        + "{:.1f} {}".format(x, n)
        + format(np.bool_(b), ">6")
    )


@script
def by_percent(x: f64, n: i32, y: f32) -> str:
    return "%d %.3f %x %s %5.1f" % (x, x, n, n, y)


@script
def unsigned(n: u64) -> str:
    return f"{n:,} {n:x} {n:>25} {n:.3e} {n}"


CASES = {
    "elements": [
        (np.array([1.5, 2.0]), np.array([7], np.int32), np.array([0.1], np.float32)),
        (np.array([-0.0]), np.array([-1], np.int32), np.array([np.inf], np.float32)),
    ],
    "by_format": [(np.float64(2.345), np.int32(-7), np.float32(0.1), True)],
    "by_percent": [(np.float64(2.345), np.int32(7), np.float32(0.1))],
    "unsigned": [(np.uint64(2**64 - 1),), (np.uint64(0),), (np.uint64(2**63),)],
}
