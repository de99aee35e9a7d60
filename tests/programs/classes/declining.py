"""NotImplemented, reflected operators, other types, ordering."""

from __future__ import annotations

from jitscript import script


class Money:
    def __init__(self, cents: int):
        self.cents = cents

    def __add__(self, other: object) -> Money:
        if isinstance(other, Money):
            return Money(self.cents + other.cents)
        if isinstance(other, int):
            return Money(self.cents + other)
        return NotImplemented

    def __radd__(self, other: int) -> Money:
        return Money(other + self.cents)

    def __sub__(self, other: Money) -> Money:
        if other.cents > self.cents:
            return NotImplemented
        return Money(self.cents - other.cents)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.cents == other.cents

    def __lt__(self, other: Money) -> bool:
        return self.cents < other.cents

    def __le__(self, other: Money) -> bool:
        return self.cents <= other.cents

    def __repr__(self) -> str:
        return f"Money({self.cents})"


class Euro(Money):
    def __radd__(self, other: Money) -> Money:
        return Money(other.cents * 1000 + self.cents)


@script
def added(a: int, b: int) -> str:
    return f"{Money(a) + Money(b)} {Money(a) + b} {a + Money(b)} {Money(a) + Euro(b)}"


@script
def subtracted(a: int, b: int) -> str:
    return repr(Money(a) - Money(b))


@script
def compared(a: int, b: int) -> tuple[bool, bool, bool, bool, bool, bool, bool, bool]:
    x, y = Money(a), Money(b)
    return x == y, x != y, x < y, x <= y, x > y, x >= y, x == a, a != x


@script
def smallest(n: int) -> str:
    coins = [Money((i * 7) % 11) for i in range(n)]
    best = coins[0]
    for c in coins:
        if c < best:
            best = c
    return f"{best} {coins!r}"


CASES = {
    "added": [(1, 2), (0, -5)],
    "subtracted": [(5, 3), (3, 5)],
    "compared": [(1, 2), (2, 2), (3, 2)],
    "smallest": [(5,), (1,), (0,)],
}
