"""Ufuncs that are operators, clipping, rounding, comparing with tolerance, and conversions."""

import numpy as np

from jitscript import Array1, Array2, b1, c128, f32, f64, i8, i64, script, u8


@script
def operators(a: Array1[f64], b: Array1[f64]):
    return (
        np.add(a, b),
        np.subtract(a, 2),
        np.multiply(a, b),
        np.divide(a, b),
        np.true_divide(1, b),
        np.floor_divide(a, b),
        np.remainder(a, b),
        np.mod(a, 2),
        np.less(a, b),
        np.greater_equal(a, b),
        np.equal(a, b),
        np.negative(a),
        np.positive(a),
    )


@script
def of_bits(a: Array1[u8], b: Array1[u8]):
    return (
        np.bitwise_and(a, b),
        np.bitwise_or(a, 7),
        np.bitwise_xor(a, b),
        np.invert(a),
        np.left_shift(a, 2),
        np.right_shift(a, b % 8),
        np.add(a, b),
    )


@script
def of_bools(a: Array1[b1], b: Array1[b1]):
    return np.add(a, b), np.multiply(a, b), np.logical_xor(a, b), np.invert(a), np.logical_not(a)


@script
def of_complex(a: Array1[c128], b: Array1[c128]):
    return np.add(a, b), np.multiply(a, b), np.divide(a, b), np.equal(a, b), np.logical_and(a, b)


@script
def logical(a: Array1[f64], b: Array1[i64]):
    return np.logical_and(a, b), np.logical_or(a, 0), np.logical_not(b), np.logical_xor(a, b)


@script
def of_numbers(a: int, b: float):
    return np.add(a, 1), np.multiply(b, a), np.less(a, b), np.logical_and(a, b), np.negative(b)


@script
def clipped(a: Array1[f64], low: float, high: float):
    return a.clip(low, high), np.clip(a, low, None), np.clip(a, None, high), a.clip(0, 1)


@script
def clipped_ints(a: Array2[i8]):
    return np.clip(a, -5, 5), a.clip(min=0), np.clip(a, None, 3)


@script
def rounded(a: Array1[f64], x: Array1[f32]):
    return np.round(a), a.round(2), np.around(a, decimals=-1), x.round(1), np.rint(x)


@script
def signs(a: Array1[f64], i: Array1[i64], u: Array1[u8]):
    return np.sign(a), np.sign(i), np.sign(u), np.signbit(a), np.fmod(a, 2.0)


@script
def angles(a: Array1[f64]):
    return np.deg2rad(a), np.rad2deg(a), np.radians(a), np.degrees(a)


@script
def near(a: Array1[f64], b: Array1[f64]):
    return (
        np.isclose(a, b),
        np.isclose(a, 1.0, atol=0.5),
        np.isclose(a, b, equal_nan=True),
        np.allclose(a, b),
        np.allclose(a, b, rtol=10.0, equal_nan=True),
    )


@script
def finite(a: Array1[f64]):
    return np.nan_to_num(a), np.nan_to_num(a, nan=1.5, posinf=9.0, neginf=-9.0)


@script
def converted(a: Array1[f64], i: Array1[i64]):
    return a.astype(np.float32), i.astype(np.uint8), i.astype(float), a.astype(bool)


@script
def selected(a: Array1[f64], i: Array1[i64]):
    return np.where(a > 0, a, 0), np.where(i, a, i), np.where(a > 0, 1, 2), np.where(True, a, i)


@script
def lists(a: Array1[f64], i: Array2[i64], b: Array1[b1]):
    return a.tolist(), i.tolist(), b.tolist(), a[:1].sum().item(), i[:1, :1].item()


@script
def filled(a: Array1[f64], x: float) -> None:
    a.fill(x)


@script
def item(a: Array1[f64]) -> float:
    return a.item()


NAN, INF = np.nan, np.inf
A = np.array([1.5, -2.25, 0.0, -0.0, 7.0, 1e300, -3.5, 2.5, 0.125])
B = np.array([2.0, 1.5, 1.0, -1.0, -2.0, 0.5, 3.0, 1e-300, -0.5])
ODD = np.array([NAN, INF, -INF, 0.0, -0.0, 1.0])
U = np.array([0, 1, 7, 200, 255], np.uint8)
CASES = {
    "operators": [(A, B), (A, B[:1]), (A, B[:2])],
    "of_bits": [(U, U[::-1].copy())],
    "of_bools": [(np.array([True, False, True]), np.array([True, True, False]))],
    "of_complex": [(np.array([1 + 2j, 0j]), np.array([3 - 1j, 1j]))],
    "logical": [(ODD, np.array([0, 1, 2, 0, 5, 0]))],
    "of_numbers": [(3, 2.5), (-(2**62), 0.0)],
    "clipped": [(A, -1.0, 2.0), (ODD, -1.0, 0.5), (A, 2.0, -1.0), (A, NAN, 1.0)],
    "clipped_ints": [(np.arange(-10, 10, dtype=np.int8).reshape(4, 5),)],
    "rounded": [(A * 1.2345, A.astype(np.float32) * 3), (ODD, ODD.astype(np.float32))],
    "signs": [(A, np.array([-3, 0, 4]), U), (ODD, np.array([-(2**63)]), U)],
    "angles": [(A,), (ODD,)],
    "near": [(A, A + 1e-9), (ODD, ODD), (A, B)],
    "finite": [(A,), (ODD,)],
    "converted": [(A[:5], np.array([-1, 0, 300, 2**53 + 1]))],
    "selected": [(A, np.arange(9)), (A, np.arange(2))],
    "lists": [(A, np.arange(6).reshape(2, 3), A > 0)],
    "filled": [lambda: (np.zeros(3), 2.5), lambda: (np.zeros(6)[::2], NAN)],
    "item": [(A[:1],), (A,), (A[:0],)],
}
