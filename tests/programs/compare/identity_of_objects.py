"""`is` of lists, arrays, text and what may be None: one object under two names, given twice, or
two objects that are equal; in chains, conditions and values."""

import numpy as np

from jitscript import Array1, Array2, b1, f64, script


@script
def texts(a: str | None, b: str | None) -> tuple[bool, bool, str]:
    return a is b, a is not b, "one" if a is b else "two"


@script
def text_twice(a: str, b: str, items: list[str]) -> tuple[bool, bool, list[bool], bool]:
    c = b
    return a is b, c is b, [a is x for x in items], items[0] is items[-1]


@script
def single_characters(s: str, t: str) -> tuple[bool, bool]:
    return s[0] is t[0], s[:0] is ""


@script
def lists(a: list[int] | None, b: list[int] | None) -> tuple[bool, bool]:
    return a is b, not (a is not b)


@script
def list_copies(a: list[int], b: list[int]) -> tuple[bool, bool, bool, bool, bool]:
    c = a
    d = a[:]
    return a is b, c is a, d is a, d is d, a.copy() is a


@script
def nested_lists(a: list[list[int]]) -> tuple[bool, bool]:
    return a[0] is a[1], a[0] is a[-1]


@script
def of_three(a: int | str | list[int] | None, b: list[int] | None) -> bool:
    return a is b


@script
def other_types(a: int, b: str, c: list[int], d: list[float], e: Array1[f64], f: tuple[int, int]):
    return b is c, c is d, a is b, e is c, f is b, c is e, b is f


@script
def arrays(x: Array1[f64], y: Array1[f64]) -> tuple[bool, bool, bool, bool, bool, bool, bool]:
    z = x
    whole = x[:]
    return z is x, x is y, whole is x, whole is whole, x[:] is x[:], x.T is x, x + 0 is x


@script
def array_choice(x: Array1[f64], y: Array1[f64], n: int) -> tuple[bool, bool]:
    best = x
    for i in range(n):
        if y[i] > best[i]:
            best = y
    return best is x, best is y


@script
def optional_arrays(x: Array2[f64] | None, y: Array2[f64] | None) -> tuple[bool, bool]:
    z = x
    return x is y, z is x


@script
def optional_of_two_ranks(x: Array2[f64] | Array1[f64] | None, y: Array1[f64]) -> bool:
    return y is x


@script
def bools(a: bool, b: bool, c: b1, d: b1) -> tuple[bool, bool, bool, bool, bool]:
    return a is True, a is b, c is d, a is c, b is not False


@script
def true_or_number(x: bool | int | None) -> tuple[bool, bool, bool]:
    return x is True, x is False, x is None


@script
def numbers_by_name(n: int, x: float, t: tuple[int, float]) -> tuple[bool, bool, bool, bool]:
    m, y, s = n, x, t
    return m is n, y is x, s is t, n is not m


@script
def both_none(x: str | None, y: str | None) -> bool:
    return x is y is None


@script
def chain_of_three(a: list[int] | None, b: list[int] | None, c: list[int] | None) -> bool:
    return a is b is not c is not None


@script
def chained(x: int, y: int | None, z: list[int]) -> tuple[bool, bool, bool]:
    return x in z is not None, None is not y, None is not y == x


@script
def narrowed_by_chain(y: int | None) -> int:
    if None is not y > 3:
        return y + 1
    return -1


@script
def narrowed_in_chain(y: int | None, low: int) -> bool:
    return low < 10 != None is not y > low  # noqa: E711


@script
def evaluated_once(items: list[int | None]) -> tuple[bool, int]:
    found = None is not (x := items.pop()) is not None
    return found, len(items) + (0 if x is None else x)


A, B = np.ones(2), np.ones(2)
SQUARE = np.ones((2, 2))
ONE, TWO = [1, 2], [1, 2]
TEXT, OTHER = "hello there", "hello you"

CASES = {
    "texts": [(None, None), (None, "a"), ("a", None), (TEXT, TEXT), (TEXT, OTHER), ("é", "é")],
    "text_twice": [(TEXT, TEXT, [OTHER, TEXT]), (TEXT, OTHER, [TEXT, OTHER, TEXT])],
    "single_characters": [("abc", "axy"), ("abc", "xyz"), ("é", "é")],
    "lists": [(None, None), (None, ONE), (ONE, ONE), (ONE, TWO), (ONE, None)],
    "list_copies": [(ONE, ONE), (ONE, TWO), ([], [])],
    "nested_lists": [([ONE, TWO],), ([ONE, ONE],), ([ONE, TWO, ONE],)],
    "of_three": [(1, ONE), ("a", None), (ONE, ONE), (None, None), (ONE, TWO), (None, ONE)],
    "other_types": [(1, "a", [1], [1.0], A, (1, 2))],
    "arrays": [(A, A), (A, B), (A, A[:]), (A[::-1], A)],
    "array_choice": [(A, A, 2), (A, B, 2), (A, 2 * B, 2), (A, 2 * B, 0)],
    "optional_arrays": [(None, None), (SQUARE, None), (SQUARE, SQUARE), (SQUARE, SQUARE.T)],
    "optional_of_two_ranks": [(None, A), (A, A), (SQUARE, A), (B, A)],
    "bools": [
        (True, True, np.bool_(True), np.bool_(True)),
        (False, True, np.bool_(True), np.bool_(False)),
    ],
    "true_or_number": [(True,), (False,), (1,), (0,), (None,)],
    "numbers_by_name": [(5, 2.5, (1, 2.0)), (10**12, float("nan"), (0, 0.0))],
    "both_none": [(None, None), ("a", None), (None, "a"), ("a", "a")],
    "chain_of_three": [(None, None, None), (ONE, ONE, None), (ONE, ONE, TWO), (ONE, TWO, ONE)],
    "chained": [(1, 2, [1]), (1, None, []), (3, 3, [3])],
    "narrowed_by_chain": [(None,), (3,), (4,)],
    "narrowed_in_chain": [(None, 1), (3, 1), (3, 5), (3, 11)],
    "evaluated_once": [([1, 2],), ([1, None],)],
}
