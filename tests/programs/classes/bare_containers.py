"""Fields that a class annotates with `list`, `dict` or `set` alone: what fills them tells the rest."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Dict, List

from jitscript import script


@dataclass
class Item:
    name: str
    tags: set = field(default_factory=set)


@script
def never_filled(n: str) -> tuple[int, str]:
    x = Item(n)
    return len(x.tags), f"{x} {'a' in x.tags}"


@dataclass
class Basket:
    name: str
    items: list = field(default_factory=list)
    prices: dict = field(default_factory=dict)

    def add(self, item: str, price: float) -> None:
        self.items.append(item)
        self.prices[item] = price

    def total(self) -> float:
        return sum(self.prices[i] for i in self.items)


@script
def filled_by_methods(names: list[str]) -> tuple[float, str]:
    b = Basket("b")
    for i, n in enumerate(names):
        b.add(n, i * 1.5)
    return b.total(), str(b)


@dataclass
class Numbers:
    values: List = field(default_factory=list)
    seen: Dict = field(default_factory=dict)


@script
def filled_outside(xs: list[float]) -> tuple[list[float], str]:
    n = Numbers()
    for x in xs:
        n.values.append(x)
        n.seen[str(x)] = n.seen.get(str(x), 0) + 1
    return n.values, repr(n)


@dataclass
class Given:
    rows: list
    names: dict


@script
def given(xs: list[int]) -> str:
    g = Given([[x, x + 1] for x in xs], {"a": (1, 2.5)})
    return f"{g} {sum(map(sum, g.rows))}"


@dataclass
class Others:
    last: deque = field(default_factory=deque)
    counts: Counter = field(default_factory=Counter)


@script
def other_containers(words: list[str]) -> str:
    o = Others()
    for w in words:
        o.last.append(w)
        o.counts[w] += 1
    return f"{o}"


class Plain:
    items: list
    names: set

    def __init__(self, n: int):
        self.items = []
        self.names = set()
        for i in range(n):
            self.items.append(i / 2)

    def name(self, s: str) -> int:
        self.names.add(s)
        return len(self.names)


@script
def of_a_plain_class(n: int) -> tuple[list[float], int]:
    p = Plain(n)
    p.name("a")
    return p.items, p.name("b")


@dataclass
class Two:
    left: list = field(default_factory=list)
    right: list = field(default_factory=list)


@script
def two_of_them(n: int) -> str:
    t, u = Two(), Two()
    t.left.append(n)
    u.right.append("x")
    return f"{t} {u}"


CASES = {
    "never_filled": [("x",)],
    "filled_by_methods": [(["a", "b"],), (["c"],)],
    "filled_outside": [([1.5, 2.0, 1.5],)],
    "given": [([1, 2],)],
    "other_containers": [(["a", "bb", "a"],)],
    "of_a_plain_class": [(3,), (0,)],
    "two_of_them": [(4,)],
}
