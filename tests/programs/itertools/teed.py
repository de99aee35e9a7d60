"""`itertools.tee`, and the tuples of `zip(*[iter(xs)] * n)`."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from jitscript import script


@script
def in_turns(xs: list[int]) -> tuple[list[int], list[int], int]:
    a, b = itertools.tee(xs)
    n = next(a, -1)
    return list(a), list(b), n


@script
def pairs(xs: list[str]) -> list[tuple[str, str]]:
    a, b = itertools.tee(iter(xs))
    next(b, None)
    return list(zip(a, b))


@script
def far_apart(n: int) -> tuple[int, int, int]:
    a, b, c = itertools.tee(range(n), 3)
    total = sum(a)
    first = next(b, 0)
    for x, y in zip(b, c):
        total += x * y
    return total, first, sum(c)


@script
def of_several(xs: list[float], n: int) -> list[float]:
    out: list[float] = []
    for it in itertools.tee((x * 2 for x in xs), n):
        out.append(next(it, -1.0))
        out.extend(it)
    return out


def numbers(n: int) -> Iterator[int]:
    for i in range(n):
        print("made", i)
        yield i


@script
def asked_once(n: int) -> list[int]:
    a, b = itertools.tee(numbers(n))
    out = [next(a), next(a), next(b)]
    print("half")
    return [*out, *b, *a]


@script
def by_two(xs: list[int]) -> list[tuple[int, int]]:
    return list(zip(*[iter(xs)] * 2))


@script
def by_three(text: str) -> list[str]:
    return ["".join(part) for part in zip(*3 * [iter(text)])]


@script
def by_any(xs: list[int], n: int) -> list[tuple[int, ...]]:
    return list(zip(*[iter(xs)] * n))


@script
def filled(xs: list[int]) -> int:
    total = 0
    for a, b in itertools.zip_longest(*[iter(xs)] * 2, fillvalue=10):
        total = total * 3 + a * b
    return total


@script
def one_iterator_twice(xs: list[int]) -> list[tuple[int, int]]:
    it = iter(xs)
    return [*zip(it, it)]


@script
def keys_and_values(flat: list[str]) -> dict[str, str]:
    it = iter(flat)
    return dict(zip(it, it))


@script
def of_sets(xs: set[int], n: int) -> list[int]:
    return [sum(part) for part in zip(*[iter(xs)] * n)]


CASES = {
    "in_turns": [([1, 2, 3],), ([],)],
    "pairs": [(["a", "b", "c"],), (["a"],), ([],)],
    "far_apart": [(500,), (1,), (0,)],
    "of_several": [([1.5, 2.5], 2), ([1.0], 0), ([], 3), ([1.0], -1)],
    "asked_once": [(4,)],
    "by_two": [([1, 2, 3, 4],), ([1, 2, 3],), ([],)],
    "by_three": [("abcdefgh",), ("äöü€",), ("",)],
    "by_any": [([1, 2, 3, 4, 5, 6, 7], 3), ([], 3), ([1, 2], 0), ([1, 2], 1), ([1], -2)],
    "filled": [([1, 2, 3],), ([1, 2],), ([],)],
    "one_iterator_twice": [([1, 2, 3, 4, 5],)],
    "keys_and_values": [(["a", "b", "c", "d"],), (["a", "b", "c"],)],
    "of_sets": [({1, 2, 3, 4, 5}, 2)],
}
