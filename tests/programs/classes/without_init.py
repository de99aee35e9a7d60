"""Instances that are made without `__init__`, and attributes that are deleted."""

from __future__ import annotations

from dataclasses import dataclass, field

from jitscript import script


class Point:
    def __init__(self, x: int, y: int = 0):
        self.x = x
        self.y = y

    @classmethod
    def on_axis(cls, x: int) -> Point:
        made = cls.__new__(cls)
        made.x = x
        made.y = 0
        return made

    def copy(self) -> Point:
        made = object.__new__(Point)
        made.x, made.y = self.x, self.y
        return made


class Named(Point):
    kind = "named"


@script
def made(x: int) -> tuple[int, int, str, int]:
    a, b = Point.on_axis(x), Named.on_axis(x + 1)
    c = Point(x, 2).copy()
    c.x += 1
    return a.x + a.y, b.x, Named.__new__(Named).kind, c.x * 10 + c.y


@script
def read_too_early(x: int) -> int:
    made = Point.__new__(Point)
    if x > 0:
        made.x = x
    return made.x


@script
def asked(x: int) -> list[bool]:
    made = Point.__new__(Point)
    before = hasattr(made, "x")
    made.x = x
    return [before, hasattr(made, "x"), hasattr(made, "y")]


@dataclass
class Record:
    key: int
    items: list[int] = field(default_factory=list)
    size: int = 4


@script
def of_a_dataclass(key: int) -> tuple[int, int]:
    record = Record.__new__(Record)
    record.key = key
    return record.key, record.size


@script
def made_by_no_factory(key: int) -> int:
    return len(Record.__new__(Record).items) + key


class Work:
    def __init__(self, x: int) -> None:
        self.x = x
        self.scratch = [x, x]
        self.total = sum(self.scratch)
        del self.scratch

    @property
    def name(self) -> str:
        return f"work {self.x}"

    @name.deleter
    def name(self) -> None:
        self.x = -1


class Slots:
    __slots__ = ("x", "y")

    def __init__(self, x: int) -> None:
        self.x = x
        self.y = "y"


@script
def deleted(x: int) -> tuple[bool, bool, int, str]:
    work = Work(x)
    before = hasattr(work, "scratch")
    del work.name
    shown = work.name
    del work.x
    return before, hasattr(work, "x"), work.total, shown


@script
def deleted_twice(x: int) -> int:
    work = Work(x)
    del work.x
    del work.x
    return 1


@script
def read_after(x: int) -> int:
    work = Work(x)
    if x > 1:
        del work.x
    return work.x


@script
def set_again(x: int) -> int:
    work = Work(x)
    del work.x
    work.x = x + 1
    return work.x


@script
def of_slots(x: int) -> str:
    slots = Slots(x)
    del slots.y
    slots.y = "new"
    shown = f"{slots.y} {hasattr(slots, 'x')}"
    del slots.x
    if x > 1:
        del slots.x
    return f"{shown} {hasattr(slots, 'x')}"


CASES = {
    "made": [(1,)],
    "read_too_early": [(1,), (0,)],
    "asked": [(1,)],
    "of_a_dataclass": [(1,)],
    "made_by_no_factory": [(1,)],
    "deleted": [(1,)],
    "deleted_twice": [(1,)],
    "read_after": [(1,), (2,)],
    "set_again": [(1,)],
    "of_slots": [(1,), (2,)],
}
