"""Generator functions that are gone through where they are called."""

from collections.abc import Generator, Iterable, Iterator

import numpy as np

from jitscript import Array1, f64, script


def upto(n: int) -> Iterator[int]:
    i = 0
    while i < n:
        yield i
        i += 1


def pairs(xs: list[int]):
    for i in range(len(xs)):
        for j in range(i):
            yield xs[i], xs[j]


def chain(n: int) -> Generator[int, None, None]:
    yield from upto(n)
    yield -1
    yield from [10, 20]
    yield from range(3)
    yield from (k * k for k in upto(3))


def fibonacci() -> Iterable[int]:
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def logged(log: list[int], n: int):
    log.append(-1)
    for i in range(n):
        log.append(i)
        yield i * 10
        if i == 3:
            log.append(-3)
            return
    log.append(-2)


def halves(xs: Array1[f64]) -> Iterator[float]:
    for x in xs:
        yield x / 2


def words(text: str) -> Iterator[str]:
    word = ""
    for c in text:
        if c == " ":
            if word:
                yield word
            word = ""
        else:
            word += c
    if word:
        yield word


def nothing(n: int) -> Iterator[int]:
    if n > 100:
        yield n


def windows(xs: list[int], k: int) -> Iterator[list[int]]:
    window: list[int] = []
    for x in xs:
        window.append(x)
        if len(window) == k:
            yield window[:]
            del window[0]


def resized(xs: list[int]):
    for x in xs:
        yield x


@script
def loop(n: int) -> int:
    s = 0
    for x in upto(n):
        if x == 7:
            continue
        if x > 20:
            break
        s += x
    else:
        s += 1000
    return s


@script
def returned(xs: list[int], bad: int) -> int:
    s = 0
    for x, y in pairs(xs):
        if x == bad:
            return s
        s += x * y
    return -s


@script
def order(n: int, stop: int) -> list[int]:
    log: list[int] = []
    for x in logged(log, n):
        log.append(x)
        if x == stop:
            break
    log.append(99)
    return log


@script
def in_builtins(n: int) -> tuple[int, int, int, bool, bool, list[int], int]:
    return (
        sum(chain(n)),
        min(chain(n)),
        max(upto(n + 1)),
        any(x > 10 for x in chain(n)),
        all(x < 15 for x in upto(n)),
        sorted(chain(n), reverse=True),
        len(set(chain(n))),
    )


@script
def empty_extremes(n: int) -> int:
    return max(nothing(n))


@script
def collected(n: int) -> tuple[list[int], list[int], dict[int, int], list[int]]:
    out = [x * 2 for x in chain(n) if x > 0]
    out.extend(upto(n))
    return (
        out,
        list(map(lambda x: x + 1, filter(lambda x: x % 2, chain(n)))),
        {x: y for x, y in enumerate(chain(n), 3)},
        [x * y for x in upto(n) for y in upto(x)],
    )


@script
def zipped(n: int, ys: list[int]) -> list[tuple[int, int, float]]:
    out = []
    for x, y, z in zip(chain(n), ys, (0.5, 1.5, 2.5, 3.5)):
        out.append((x, y, z))
    return out


@script
def zip_stops(n: int, ys: list[int]) -> list[int]:
    log: list[int] = []
    for x, y in zip(logged(log, n), ys):
        log.append(x + y)
    else:
        log.append(1234)
    return log


@script
def numbered(n: int, first: int) -> int:
    s = 0
    for i, (a, b) in enumerate(pairs([3, 1, 2, n]), first):
        if i % 2:
            continue
        s = s * 10 + i * a - b
    return s


@script
def infinite(limit: int) -> list[int]:
    out = []
    for x in fibonacci():
        if x > limit:
            break
        out.append(x)
    return out


@script
def overflows() -> int:
    last = 0
    for x in fibonacci():
        last = x
    return last


@script
def halved(a: Array1[f64]) -> float:
    s = 0.0
    for x in halves(a):
        s += x
    return s


@script
def text(t: str) -> str:
    found = "-".join(words(t))
    for w in words(t):
        found += w.upper()
    return found


@script
def types(n: int):
    s = 0
    for x in upto(n):
        if x > 2:
            s = s + 0.5
        else:
            s = s + x
    return s


@script
def unbound(n: int) -> int:
    for x in upto(n):
        y = x
    return y


@script
def in_loops(n: int) -> list[list[int]]:
    found = []
    for i in range(n):
        row: list[int] = []
        for x in upto(i):
            for y in chain(x):
                if y == 10:
                    break
                row.append(y)
            else:
                row.append(-100)
        found.append(row)
    return found


@script
def windowed(xs: list[int], k: int) -> list[list[int]]:
    return [w for w in windows(xs, k)]


@script
def grown(xs: list[int]) -> list[int]:
    for x in resized(xs):
        if len(xs) < 9:
            xs.append(x * 2)
    return xs


@script
def nested(n: int) -> tuple[int, list[float]]:
    k = 3

    def evens(m):
        i = 0
        while i < m:
            if i % 2 == 0:
                yield i * k
            i += 1

    s = 0
    for a in evens(n):
        for b in evens(a):
            s += a * b
            if s > 1000:
                return s, []
    return s, [x / 2 for x in evens(n)]


@script
def twice_in_one(n: int) -> int:
    s = 0
    for x in upto(n):
        for y in upto(n):
            s += x * y
    return s


CASES = {
    "loop": [(0,), (5,), (21,), (22,), (100,)],
    "returned": [([], 0), ([1, 2, 3], 9), ([1, 2, 9, 4], 9), ([5], 5)],
    "order": [(0, 0), (3, -1), (3, 0), (3, 20), (9, -1), (9, 30)],
    "in_builtins": [(0,), (3,), (12,)],
    "empty_extremes": [(1,), (101,)],
    "collected": [(0,), (4,)],
    "zipped": [(0, []), (2, [1, 2, 3]), (5, [1] * 9), (0, [4])],
    "zip_stops": [(0, []), (3, []), (3, [1]), (3, [1, 2, 3]), (3, [1, 2, 3, 4]), (9, [1] * 9)],
    "numbered": [(0, 0), (7, -3)],
    "infinite": [(-1,), (0,), (100,), (2**62,)],
    "halved": [(np.arange(5.0),), (np.zeros(0),)],
    "text": [("",), ("a",), ("  ab c  dé ",)],
    "types": [(0,), (2,), (6,)],
    "unbound": [(0,), (3,)],
    "in_loops": [(0,), (5,)],
    "windowed": [([], 2), ([1, 2, 3, 4], 2), ([1, 2, 3, 4], 1), ([1, 2], 3)],
    "grown": [([],), ([1, 2],), (list(range(12)),)],
    "nested": [(0,), (3,), (12,)],
    "twice_in_one": [(0,), (5,)],
}
OVERFLOWS = {"infinite": [(2**63 - 1,)]}
