"""Python's ints that the integers beside them cannot hold: where NumPy raises, wraps, bounds
nothing, or works in floats."""

from typing import Any

import numpy as np

from jitscript import script


@script
def divided(a: np.ndarray, k: int):
    return a / k, k / a, np.divide(a, k), np.true_divide(k, a)


@script
def in_floats(a: np.ndarray, k: int):
    return np.copysign(a, k), np.hypot(a, k), np.heaviside(a, k), np.nextafter(k, a)


@script
def of_elements(a: np.ndarray, k: int):
    return np.copysign(a[1], k), np.hypot(k, a[1]), np.float_power(a[0], k), a[1] / k


@script
def of_two_dtypes(a: np.ndarray, b: np.ndarray):
    """Each operand alone says which floats hold it."""
    return np.hypot(a, b), np.copysign(a, b), np.heaviside(b, a), np.logaddexp(a, b).dtype.name


@script
def as_truths(a: np.ndarray, k: int):
    return np.logical_and(a, k), np.logical_or(k, a), np.logical_xor(a[1], k), np.logical_and(3, k)


@script
def chosen(a: np.ndarray, k: int):
    return np.where(a > 1, a, k), np.where(a > 1, k, a), np.where(a > 1, a[1], k)


@script
def bounded(a: np.ndarray, k: int, j: int):
    return np.clip(a, k, j)


@script
def bounded_once(a: np.ndarray, k: int):
    return a.clip(None, k), a.clip(max=300, min=-300)


@script
def bounded_above(a: np.ndarray, k: int):
    return np.clip(a, k, None)


@script
def bounded_in_floats(a: np.ndarray, k: int, x: float):
    return np.clip(a, k, x), np.clip(a, x, k)


@script
def selected(a: np.ndarray, k: int):
    return np.select([a > 2], [a], k)


@script
def selected_beside(a: np.ndarray, k: int):
    return np.select([a > 2, a > 1], [k, a])


@script
def filled(a: np.ndarray, k: np.int64):
    return np.full(2, k, a.dtype), np.full_like(a, k), np.full_like(a, k, np.int16)


@script
def filled_with_int(a: np.ndarray, k: int):
    return np.full_like(a, k)


@script
def added_at(a: np.ndarray, k: int) -> None:
    np.add.at(a, [0, 0, 2], k)
    np.maximum.at(a, [1, -1], k)
    np.floor_divide.at(a, [3], k + 1)


@script
def padded(a: np.ndarray, k: int):
    return np.pad(a, 1, constant_values=k)


@script
def compared(a: np.ndarray, k: int):
    return a < k, a == k, np.greater_equal(a, k)


@script
def added(a: np.ndarray, k: int):
    return a + k


def row(dtype: Any) -> Any:
    return np.arange(5).astype(dtype)


NUMBERS = (3, 127, 128, 255, 300, -1, -129, 2**40)
TYPES = (np.int8, np.uint8, np.int16, np.uint32, np.int64, np.float32, np.bool_)
PAIRS = [(row(t), k) for t in TYPES[:4] for k in NUMBERS]
SOME = [(row(t), k) for t in (np.int8, np.uint8, np.int64) for k in (3, 300, -1)]

CASES = {
    "divided": [pair for pair in PAIRS if pair[0].dtype != np.bool_],
    "in_floats": SOME,
    "of_elements": SOME,
    "of_two_dtypes": [
        (row(t), row(u)) for t in (np.int8, np.int16, np.bool_) for u in (np.uint8, np.uint16, "f2")
    ],
    "as_truths": SOME,
    "chosen": PAIRS + [(row(t), 300) for t in TYPES[4:]],
    "bounded": [(row(t), *ks) for t in TYPES[:5] for ks in ((1, 3), (-300, 300), (300, 400))]
    + [(row(np.int8), 3, -300), (row(np.uint8), 0, 255), (row(np.float32), -1, 2)],
    "bounded_once": SOME,
    "bounded_above": SOME,
    "bounded_in_floats": [(row(t), k, 1.5) for t in (np.int8, np.uint8) for k in (3, 300, -300)],
    "selected": [*PAIRS, (row(np.float32), 300), (row(np.uint8), 7)],
    "selected_beside": [pair for pair in SOME if pair[0].dtype != np.uint8]
    + [(row(np.uint8), 3), (row(np.float32), 3), (row(np.bool_) + row(np.int8), 300)],
    "filled": [(row(t), np.int64(k)) for t in (np.int8, np.uint8, np.float32) for k in (3, 300)],
    "filled_with_int": [(row(np.int8), 3), (row(np.int8), 300), (row(np.uint8), -1)],
    "added_at": [(row(np.int8), 3), (row(np.int8), 200), (row(np.uint8), 300), (row(np.int64), 9)],
    "padded": [(row(np.int8), 3), (row(np.int8), 300), (row(np.uint8), 300), (row(np.uint8), -1)],
    "compared": PAIRS,
    "added": PAIRS,
}
