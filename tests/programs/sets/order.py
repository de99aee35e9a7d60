"""Sets, in CPython's order: built, changed, combined, given and returned."""

# ruff: noqa: C416, SIM118, RUF005, B033

import random

from jitscript import script

r = random.Random(3)
POOL = [
    r.choice([r.randrange(50), r.randrange(-(10**6), 10**6), r.randrange(-(2**62), 2**62)])
    for _ in range(400)
]
PICK = [r.choice([*POOL, 5, 6, 7]) for _ in range(300)]


@script
def display(n: int) -> list[int]:
    s = {n, 1, 2}
    s.add(7)
    s.discard(1)
    s.discard(99)
    return list(s)


@script
def squares(n: int) -> list[int]:
    s = set()
    for i in range(n):
        s.add(i * i % 1009 - 500)
    return list(s)


@script
def algebra(xs: list[int], ys: list[int]) -> list[list[int]]:
    a = set(xs)
    b = {y for y in ys}
    out = [
        list(a | b),
        list(a & b),
        list(a - b),
        list(a ^ b),
        list(b - a),
        list(b & a),
        list(a.union(ys)),
        list(a.difference(ys)),
        list(a.intersection(ys)),
        list(a.symmetric_difference(ys)),
        list(a.copy()),
    ]
    c = a.copy()
    c |= b
    out.append(list(c))
    c -= a
    out.append(list(c))
    c = a.copy()
    c &= b
    out.append(list(c))
    c ^= a
    out.append(list(c))
    c.update(xs, ys)
    c.difference_update(b)
    out.append(list(c))
    return out


@script
def comparisons(xs: list[int], ys: list[int]) -> list[bool]:
    a, b = set(xs), set(ys)
    return [
        a == b,
        a != b,
        a <= b,
        a < b,
        a >= b,
        a > b,
        a.issubset(b),
        a.issuperset(ys),
        a.isdisjoint(b),
        a.issubset(ys),
        bool(a),
        3 in a,
        5 in b,
        5.0 in b,
        True in a,
    ]


@script
def popped(xs: list[int]) -> list[int]:
    a = set(xs)
    out = []
    while a:
        out.append(a.pop())
        if len(out) % 3 == 0 and len(out) < 300:
            a.add(len(out) * 7)
    return out


@script
def removed(k: int) -> int:
    s = {1, 2}
    s.remove(k)
    return len(s)


@script
def pop_of_empty() -> int:
    s: set[int] = set()
    return s.pop()


@script
def changed(n: int) -> int:
    s = {1, n}
    for x in s:
        s.add(x + 10)
    return 1


@script
def sorted_text(ws: list[str]) -> list[str]:
    return sorted(set(ws))


@script
def text_order(ws: list[str]) -> list[str]:
    return list(set(ws))


@script
def as_text() -> str:
    return f"{ {(1, 'a'), (2, 'b')} } { {1.5, 2.0, -1.0} } {set([1])} {len({None, 1})}"


@script
def floats(xs: list[float]) -> list[float]:
    s = set(xs)
    s.discard(1)
    return list(s) + sorted(s) + [max(s), min(s)]


@script
def pairs(n: int) -> list[tuple[int, int]]:
    s = {(i, j) for i in range(n) for j in range(n) if (i + j) % 3}
    s.discard((0, 1))
    return [p for p in s]


@script
def of_dict() -> list[int]:
    d = {i: 0 for i in range(0, 64, 8)}
    return list(set(d)) + list(set(d) - d.keys()) if False else list(set(d))


@script
def added(s: set[int]) -> int:
    s.add(5000)
    s.add(16)
    s.discard(2)
    return len(s)


@script
def as_it_came(s: set[int]) -> list[int]:
    return list(s)


@script
def text_given(s: set[str]) -> list[str]:
    s.add("x")
    return list(s)


@script
def returned(n: int) -> set[int]:
    s = {i * i % 1013 for i in range(n)}
    for i in range(n // 2):
        s.discard(i * 4 % 1013)
    return s


@script
def combined_for_caller(a: set[int], b: set[int]) -> tuple[set[int], set[int], set[int], set[int]]:
    a -= b
    return a | b, a & b, a ^ b, b - a


@script
def text_returned(ws: list[str]) -> set[str]:
    return {w + "!" for w in ws}


@script
def one(n: int) -> set[int]:
    s = set()
    for i in range(n):
        s.add(i)
    return s


@script
def tuples_given(s: set[tuple[int, str]]) -> list[tuple[int, str]]:
    s.add((3, "c"))
    return sorted(s)


CASES = {
    "display": [(3,), (4,)],
    "squares": [(3,), (400,)],
    "algebra": [
        (POOL, PICK),
        ([], []),
        (POOL, [1]),
        ([1], POOL),
        ([], [2]),
        (list(range(100)), [3, 4]),
        ([3, 4, 5], list(range(100))),
    ],
    "comparisons": [(POOL, PICK), ([], []), (POOL, [1]), (POOL, POOL), (POOL[:3], POOL)],
    "popped": [(POOL,)],
    "removed": [(1,), (7,)],
    "pop_of_empty": [()],
    "changed": [(3,)],
    "sorted_text": [(["b", "a", "c"] * 3,)],
    "text_order": [(["b", "a", "cé", "\u1234", "zzz"] * 3,)],
    "as_text": [()],
    "floats": [([0.5, 1.0, -2.0, 1e300, 3.7, 0.1, 0.2, 0.3],)],
    "pairs": [(5,)],
    "of_dict": [()],
    "added": [({1, 2, 3},), (set(range(100)),), (set(),)],
    "as_it_came": [({1, 2, 3},), (set(range(0, 1000, 7)),), (set(),)],
    "text_given": [({"a", "bc", "d\u1234"},)],
    "returned": [(3,), (300,)],
    "combined_for_caller": [({1, 2, 3, 9, 17}, {9, 40, 25})],
    "text_returned": [(["x", "y", "z"],)],
    "one": [(1,)],
    "tuples_given": [({(1, "a"), (2, "b")},)],
}
