"""`__init__` of a base that reads what the one that calls it has set, or only raises."""

from __future__ import annotations

from dataclasses import dataclass

from jitscript import script


class Named:
    name = "none"

    def __init__(self) -> None:
        self.title = self.name + "!"


class Own(Named):
    def __init__(self, times: int) -> None:
        self.name = "own" * times
        super().__init__()


class Further(Own):
    def __init__(self, times: int) -> None:
        self.tail = times
        super().__init__(times)
        self.tail += len(self.title)


@script
def default_of_the_class(times: int) -> str:
    return f"{Named().title} {Own(times).title} {Further(times).title} {Further(times).tail}"


class Counts:
    def __init__(self) -> None:
        self.count += 1
        self.before = self.count


class Starts(Counts):
    def __init__(self, count: int) -> None:
        self.count = count
        Counts.__init__(self)
        self.after = self.before + 1


@script
def counted(count: int) -> tuple[int, int, int]:
    found = Starts(count)
    return found.count, found.before, found.after


class Between(Counts):
    def __init__(self) -> None:
        super().__init__()


class Far(Between):
    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__()


@script
def through_one_between(count: int) -> int:
    return Far(count).before


class Never:
    def __init__(self) -> None:
        raise NotImplementedError("not for this one")


class Tries(Never):
    def __init__(self, x: int) -> None:
        self.x = x
        super().__init__()
        self.y = 2


@script
def never_made(x: int) -> int:
    return Tries(x).y


@script
def missing(x: int) -> int:
    return Counts().before + x


class Sets:
    def __init__(self, by: int) -> None:
        self.setup(by)

    def setup(self, by: int) -> None:
        self.first = by


class SetsMore(Sets):
    def __init__(self, by: int) -> None:
        self.by = by
        super().__init__(by + 1)

    def setup(self, by: int) -> None:
        super().setup(by)
        self.second = self.by + self.first
        setattr(self, "third", self.second + 1)  # noqa: B010


@script
def set_by_methods(by: int) -> tuple[int, int, int, int]:
    found = SetsMore(by)
    return found.first, found.second, found.third, Sets(by).first


@dataclass(frozen=True)
class Angle:
    degrees: float
    name: str = "angle"

    def __post_init__(self) -> None:
        object.__setattr__(self, "degrees", self.degrees % 360.0)
        object.__setattr__(self, "turns", self.degrees / 360.0)


@dataclass(frozen=True)
class Pair:
    low: int
    high: int

    def __init__(self, a: int, b: int) -> None:
        object.__setattr__(self, "low", min(a, b))
        object.__setattr__(self, "high", max(a, b))


@script
def frozen(degrees: float, a: int) -> tuple[str, float, bool, str]:
    angle = Angle(degrees)
    return str(angle), angle.turns, angle == Angle(degrees + 360.0), str(Pair(a, 3))


@script
def frozen_as_keys(a: int) -> int:
    seen = {Pair(a, 3): 1, Pair(3, a): 2, Pair(a, a): 3}
    return len(seen) * 10 + seen[Pair(a, 3)]


CASES = {
    "default_of_the_class": [(1,), (2,)],
    "counted": [(4,)],
    "through_one_between": [(4,)],
    "never_made": [(1,)],
    "missing": [(1,)],
    "set_by_methods": [(3,)],
    "frozen": [(370.0, 5), (-10.0, 1)],
    "frozen_as_keys": [(1,), (3,)],
}
