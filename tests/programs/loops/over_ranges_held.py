"""Loops over ranges that are values: their ends are read once, whatever their length."""

from __future__ import annotations

from jitscript import script


@script
def total(r: range) -> tuple[int, int]:
    n = t = 0
    for i in r:
        t ^= i
        n += 1
    return n, t


@script
def made_of(r: range) -> tuple[list[int], set[int], tuple[int, ...], dict[int, int]]:
    return [x // 2 for x in r], set(r), tuple(r), {k: -k for k in r if k % 2}


@script
def first_of(r: range) -> int:
    for i in r:
        return i
    return -1


@script
def rebound(n: int) -> list[int]:
    """The loop goes through the range that the name stood for."""
    r = range(n)
    found = []
    for i in r:
        r = range(i, n, 2)
        found.append(i)
    for i in r:
        found.append(i)
    return found


@script
def some(r: range, xs: list[int]) -> list[int]:
    return [i * x for i, x in zip(r, xs)] + [i + k for k, i in enumerate(r) if k < 3]


@script
def either(which: bool) -> list[int]:
    r = range(3) if which else range(10, 0, -4)
    return [i for i in reversed(r)] + [i for i in r]


RANGES = [
    range(0),
    range(10),
    range(5, 0, -2),
    range(3, 3),
    range(4, 1),
    range(-10, 10, 7),
    range(2**63 - 4, 2**63 - 1),
    range(2**63 - 1, 2**63 - 12, -3),
    range(-(2**63), -(2**63) + 9, 4),
]
HUGE = [range(-(2**63), 2**63 - 1), range(2**63 - 1, -(2**63), -1)]
CASES = {
    "total": [(r,) for r in RANGES],
    "made_of": [(r,) for r in RANGES[:6]],
    "first_of": [(r,) for r in RANGES + HUGE],
    "rebound": [(0,), (1,), (7,)],
    "some": [(r, [1, 2, 3]) for r in RANGES[:6]],
    "either": [(True,), (False,)],
}
