"""Loops over what never ends: behind them is nothing, unless `break` leads there."""

import itertools

from jitscript import script


def numbers():
    n = 0
    while True:
        yield n
        n += 1


def until(n: int):
    for i in itertools.count():
        if i == n:
            return
        yield i


@script
def root(n: int) -> int:
    for i in itertools.count(n):
        if i * i > 50:
            return i


@script
def own(n: int) -> int:
    for i in numbers():
        if i * i > n:
            return i


@script
def repeated(n: int) -> int:
    for x in itertools.repeat(3):
        n += x
        if n > 50:
            return n


@script
def broken(n: int) -> int:
    for i in itertools.count():
        n += i
        if n > 50:
            break
    else:
        n = 3
    return n


@script
def both(n: int) -> int:
    for i in itertools.count(n):
        if i > 5:
            break
        if i == 2:
            return -1
    else:
        n = 99
    return n * i


@script
def ended(n: int) -> int:
    total = 0
    for i in until(n):
        total += i
        if total > 10:
            return total
    else:
        total = -total
    return total


@script
def caught(n: int) -> int:
    try:
        for i in numbers():
            if 10 // (n - i) > 5:
                return i
    except ZeroDivisionError:
        return -5


@script
def nested(n: int) -> list[int]:
    out = []
    for i in itertools.count():
        for j in itertools.count(i):
            if j > 3 * i:
                break
            out.append(j)
            if len(out) > n:
                return out


@script
def newton(x: float) -> tuple[float, int]:
    guess = x if x > 1.0 else 1.0
    for i in itertools.count():
        better = 0.5 * (guess + x / guess)
        if abs(better - guess) <= 1e-12 * abs(better):
            return better, i
        guess = better


CASES = {
    "root": [(1,), (50,), (-3,)],
    "own": [(50,), (-1,)],
    "repeated": [(1,), (60,)],
    "broken": [(0,), (51,)],
    "both": [(1,), (3,), (9,)],
    "ended": [(3,), (8,), (0,)],
    "caught": [(3,), (5,)],
    "nested": [(4,), (12,), (0,)],
    "newton": [(2.0,), (0.25,)],
}
