"""A generator that is left early: its `finally`s, its `with`s, its handlers."""

from collections.abc import Iterator

from jitscript import script


class Noted:
    def __init__(self, log: list[int], k: int):
        self.log = log
        self.k = k

    def __enter__(self) -> int:
        self.log.append(self.k)
        return self.k

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        self.log.append(-self.k)


def noisy(log: list[int], n: int):
    try:
        for i in range(n):
            log.append(i)
            yield i
    finally:
        log.append(-1)


def twice(log: list[int], n: int):
    try:
        yield from noisy(log, n)
        with Noted(log, 50) as k:
            yield k
    finally:
        log.append(-2)


def risky(log: list[int], xs: list[int]) -> Iterator[int]:
    for x in xs:
        try:
            log.append(100 // x)
            yield 10 // x
        except ZeroDivisionError:
            log.append(-99)
            yield -1
        else:
            log.append(-98)


def failing(log: list[int], n: int):
    try:
        yield 1
        if n:
            raise ValueError(f"at {n}")
        yield 2
    finally:
        log.append(-7)


def counted(log: list[int], xs: list[int]):
    bad = 0
    for x in xs:
        try:
            yield x
            if x < 0:
                raise KeyError("negative")
        except KeyError:
            bad += 1
            log.append(bad)
    yield bad


@script
def broken(n: int, stop: int) -> list[int]:
    log: list[int] = []
    for x in noisy(log, n):
        if x == stop:
            log.append(77)
            break
        log.append(x * 10)
    else:
        log.append(66)
    log.append(5)
    return log


@script
def left(log: list[int], n: int, stop: int) -> int:
    for x in noisy(log, n):
        if x == stop:
            return x // (x - 3)
        if x == stop + 1:
            raise ValueError("x")
    return -1


@script
def caught(log: list[int], n: int, stop: int) -> int:
    try:
        for x in noisy(log, n):
            log.append(10 // (stop - x))
    except ZeroDivisionError:
        log.append(1234)
        return x
    finally:
        log.append(4321)
    return -1


@script
def inner(log: list[int], n: int, stop: int) -> int:
    for i in range(3):
        for x in twice(log, n):
            if x == stop:
                break
            if x == stop + 1:
                return i
        else:
            continue
        log.append(1000)
    return 7


@script
def passes_over(log: list[int], xs: list[int], k: int) -> int:
    try:
        for y in risky(log, xs):
            log.append(50 // (y - k))
    except ZeroDivisionError:
        return -7
    return 1


@script
def generator_fails(log: list[int], n: int) -> int:
    s = 0
    try:
        for x in failing(log, n):
            s += x
    except ValueError as e:
        log.append(len(str(e)))
    return s


@script
def generator_fails_out(log: list[int], n: int) -> int:
    s = 0
    for x in failing(log, n):
        s += x
    return s


@script
def keeps_count(log: list[int], xs: list[int], stop: int) -> int:
    total = 0
    for x in counted(log, xs):
        if x == stop:
            raise KeyError(total)
        total = total * 10 + x
    return total


@script
def in_finally(log: list[int], n: int) -> int:
    try:
        log.append(-50)
    finally:
        for x in noisy(log, n):
            log.append(x)
            if x == 2:
                break
    return len(log)


CASES = {
    "broken": [(n, stop) for n in (0, 3, 6) for stop in (0, 2, 9)],
    "left": [([], n, stop) for n in (0, 3, 6) for stop in (0, 2, 3, 9)],
    "caught": [([], n, stop) for n in (0, 3, 6) for stop in (0, 2, 3, 9)],
    "inner": [([], n, stop) for n in (0, 2, 3) for stop in (-1, 0, 1, 49, 50, 60)],
    "passes_over": [([], xs, k) for xs in ([1, 2], [0, 5], [3, 0, 2]) for k in (-1, 2, 3, 10)],
    "generator_fails": [([], 0), ([], 1)],
    "generator_fails_out": [([], 0), ([], 1)],
    "keeps_count": [([], [1, 2], 9), ([], [1, -2, 3, -4], 9), ([], [1, -2, 3], 3), ([], [-1], -1)],
    "in_finally": [([], 0), ([], 5)],
}
