"""Elements that are known not to be None after a test: `a[i - 1]`, `self.x[i]`, `d[k]`, `g[r][c]`."""

from typing import Optional, Union

from jitscript import script

MAYBE = [1, None, 3]


class Table:
    def __init__(self, n: int) -> None:
        self.x: list[int | None] = [None] * n
        self.at = 0

    def get(self, i: int) -> int:
        if self.x[i] is not None:
            return self.x[i] + 1
        self.x[i] = i * i
        return -1

    def here(self) -> int:
        if self.x[self.at] is None:
            return 0
        self.at += 0
        return 1 if self.x[self.at] is None else 2

    def clear(self) -> None:
        self.x[self.at] = None


class Args:
    def __init__(self, *xs: int) -> None:
        self.xs = xs


@script
def before(a: list[Optional[int]], i: int) -> int:
    s = 0
    if a[i - 1] is not None:
        s += a[i - 1]
    if a[i] is not None and a[i] > 0:
        s += a[i] * 10
    if a[0] is None or a[0] < 2:
        s += 100
    return s


@script
def early(a: list[Optional[int]], i: int) -> int:
    if a[i] is None:
        return -1
    x = a[i] + 1
    if not a[i - 1]:
        raise ValueError(f"nothing at {i - 1}")
    return x * a[i - 1]


@script
def by_key(d: dict[str, Optional[int]], k: str) -> int:
    if d[k] is not None:
        d[k] += 1
        return len(d)
    d[k] = 5
    return 0 if d[k] is None else 1


@script
def of_a_grid(g: list[list[Optional[int]]], r: int, c: int) -> int:
    total = 0
    for i in range(r):
        for j in range(c):
            if g[i][j] is not None:
                total += g[i][j]
                i += 0
                if g[i][j] is not None:
                    total += 1
    return total


@script
def by_type(a: list[Union[int, str]], i: int) -> str:
    if isinstance(a[i], str):
        return a[i].upper()
    return str(a[i] + 1)


@script
def looped(a: list[Optional[int]]) -> int:
    i, s = 0, 0
    while i < len(a) and a[i] is not None:
        s += a[i]
        i += 1
    return s


@script
def written(a: list[Optional[int]], i: int):
    if a[i] is not None:
        s = a[i] + 1
        a[i] = None
        return s, a[i]
    return 0, a[i]


def _reset(a: list[Optional[int]]) -> None:
    for k in range(len(a)):
        a[k] = None


@script
def called(a: list[Optional[int]], i: int):
    if a[i] is not None:
        s = a[i] + 1
        _reset(a)
        if a[i] is None:
            return s
        return -1
    a.reverse()
    return a[i]


@script
def moved(a: list[Optional[int]], i: int):
    if a[i] is not None:
        i = 1
        return a[i]
    return 7


@script
def tables(n: int):
    t = Table(n)
    first = t.get(2), t.get(2), t.get(1), t.get(1)
    t.at = 2
    found = t.here()
    t.clear()
    return first, found, t.here(), t.x


@script
def memo(n: int, known: list[Optional[int]]) -> int:
    if known[n] is not None:
        return known[n]
    found = n if n < 2 else memo(n - 1, known) + memo(n - 2, known)
    known[n] = found
    return found


@script
def rest(n: int):
    return Args(1, n).xs, Args().xs, Args(1, 2, 3).xs + (n,)


CASES = {
    "before": [(MAYBE, 1), (MAYBE, 2), (MAYBE, 0), ([None, -1], 1), (MAYBE, 3)],
    "early": [(MAYBE, 0), (MAYBE, 1), (MAYBE, 2), ([2, 3], 1), ([0, 3], 1), ([], 0)],
    "by_key": [({"a": 1}, "a"), ({"a": None}, "a"), ({}, "b")],
    "of_a_grid": [([[1, None], [None, 4]], 2, 2), ([[1]], 2, 1)],
    "by_type": [([1, "a"], 0), ([1, "a"], 1)],
    "looped": [(MAYBE,), ([],), ([1, 2],)],
    "written": [(MAYBE, 0), (MAYBE, 1)],
    "called": [(MAYBE, 0), (MAYBE, 1), ([None, 2], 0)],
    "moved": [(MAYBE, 0), (MAYBE, 1), ([1, 2], 0)],
    "tables": [(3,)],
    "memo": [(30, [None] * 31), (1, [None, None])],
    "rest": [(3,)],
}
