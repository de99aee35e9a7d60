"""Lists spread over functions that take any number: `f(*xs)` where `def f(a, *rest)`."""

import math

from jitscript import script


def total(*xs: int) -> int:
    return sum(xs)


def first(a: int, *rest: int) -> tuple[int, int]:
    return a, len(rest)


def joined(a: int, *rest: int, sep: str = ",") -> str:
    return sep.join(map(str, (a, *rest)))


def mean(*values: float) -> float:
    return sum(values) / len(values) if values else 0.0


def through(*args: int) -> int:
    return total(*args) + first(*args)[0]


class Vector:
    def __init__(self, *xs: float):
        self.xs = list(xs)

    def plus(self, *more: float) -> "Vector":
        return Vector(*self.xs, *more)

    def shift(self, a: float, b: float) -> "Vector":
        return Vector(*[x + a - b for x in self.xs])


def counted(f):
    def wrapper(*args):
        return f(*args) + len(args)

    return wrapper


@counted
def two(a: int, b: int) -> int:
    return a - b


@script
def totals(xs: list[int]) -> tuple[int, int, int]:
    return total(*xs), total(*range(len(xs))), total(*(x * x for x in xs))


@script
def firsts(xs: list[int]) -> tuple[int, int]:
    return first(*xs)


@script
def after_one(xs: list[int]) -> tuple[int, int]:
    return first(5, *xs)


@script
def texts(xs: list[int]) -> str:
    a = joined(*xs) + joined(1, *xs, sep=";") + joined(1, 2, *xs)
    return a + joined(0, 1, *xs, 9, *xs)


@script
def of_containers(d: dict[str, int], s: set[int], t: tuple[int, ...]) -> tuple[int, int, int]:
    return total(*d.values()), total(*s), total(*t)


@script
def converted(xs: list[int]) -> float:
    return mean(*xs) + mean() + mean(1, 2)


@script
def twice(xs: list[int]) -> int:
    return through(*xs) + through(1, 2)


@script
def decorated(xs: list[int]) -> int:
    return two(5, 3) + two(*xs)


@script
def of_a_class(xs: list[float]) -> tuple[list[float], list[float]]:
    v = Vector(*xs)
    w = v.plus(*v.xs)
    return w.xs, w.shift(*xs[:2]).xs


@script
def unchanged(xs: list[list[int]]) -> int:
    def pushed(*rows: list[int]) -> int:
        for row in rows:
            row.append(7)
        return len(rows)

    return pushed(*xs)


@script
def norms(xs: list[float], k: int) -> tuple[float, float]:
    return math.hypot(*xs), math.hypot(*range(k))


@script
def sets(xs: list[set[int]]) -> tuple[set[int], set[int], set[int]]:
    return set.union(*xs), set.intersection(*xs), set.difference(*xs)


@script
def methods_of_sets(rows: list[list[int]]) -> tuple[set[int], set[int], set[int]]:
    s = {5}
    s.update(*rows)
    return s, s.union(*rows), set().union(*rows) & set.intersection(*map(set, rows))


@script
def in_displays(xs: list[int]) -> tuple[list[int], list[tuple[int, int]], set[int]]:
    a = [*reversed(xs), *map(abs, xs), *(x * x for x in xs)]
    return a, [*zip(xs, xs[1:]), *enumerate(xs)], {*map(abs, xs), *filter(None, xs)}


CASES = {
    "totals": [([1, 2, 3],), ([],), ([2**31, -5],)],
    "firsts": [([1, 2, 3],), ([4],), ([],)],
    "after_one": [([1, 2],), ([],)],
    "texts": [([1, 2],), ([],), ([-1],)],
    "of_containers": [({"a": 1, "b": 2}, {4, 5}, (6,)), ({}, set(), ())],
    "converted": [([1, 2],), ([],), ([2**53],)],
    "twice": [([1, 2],), ([],), ([3],)],
    "decorated": [([1, 2],), ([1],), ([],), ([1, 2, 3],)],
    "of_a_class": [([1.0, 2.0],), ([],), ([1.0],), ([0.5, -0.0, 2.0],)],
    "unchanged": [([[1], [], [2]],), ([],)],
    "norms": [
        ([3.0, 4.0], 3),
        ([], 0),
        ([float("inf"), float("nan")], 1),
        ([1e200, 1e200, 1.0], 9),
    ],
    "sets": [([{1, 2}, {2, 3}],), ([{1}],), ([],)],
    "methods_of_sets": [([[1, 2], [2]],), ([[5]],), ([],)],
    "in_displays": [([3, -1, 0],), ([],)],
}
