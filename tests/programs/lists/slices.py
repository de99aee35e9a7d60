"""Slices of lists are new lists."""

from collections import deque
from itertools import product

from jitscript import script


@script
def bounds(a: list[int], i: int, j: int) -> list[int]:
    return a[i:j]


@script
def stepped(a: list[int], i: int, j: int, k: int) -> list[int]:
    return a[i:j:k]


@script
def fixed(a: list[int]) -> tuple[list[int], list[int], list[int], list[int]]:
    return a[:], a[1:], a[:-1], a[::-1]


@script
def copies(a: list[int]) -> int:
    b = a[:]
    b[0] = 100
    return a[0]


@script
def put(a: list[int], i: int, j: int, k: int) -> list[list[int]]:
    """What is no list is made one first."""
    found = [a.copy() for _ in range(9)]
    found[0][i:j] = (7, 8, 9)
    found[1][i:j] = ()
    found[2][i:j] = {5: "v", 6: "w"}
    found[3][i:j] = {5: 1, 6: 2}.values()
    found[4][i:j] = range(k)
    found[5][i:j] = frozenset([3])
    found[6][i:j] = deque([1, 2], maxlen=5)
    found[7][i:j] = tuple(a)
    found[8][i:j] = b"ab"
    return found


@script
def put_at(a: list[int], i: int, j: int, k: int) -> list[int]:
    a[i:j:k] = (7, 8, 9)
    return a


@script
def put_others() -> tuple[list[str], list[float], list[int | str], list[int]]:
    a, b, e = ["x", "y"], [0.5, 1.5], []
    a[1:] = "äöü"
    b[:1] = (1, 2.5)
    b[::2] = range(2)
    c: list[int | str] = [1, "a"]
    c[:0] = (2, "b")
    c[1:1] = "cd"
    e[:] = range(3)
    return a, b, c, e


A = [0, 1, 2, 3, 4]
ENDS = (0, 2, 5, 9, -1, -9)
CASES = {
    "bounds": [(A, i, j) for i, j in product(ENDS, ENDS)],
    "stepped": [(A, i, j, k) for i, j in ((0, 5), (4, 0), (-1, -9)) for k in (1, 2, -1, -2, 0)],
    "fixed": [(A,), ([],)],
    "copies": [(A,)],
    "put": [(A, i, j, 3) for i, j in ((0, 5), (4, 0), (-1, -9), (2, 3))],
    "put_at": [(A, *r) for r in ((0, 5, 2), (0, 5, 1), (-1, -9, -2), (4, 0, 1), (0, 5, 0))],
    "put_others": [()],
}
