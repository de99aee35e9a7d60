"""Generator expressions as objects: what they capture, in what order they run, where they go."""

from __future__ import annotations
from typing import Iterable, Iterator, Callable
from jitscript import script
import itertools, math, numpy as np


@script
def late3(xs: list[int]):
    k = 1
    g = (x * k for x in xs)
    for i in range(3):
        k += 1
    return list(g)


@script
def capt(xs: list[int], k: int):
    g = (x * k for x in xs if x > k)
    first = next(g, -1)
    return first, list(g)


@script
def capt_loop(xs: list[int]):
    out = []
    for k in range(3):
        g = (x * k for x in xs)
        out.append(sum(g))
    return out


@script
def capt_loop2(rows: list[str]):
    out = []
    for row in rows:
        vals = (int(p) for p in row.split(","))
        a = next(vals)
        out.append((a, sum(vals)))
    return out


@script
def nested(xss: list[list[int]]):
    g = (x + len(xs) for xs in xss for x in xs if x % 2)
    a = next(g, None)
    return a, list(g)


@script
def nested2(n: int):
    g = (sum(j for j in range(i)) for i in range(n))
    h = ([j * 2 for j in range(i)] for i in range(n))
    return next(g), list(g), next(h), list(h)


@script
def dictsize(d: dict[int, int]):
    g = (k for k in d)
    d[99] = 1
    return list(g)


@script
def dictsize2(d: dict[int, int]):
    g = iter(d)
    d[99] = 1
    return list(g)


@script
def dictsize3(d: dict[int, int]):
    g = (k for k in d)
    a = next(g)
    d[99] = 1
    return a, list(g)


@script
def grows(xs: list[int]):
    g = (x for x in xs)
    a = next(g)
    xs.append(10)
    return a, list(g), xs


@script
def kinds(s: str, a: tuple[int, float], d: dict[str, int], n: int):
    g = (c.upper() for c in s)
    h = (x * 2 for x in a)
    i = ((k, v) for k, v in d.items())
    j = (x for x in range(n, 0, -2))
    return next(g), list(g), next(h), list(h), next(i, None), list(i), next(j), list(j)


@script
def arr(a: np.ndarray):
    g = (x for x in a)
    return next(g), list(g)


def evens(xs: Iterable[int]) -> Iterator[int]:
    return (x for x in xs if x % 2 == 0)


@script
def pipeline(xs: list[int]):
    a = evens(xs)
    b = (x * x for x in a)
    c = map(str, b)
    d = enumerate(c, 1)
    e = filter(lambda p: p[0] < 3, d)
    return list(e), list(a)


class Reader:
    def __init__(self, lines: Iterable[str]):
        self.lines = list(lines)

    def numbers(self) -> Iterator[int]:
        return (int(x) for x in self.lines)

    def total(self, xs: Iterable[int]) -> int:
        return sum(xs) + sum(xs)


@script
def cls(text: str):
    r = Reader(line.strip() for line in text.split("\n"))
    return list(r.numbers()), r.total(x for x in r.numbers()), r.total(xs=map(int, r.lines))


@script
def choose(xs: list[int], up: bool):
    g = (x + 1 for x in xs) if up else (x - 1 for x in xs)
    return sum(g), list(g)


@script
def member(xs: list[int], v: int):
    g = (x for x in xs)
    return v in g, list(g)


@script
def walrus(xs: list[int]):
    g = (y for x in xs if (y := x * 2) > 2)
    return list(g)


@script
def errs(xs: list[int]):
    g = (10 // x for x in xs)
    out = []
    while True:
        try:
            out.append(next(g))
        except StopIteration:
            out.append(-1)
            break
        except ZeroDivisionError:
            out.append(-2)
    return out


@script
def uncaught(xs: list[int]):
    g = (10 // x for x in xs)
    h = (y for y in g)
    return next(h), next(h)


@script
def lam(xs: list[int]):
    f = lambda k: (x * k for x in xs)
    return sum(f(2)), list(f(3))


@script
def order(xs: list[int], out: list[str]):
    def f(x: int) -> int:
        out.append(f"f{x}")
        return x

    g = (f(x) for x in xs)
    out.append("made")
    m = map(f, xs)
    z = zip(m, g)
    out.append("zipped")
    r = next(z, None)
    out.append("next")
    return r, list(z), out


@script
def rev(xs: list[int], s: str):
    r = reversed(xs)
    xs.append(5)
    q = reversed(s)
    return next(r, 0), list(r), "".join(q), list(q)


@script
def zips(xs: list[int], s: str):
    z = zip(xs, s, strict=True)
    return list(z)


@script
def multi(xs: list[int]):
    for a in (x * y for x in xs for y in xs if x < y):
        if a > 5:
            break
    else:
        return -1
    return a


@script
def two(xs: list[int]):
    it = iter(xs)
    pairs = zip(it, it)
    return [a - b for a, b in pairs]


@script
def unpack(xs: list[int]):
    g = (x for x in xs)
    a, b = g
    return a, b


@script
def star(xs: list[int]):
    g = map(str, xs)
    print(*g)
    return [*g], max(len(xs), 0)


@script
def shadow(xs: list[int]):
    map = lambda f, x: x
    m = map(str, xs)
    return len(m)


@script
def itert(xs: list[int]):
    g = (x for x in xs)
    a = list(itertools.islice(g, 2))
    b = list(itertools.takewhile(lambda x: x < 4, g))
    return a, b, list(g), list(itertools.chain(g, xs)), list(zip(g, xs))


@script
def ret_dict(xs: list[int]):
    d = {"a": (x for x in xs), "b": (x + 1 for x in xs)}
    return sum(d["a"])


@script
def opt(xs: list[int], b: bool):
    g = None
    if b:
        g = (x for x in xs)
    return -1 if g is None else sum(g)


L = [([1, 2, 3, 4],), ([],)]
CASES = {
    "late3": L,
    "capt": [([1, 2, 3], 1), ([], 1)],
    "capt_loop": L,
    "capt_loop2": [(["1,2,3", "4"],), (["x"],)],
    "nested": [([[1, 2], [3]],), ([],)],
    "nested2": [(3,)],
    "dictsize": [({1: 1},)],
    "dictsize2": [({1: 1},)],
    "dictsize3": [({1: 1, 2: 2},)],
    "grows": [([1, 2],)],
    "kinds": [("añ😀", (1, 2.5), {"x": 1}, 5)],
    "arr": [(np.arange(3.0),)],
    "pipeline": [([1, 2, 3, 4, 6, 8],)],
    "cls": [("1\n 2",)],
    "choose": [([1, 2], True), ([1, 2], False)],
    "member": [([1, 2, 3], 2), ([1], 9)],
    "walrus": L,
    "errs": [([1, 0, 2],), ([1],)],
    "uncaught": [([1, 2],), ([1, 0],), ([1],)],
    "lam": L,
    "order": [([1, 2], [])],
    "rev": [([1, 2, 3], "a😀")],
    "zips": [([1, 2], "ab"), ([1], "ab"), ([1, 2], "a")],
    "multi": L,
    "two": L,
    "unpack": [([1, 2],), ([1],), ([1, 2, 3],)],
    "star": L,
    "shadow": L,
    "itert": [([1, 2, 3, 4, 5],)],
    "ret_dict": L,
    "opt": [([1], True), ([1], False)],
}
