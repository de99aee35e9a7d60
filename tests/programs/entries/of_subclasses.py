"""Arguments whose classes derive from those that annotations name."""

from collections import Counter, OrderedDict, defaultdict
from typing import NamedTuple, Optional

from jitscript import script


class Point(NamedTuple):
    x: int
    y: int = 2


class Named(NamedTuple):
    name: str
    score: float

    def better(self) -> float:
        return self.score + 1.0


@script
def sum_of(d: dict[str, int]) -> int:
    total = 0
    for k, v in d.items():
        total += v + len(k)
    d["new"] = total
    return total + d.get("zz", 5)


@script
def missing(d: dict[str, int], key: str) -> int:
    return d[key] + len(d)


@script
def shown(d: dict[str, int]) -> str:
    return f"{d} {d!r} {sorted(d)}"


@script
def grouped(d: dict[str, list[int]], key: str) -> int:
    d[key].append(len(d))
    return len(d[key])


@script
def optional(d: Optional[dict[str, int]], n: int = 3) -> int:
    return n if d is None else d["a"] + n


@script
def two(d: dict[str, int], p: tuple[int, int]) -> str:
    d["p"] = p[0]
    return f"{d} {p}"


@script
def pair(p: tuple[int, int]) -> int:
    a, b = p
    return a * 10 + b + len(p) + sum(p)


@script
def any_length(p: tuple[int, ...]) -> int:
    total = 0
    for v in p:
        total += v
    return total + p[-1]


@script
def text(p: tuple[str, float]) -> str:
    return f"{p} {p[0]} {p[1]}"




CASES = {
    "sum_of": [
        ({"a": 1},),
        (defaultdict(int, {"a": 1, "bc": 2}),),
        (Counter("aab"),),
        (OrderedDict(z=1, a=2),),
        (defaultdict(int),),
    ],
    "missing": [
        ({"a": 1}, "b"),
        (defaultdict(int, a=1), "b"),
        (Counter("aab"), "z"),
        (OrderedDict(a=2), "z"),
        (OrderedDict(a=2), "a"),
    ],
    "shown": [({"b": 1},), (Counter("aab"),), (OrderedDict(z=1, a=2),)],
    "grouped": [(defaultdict(list), "a"), (defaultdict(list, {"a": [1]}), "a"), ({}, "a")],
    "optional": [(None,), ({"a": 1},), (Counter("aab"),), (OrderedDict(b=2), 4)],
    "two": [({"a": 1}, (1, 2)), (OrderedDict(a=1), Point(3)), (Counter("a"), (5, 6))],
    "pair": [((1, 2),), (Point(3, 4),), (Point(5),)],
    "any_length": [((1, 2, 3),), (Point(3, 4),)],
    "text": [(("a", 1.5),), (Named("b", 2.5),)],
}
