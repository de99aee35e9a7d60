"""`x += y` where `x` is of one of several classes, some of which change in place."""

from __future__ import annotations

from jitscript import script


class Account:
    def __init__(self, balance: int) -> None:
        self.balance = balance

    def __iadd__(self, amount: int) -> Account:
        if amount < 0:
            raise ValueError(f"{amount} < 0")
        self.balance += amount
        return self


class Checking(Account):
    def __iadd__(self, amount: int) -> Account:
        self.balance += amount - 1
        return self


class Fixed(Account):
    """Another one for each sum."""

    def __iadd__(self, amount: int) -> Account:
        return Fixed(self.balance + amount)


class Shape:
    def __init__(self, n: int) -> None:
        self.n = n

    def __add__(self, other: int) -> Shape:
        return Shape(self.n + other)


class Square(Shape):
    def __iadd__(self, other: int) -> Shape:
        self.n += 10 * other
        return self

    def __mul__(self, other: int) -> int:
        return self.n * other


class Holder:
    def __init__(self, account: Account) -> None:
        self.account = account


def account(kind: int) -> Account:
    return [Account(5), Checking(6), Fixed(7)][kind]


@script
def added(kind: int, amount: int) -> tuple[int, int, bool]:
    a = account(kind)
    b = a
    a += amount
    return a.balance, b.balance, a is b


@script
def in_a_field(kind: int, amount: int) -> tuple[int, int, str]:
    h = Holder(account(kind))
    before = h.account
    h.account += amount
    h.account += 1
    return h.account.balance, before.balance, type(h.account).__name__


@script
def in_containers(kind: int, amount: int) -> list[int]:
    held = [account(kind), account(2), account(0)]
    by_name = {"a": account(kind)}
    for i in range(len(held)):
        held[i] += amount
    by_name["a"] += amount
    return [x.balance for x in held] + [x.balance for x in by_name.values()]


@script
def falls_back(kind: int) -> tuple[int, int]:
    shapes = [Shape(3), Square(4)]
    first = shapes[kind]
    x = first
    x += 2
    return x.n, first.n


CASES = {
    "added": [(0, 3), (1, 3), (2, 3), (0, -1), (1, -1)],
    "in_a_field": [(0, 3), (1, 3), (2, 3), (0, -2)],
    "in_containers": [(0, 2), (1, 2), (2, 2)],
    "falls_back": [(0,), (1,)],
}
