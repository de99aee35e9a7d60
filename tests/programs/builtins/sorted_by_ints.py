"""Many elements sorted by keys that are ints: by their digits, with the order of any stable sort."""

from __future__ import annotations

import random
from enum import IntEnum

from jitscript import script


@script
def by_range(xs: list[int], bits: int, reverse: bool) -> list[int]:
    return sorted(xs, key=lambda x: x >> bits, reverse=reverse)


@script
def by_truth(xs: list[int], reverse: bool) -> list[int]:
    return sorted(xs, key=lambda x: x % 3 == 0, reverse=reverse)


@script
def by_union(xs: list[int], reverse: bool) -> list[int]:
    return sorted(xs, key=lambda x: x / 4 if x % 5 == 0 else x // 3, reverse=reverse)


@script
def by_int_or_bool(xs: list[int], reverse: bool) -> list[int]:
    return sorted(xs, key=lambda x: x > 3 if x % 2 else x, reverse=reverse)


class Level(IntEnum):
    LOW = 1
    HIGH = 2

    def __lt__(self, other: object) -> bool:
        return int(self) > int(other)


@script
def by_member(xs: list[int]) -> list[int]:
    levels = [Level.LOW if x % 3 else Level.HIGH for x in xs]
    return [int(level) for level in sorted(levels, key=lambda level: level)]


@script
def in_place(texts: list[str], reverse: bool) -> list[str]:
    texts.sort(key=len, reverse=reverse)
    return texts


@script
def failing(xs: list[int]) -> list[int]:
    xs.sort(key=lambda x: 100 // x)
    return xs


def many(n: int, low: int, high: int) -> list[int]:
    draw = random.Random(n)
    return [draw.randrange(low, high) for _ in range(n)]


LISTS = [many(n, -50, 50) for n in (0, 1, 199, 200, 201, 1000)]
LISTS += [many(500, -(2**63), 2**63), many(500, -(2**62), 2**62), [2**62 - 1, -(2**62)] * 150]
LISTS += [[7] * 300, list(range(300)), list(range(300, 0, -1)), many(3000, 0, 2**40)]

CASES = {
    "by_range": [(xs, bits, r) for xs in LISTS for bits in (0, 5) for r in (False, True)],
    "by_truth": [(xs, r) for xs in LISTS[:6] for r in (False, True)],
    "by_union": [(xs, r) for xs in LISTS[:6] for r in (False, True)],
    "by_int_or_bool": [(xs, r) for xs in LISTS[:6] for r in (False, True)],
    "by_member": [(list(range(n)),) for n in (9, 400)],
    "in_place": [(["ab" * (x % 9) + str(x) for x in LISTS[5]], r) for r in (False, True)],
    "failing": [(list(range(-150, 151)),), (list(range(1, 300)),)],
}
