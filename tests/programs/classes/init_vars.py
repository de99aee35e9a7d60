"""Dataclasses that hand something on to `__post_init__`, and set fields there."""

from __future__ import annotations

import dataclasses
from dataclasses import InitVar, dataclass, field
from typing import Generic, TypeVar

from jitscript import script

T = TypeVar("T")


@dataclass
class Scaled:
    width: float
    scale: InitVar[float]
    height: float = 2.0
    unit: InitVar[str] = "m"
    area: float = field(init=False)
    text: str = field(init=False, default="none", compare=False)

    def __post_init__(self, scale: float, unit: str) -> None:
        self.area = self.width * self.height * scale
        self.text = f"{self.area}{unit}"


@script
def made(width: float) -> list[str]:
    return [
        str(Scaled(width, 2)),
        str(Scaled(width, 2.0, 3.0)),
        str(Scaled(width, unit="km", scale=0.5)),
        str(Scaled(width, 1.0) == Scaled(width, 1.0, 2.0, "cm")),
    ]


@script
def replaced(width: float) -> str:
    first = Scaled(width, 2.0)
    return f"{dataclasses.replace(first, scale=3.0)} {dataclasses.asdict(first)}"


@script
def replaced_without(width: float) -> str:
    return str(dataclasses.replace(Scaled(width, 2.0), height=3.0))


@script
def replaced_what_is_computed(width: float) -> str:
    return str(dataclasses.replace(Scaled(width, 2.0), scale=1.0, area=3.0))


@dataclass
class Untyped:
    a: int
    b: InitVar[int] = 4
    c: int = field(default=0, kw_only=True)
    d: InitVar[str] = field(default="q", kw_only=True)
    e: float = field(init=False)

    def __post_init__(self, b, d):
        self.c += self.a + b
        self.e = len(d) + 0.5
        self.names = [d]


@script
def by_keyword(n: int) -> list[str]:
    found = [Untyped(n), Untyped(n, 2), Untyped(n, b=3), Untyped(n, 2, c=4)]
    found.append(Untyped(n, d="abc", c=1))
    return [f"{x} {x.names} {[f.name for f in dataclasses.fields(x)]}" for x in found]


@script
def default_in_the_class(n: int) -> int:
    return Untyped(n).b


@dataclass
class Filled:
    size: int
    values: InitVar[list[int] | None] = None
    total: int = field(init=False, default=0)

    def __post_init__(self, values: list[int] | None) -> None:
        if values is not None:
            values.append(self.size)
            self.total = sum(values)


@dataclass
class More(Filled):
    name: str = "more"
    half: float = field(init=False)

    def __post_init__(self, values: list[int] | None) -> None:
        super().__post_init__(values)
        self.half = self.total / 2


@script
def changed(size: int, values: list[int]) -> tuple[int, int, str]:
    return Filled(size, values).total, Filled(size).total, str(More(size, values, "x"))


@dataclass(order=True)
class Job:
    key: float = field(init=False, repr=False)
    name: str
    weight: float

    def __post_init__(self) -> None:
        self.key = -self.weight


@script
def ordered(n: int) -> list[str]:
    jobs = [Job(str(i), float(i % 3)) for i in range(n)]
    return [f"{job}" for job in sorted(jobs)] + [max(jobs).name]


@dataclass
class Held(Generic[T]):
    first: InitVar[T]
    items: list[T] = field(default_factory=list)

    def __post_init__(self, first: T) -> None:
        self.items.append(first)


@script
def generic(n: int) -> tuple[list[int], list[str]]:
    return Held(n).items, Held(str(n)).items


CASES = {
    "made": [(1.5,)],
    "replaced": [(1.5,)],
    "replaced_without": [(1.5,)],
    "replaced_what_is_computed": [(1.5,)],
    "by_keyword": [(1,)],
    "default_in_the_class": [(1,)],
    "changed": [(3, [1, 2])],
    "ordered": [(5,)],
    "generic": [(4,)],
}
