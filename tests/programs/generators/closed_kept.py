"""Kept generators with something to do at their end: where they end, are closed, fail, or nobody
holds them any more."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing

from jitscript import script


class Source:
    def __init__(self, log: list[int], k: int):
        self.log = log
        self.k = k

    def __enter__(self) -> Source:
        self.log.append(self.k)
        return self

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        self.log.append(-self.k)

    def rows(self, n: int) -> Iterator[int]:
        try:
            yield from range(n)
        finally:
            self.log.append(1000 + self.k)

    def close(self) -> None:
        self.log.append(2000 + self.k)


def noisy(log: list[int], n: int) -> Iterator[int]:
    try:
        for i in range(n):
            log.append(i)
            yield i
    finally:
        log.append(-1)


def managed(log: list[int], n: int) -> Iterator[int]:
    with Source(log, 50) as outer, Source(log, 60):
        for i in range(n):
            yield i * outer.k
        log.append(55)


def through(log: list[int], n: int) -> Iterator[int]:
    for x in noisy(log, n):
        yield x * 2
    log.append(-2)


def skipping(log: list[int], n: int) -> Iterator[int]:
    g: Iterator[int] = noisy(log, n)
    log.append(next(g))
    for x in g:
        yield x
    log.append(-5)


def stubborn(log: list[int], n: int) -> Iterator[int]:
    while True:
        try:
            yield n
        except GeneratorExit:
            n -= 1
            log.append(n)
            if n < 0:
                return


def failing(log: list[int], n: int) -> Iterator[int]:
    try:
        yield 1
        yield 10 // n
    except ZeroDivisionError:
        log.append(-8)
        raise
    finally:
        log.append(10 // (n - 1))


def counted(log: list[int], n: int) -> Generator[int, None, int]:
    try:
        for i in range(n):
            yield i
        return n * 7
    finally:
        log.append(-9)


def first(g: Iterator[int], log: list[int]) -> int:
    x = next(g)
    log.append(100)
    return x // (x - 5)


def three(g: Iterator[int]) -> list[int]:
    out: list[int] = []
    for x in g:
        out.append(x)
        if len(out) == 3:
            return out
    return out


@script
def left(n: int, stop: int) -> list[int]:
    log: list[int] = []
    g = noisy(log, n)
    log.append(next(g, -5))
    for x in g:
        if x == stop:
            break
        log.append(x * 10)
    h = managed(log, n)
    if stop == 2:
        return log
    log.append(next(h, -6))
    return log


@script
def temporary(n: int) -> list[int]:
    log: list[int] = []
    log.append(next(noisy(log, n), 77))
    log.append(next(through(log, n), 78))
    log.append(next(managed(log, n), 79))
    log.append(next(Source(log, n).rows(n), 80))
    log.extend(three(noisy(log, n)))
    log.extend(three(through(log, n)))
    return log


@script
def closed(n: int) -> list[int]:
    log: list[int] = []
    g = noisy(log, n)
    h = noisy(log, n)
    k = through(log, n)
    g.close()
    log.append(next(h, 77))
    h.close()
    h.close()
    log.append(next(h, 77))
    log.append(k.__next__() if n else 0)
    k.close()
    return log


@script
def given(n: int) -> list[int]:
    log: list[int] = []
    g = through(log, n)
    h = noisy(log, n)
    log.append(first(h, log))
    log.append(first(noisy(log, n), log))
    log.append(first(g, log))
    log.append(next(g))
    return log


@script
def by_errors(log: list[int], n: int) -> int:
    g = failing(log, n)
    return sum(g)


@script
def caught(n: int) -> list[int]:
    log: list[int] = []
    g = failing(log, n)
    for _ in range(3):
        try:
            log.append(next(g))
        except (ZeroDivisionError, StopIteration) as e:
            log.append(len(str(e)))
    return log


@script
def nested(n: int, k: int) -> list[int]:
    log: list[int] = []
    h = skipping(log, n)
    for y in h:
        if y == k:
            break
    for z in skipping(log, n):
        if z == k:
            break
    with closing(skipping(log, n)) as g:
        log.append(next(g, 99))
    return log


@script
def with_closing(n: int, k: int) -> list[int]:
    log: list[int] = []
    with closing(Source(log, n)) as s:
        for i in s.rows(n):
            if i == k:
                break
            log.append(i)
    with closing(noisy(log, n)) as g:
        for x in g:
            if x == k:
                return log
    h = noisy(log, n)
    with closing(h):
        log.append(next(h, 66))
    log.append(next(h, 67))
    return log


@script
def ignored(log: list[int], n: int, times: int) -> int:
    g = stubborn(log, n)
    next(g)
    done = 0
    for _ in range(times):
        try:
            g.close()
            done += 1
        except RuntimeError as e:
            log.append(len(str(e)))
    for _ in range(n + 1):  # or what is left of it would be told at its end
        try:
            g.close()
        except RuntimeError:
            pass
    return done


def both(log: list[int], n: int) -> Generator[int, None, int]:
    x = yield from counted(log, n)
    log.append(x)
    return x


@script
def returned(n: int) -> list[int]:
    log: list[int] = []
    g = both(log, n)
    log.extend(g)
    h = both(log, n)
    log.append(next(h, 5))
    a, *rest = noisy(log, n + 1)
    log.append(a + len(rest))
    return log


@script
def in_tries(n: int, k: int) -> list[int]:
    log: list[int] = []
    g = noisy(log, n)
    try:
        for x in g:
            log.append(10 // (x - k))
    except ZeroDivisionError:
        log.append(next(g, 44))
    finally:
        log.append(45)
    log.append(46)
    return [*log, *g]


CASES = {
    "left": [(3, 1), (3, 9), (0, 0), (3, 2)],
    "temporary": [(0,), (1,), (4,)],
    "closed": [(0,), (3,)],
    "given": [(1,), (3,), (9,), (0,)],
    "by_errors": [([], 0), ([], 1), ([], 2)],
    "caught": [(0,), (1,), (2,)],
    "nested": [(1, 5), (3, 1), (4, 2), (0, 0)],
    "with_closing": [(0, 0), (3, 1), (3, 7)],
    "ignored": [([], 2, 5), ([], 0, 2), ([], 3, 2)],
    "returned": [(0,), (3,)],
    "in_tries": [(4, 1), (4, 9), (2, 1)],
}
