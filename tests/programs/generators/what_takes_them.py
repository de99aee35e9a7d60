"""Who takes a generator: a target of `+=` that is bound again meanwhile, methods of a user's class
that are called as a container's are, names that hide builtins."""

from __future__ import annotations

from collections.abc import Iterator

from jitscript import script


def lines(n: int, log: list[str]) -> Iterator[int]:
    try:
        yield from range(n)
    finally:
        log.append("end")


class Box:
    def __init__(self) -> None:
        self.n = 0
        self.xs = [1]

    def update(self, values: Iterator[int]) -> int:
        total = 0
        for v in values:
            total += v
            self.n += 1
        return total

    def step(self, i: int) -> int:
        if i == 2:
            self.xs = [0]
        return i + len(self.xs)

    @property
    def items(self) -> list[int]:
        return self.xs

    @items.setter
    def items(self, values: list[int]) -> None:
        self.n += 100
        self.xs = values


@script
def bound_again(n: int) -> list[int]:
    xs = [1]

    def step(i: int) -> int:
        nonlocal xs
        if i == 2:
            xs = [0]
        return i + len(xs)

    xs += (step(i) for i in range(n))
    return xs


@script
def of_fields(n: int) -> tuple[list[int], list[int], int]:
    a, b = Box(), Box()
    a.xs += (a.step(i) for i in range(n))
    b.items += (i for i in range(n))
    return a.xs, b.items, b.n


@script
def by_a_method(n: int) -> int:
    b = Box()
    return b.update(b.n for i in range(n))


@script
def in_a_nested_function(n: int) -> tuple[int, list[str]]:
    log: list[str] = []

    def first() -> int:
        g = lines(n, log)
        h = lines(n, log)
        return next(g) + next(h)

    return first(), log


@script
def extended_later(n: int) -> tuple[list[int], list[str]]:
    log: list[str] = []
    g = lines(n, log)
    found = [next(g)]
    found.extend(g)
    log.append("after")
    return found, log


CASES = {
    "bound_again": [(5,), (2,), (0,)],
    "of_fields": [(4,), (0,)],
    "by_a_method": [(4,), (0,)],
    "in_a_nested_function": [(2,)],
    "extended_later": [(3,)],
}
