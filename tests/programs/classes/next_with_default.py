"""`next` of instances with `__next__`, with and without what is given at the end."""

from __future__ import annotations

from jitscript import script


class Countdown:
    def __init__(self, n: int):
        self.n = n
        self.asked = 0

    def __iter__(self) -> Countdown:
        return self

    def __next__(self) -> int:
        self.asked += 1
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


class Failing:
    def __next__(self) -> float:
        raise ValueError("no more")


@script
def with_default(n: int) -> tuple[int, int | None, list[int], int]:
    c = Countdown(n)
    first = next(c, -1)
    second = next(c, None)
    rest = list(c)
    return first, second, rest, c.asked


@script
def without(n: int) -> int:
    c = Countdown(n)
    total = next(c)
    try:
        while True:
            total += next(c)
    except StopIteration:
        print("stopped")
    return total


@script
def until_none(n: int) -> list[int]:
    c = Countdown(n)
    out = []
    while (x := next(c, None)) is not None:
        out.append(x)
    return out


@script
def failing(default: float) -> float:
    return next(Failing(), default)


CASES = {
    "with_default": [(4,), (1,), (0,)],
    "without": [(3,), (1,), (0,)],
    "until_none": [(3,), (0,)],
    "failing": [(1.0,)],
}
