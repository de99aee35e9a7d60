"""Parameters `type[Base]`: a class that derives from it is given, and made or asked for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, Type, TypeVar

from jitscript import script


class Creature(ABC):
    symbol: ClassVar[str] = "?"

    def __init__(self, energy: int) -> None:
        self.energy = energy

    @abstractmethod
    def act(self) -> int: ...


class Rabbit(Creature):
    symbol = "r"

    def act(self) -> int:
        return self.energy


class Fox(Creature):
    symbol = "F"

    def act(self) -> int:
        return -self.energy


class Hare(Rabbit):
    def act(self) -> int:
        return self.energy * 10


class Stone:
    def __init__(self, energy: int) -> None:
        self.energy = energy


C = TypeVar("C", bound=Creature)
T = TypeVar("T")


class World:
    def __init__(self) -> None:
        self.all: list[Creature] = []

    def populate(self, kind: type[Creature], count: int) -> None:
        while count:
            self.all.append(kind(count))
            count -= 1

    def count(self, kind: type[Creature] = Creature) -> int:
        return sum(isinstance(c, kind) for c in self.all)

    def first(self, kind: type[C]) -> C | None:
        return next((c for c in self.all if isinstance(c, kind)), None)


def made(kind: Type[T], energy: int) -> T:
    return kind(energy)


@script
def counts(n: int) -> list[int]:
    world = World()
    world.populate(Rabbit, n)
    world.populate(Fox, 2)
    world.populate(kind=Hare, count=1)
    world.all.append(made(Fox, 30))
    kinds = [world.count(Rabbit), world.count(Fox), world.count(Hare), world.count()]
    return kinds + [c.act() for c in world.all] + [made(Stone, 5).energy]


@script
def symbols(n: int) -> list[str]:
    world = World()
    world.populate(Fox, n)
    found = world.first(Fox)
    rabbit = world.first(Rabbit)
    kinds: dict[str, type[Creature]] = {"r": Rabbit, "f": Fox}
    text = [f"{kind.__name__} {kind.symbol}" for kind in (Rabbit, Fox, Hare)]
    return [*text, str(kinds["f"](n).act()), str(found is None), str(rabbit is None)]


CASES = {
    "counts": [(0,), (3,)],
    "symbols": [(0,), (2,)],
}
