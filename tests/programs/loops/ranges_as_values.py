"""What a range can do as a value: search, slices, text, hash, comparison."""

import numpy as np

from jitscript import script

MOST, LEAST = 2**63 - 1, -(2**63)


@script
def searched(a: int, b: int, c: int, x: int) -> tuple[bool, int, int]:
    r = range(a, b, c)
    return x in r, r.count(x), r.index(x)


@script
def searched_otherwise(n: int, x: float, b: bool, s: np.int16, t: str) -> list[bool]:
    r = range(n)
    return [x in r, b in r, s in r, t in r, x not in r, r.count(x) == r.count(b)]


@script
def sliced(a: int, b: int, c: int, i: int, j: int, k: int) -> tuple[str, list[int], int]:
    r = range(a, b, c)[i:j:k]
    return repr(r), list(r), len(r)


@script
def sliced_at_ends(a: int, b: int, c: int) -> str:
    r = range(a, b, c)
    return f"{r[:]} {r[::-1]} {r[1:]} {r[:-1]} {r[-3:]} {r[::2]} {r[::-2]} {r[5:2]} {r[2::-1]}"


@script
def looped(n: int) -> list[int]:
    out = []
    for i in range(n)[1:]:
        out.append(i)
    for i in range(n)[::-1]:
        out.append(i)
    return out + [i for i in range(n)[:-1]]


@script
def compared(n: int, a: int, b: int, c: int) -> tuple[bool, bool, bool, int]:
    r = range(a, b, c)
    seen = {range(n): 1, r: 2}
    return r == range(n), hash(r) == hash(range(n)), r in seen, len(seen)


@script
def hashed(a: int, b: int, c: int) -> int:
    return hash(range(a, b, c))


@script
def chosen(n: int, forth: bool) -> tuple[str, list[int]]:
    r = range(n) if forth else range(n - 1, -1, -1)
    return str(r), [x * x for x in r]


FORMS = [(0, 10, 1), (0, 10, 3), (10, 0, -3), (3, 3, 1), (5, 1, 2), (-4, 9, 4), (7, 8, 100)]
CASES = {
    "searched": [(*r, x) for r in FORMS for x in (0, 3, 9, 10, -4, 7)]
    + [
        (LEAST, MOST, MOST, -1),
        (LEAST, MOST, MOST, 0),
        (MOST, LEAST, -MOST, 0),
        (MOST, LEAST, LEAST, -1),
        (MOST - 1, MOST, 1, MOST),
        (LEAST, 0, 2**32, LEAST + 2**40),
        (0, 1, 0, 0),
    ],
    "searched_otherwise": [
        (4, x, b, np.int16(s), "1")
        for x in (3.0, 3.5, -0.0, float("nan"), float("inf"), 2.0**63, -(2.0**63), 4.0)
        for b in (False, True)
        for s in (-1, 3)
    ],
    "sliced": [
        (*r, i, j, k)
        for r in FORMS
        for i, j, k in ((0, 2, 1), (-3, 99, 2), (9, -99, -1), (5, 2, 1), (2, 2, -7), (0, 4, 0))
    ]
    + [(0, 9, 2, LEAST, MOST, 1), (0, 9, 2, MOST, LEAST, -3), (1, 3, 1, 0, 2, MOST)],
    "sliced_at_ends": FORMS,
    "looped": [(0,), (1,), (5,)],
    "compared": [
        (3, 0, 3, 1),
        (3, 0, 3, 2),
        (0, 5, 1, 9),
        (1, 0, 5, 7),
        (4, 0, 6, 2),
        (2, 1, 3, 1),
    ],
    "hashed": [*FORMS, (LEAST, LEAST + 1, 5), (MOST, LEAST, LEAST)],
    "chosen": [(3, True), (3, False), (0, False)],
}
