"""Fields that are only None, in classes that name each other."""

from __future__ import annotations

from jitscript import script


class Point:
    __slots__ = ("cached", "x")

    unused: None = None

    def __init__(self, x: int) -> None:
        self.x = x
        self.cached: None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Point) and self.x == other.x

    def __hash__(self) -> int:
        return hash(self.x)

    def __lt__(self, other: Point) -> bool:
        return self.x < other.x


class Low:
    def __init__(self, at: Point | None) -> None:
        self.at = at
        self.lost: None = None

    def __lt__(self, other: High) -> bool:
        if self.at is None or other.at is None:
            return True
        return self.at < other.at

    def meets(self, other: High) -> Point | None:
        return self.at if other.lost is None else other.at


class High:
    def __init__(self, at: Point | None) -> None:
        self.at = at
        self.lost: None = None
        self.other: Low | None = None

    def __lt__(self, other: Low) -> bool:
        return not other < self

    def pair(self, other: Low) -> Point | None:
        self.other = other
        return other.meets(self) if self.lost is other.lost else None


class Table:
    """What `found` holds, only its users tell."""

    def __init__(self, keys) -> None:
        self.keys = keys
        self.found = None

    def look(self, key) -> None:
        self.found = key if key in self.keys else None

    def through(self, low: Low) -> bool:
        return low.lost is None and self.found is None


@script
def compared(a: int, b: int, c: int | None):
    low, high = Low(Point(a)), High(Point(b) if c is None else None)
    p = high.pair(low)
    x = -1 if p is None else p.x
    return low < high, high < low, x, low.lost, Point(a).unused, Point(b).cached, high.lost


@script
def looked(keys: list[str], key: str):
    t = Table(keys)
    before = t.through(Low(None))
    t.look(key)
    return before, t.found, t.through(Low(Point(1)))


CASES = {
    "compared": [(1, 2, None), (2, 1, None), (1, 1, 3)],
    "looked": [(["a", "b"], "a"), (["a"], "c"), ([], "")],
}
