"""`iter(call, sentinel)`: calls until one gives the sentinel, or raises StopIteration."""

from __future__ import annotations

from collections import deque
from functools import partial

from jitscript import script


@script
def of_method(xs: list[int], stop: int) -> tuple[list[int], list[int]]:
    queue = deque(xs)
    return list(iter(queue.popleft, stop)), list(queue)


@script
def of_function(n: int) -> tuple[int, int]:
    left = n
    calls = 0

    def step() -> int:
        nonlocal left, calls
        calls += 1
        left -= 1
        if left < -5:
            raise StopIteration
        return left

    total = 0
    for x in iter(step, 0):
        total += x
        if x == 3:
            continue
        total += 100
    return total, calls


@script
def of_text(text: str, n: int) -> list[str]:
    at = 0

    def read(size: int) -> str:
        nonlocal at
        part = text[at : at + size]
        at += size
        return part

    return [part.upper() for part in iter(partial(read, n), "")]


@script
def kept(xs: list[int]) -> list[int]:
    walker = iter(xs[::-1].pop, 0)
    first = next(walker, -1)
    return [first, *walker, next(walker, -2)]


@script
def until_none(xs: list[int]) -> list[int]:
    at = 0

    def find() -> int | None:
        nonlocal at
        at += 1
        return xs[at - 1] if at <= len(xs) else None

    got: list[int] = []
    for x in iter(find, None):
        if x is not None:
            got.append(x)
    return got


@script
def walked(n: int) -> tuple[int, int]:
    g = (i * i for i in range(n))
    first = next(g)
    return first, sum(i for i in range(3))


CASES = {
    "of_method": [([1, 2, 0, 5], 0), ([0], 0), ([1, 2], 7), ([], 1)],
    "of_function": [(5,), (1,), (0,), (-2,)],
    "of_text": [("abcdef", 4), ("", 3), ("xyz", 1)],
    "kept": [([1, 2, 0, 4],), ([0],), ([3],)],
    "until_none": [([1, 2],), ([],)],
    "walked": [(4,), (0,)],
}
