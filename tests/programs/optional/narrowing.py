"""What a test tells of a type: in values, chains of `and` and `or`, loops, comprehensions, nested
conditions; of names and of elements of tuples."""

from typing import Optional, Union

import numpy as np

from jitscript import Array1, f64, script

NUMBER = int | float
MAYBE = Optional[int]
EITHER = Union[int, str]


@script
def below(x: int | str, y: int) -> bool:
    return isinstance(x, int) and x < y


@script
def between(x: int | str | None, y: int) -> bool:
    return isinstance(x, int) and 0 < x < y


@script
def small(x: int | str) -> int:
    found = not isinstance(x, int) or x < 10
    return 1 if found else 0


@script
def value_of_and(x: list[int] | None, y: int | None):
    return x and x[0], y and y + 1, x is not None and len(x), (x or [7])[0]


@script
def nested_sequences(x: int | str | None, y: float | None):
    a = (isinstance(x, int) and x > 1) or (isinstance(x, str) and len(x) > 1)
    b = (x is not None and not isinstance(x, str)) and x + 1
    c = (x is None or isinstance(x, str)) or x - 1
    d = (isinstance(x, str) or isinstance(x, int)) and y is not None and (x, y + 1)
    return a, b, c, d


@script
def either_narrows(x: int | str | float | None) -> float:
    if isinstance(x, int) or isinstance(x, float):  # noqa: SIM101
        return x * 2.0
    if x is None:
        return -1.0
    return len(x) * 1.0


@script
def neither_narrows(x: int | str | None, y: int | None) -> int:
    if x is None or isinstance(x, str) or y is None:
        return -1
    return x + y


@script
def not_both(x: int | str, n: int) -> str:
    if isinstance(x, int) and n > 0:
        return str(x + n)
    if isinstance(x, int):
        return str(x - 1)
    return x + "!"


@script
def with_none(a: int | str | None) -> str:
    if isinstance(a, int | None):
        return "no text"
    return a


@script
def by_named_unions(a: int | float | str | None) -> tuple[bool, bool, bool, bool, bool]:
    return (
        isinstance(a, NUMBER),
        isinstance(a, MAYBE),
        isinstance(a, EITHER),
        isinstance(a, NUMBER | str),
        isinstance(a, (MAYBE, float)),
    )


@script
def by_spelled_unions(a: int | float | str | None) -> tuple[bool, bool, bool, bool]:
    return (
        isinstance(a, Union[int, float]),
        isinstance(a, Optional[str]),
        isinstance(a, None | int | str),
        isinstance(a, (int, type(None), (float,))),
    )


@script
def of_bools(a: bool | int | float) -> tuple[bool, bool, bool, str]:
    kind = "bool" if isinstance(a, bool) else "int" if isinstance(a, int) else "float"
    return isinstance(a, bool | int), isinstance(a, int | float), isinstance(a, float | bool), kind


@script
def of_numpy(a: np.float64 | np.int32 | np.bool_ | int) -> tuple[bool, bool, bool, bool]:
    return (
        isinstance(a, float),
        isinstance(a, np.integer | int),
        isinstance(a, np.generic),
        isinstance(a, Union[np.bool_, np.floating]),
    )


@script
def of_containers(a: list[int] | tuple[int, int] | Array1[f64] | str) -> float:
    if isinstance(a, list | tuple):
        if isinstance(a, tuple):
            return a[0] + a[1]
        return len(a)
    return a[0] if isinstance(a, np.ndarray) else -1.0


@script
def in_comprehension(items: list[int | str | None]) -> list[int]:
    return [x + 1 for x in items if x is not None and isinstance(x, int)]


@script
def in_while(items: list[int | None]) -> int:
    total = 0
    x: int | None = 0
    while x is not None and total < 100:
        total += x
        x = items.pop() if items else None
    return total


@script
def after_assert(x: int | str | None) -> int:
    assert x is not None and not isinstance(x, str)
    return x + 1


@script
def after_walrus(items: list[int | None]) -> int:
    if (x := items[0]) is not None and (y := items[1]) is not None:
        return x + y
    return -1


@script
def tuple_element(t: tuple[int, list[int] | None], n: int) -> int:
    u: tuple[int, list[int] | None] = (n, None)
    if n > 0:
        u = (n, [1, 2])
    if u[1] is None:
        return 0 if t[1] is None else t[1][0]
    return len(u[1]) + (len(t[-1]) if t[-1] else 0)


@script
def nested_element(t: tuple[int, tuple[str | None, float]]) -> str:
    return "none" if t[1][0] is None else t[1][0] + "!"


@script
def element_by_truth(t: tuple[int | None, str | None]) -> str:
    if not t[0] or not t[1]:
        return "nothing"
    return t[1] * t[0]


@script
def element_by_isinstance(t: tuple[int | str, int | str]) -> int:
    if isinstance(t[0], int) and isinstance(t[1], int):
        return t[0] + t[1]
    if isinstance(t[0], str):
        return len(t[0])
    return -t[0]


@script
def drained(t: tuple[int | None, int]) -> int:
    n = 0
    while t[0] is not None and n < 50:
        n += t[0]
        t = (t[0] - 1, n) if t[0] > 1 else (None, n)
    return n


@script
def assigned_anew(t: tuple[int | None, int]) -> int | None:
    if t[0] is not None:
        t = (None, t[0])
    return t[0]


@script
def elements_of_pairs(pairs: list[tuple[int, str | None]]) -> list[str]:
    found = []
    for p in pairs:
        if p[1] is not None and len(p[1]) > p[0]:
            found.append(p[1])
    return found


CASES = {
    "below": [(1, 5), ("s", 5), (7, 5)],
    "between": [(3, 5), ("s", 3), (None, 3), (9, 5)],
    "small": [(50,), (5,), ("t",)],
    "value_of_and": [([3], 4), ([], 0), (None, None)],
    "nested_sequences": [(1, 0.5), (5, None), ("ab", 0.5), ("a", None), (None, 1.0)],
    "either_narrows": [(2,), (2.5,), ("abc",), (None,)],
    "neither_narrows": [(1, 2), (None, 2), ("a", 2), (1, None)],
    "not_both": [(1, 1), (1, 0), ("a", 1), ("a", 0)],
    "with_none": [(None,), (7,), ("text",)],
    "by_named_unions": [(1,), (2.5,), ("x",), (None,)],
    "by_spelled_unions": [(1,), (2.5,), ("x",), (None,)],
    "of_bools": [(True,), (3,), (2.5,)],
    "of_numpy": [(np.float64(1),), (np.int32(1),), (np.bool_(True),), (5,)],
    "of_containers": [([1, 2],), ((3, 4),), (np.ones(3),), ("a",)],
    "in_comprehension": [([1, "a", None, 4],), ([],)],
    "in_while": [([1, 2, None, 4],), ([],)],
    "after_assert": [(3,)],
    "after_walrus": [([1, 2],), ([None, 2],), ([1, None],)],
    "tuple_element": [((1, None), 1), ((1, [5]), 0), ((1, [5, 6]), 3), ((1, []), 3)],
    "nested_element": [((1, ("a", 0.5)),), ((1, (None, 0.5)),)],
    "element_by_truth": [((2, "ab"),), ((None, "ab"),), ((0, "a"),), ((2, None),), ((2, ""),)],
    "element_by_isinstance": [((1, 2),), (("abc", 2),), ((1, "a"),)],
    "drained": [((4, 0),), ((None, 0),)],
    "assigned_anew": [((4, 0),), ((None, 0),)],
    "elements_of_pairs": [([(1, "ab"), (2, None), (5, "abc")],)],
}
