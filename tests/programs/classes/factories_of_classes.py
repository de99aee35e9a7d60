"""`default_factory` that is a class method."""

from __future__ import annotations

from dataclasses import dataclass, field

from jitscript import script


@dataclass(frozen=True)
class Money:
    cents: int
    unit: str = "EUR"

    @classmethod
    def zero(cls, unit: str = "EUR") -> Money:
        return cls(0, unit)

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + other.cents, self.unit)


@dataclass
class Account:
    name: str
    balance: Money = field(default_factory=Money.zero)
    history: list[Money] = field(default_factory=list)

    def post(self, amount: Money) -> None:
        self.balance += amount
        self.history.append(amount)


@script
def posted(amounts: list[int]) -> tuple[int, str, int]:
    a = Account("cash")
    for cents in amounts:
        a.post(Money(cents))
    return a.balance.cents, a.balance.unit, len(a.history)


CASES = {"posted": [([],), ([1, 2, -5],)]}
