"""+, *, ==, <, in, += of lists."""

from jitscript import script


@script
def joined(a: list[int], b: list[int]) -> list[int]:
    return a + b


@script
def repeated(a: list[int], n: int) -> list[int]:
    return a * n


@script
def filled(n: int) -> list[float]:
    out = [0.5] * n
    if n > 0:
        out[0] = 1.0
    return out


@script
def equal(a: list[int], b: list[int]) -> tuple[bool, bool]:
    return a == b, a != b


@script
def order(a: list[int], b: list[int]) -> tuple[bool, bool, bool, bool]:
    return a < b, a <= b, a > b, a >= b


@script
def contains(a: list[int], x: int) -> tuple[bool, bool]:
    return x in a, x not in a


@script
def in_place(a: list[int], b: list[int]) -> None:
    a += b


@script
def truth(a: list[int]) -> int:
    return 1 if a else 0


@script
def same(a: list[int]) -> tuple[bool, bool]:
    b = a
    return a is b, a is a[:]


CASES = {
    "joined": [([1], [2, 3]), ([], [])],
    "repeated": [([1, 2], 3), ([1], 0), ([1], -1), ([], 5)],
    "filled": [(0,), (3,)],
    "equal": [([1, 2], [1, 2]), ([1], [1, 2]), ([], [])],
    "order": [([1, 2], [1, 3]), ([1], [1, 2]), ([2], [1, 5]), ([], [])],
    "contains": [([1, 2], 2), ([1, 2], 3), ([], 1)],
    "in_place": [([1], [2, 3]), ([], [])],
    "truth": [([],), ([0],)],
    "same": [([1],)],
}
