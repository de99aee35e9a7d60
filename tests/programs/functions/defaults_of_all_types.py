"""Defaults that are exactly, or may become, what is annotated."""

import numpy as np

from jitscript import Array1, b1, f32, f64, i64, script, u8

ROW = np.array([1.0, 2.0])


@script
def builtins(a: int = True, b: float = 3, c: complex = 2.5, d: bool = False, e: None = None):
    return a + 1, b / 2, c * 1j, d, e


@script
def scalars(
    a: u8 = 255, b: f32 = 0.5, c: f64 = np.float64(1.5), d: i64 = np.int64(-1), e: b1 = True
):
    return a // u8(2), b / f32(2), c / f64(2), d // i64(2), bool(e)


@script
def others(
    a: tuple[int, float] = (1, 2.5),
    b: str = "text",
    c: int | None = None,
    d: int | str = "x",
    *,
    e: Array1[f64] = ROW,
):
    return a, b + "!", c, d, e[1]


CASES = {
    "builtins": [(5, 1.0, 1j, True, None)],
    "scalars": [(np.uint8(4), np.float32(2), np.float64(3), np.int64(8), np.bool_(False)), ()],
    "others": [(), ((2, 0.5), "b", 3, 4), {"e": np.array([3.0, 4.0])}],
}
