"""`iter` and `next` of instances that are their own iterators, or give others."""

from __future__ import annotations

from collections.abc import Iterator

from jitscript import script


class Down:
    def __init__(self, n: int) -> None:
        self.n = n

    def __iter__(self):
        return self

    def __next__(self) -> int:
        self.n -= 1
        if self.n < 0:
            raise StopIteration
        return self.n


class Numbers:
    def __init__(self, n: int) -> None:
        self.n = n

    def __iter__(self) -> Down:
        return Down(self.n)


class Words:
    def __iter__(self) -> Iterator[str]:
        return iter(["a", "b"])


class Never:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration


@script
def taken(n: int) -> tuple[int, list[int]]:
    d = iter(Down(n))
    first = next(d)
    return first, list(d)


@script
def apart(n: int) -> tuple[int, int, int, bool]:
    numbers = Numbers(n)
    a, b = iter(numbers), iter(numbers)
    return next(a), next(a), next(b), iter(a) is a


@script
def at_once(n: int) -> tuple[int, int, str]:
    return next(iter(Numbers(n))), next(iter(Down(n)), -1), next(iter(Words()))


@script
def in_loops(n: int) -> list[int]:
    found = []
    walker = iter(Numbers(n))
    for x in walker:
        found.append(x)
        found += [10 * y for y in walker if y % 2]
    return found


@script
def never(n: int) -> tuple[list[None], int, int]:
    count = 0
    for _ in Never():
        count += 1
    try:
        next(iter(Never()))
    except StopIteration:
        count -= 1
    return list(Never()), count, next(Never(), n)


CASES = {
    "taken": [(3,), (1,), (0,)],
    "apart": [(4,), (1,)],
    "at_once": [(2,), (0,)],
    "in_loops": [(6,), (0,)],
    "never": [(5,)],
}
