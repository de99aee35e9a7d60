"""Text of NumPy's integers, whatever else of the library a function uses beside it."""

from typing import Any

import numpy as np

from jitscript import script

Ints = np.ndarray[tuple[int], np.dtype[np.uint32]]


@script
def after_int(x: np.uint8) -> tuple[int, str, str, str]:
    return int(x), str(x), repr(x), f"{x}"


@script
def after_float(x: np.uint16) -> tuple[float, bool, str]:
    return float(x), bool(x), str(x)


@script
def before_float(x: np.uint32) -> tuple[str, float]:
    return str(x), round(float(x), 1)


@script
def signed(x: np.int8, y: np.int64) -> tuple[float, str, str, complex]:
    return float(x), str(x), str(y), complex(float(y))


@script
def elements(a: Ints) -> list[str]:
    total = 0.0
    for x in a:
        total += float(x)
    return [str(total), *[str(x) for x in a], "-".join(map(str, a))]


@script
def largest(x: np.uint64) -> tuple[int, str, str]:
    return int(x // np.uint64(2)), str(x), "%s" % x  # noqa: UP031


@script
def exact_complex(n: int) -> tuple[complex, complex]:
    return complex(n), complex(n, 2)


def row(*values: Any) -> Any:
    return np.array(values, np.uint32)


CASES = {
    "after_int": [(np.uint8(3),), (np.uint8(255),), (np.uint8(0),)],
    "after_float": [(np.uint16(3),), (np.uint16(65535),)],
    "before_float": [(np.uint32(7),), (np.uint32(4294967295),)],
    "signed": [(np.int8(-3), np.int64(9)), (np.int8(-128), np.int64(-(2**52)))],
    "elements": [(row(1, 4294967295),), (row(),)],
    "largest": [(np.uint64(5),), (np.uint64(2**64 - 1),)],
    "exact_complex": [(5,), (0,), (-(2**53),)],
}
