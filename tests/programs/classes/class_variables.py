"""Attributes of classes that change: counters, settings, through the class and its instances."""

import typing
from typing import ClassVar

from jitscript import script


class Account:
    made = 0
    rate: float = 0.5
    prefix = "A-"
    LIMIT = 3

    def __init__(self, owner: str) -> None:
        Account.made += 1
        self.id = Account.made
        self.owner = owner

    @classmethod
    def how_many(cls) -> int:
        return cls.made

    @staticmethod
    def reset() -> None:
        Account.made = 0

    def label(self) -> str:
        return f"{self.prefix}{self.id}{type(self).prefix}{self.rate}{self.__class__.prefix}"


class Taxed:
    rate: ClassVar[float] = 0.25
    steps: typing.ClassVar[int] = 3
    unit: "ClassVar[str]" = "€"
    whole: ClassVar = 7
    wide: ClassVar[float] = 2

    def __init__(self, amount: float) -> None:
        self.amount = amount

    def tax(self) -> float:
        return self.amount * Taxed.rate + self.rate + Taxed.wide


class Savings(Account):
    prefix = "S-"


class Few:
    alive = 0

    def __init__(self) -> None:
        Few.alive += 1
        if Few.alive > Account.LIMIT:
            Few.alive -= 1
            raise ValueError(f"{Few.alive} are enough")


@script
def accounts(n: int) -> list[str]:
    Account.reset()
    some = [Account(str(i)) for i in range(n)]
    other = Savings("z")
    counts = [str(Account.how_many()), str(Savings.made), str(other.made)]
    return [a.label() for a in some] + [other.label()] + counts


@script
def renamed(prefix: str, rate: float) -> list[str]:
    Account.reset()
    before = Account("x").label()
    Account.prefix = prefix
    Account.rate = rate
    Account.rate *= 2
    found = [before, Account("y").label(), Savings("z").label()]
    Account.prefix, Account.rate = "A-", 0.5
    return found


@script
def limited(n: int) -> tuple[int, str]:
    Few.alive = 0
    try:
        for _ in range(n):
            Few()
    except ValueError as e:
        return Few.alive, str(e)
    return Few.alive, ""


@script
def exchanged(a: int, b: int) -> tuple[int, int]:
    Account.made, Few.alive = a, b
    Account.made, Few.alive = Few.alive, Account.made
    return Account.made, Few.alive


@script
def declared(amount: float, rate: float) -> tuple[float, float, str, int]:
    before = Taxed(amount).tax()
    Taxed.rate = rate
    Taxed.unit += "!"
    Taxed.steps += Taxed.whole
    found = before, Taxed(amount).tax(), Taxed.unit, Taxed.steps
    Taxed.rate, Taxed.unit, Taxed.steps = 0.25, "€", 3
    return found


CASES = {
    "declared": [(100.0, 0.5), (-0.0, 1e308)],
    "accounts": [(0,), (1,), (3,)],
    "renamed": [("B", 1.5), ("é日", -0.0), ("", float("inf"))],
    "limited": [(0,), (3,), (4,), (9,)],
    "exchanged": [(1, 2), (-(2**63), 2**63 - 1)],
}
