"""`else` of loops that never end by themselves."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from jitscript import script


def forever(n: int) -> Iterator[int]:
    while True:
        yield n
        n += 1


@script
def left(n: int) -> int:
    i = 0
    while True:
        i += 1
        if i > n:
            break
    else:
        return -1
    return i


@script
def counted(n: int) -> int:
    for i in itertools.count():
        if i > n:
            break
    else:
        return -1
    return i


@script
def returned(n: int) -> int:
    while True:
        n += 1
        if n > 10:
            return n
    else:
        return -1


@script
def repeated(n: int) -> int:
    for i in itertools.repeat(3):
        n += i
        if n > 10:
            return n
    else:
        print("never")


@script
def generated(n: int) -> tuple[int, int]:
    total = 0
    for i in forever(n):
        total += i
        if i > 5:
            break
    else:
        total = -1
    kept = forever(total)
    for i in kept:
        if i % 7 == 0:
            break
    else:
        return 0, 0
    return total, i + next(kept)


@script
def inner(n: int) -> list[int]:
    found = []
    for i in range(n):
        while 1:
            if i % 2:
                break
            found.append(i)
            i += 1
        else:
            break
    else:
        found.append(-1)
    return found


CASES = {
    "left": [(0,), (3,)],
    "counted": [(0,), (3,)],
    "returned": [(0,), (30,)],
    "repeated": [(0,), (30,)],
    "generated": [(0,), (9,)],
    "inner": [(0,), (4,)],
}
