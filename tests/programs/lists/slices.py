"""Slices of lists are new lists."""

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


A = [0, 1, 2, 3, 4]
ENDS = (0, 2, 5, 9, -1, -9)
CASES = {
    "bounds": [(A, i, j) for i, j in product(ENDS, ENDS)],
    "stepped": [(A, i, j, k) for i, j in ((0, 5), (4, 0), (-1, -9)) for k in (1, 2, -1, -2, 0)],
    "fixed": [(A,), ([],)],
    "copies": [(A,)],
}
