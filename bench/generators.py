"""Generators beside the same loops by hand, and CPython: `python -m bench.generators`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jitscript import script

SIZE, NODES = 100_000, 2_000


def collatz(n: int) -> Iterator[int]:
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    yield 1


class Tree:
    def __init__(self, v: int, left: Tree | None = None, right: Tree | None = None):
        self.v = v
        self.left = left
        self.right = right

    def walk(self) -> Iterator[int]:
        if self.left is not None:
            yield from self.left.walk()
        yield self.v
        if self.right is not None:
            yield from self.right.walk()

    def sum(self) -> int:
        s = self.v
        if self.left is not None:
            s += self.left.sum()
        if self.right is not None:
            s += self.right.sum()
        return s


def build(lo: int, hi: int) -> Tree | None:
    if lo >= hi:
        return None
    m = (lo + hi) // 2
    return Tree(m, build(lo, m), build(m + 1, hi))


@script
def in_a_loop(size: int) -> int:
    highest = 0
    for k in range(1, size):
        for x in collatz(k):
            if x > highest:
                highest = x
    return highest


@script
def kept(size: int) -> int:
    highest = 0
    for k in range(1, size):
        values = collatz(k)
        for x in values:
            if x > highest:
                highest = x
    return highest


@script
def by_hand(size: int) -> int:
    highest = 0
    for k in range(1, size):
        n = k
        while n != 1:
            if n > highest:
                highest = n
            n = n // 2 if n % 2 == 0 else 3 * n + 1
        if highest < 1:
            highest = 1
    return highest


@script
def tree_walked(nodes: int) -> int:
    t, s = build(0, nodes), 0
    if t is not None:
        for _ in range(50):
            for x in t.walk():
                s += x
    return s


@script
def tree_by_hand(nodes: int) -> int:
    t, s = build(0, nodes), 0
    if t is not None:
        for _ in range(50):
            s += t.sum()
    return s


ROWS: list[tuple[str, Any, Any, Any]] = [
    ("generator in a loop", in_a_loop, by_hand, SIZE),
    ("kept generator", kept, by_hand, SIZE),
    ("generator that walks a tree", tree_walked, tree_by_hand, NODES),
]


def main() -> None:
    from bench import language

    print(language.text(language.measure(5, ("generators",))))


if __name__ == "__main__":
    main()
