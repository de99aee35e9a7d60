"""Lists of one element type against values and lists of another: what is equal is found."""

from __future__ import annotations

from jitscript import f64, i32, script


@script
def equal(x: list[int], y: list[float]) -> tuple[bool, bool, bool]:
    return x == y, x != y, y == x


@script
def ordered(x: list[int], y: list[float]) -> tuple[bool, bool, bool, bool]:
    return x < y, x <= y, x > y, x >= y


@script
def of_bools(x: list[bool], y: list[int]) -> tuple[bool, bool, bool]:
    return x == y, y != x, x < y


@script
def of_complex(x: list[complex], y: list[int]) -> tuple[bool, bool]:
    return x == y, y != x


@script
def of_text(x: list[int], y: list[str]) -> tuple[bool, bool]:
    return x == y, x != y


@script
def optional(x: list[int | None], y: list[float]) -> tuple[bool, bool]:
    return x == y, y != x


@script
def mixed(x: list[int | str], y: list[str]) -> tuple[bool, bool]:
    return x == y, y != x


@script
def nested(x: list[list[int]], y: list[list[float]]) -> tuple[bool, bool, bool]:
    return x == y, x != y, x < y


@script
def pairs(x: list[tuple[int, float]], y: list[tuple[float, int]]) -> tuple[bool, bool, bool]:
    return x == y, x != y, x <= y


@script
def in_tuples(x: list[int], y: list[float]) -> tuple[bool, bool, bool]:
    return (1, x) == (1, y), (x, "a") != (y, "a"), y in (x, [0])


@script
def numpy_elements(x: list[int], y: list[float]) -> tuple[bool, bool, bool]:
    a: list[i32] = [1, 2]
    b: list[f64] = [1.0, 2.0]
    return bool(a == x), bool(b == a), bool(y != b)


@script
def empty(x: list[int]) -> tuple[bool, bool, bool]:
    return x == [], (1, x) == (1, []), [] in [x]


@script
def member(x: list[list[int]], y: list[float]) -> tuple[bool, bool, int]:
    return y in x, y not in x, x.count(y)


@script
def place(x: list[int], y: float) -> tuple[int, int]:
    return x.count(y), x.index(y)


@script
def place_of_complex(x: list[float], y: complex) -> tuple[int, int]:
    return x.count(y), x.index(y)


@script
def place_of_text(x: list[int], y: str) -> tuple[int, int]:
    return x.count(y), x.index(y)


@script
def place_of_bool(x: list[float], y: bool) -> tuple[int, int]:
    return x.count(y), x.index(y, -2)


@script
def place_of_list(x: list[list[int]], y: list[float]) -> int:
    return x.index(y)


@script
def place_of_none(x: list[float | None], y: int | None) -> tuple[int, int]:
    return x.count(y), x.index(y)


@script
def removed(x: list[int], y: float) -> list[int]:
    x.remove(y)
    return x


_INTS_FLOATS = [
    ([1, 2], [1.0, 2.0]),
    ([1, 2], [1.0, 2.5]),
    ([1, 3], [1.0, 2.5]),
    ([1], [1.0, 0.0]),
    ([2**53 + 1], [2.0**53]),
    ([2**63 - 1], [2.0**63]),
    ([0], [float("nan")]),
    ([0], [-0.0]),
    ([], []),
]

CASES = {
    "equal": _INTS_FLOATS,
    "ordered": _INTS_FLOATS,
    "of_bools": [([True, False], [1, 0]), ([True], [2]), ([], []), ([False], [])],
    "of_complex": [([1j], [1]), ([1 + 0j, 2 + 0j], [1, 2]), ([complex(2**53)], [2**53 + 1])],
    "of_text": [([], []), ([1], ["1"]), ([1], [])],
    "optional": [([1, None], [1.0]), ([1, 2], [1.0, 2.0]), ([None], [0.0])],
    "mixed": [([1, "a"], ["1", "a"]), (["b", "a"], ["b", "a"])],
    "nested": [([[1], [2]], [[1.0], [2.0]]), ([[1], []], [[1.0], [0.5]]), ([], [])],
    "pairs": [([(1, 2.0)], [(1.0, 2)]), ([(1, 2.5)], [(1.0, 2)]), ([(0, 3.0)], [(1.0, 2)])],
    "in_tuples": [([1], [1.0]), ([0], [1.0]), ([0], [0.0])],
    "numpy_elements": [([1, 2], [1.0, 2.0]), ([1, 3], [1.0]), ([], [])],
    "empty": [([],), ([1],)],
    "member": [([[1], [2]], [2.0]), ([[1], []], []), ([[1]], [1.5])],
    "place": [([1, 2, 2], 2.0), ([1, 2], 2.5), ([], 0.0), ([2**53 + 1], 2.0**53)],
    "place_of_complex": [([1.0, 2.0], 2 + 0j), ([1.0], 1j)],
    "place_of_text": [([1, 2], "1")],
    "place_of_bool": [([0.0, 1.0, 1.0], True), ([1.0, 5.0, 6.0], True)],
    "place_of_list": [([[1], [2]], [2.0]), ([[1]], [2.0])],
    "place_of_none": [([1.0, None], None), ([1.0, None], 1), ([1.0], 2)],
    "removed": [([1, 2, 3], 2.0), ([1, 2, 3], 2.5)],
}
