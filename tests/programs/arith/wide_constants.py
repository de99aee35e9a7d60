"""Constants beyond 64 bits on the way to one that fits, or beside something that holds them."""

import numpy as np

from jitscript import Array1, f64, i64, script, u64

BIG = 2**64
LEAST = -(2**63)


@script
def at_least(a: int) -> bool:
    return a >= -(2**63)


@script
def lowest() -> int:
    return -(2**63)


@script
def shifted() -> int:
    return -(1 << 63)


@script
def highest() -> int:
    return 2**63 - 1


@script
def beside_negative_ones() -> tuple[int, int]:
    return (2 * 2**62) + (5 + (-46)), (-46 + ~5) + 2 * 2**62


@script
def mersenne() -> int:
    return (1 << 61) * 8 - 1 - 2**63 - 2**62


@script
def remainders() -> tuple[int, int, int]:
    return 3**60 % 1000, 2**100 // 2**70, (1 << 80) >> 75


@script
def masked() -> int:
    return (2**64 - 1) & 255 | (2**70 ^ 2**70)


@script
def inverted() -> int:
    return ~(2**63 - 1) + ~~(2**65) - 2**65


@script
def twice_negative() -> int:
    return -(-(2**63)) - 1


@script
def of_global(x: int) -> int:
    return x + (BIG - 2**64 + 5) - (-LEAST - 2**63)


@script
def by_steps(x: int) -> int:
    k = 2**63
    k = k - 1
    return k - x


@script
def all_bits() -> u64:
    return np.uint64(2**64 - 1)


@script
def with_u64(x: u64) -> u64:
    return (x ^ np.uint64(2**64 - 1)) + (2**64 - 2) * x - (2**63 + 1)


@script
def u64_array(a: Array1[u64]) -> u64:
    total = np.uint64(0)
    for x in a:
        total += x // (2**63 + 3)
    return total


@script
def quotient() -> float:
    return 2**80 / 2**79 + (2**65 - 1) / 3


@script
def with_float(x: float) -> float:
    return x * 2**64 + 2**70 - (1 << 66) / x


@script
def with_float_array(a: Array1[f64]) -> Array1[f64]:
    return a / 2**64


@script
def compared(x: int) -> tuple[bool, bool, bool, bool, bool, bool]:
    return x < 2**63, x <= 2**64, x > 2**63, x >= 2**70, x == 2**64, x != 2**64


@script
def compared_below(x: int) -> tuple[bool, bool, bool, bool, bool, bool]:
    n = -(2**63) - 1
    return x < n, n < x, n >= x, x >= n, n == x, x != n


@script
def chained(x: int) -> bool:
    return -(2**64) < x < 2**64


@script
def compared_float(x: float) -> tuple[bool, bool, bool]:
    return x < 2**64, x == 2**64, 2**70 > x


@script
def compared_u64(x: u64) -> bool:
    return bool(x == 2**64 - 1)


@script
def compared_i64(x: i64) -> bool:
    return bool(x < 2**64)


@script
def not_reached(n: int) -> int:
    if n > 100:
        return 2**64
    return n


@script
def reached(n: int) -> int:
    x = 2**64
    return x + n if n > 3 else n


@script
def in_a_range() -> int:
    total = 0
    for i in range(2**63 - 3, 2**63 - 1):
        total ^= i
    return total


_INTS = [(n,) for n in (-(2**63), -5, 0, 7, 2**63 - 1)]

CASES = {
    **{
        fn.__name__: [()]
        for fn in (
            lowest,
            shifted,
            highest,
            mersenne,
            remainders,
            masked,
            inverted,
            twice_negative,
            all_bits,
            quotient,
            in_a_range,
        )
    },
    **{f.__name__: _INTS for f in (at_least, compared, compared_below, chained)},
    "of_global": [(3,), (-4,)],
    "beside_negative_ones": [()],
    "by_steps": [(0,), (5,)],
    "with_u64": [(np.uint64(3),), (np.uint64(2**64 - 1),)],
    "u64_array": [(np.array([2**64 - 1, 3, 2**63 + 3], dtype=np.uint64),)],
    "with_float": [(1.5,), (-1e30,)],
    "with_float_array": [(np.array([1.0, 2.0**64]),)],
    "compared_float": [(2.0**64,), (1e30,), (-1.0,), (float("nan"),)],
    "compared_u64": [(np.uint64(2**64 - 1),), (np.uint64(1),)],
    "compared_i64": [(np.int64(-1),), (np.int64(2**63 - 1),)],
    "not_reached": [(1,)],
    "reached": [(1,)],
}
OVERFLOWS = {"not_reached": [(101,)], "reached": [(4,)]}
