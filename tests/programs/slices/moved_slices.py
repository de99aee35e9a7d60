"""`a[i:j:k] = b[l:m:n]` of lists: in its place, backwards, across lists, of all lengths."""

from __future__ import annotations

from dataclasses import dataclass

from jitscript import script


@script
def prefix_turned(a: list[int], k: int) -> list[int]:
    a[: k + 1] = a[k::-1]
    return a


@script
def whole_turned(a: list[str]) -> list[str]:
    a[:] = a[::-1]
    return a


@script
def part_turned(a: list[int], i: int, j: int) -> list[int]:
    a[i:j] = a[j - 1 : i - 1 : -1]
    return a


@script
def overlapping_backwards(a: list[int], i: int, j: int, n: int) -> list[int]:
    a[i : i + n] = a[j : j - n : -1]
    return a


@script
def shifted(a: list[str], i: int, j: int, n: int) -> list[str]:
    a[i : i + n] = a[j : j + n]
    return a


@script
def across(a: list[str], b: list[str], i: int, j: int, k: int) -> tuple[list[str], list[str]]:
    a[i:j] = b[k::-1]
    b[:j] = a[i:]
    return a, b


@script
def stepped(a: list[int], b: list[int]) -> list[int]:
    a[::2] = b[1::2]
    return a


@script
def backwards_to_backwards(a: list[int]) -> list[int]:
    a[::-1] = a[::1]
    return a


@script
def by_three(a: list[float], b: list[float]) -> list[float]:
    a[1:4] = b[::3]
    a[2:] = b[::-3]
    return a


def bump(a: list[int]) -> int:
    a[0] += 10
    return 1


@script
def brackets_that_change(a: list[int]) -> list[int]:
    a[bump(a) : 3] = a[0:2]
    a[:2] = a[bump(a) :: -1]
    return a


@script
def two_targets(a: list[int]) -> tuple[list[int], list[int]]:
    b = a[:3] = a[2::-1]
    return a, b


@script
def named_meanwhile(a: list[int], c: list[int]) -> list[int]:
    a[:2] = (b := c)[1::-1]
    b[:2] = (b := a)[1::-1]
    return a + b + c


@script
def step_of_zero(a: list[int], k: int) -> list[int]:
    a[:1] = a[::k]
    return a


@script
def too_large(a: list[int], k: int) -> list[int]:
    a[: k + 1] = a[k::-1]
    return a


@dataclass
class Box:
    n: int


@script
def of_objects(n: int) -> list[int]:
    boxes = [Box(i) for i in range(n)]
    kept = boxes[:]
    boxes[: n // 2] = kept[n // 2 - 1 :: -1]
    kept[:] = boxes[::-1]
    kept[0].n = 100
    return [b.n for b in boxes] + [b.n for b in kept]


@script
def in_a_shared_cell(a: list[int]) -> list[int]:
    def other() -> None:
        nonlocal a
        a = [*a, 7]

    other()
    a[:2] = a[1::-1]
    return a


@script
def optional_list(a: list[int] | None) -> list[int]:
    if a is None:
        return []
    a[1:] = a[:0:-1]
    return a


SIX = [0, 1, 2, 3, 4, 5]
WORDS = ["a", "bb", "", "dé", "e"]

CASES = {
    "prefix_turned": [(SIX, k) for k in (-7, -2, -1, 0, 1, 3, 5, 6, 9)] + [([], 0), ([1], 0)],
    "whole_turned": [(WORDS,), ([],), (["x"],)],
    "part_turned": [(SIX, 1, 4), (SIX, 1, 6), (SIX, 4, 1), (SIX, -3, 6), (SIX, 2, 2), (SIX, 0, 3)],
    "overlapping_backwards": [(SIX, 0, 5, 3), (SIX, 1, 4, 3), (SIX, 2, 3, 3), (SIX, 3, 2, 3)],
    "shifted": [(WORDS, 0, 2, 3), (WORDS, 2, 0, 3), (WORDS, 1, 1, 2), (WORDS, 0, 4, 3)],
    "across": [(WORDS, ["x", "y"], 1, 3, 1), (WORDS, ["x"], 0, 0, 0), ([], WORDS, 0, 2, 4)],
    "stepped": [(SIX, [9, 8, 7, 6, 5, 4]), (SIX, [1, 2]), ([], [])],
    "backwards_to_backwards": [(SIX,), ([],)],
    "by_three": [([0.0] * 5, [1.5, 2.5, 3.5, 4.5, 5.5]), ([1.0], [])],
    "brackets_that_change": [(SIX,)],
    "two_targets": [(SIX,), ([1],)],
    "named_meanwhile": [(SIX, [7, 8, 9])],
    "step_of_zero": [(SIX, 0), (SIX, 2), (SIX, -1)],
    "too_large": [(SIX, 9223372036854775806), (SIX, -9223372036854775808)],
    "of_objects": [(0,), (2,), (7,)],
    "in_a_shared_cell": [(SIX,)],
    "optional_list": [(None,), (SIX,)],
}
