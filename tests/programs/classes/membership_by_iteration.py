"""`in` of instances without `__contains__`, and of generators."""

from __future__ import annotations

from jitscript import script


class Bag:
    def __init__(self, xs: list[int]):
        self.xs = xs

    def __iter__(self):
        return iter(self.xs)


class Seq:
    def __init__(self, n: int):
        self.n = n

    def __getitem__(self, i: int) -> int:
        if i >= self.n:
            raise IndexError(i)
        return i * i


@script
def bag(xs: list[int], v: int):
    return v in Bag(xs), v not in Bag(xs), v in Seq(3), 1.0 in Bag(xs), "a" in Bag(xs)


CASES = {"bag": [([1, 2], 2), ([], 4)]}
