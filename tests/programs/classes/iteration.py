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


CASES = {"count": [(0,), (3,), (10,)], "seq": [(0,), (4,)], "items": [()]}
