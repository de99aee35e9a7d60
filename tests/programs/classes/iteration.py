"""Iteration by __iter__ and __next__, and by __getitem__."""

from __future__ import annotations

from jitscript import script


class Count:
    def __init__(self, n: int):
        self.n = n
        self.i = 0

    def __iter__(self) -> Count:
        return self

    def __next__(self) -> int:
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i


class Items:
    def __init__(self):
        self.xs = [3, 1, 2]

    def __iter__(self):
        return Count(3)


class Seq:
    def __init__(self, n: int):
        self.n = n

    def __len__(self) -> int:
        return 1

    def __getitem__(self, i: int) -> float:
        if i >= self.n:
            raise IndexError(i)
        return i * 1.5


@script
def count(n: int) -> int:
    t = 0
    for x in Count(n):
        if x == 7:
            break
        t = t * 10 + x
    c = Count(3)
    for a in c:
        for b in c:
            t += a * b
    return t


@script
def seq(n: int) -> float:
    t = 0.0
    for x in Seq(n):
        t += x
    return t + sum([y * 2 for y in Seq(3)])


@script
def items() -> int:
    t = 0
    for x in Items():
        t = t * 10 + x
    return t


class Ends:
    def __init__(self, n: int):
        self.n = n

    def __getitem__(self, i: int) -> int:
        if i < self.n:
            return i
        if self.n == 2:
            raise IndexError("no more")
        if self.n == 3:
            raise KeyError(i)
        raise StopIteration


@script
def by_position(n: int) -> tuple[list[int], int]:
    return list(Ends(n))[::-1], sum(Ends(n))


class Shown:
    def __init__(self, n: int):
        self.n = n

    def __str__(self) -> str:
        return "text"

    def __format__(self, spec: str) -> str:
        return f"<{self.n}{spec}>"


class Odd:
    def __format__(self, spec: str) -> float:
        return 1.0


@script
def formatted(n: int) -> tuple[str, str, str, str, str, str]:
    x = Shown(n)
    return f"{x}", f"{x:>7}", format(x), format(x, "a"), str(x), f"{x!s:>6}"


@script
def not_formatted(n: int) -> str:
    if n:
        return f"{Odd()}"
    return format(Odd(), "x")


CASES = {
    "by_position": [(0,), (2,), (3,), (4,)],
    "formatted": [(3,)],
    "not_formatted": [(0,), (1,)],
    "count": [(0,), (3,), (10,)],
    "seq": [(0,), (4,)],
    "items": [()],
}
