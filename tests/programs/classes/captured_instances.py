"""Instances that functions capture: frozen ones as values, others by their attributes."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from types import SimpleNamespace
from typing import Final, NamedTuple

from jitscript import script


@dataclass(frozen=True)
class Vec:
    x: float
    y: float = 0.5

    def __add__(self, other: Vec) -> Vec:
        return Vec(self.x + other.x, self.y + other.y)

    def __mul__(self, by: float) -> Vec:
        return Vec(self.x * by, self.y * by)

    def __abs__(self) -> float:
        return math.hypot(self.x, self.y)

    @property
    def total(self) -> float:
        return self.x + self.y


class Kind(Enum):
    LOW = 1
    HIGH = 2


class Size(NamedTuple):
    width: int
    height: int


@dataclass(frozen=True, slots=True, order=True)
class Item:
    name: str
    price: float
    kind: Kind = Kind.LOW
    size: Size = Size(1, 2)
    tags: tuple[str, ...] = ()
    at: Vec | None = field(default=None, compare=False)
    checked: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Circle:
    center: Vec
    radius: float

    @functools.cached_property
    def area(self) -> float:
        return 3.0 * self.radius**2


@dataclass(frozen=True)
class Base:
    n: int

    def twice(self) -> int:
        return 2 * self.n


@dataclass(frozen=True)
class Derived(Base):
    m: int = 3

    def twice(self) -> int:
        return super().twice() + self.m


class Screen:
    def __init__(self) -> None:
        self.width = 640
        self.name = "main"
        self.lists = [1, 2]


class Slotted:
    __slots__ = ("depth", "rest")

    def __init__(self) -> None:
        self.depth = 4


@dataclass
class Config:
    rate: float = 0.25
    kind: Kind = Kind.HIGH
    limits: tuple[int, int] = (2, 7)
    origin: Vec = Vec(1.0, 2.0)
    screen: Screen = field(default_factory=Screen)
    slotted: Slotted = field(default_factory=Slotted)


ZERO = Vec(0.0, 0.0)
ONE = Vec(1.0, -1.0)
lower = Vec(-2.0, 3.5)
TEA = Item("tea", 3.5)
CAKE = Item("cäke", 5.25, Kind.HIGH, Size(3, 4), ("sweet", "big"), ONE, True)
MENU = (TEA, CAKE, Item("ice", 1.0))
LISTED = [CAKE, TEA]
BY_NAME = {"tea": TEA, "cake": CAKE}
PLACES: Final = {ZERO: "origin", ONE: "one"}
DISK = Circle(ONE, 2.0)
BASES: tuple[Base, ...] = (Base(1), Derived(2), Derived(4, 1))
CONFIG = Config()
settled: Final = Config(rate=1.5)
SPACE = SimpleNamespace(depth=3, name="s")


class Body:
    def __init__(self, at: Vec, speed: Vec = ZERO, item: Item | None = TEA) -> None:
        self.at = at
        self.speed = speed
        self.item = item


@script
def read(n: int) -> tuple[float, float, str, str, int, str | None, float, bool]:
    tags = CAKE.tags
    return (
        *(ZERO.x + n, lower.y, CAKE.name, CAKE.kind.name, CAKE.size.height, tags[n % 2]),
        *(CAKE.at.y if CAKE.at is not None else 0.0, TEA.checked),
    )


@script
def computed(n: int) -> tuple[str, float, float, float, str]:
    total = ZERO
    for i in range(n):
        total = total + ONE * i
    return str(total + lower), abs(total), ONE.total, DISK.area, f"{ZERO} {DISK!r} {total}"


@script
def summed(n: int) -> str:
    return str(sum((Vec(float(i)) for i in range(n)), ZERO))


@script
def chosen(n: int) -> str:
    found = ONE if n > 1 else ZERO
    while n > 3:
        found, n = found + ZERO, n - 1
    return str(found)


@script
def by_default(n: int) -> tuple[str, str, str, str]:
    a, b = Body(ONE), Body(ONE, Vec(1.0 * n), None)
    name = a.item.name if a.item is not None else "-"
    return str(a.speed), str(b.speed), name, str(b.item)


def shifted(v: Vec, by: Vec = ONE, *, back: Vec = ZERO) -> Vec:
    return v + by + back


@script
def with_defaults(n: int) -> tuple[str, str]:
    return str(shifted(Vec(n))), str(shifted(ZERO, back=ONE))


@script
def in_tuples(limit: float) -> tuple[list[str], int, bool, bool]:
    names = [item.name for item in MENU if item.price > limit]
    return names, MENU.index(CAKE), TEA in MENU, Item("tea", 3.5) in MENU


@script
def in_containers(key: str) -> tuple[float, list[str], str, bool, str]:
    found = BY_NAME[key].price if key in BY_NAME else -1.0
    names = [item.name for item in sorted(LISTED)]
    best = max(LISTED, key=lambda item: item.price)
    return found, names, PLACES[Vec(1.0, -1.0)], ZERO in PLACES, str(best)


@script
def compared(x: float, y: float) -> tuple[bool, bool, bool, bool, int]:
    v = Vec(x, y)
    return v == ZERO, v != ONE, v in (ZERO, ONE), TEA < CAKE, len({v, ZERO, ONE})


@script
def replaced(n: int) -> str:
    return f"{replace(CAKE, price=1.0 * n, at=None)} {replace(ONE, x=float(n))}"


@script
def virtual(n: int) -> list[int]:
    return [b.twice() + n for b in BASES]


@script
def matched(n: int) -> str:
    match [ZERO, ONE, lower][n]:
        case Vec(x=0.0):
            return "zero"
        case Vec(x, y) if x > 0.0:
            return f"{x} {y}"
        case _:
            return "other"


@script
def generated(n: int) -> list[str]:
    def steps(start: Vec = ONE) -> Iterator[Vec]:
        v = start
        for _ in range(n):
            yield v
            v = v + ONE

    return [str(v + ZERO) for v in steps()]


@script
def settings(n: int) -> tuple[float, str, int, str, int, int, float]:
    if CONFIG.kind is Kind.HIGH and n < CONFIG.limits[1]:
        n += CONFIG.screen.width
    return (
        *(CONFIG.rate, CONFIG.screen.name, n, str(CONFIG.origin + ONE)),
        *(CONFIG.slotted.depth, SPACE.depth, settled.rate),
    )


@script
def raised(n: int) -> float:
    if ZERO.y < n:
        raise ValueError(f"{n} beside {ONE}")
    return ONE.x / ZERO.x


CASES = {
    "read": [(0,), (1,)],
    "computed": [(0,), (3,)],
    "summed": [(0,), (4,)],
    "chosen": [(0,), (2,), (6,)],
    "by_default": [(2,)],
    "with_defaults": [(5,)],
    "in_tuples": [(2.0,), (9.0,)],
    "in_containers": [("tea",), ("cake",), ("no",)],
    "compared": [(0.0, 0.0), (1.0, -1.0), (-0.0, 0.0), (2.0, 2.0)],
    "replaced": [(3,)],
    "virtual": [(1,)],
    "matched": [(0,), (1,), (2,)],
    "generated": [(3,)],
    "settings": [(1,), (9,)],
    "raised": [(1,), (0,)],
}
