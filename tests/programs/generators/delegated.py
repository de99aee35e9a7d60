"""`yield from` of a generator in a local or parameter, left in the middle: that generator ends
first, then what is around."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from jitscript import script


def lines(n: int, log: list[str]) -> Generator[int, None, int]:
    try:
        for k in range(n):
            yield k
        return 10 * n
    finally:
        log.append("end")


def finishing(log: list[str]) -> Iterator[int]:
    g = lines(3, log)
    try:
        yield next(g)
        yield from g
    finally:
        log.append("outer")


def handling(log: list[str]) -> Iterator[int]:
    g = lines(3, log)
    try:
        yield from g
    except GeneratorExit:
        log.append("exit")
        raise


def around(log: list[str]) -> Iterator[int]:
    try:
        yield from finishing(log)
    finally:
        log.append("around")


def asking(log: list[str]) -> Iterator[int]:
    g = lines(3, log)
    h = lines(2, log)
    try:
        yield next(g)
        x = yield from g
        log.append(f"given {x}")
        y = yield from h
        yield x + y
    finally:
        log.append("outer")


def angry(n: int, log: list[str]) -> Iterator[int]:
    try:
        yield from range(n)
    finally:
        log.append("end")
        if n == 5:
            raise ValueError("at the end")


def calming(log: list[str]) -> Iterator[int]:
    g = angry(5, log)
    try:
        yield from g
    except ValueError:
        log.append("value")
    finally:
        log.append("outer")


def plain(n: int) -> Iterator[int]:
    for k in range(n):
        yield k


def through(it: Iterator[int], log: list[str]) -> Iterator[int]:
    try:
        yield from it
    finally:
        log.append("through")


@script
def closed(log: list[str], n: int) -> None:
    o = finishing(log)
    for _ in range(n):
        log.append(str(next(o)))
    o.close()


@script
def closed_where_it_is_caught(log: list[str], n: int) -> None:
    o = handling(log)
    for _ in range(n):
        log.append(str(next(o)))
    o.close()


@script
def closed_around(log: list[str], n: int) -> None:
    o = around(log)
    for _ in range(n):
        log.append(str(next(o)))
    o.close()


@script
def closed_where_it_is_asked(log: list[str], n: int) -> None:
    o = asking(log)
    for _ in range(n):
        log.append(str(next(o)))
    o.close()


@script
def closed_with_an_error(log: list[str], n: int) -> None:
    o = calming(log)
    for _ in range(n):
        log.append(str(next(o)))
    o.close()


@script
def left(log: list[str], n: int) -> int:
    total = 0
    for k in finishing(log):
        log.append(str(k))
        total += k
        if k == n:
            break
    else:
        total += 1000
    return total


@script
def returned(log: list[str], n: int) -> str:
    total = 0
    for k in asking(log):
        total += k
        log.append(str(k))
        if k >= n:
            return f"left {total}"
    return f"ended {total}"


@script
def failed(log: list[str], n: int) -> None:
    for k in finishing(log):
        log.append(str(10 // (k - n)))


@script
def used_up(log: list[str], n: int) -> int:
    """The generator is closed with the one that goes through it."""
    g = plain(5)
    total = next(g)
    for x in through(g, log):
        total += x
        if x == n:
            break
    for _ in g:
        total += 100
    return total


@script
def closed_with_it(log: list[str], n: int) -> int:
    g = plain(5)
    total = next(g)
    o = through(g, log)
    for _ in range(n):
        total += next(o)
    o.close()
    for _ in g:
        total += 100
    return total


@script
def ended_with_it(log: list[str], n: int) -> int:
    g = lines(5, log)
    total = 0
    for x in through(g, log):
        total += x
        if x == n:
            break
    log.append("after")
    for _ in g:
        total += 100
    return total


CASES = {
    "closed": [([], n) for n in range(5)],
    "closed_where_it_is_caught": [([], n) for n in range(5)],
    "closed_around": [([], n) for n in range(5)],
    "closed_where_it_is_asked": [([], n) for n in range(7)],
    "closed_with_an_error": [([], n) for n in range(7)],
    "left": [([], n) for n in range(5)],
    "returned": [([], n) for n in (0, 1, 2, 25, 40)],
    "failed": [([], n) for n in range(5)],
    "used_up": [([], n) for n in range(6)],
    "closed_with_it": [([], n) for n in range(6)],
    "ended_with_it": [([], n) for n in range(6)],
}
