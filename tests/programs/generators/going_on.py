"""Iterators that several loops go on with; in fields, in branches, over rows and texts."""

from __future__ import annotations
from jitscript import script
import numpy as np


@script
def a(xs: list[list[int]]):
    g = (row for row in xs)
    for row in g:
        row.append(1)
        if len(row) > 2:
            break
    rest = [r[:] for r in g]
    return xs, rest


@script
def c(xs: list[str]):
    it = iter(xs)
    out = {}
    for key in it:
        out[key] = next(it, "")
    return out


@script
def d(s: str):
    it = enumerate(s)
    for i, ch in it:
        if ch == "(":
            for j, ch2 in it:
                if ch2 == ")":
                    return i, j
    return None


class Counter2:
    def __init__(self, n: int):
        self.it = (i * i for i in range(n))
        self.names = map(str, range(n))

    def step(self) -> int:
        return next(self.it, -1)


@script
def e(n: int):
    k = Counter2(n)
    return k.step(), k.step(), list(k.it), k.step(), list(k.names)


@script
def f(a: np.ndarray, n: int):
    rows = (r for r in a)
    first = next(rows)
    first[0] = 99.0
    return sum(r.sum() for r in rows), a


@script
def g(xs: list[int]):
    gen = (x for x in xs if x > 1)
    try:
        while True:
            v = next(gen)
            if v == 3:
                raise ValueError(v)
    except ValueError as e:
        return str(e), list(gen)
    except StopIteration:
        return "stop", list(gen)


@script
def h(xs: list[int], flag: bool):
    src = map(lambda v: v + 1, xs)
    if flag:
        src = filter(lambda v: v % 2, src)
    return list(src)


@script
def j(text: str):
    words = (w for line in text.splitlines() for w in line.split())
    counts = {}
    for w in words:
        counts[w] = counts.get(w, 0) + 1
        if w == "STOP":
            break
    return counts, list(words)


@script
def k(n: int):
    fibs = [0, 1]
    g = (fibs[-1] + fibs[-2] for _ in range(n))
    for x in g:
        fibs.append(x)
    return fibs


def running(xs):
    total = 0
    for x in xs:
        total += x
        yield total


@script
def l(xs: list[int]):
    s = running(x * x for x in xs)
    t = zip(s, running(xs))
    return next(t, None), list(t)


CASES = {
    "a": [([[1], [1, 2], [3]],)],
    "c": [(["a", "1", "b"],)],
    "d": [("x(ab)c",), ("x(",)],
    "e": [(4,)],
    "f": [(np.ones((3, 2)), 1)],
    "g": [([1, 2, 3, 4],), ([2],)],
    "h": [([1, 2, 3], True), ([1, 2, 3], False)],
    "j": [("a b\nSTOP c a\nd",)],
    "k": [(6,)],
    "l": [([1, 2, 3],)],
}
