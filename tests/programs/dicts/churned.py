"""Dicts of texts and of numbers, with keys that come, go and come again in random order."""

from __future__ import annotations

import random

from jitscript import script


@script
def of_texts(keys: list[str], what: list[int]) -> tuple[list[str], list[int], int]:
    d: dict[str, int] = {}
    t = 0
    for i in range(len(keys)):
        k, w = keys[i], what[i]
        if w < 5:
            d[k] = d.get(k, 0) + i
        elif w == 5:
            t += d.pop(k, -1)
        elif w == 6 and k in d:
            del d[k]
        elif w == 7:
            t += d.setdefault(k, i)
        elif w == 8 and len(d) > 0:
            a, b = d.popitem()
            t += b + len(a)
        elif w == 9 and i % 50 == 0:
            d = d.copy()
        else:
            t += d.get(k + "x", 1)
    return list(d), list(d.values()), t


@script
def of_numbers(keys: list[int], what: list[int]) -> tuple[list[int], list[int], int]:
    d: dict[int, int] = {}
    t = 0
    for i in range(len(keys)):
        k, w = keys[i], what[i]
        if w < 5:
            d[k] = d.get(k, 0) + i
        elif w == 5:
            t += d.pop(k, -1)
        elif w == 6 and k in d:
            del d[k]
        elif w == 7:
            t += d.setdefault(k, i)
        elif w == 8 and len(d) > 0:
            a, b = d.popitem()
            t += b + a % 7
        else:
            t += d.get(k + 1, 1)
    return list(d), list(d.values()), t


r = random.Random(5)
SIZES = [(n, kind) for n in (0, 1, 5, 6, 20, 200, 1000, 6000) for kind in range(4)]


def texts(n: int, kind: int) -> list[str]:
    most = r.randrange(1, n + 2)
    numbers = [r.randrange(most) for _ in range(n)]
    if kind == 3:
        return [chr(x % 1000 + 32) for x in numbers]
    return [(f"w{x}", "é" * (x % 3) + str(x), "x" * (x % 40) + str(x))[kind] for x in numbers]


def numbers(n: int, kind: int) -> list[int]:
    most = r.randrange(1, n + 2)
    return [r.randrange(most) * (1, -1, 2**32, 8192)[kind] for _ in range(n)]


CASES = {
    "of_texts": [(texts(n, k), [r.randrange(12) for _ in range(n)]) for n, k in SIZES],
    "of_numbers": [(numbers(n, k), [r.randrange(12) for _ in range(n)]) for n, k in SIZES],
}
