"""Sorting by keys that are floats: many of them, equal ones, zeros, infinities, nans; wide ints."""

import random

from jitscript import script


@script
def by_float(pairs: list[tuple[float, int]], reverse: bool) -> list[tuple[float, int]]:
    return sorted(pairs, key=lambda p: p[0], reverse=reverse)


@script
def order(xs: list[float]) -> list[int]:
    return sorted(range(len(xs)), key=lambda i: xs[i])


@script
def by_wide(xs: list[int], reverse: bool) -> list[int]:
    items = [(x, i) for i, x in enumerate(xs)]
    items.sort(key=lambda p: p[0], reverse=reverse)
    return [i for _, i in items]


def _floats(seed: int, n: int) -> list[float]:
    made = random.Random(seed)
    odd = [0.0, -0.0, float("inf"), -float("inf"), 5e-324, -5e-324, 1.7e308, -1.7e308, 1.0, -1.0]
    return [made.choice(odd) if made.random() < 0.3 else made.gauss(0, 10) for _ in range(n)]


def _pairs(seed: int, n: int) -> list[tuple[float, int]]:
    return [(x, i) for i, x in enumerate(_floats(seed, n))]


NAN = _floats(5, 2500)
NAN[1000] = float("nan")
WIDE = [random.Random(9).randrange(-(2**63), 2**63) for _ in range(2500)]
WIDE += [2**63 - 1, -(2**63), 0, -1] * 3

CASES = {
    "by_float": [
        (_pairs(1, 2500), False),
        (_pairs(2, 2500), True),
        (_pairs(3, 300), False),
        ([(x // 8, i) for x, i in _pairs(4, 2500) if abs(x) < 1e9], True),
    ],
    "order": [([],), (_floats(6, 2100),), (NAN,), ([0.5] * 2500,), ([-0.0, 0.0] * 1200,)],
    "by_wide": [(WIDE, False), (WIDE, True), (WIDE[:300], False)],
}
