"""What generators return, through handlers, loops, recursion, and where they are left."""

from __future__ import annotations
from collections.abc import Generator, Iterator
from jitscript import script


def inner(n: int, log: list[str]) -> Generator[int, None, str]:
    try:
        for i in range(n):
            if i == 3:
                return "three"
            yield i
        else:
            log.append("else")
    finally:
        log.append(f"fin{n}")
    return "end"


def mid(ns: list[int], log: list[str]) -> Generator[int, None, list[str]]:
    out: list[str] = []
    for n in ns:
        try:
            r = yield from inner(n, log)
        except ValueError:
            r = "error"
        if r == "three":
            log.append("cont")
            continue
        out.append(r)
        if n == 9:
            break
    while len(out) < 2:
        z = yield from last(log)
        out.append(z)
    return out


def last(log: list[str]) -> Generator[int, None, str]:
    yield 1
    return "x"


def outer(ns: list[int], log: list[str]) -> Iterator[int]:
    a = yield from mid(ns, log)
    log.append("/".join(a))
    b = yield from mid(ns[:1], log)
    log.append("|".join(b))


@script
def full(ns: list[int]) -> tuple[list[int], list[str]]:
    log: list[str] = []
    return list(outer(ns, log)), log


@script
def broken(ns: list[int], k: int) -> tuple[int, list[str]]:
    log: list[str] = []
    n = 0
    for x in outer(ns, log):
        n += 1
        if n == k:
            log.append("break")
            break
    else:
        log.append("no break")
    return n, log


@script
def early(ns: list[int], k: int) -> list[str]:
    log: list[str] = []

    def go() -> int:
        for i, x in enumerate(outer(ns, log)):
            if i == k:
                return x
        return -1

    log.append(str(go()))
    return log


@script
def raising(ns: list[int], k: int) -> list[str]:
    log: list[str] = []
    try:
        for x in outer(ns, log):
            if x == k:
                raise KeyError(x)
    except KeyError as e:
        log.append(f"key {e}")
    return log


class Node:
    def __init__(self, v: int, kids: list[Node]):
        self.v = v
        self.kids = kids

    def total(self) -> Generator[int, None, int]:
        t = self.v
        yield t
        for k in self.kids:
            t += yield from k.total()
        return t


def report(n: Node) -> Iterator[str]:
    t = yield from texts(n)
    yield f"total {t}"


def texts(n: Node) -> Generator[str, None, int]:
    g = n.total()
    k = 0
    for x in g:
        yield str(x)
        k += x
    return k


def sums(n: Node) -> Iterator[int]:
    t = yield from n.total()
    yield t * 1000


@script
def rec(n: int) -> tuple[list[str], list[int]]:
    t = Node(n, [Node(1, []), Node(2, [Node(3, [])])])
    return list(report(t)), list(sums(t))


@script
def kept(n: int) -> list[int]:
    g = sums(Node(n, [Node(5, [])]))
    h = sums(Node(n + 1, []))
    return [next(g), next(h), *g, *h, next(g, -1)]


CASES = {
    "full": [([2, 5, 1],), ([9, 1],), ([],), ([4, 4, 4],)],
    "broken": [([2, 5, 1], k) for k in (1, 3, 5, 20)],
    "early": [([2, 5], k) for k in (0, 2, 4, 30)],
    "raising": [([2, 5], k) for k in (0, 1, 7)],
    "rec": [(4,)],
    "kept": [(4,)],
}
