"""Containers to which a generator's values are added while it goes on, and fails; displays whose
later parts change what earlier ones unpack."""

from __future__ import annotations

from collections.abc import Iterator

from jitscript import script


def noting(log: list[int], n: int) -> Iterator[int]:
    for i in range(n):
        log.append(-i - len(log))
        yield i


@script
def seen(n: int) -> list[int]:
    log: list[int] = []
    log.extend(noting(log, n))
    log += noting(log, n)
    return log


@script
def stopped(texts: list[str]) -> tuple[list[int], list[int], int]:
    xs: list[int] = []
    for way in range(5):
        try:
            if way == 0:
                xs.extend(int(t) for t in texts)
            elif way == 1:
                xs += (int(t) for t in texts)
            elif way == 2:
                xs += map(int, texts)
            elif way == 3:
                xs.extend(map(int, texts))
            else:
                xs.extend([int(t) for t in texts])
        except ValueError:
            xs.append(-1)
    found = {0}
    try:
        found.update(int(t) for t in texts)
    except ValueError:
        found.add(-1)
    d = {0: 1}
    try:
        d.update((int(t), 1) for t in texts)
    except ValueError:
        d[-1] = 1
    return xs, sorted(found), len(d)


@script
def unpacked(n: int) -> tuple[list[int], dict[str, int], int, list[int]]:
    config = {"a": 1, "b": n}
    out = {**config, "c": config.pop("a", 7), **config}
    s = {1, 2, n}
    t = {*s, s.pop() * 0 + 50, *s}
    xs = [1, 2, 3]
    made = [*xs, xs.pop(), *xs, len(xs)]
    made += range(3)
    made += (1, 2)
    made += [5] * 2
    made += {7: 1}
    log = [1]
    g = noting(log, n)
    next(g)
    return made, out, len(t), [*log, *g, *log, *noting(log, 2)]


class Kept:
    def __init__(self) -> None:
        self.xs: list[int] = []

    def add(self, n: int) -> list[int]:
        self.xs += (i for i in range(n) if len(self.xs) < 3)
        self.xs += map(abs, [-1, -2])
        self.xs += [n]
        return self.xs


@script
def in_fields(n: int) -> list[int]:
    return Kept().add(n)


CASES = {
    "seen": [(0,), (3,)],
    "stopped": [(["1", "2"],), (["1", "2", "x", "3"],), (["x"],), ([],)],
    "unpacked": [(5,), (1,)],
    "in_fields": [(0,), (2,), (9,)],
}
