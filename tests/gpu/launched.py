"""Kernels that are launched with all kinds of arguments. Apart from their tests: pytest writes
asserts anew."""

from __future__ import annotations

from jitscript import Array1, Array2, b1, c64, cuda, f32, f64, i8, i16, i32, i64, u8, u64


@cuda.kernel
def four(a: Array1[f32], b: Array1[f32], c: Array1[f32], d: Array1[f32]) -> None:
    i = cuda.grid(1)
    if i < len(a):
        d[i] = a[i] + b[i] + c[i]


@cuda.kernel
def numbers(
    x: Array1[f64],
    i: int,
    f: float,
    b: bool,
    z: complex,
    small: f32,
    tiny: i8,
    byte: u8,
    word: u64,
    pair: tuple[i32, tuple[float, bool]],
    last: i32,
) -> None:
    x[0] = f


@cuda.kernel
def matrix(a: Array2[f64], n: int, out: Array1[f64]) -> None:
    i = cuda.grid(1)
    if i < n:
        out[i] = a[i, 0]


@cuda.kernel
def only_reads(x: Array1[i32], n: int) -> None:
    assert x[0] < n


@cuda.kernel
def nothing(n: int) -> None:
    assert n > 0


@cuda.kernel
def perhaps(
    x: Array1[f64] | None,
    y: Array1[f64] | None = None,
    n: int | None = None,
    scale: f32 | None = None,
    number: int | float = 3,
    flag: bool | i32 | None = True,
    pair: tuple[i8, f64 | None] | None = None,
    both: tuple[Array1[f64], i16] | None = None,
    z: complex | c64 | b1 = 1j,
    last: u8 = 7,
    *,
    end: i64 | None = None,
) -> None:
    if x is not None and y is not None:
        y[0] = x[0]
    if both is not None:
        both[0][0] = 1.0


@cuda.kernel
def by_name(x: Array1[i32], *, n: int = 1) -> None:
    if len(x) < n:
        x[0] = 0
