"""zip asks its parts in their order, and none behind the first that is at its end."""

from __future__ import annotations

from jitscript import script


@script
def changed_behind_the_end(a: set[str]) -> int:
    n = 0
    for _i, _e in zip(range(1), a):
        n += 1
        a &= {"nothing"}
    return n


@script
def changed_before_the_end(a: set[str]) -> int:
    n = 0
    for _e, _i in zip(a, range(1)):
        n += 1
        a &= {"nothing"}
    return n


class Count:
    """Counts, and how often it was asked."""

    def __init__(self, stop: int):
        self.at = 0
        self.stop = stop

    def __iter__(self) -> Count:
        return self

    def __next__(self) -> int:
        self.at += 1
        if self.at > self.stop:
            raise StopIteration
        return self.at


@script
def asked(n: int, m: int) -> tuple[int, int, int]:
    first, second = Count(n), Count(m)
    total = 0
    for a, b in zip(first, second):
        total += a * b
    return total, first.at, second.at


@script
def asked_behind_a_list(xs: list[int], n: int) -> tuple[int, int]:
    count = Count(n)
    total = 0
    for (x, c), y in zip(zip(xs, count), reversed(xs)):
        total += x * c + y
    return total, count.at


@script
def of_keys(a: dict[str, int], b: dict[str, int]) -> int:
    n = 0
    for k, q in zip(a, b):
        if k != q:
            b[k] = a[k]
        n += 1
    return n


CASES = {
    "changed_behind_the_end": [(set(),), ({"a"},), ({"a", "b"},), ({"nothing", "b", "c"},)],
    "changed_before_the_end": [(set(),), ({"a"},), ({"a", "b"},), ({"nothing", "b", "c"},)],
    "asked": [(0, 0), (0, 3), (3, 0), (2, 3), (3, 2), (3, 3)],
    "asked_behind_a_list": [
        ([], 0),
        ([], 2),
        ([1, 2], 0),
        ([1, 2], 1),
        ([1, 2], 5),
        ([7, 8, 9], 3),
    ],
    "of_keys": [({}, {}), ({"a": 1}, {"b": 2}), ({"a": 1, "b": 2}, {"b": 2}), ({"a": 1}, {"a": 2})],
}
