"""Managers of `contextlib.contextmanager`: `yield` in `try`, `with`, branches and loops."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from jitscript import script


@contextmanager
def note(log: list[str], name: str) -> Iterator[str]:
    log.append("in " + name)
    try:
        yield name
    finally:
        log.append("out " + name)


@contextmanager
def swallow(log: list[str]) -> Iterator[None]:
    try:
        yield
    except ValueError as e:
        log.append("swallowed " + str(e))
    else:
        log.append("fine")


@contextmanager
def change(log: list[str]) -> Iterator[int]:
    try:
        yield 1
    except KeyError:
        raise ValueError("changed") from None


@contextmanager
def nested(log: list[str]) -> Iterator[str]:
    with note(log, "a") as a, note(log, "b") as b:
        yield a + b


@contextmanager
def branch(log: list[str], n: int) -> Iterator[int]:
    if n > 0:
        yield n
    else:
        log.append("other")
        yield -n
    log.append("end")


@contextmanager
def no_yield(n: int) -> Iterator[int]:
    if n > 0:
        yield n


@contextmanager
def twice(n: int) -> Iterator[int]:
    yield n
    if n > 1:
        yield n


@contextmanager
def looping(log: list[str]) -> Iterator[int]:
    for i in range(3):
        try:
            yield i
        except ValueError:
            log.append("v")
            break
        break


@script
def finally_(log: list[str], n: int) -> int:
    with note(log, "x") as x:
        if n == 1:
            return 5
        if n == 2:
            raise ValueError("two")
        log.append(x)
    return 6


@script
def swallowed(log: list[str], n: int) -> int:
    with swallow(log):
        if n == 1:
            raise ValueError("one")
        if n == 2:
            raise KeyError("two")
    return n


@script
def changed(log: list[str], n: int) -> int:
    with change(log) as c:
        if n == 1:
            raise KeyError("k")
        n += c
    return n


@script
def inner(log: list[str], n: int) -> int:
    with nested(log) as s:
        log.append(s)
        if n == 1:
            raise ValueError("x")
    return n


@script
def branched(log: list[str], n: int) -> int:
    with branch(log, n) as s:
        log.append(str(s))
        if n == 1:
            raise ValueError("x")
    return n


@script
def counted(log: list[str], n: int) -> int:
    with no_yield(n) as s:
        log.append(str(s))
    with twice(n) as t:
        log.append(str(t))
    return n


@script
def looped(log: list[str], n: int) -> int:
    for i in range(4):
        with looping(log) as k:
            if i == n:
                raise ValueError
            if i == n + 1:
                continue
            if i == n + 2:
                break
            log.append(str(k))
    return n


class C:
    def __init__(self, log: list[str]):
        self.log = log

    @contextmanager
    def held(self, n: int) -> Iterator[C]:
        self.log.append("held")
        try:
            yield self
        finally:
            self.log.append("free")


@script
def method(log: list[str], n: int) -> int:
    c = C(log)
    with c.held(n) as d:
        d.log.append("x")
        if n == 1:
            raise KeyError(1)
        with c.held(2), c.held(3):
            return n
    return -1


CASES = {
    "finally_": [([], 0), ([], 1), ([], 2), ([], -1)],
    "swallowed": [([], 0), ([], 1), ([], 2), ([], -1)],
    "changed": [([], 0), ([], 1), ([], 2), ([], -1)],
    "inner": [([], 0), ([], 1), ([], 2), ([], -1)],
    "branched": [([], 0), ([], 1), ([], 2), ([], -1)],
    "counted": [([], 0), ([], 1), ([], 2), ([], -1)],
    "looped": [([], 0), ([], 1), ([], 2), ([], -1)],
    "method": [([], 0), ([], 1), ([], 2), ([], -1)],
}
