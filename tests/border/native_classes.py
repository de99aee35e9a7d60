"""Classes that `@script` makes native, as people write them, and functions over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar

import numpy as np

from jitscript import Array1, Array2, f64, script


@script
class Account:
    """Money of somebody."""

    RATE: ClassVar[float] = 0.5

    def __init__(self, owner: str, balance: float = 0.0):
        if balance < 0:
            raise ValueError("negative balance")
        self.owner = owner
        self.balance = balance
        self.count = 0
        self.log: list[str] = []
        self.next: Account | None = None

    def deposit(self, amount: float) -> None:
        self.balance += amount
        self.count += 1
        self.log.append(f"+{amount}")

    def pay(self, amount: float, to: Account) -> Account:
        if amount > self.balance:
            raise ValueError(f"{self.owner} has {self.balance}")
        self.balance -= amount
        to.deposit(amount)
        return to

    def twin(self) -> Account:
        return Account(self.owner, self.balance)

    @property
    def rich(self) -> bool:
        return self.balance > 100.0

    @staticmethod
    def empty(owner: str) -> Account:
        return Account(owner)

    @classmethod
    def of(cls, owner: str) -> Account:
        return cls(owner, 1.0)

    def __repr__(self) -> str:
        return f"Account({self.owner!r}, {self.balance})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Account) and self.owner == other.owner

    def __hash__(self) -> int:
        return hash(self.owner)

    def __len__(self) -> int:
        return len(self.log)

    def __iter__(self) -> Iterator[str]:
        yield from self.log

    def __add__(self, other: Account) -> Account:
        return Account(self.owner + other.owner, self.balance + other.balance)


@script
@dataclass(order=True)
class Item:
    name: str
    price: float = 1.0
    tags: list[str] = field(default_factory=list)

    def cheaper(self, by: float) -> Item:
        return Item(self.name, self.price - by, self.tags)


@script
class Order:
    def __init__(self, number: int):
        self.number = number
        self.lines: list[Line] = []

    def add(self, item: Item, n: int) -> Line:
        line = Line(self, item, n)
        self.lines.append(line)
        return line

    def total(self) -> float:
        return sum([line.item.price * line.n for line in self.lines])


@script
class Line:
    def __init__(self, order: Order, item: Item, n: int = -1):
        self.order, self.item = order, item
        self.n = n

    order: Order
    item: Item


class Shop:
    """A class of Python's, which has native instances."""

    def __init__(self, name: str, stock: list[Item]):
        self.name = name
        self.stock = stock


@script
def total(accounts: list[Account]) -> float:
    found = 0.0
    for account in accounts:
        found += account.balance
        account.count += 1
    return found


@script
def richest(accounts: list[Account]) -> Account | None:
    best: Account | None = None
    for account in accounts:
        if best is None or account.balance > best.balance:
            best = account
    return best


@script
def made(n: int) -> list[Account]:
    found = [Account(f"n{i}", float(i)) for i in range(n)]
    return [*found, found[0]]


@script
def by_name(accounts: list[Account]) -> dict[str, Account]:
    return {a.owner: a for a in accounts}


@script
def swapped(pair: tuple[Account, int], other: Account | None) -> tuple[Account | None, Account]:
    return other, pair[0]


@script
def grow(accounts: list[Account], n: int) -> None:
    for i in range(n):
        accounts.append(Account(f"g{i}"))
    accounts[0].deposit(1.0)
    accounts[0].next = accounts[-1]


@script
def restock(shop: Shop, price: float) -> Item:
    for item in shop.stock:
        item.price = price
    shop.stock.append(Item("new", price))
    return shop.stock[-1]


@script
def either(x: Account | Item | int) -> str:
    if isinstance(x, Account):
        return "account " + x.owner
    if isinstance(x, Item):
        return "item " + x.name
    return "int"


@script
def opened(x):  # type: ignore[no-untyped-def]
    x.price += 1.0
    return x


@script
class Lock:
    def __init__(self) -> None:
        self.depth = 0

    def __enter__(self) -> Lock:
        self.depth += 1
        return self

    def __exit__(self, kind, value, trace):  # type: ignore[no-untyped-def]
        self.depth -= 1

    def __call__(self, x: int, *, y: int = 2) -> int:
        return x * y

    def __bool__(self) -> bool:
        return self.depth > 0

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        if self.depth == 0:
            raise StopIteration
        self.depth -= 1
        return self.depth

    def loops(self, n: int) -> int:
        for i in range(n):
            self.depth = i & 3
        return self.depth


@script
def churn(locks: list[Lock], n: int) -> int:
    for i in range(n):
        for lock in locks:
            lock.depth = i & 3
    return n


@script
def printed(items: list[Item]) -> None:
    items[0].price = 0.0
    print("half")
    items[0].price = 9.0


@script
def fails(accounts: list[Account], at: int) -> int:
    accounts[0].balance = -1.0
    return accounts[at].count


class Color(Enum):
    RED = "r"
    GREEN = "g"


@script
class Grid:
    def __init__(self, color: Color, data: Array1[f64]) -> None:
        self.color = color
        self.data = data
        self.more: Array2[f64] = np.zeros((2, 2))
        self.maybe: Array1[f64] | None = None
        self.other: Color | None = None

    def put(self, a: Array1[f64]) -> None:
        self.data = a

    def add(self, x: float) -> None:
        self.data += x
        self.more[0] = x

    def fresh(self, n: int) -> Array1[f64]:
        self.data = np.arange(float(n))
        return self.data


@script
def filled(grids: list[Grid], a: Array1[f64]) -> float:
    for g in grids:
        g.data = a
        g.maybe = a
    return float(a.sum())
