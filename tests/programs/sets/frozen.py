"""`frozenset`: made, compared, joined with sets and frozensets, as keys, over the border."""

import copy

from jitscript import script

VOWELS = frozenset("aeiou")
EMPTY: frozenset[int] = frozenset()
small = frozenset({1, 2, 5})
PAIRS = frozenset({(1, "a"), (2, "b")})


@script
def made(xs: list[int]):
    f = frozenset(xs)
    return f, frozenset(f) is f, frozenset(set(xs)), frozenset(x * 2 for x in xs), frozenset((1, 2))


@script
def others(d: dict[str, int], text: str):
    return frozenset(d), frozenset(d.values()), sorted(frozenset(text)), frozenset(range(3))


@script
def algebra(f: frozenset[int], g: frozenset[int], s: set[int]):
    return (
        (f | g, f & g, f - g, f ^ g),
        (f | s, s | f, f & s, s & f, f - s, s - f, f ^ s, s ^ f),
        (f.union(s, [7]), f.intersection(g, s), f.difference(g, s), f.symmetric_difference([1, 9])),
        (f.union(), f.copy() is f, copy.copy(f) is f),
        (s.union(f), s.intersection(f), s.difference(f), s.symmetric_difference(f)),
    )


@script
def compared(f: frozenset[int], g: frozenset[int], s: set[int]):
    return (
        (f == g, f != g, f < g, f <= g, f > g, f >= g),
        (f == s, s == f, f != s, f < s, s < f, f <= s, s >= f),
        (f.issubset(s), f.issuperset(g), f.isdisjoint(s), s.issubset(f), s.isdisjoint(g)),
        (f.issubset([1, 2, 3]), bool(f), len(f), 1 in f, 2.0 in f, True in f),
    )


@script
def changes(s: set[int], f: frozenset[int]) -> tuple[set[int], bool]:
    t = s
    s |= f
    s.update(f, small)
    s -= EMPTY
    s &= f | {1, 100}
    s ^= frozenset({100})
    s.difference_update(frozenset({3}))
    s.symmetric_difference_update(f)
    s.intersection_update(f | s)
    return s, s is t


@script
def rebound(f: frozenset[int]):
    g = f
    g |= {100}
    h = g
    h &= {100, 1}
    h ^= frozenset({1})
    h -= {1}
    return f, g, h, g is f


@script
def hashes(xs: list[int], words: list[str]):
    f = frozenset(xs)
    return hash(f), hash(frozenset(words)), hash(frozenset({f, frozenset()})), hash((f, 1))


@script
def hashes_of_others(xs: list[float], pairs: list[tuple[int, str]]):
    return hash(frozenset(xs)), hash(frozenset(pairs)), hash(frozenset([None, None]))


@script
def counted(groups: list[frozenset[str]]) -> dict[frozenset[str], int]:
    found: dict[frozenset[str], int] = {}
    for group in groups:
        found[group] = found.get(group, 0) + 1
    return found


@script
def components(edges: list[tuple[int, int]]) -> set[frozenset[int]]:
    seen = set()
    for a, b in edges:
        seen.add(frozenset({a, b}))
    seen.discard(frozenset([0, 0]))
    return seen


@script
def vowels(text: str) -> int:
    return sum(1 for c in text if c in VOWELS)


@script
def constants(n: int, s: str):
    return n in small, (n, s) in PAIRS, n in EMPTY, len(EMPTY), sorted(VOWELS), small | {n}, small


@script
def shown(xs: list[int]):
    f = frozenset(xs)
    return str(f), repr(f), f"{f}", repr({f: 1}), repr(frozenset({f}))


@script
def grown(n: int) -> list[int]:
    f = frozenset(range(n))
    for i in range(0, n, 3):
        f -= {i}
    return list(f | frozenset({10 * n}))


@script
def with_dict(d: dict[str, int], f: frozenset[str]):
    keys = d.keys()
    return keys == f, keys <= f, keys >= f, keys & f, keys | f, keys - f, f == keys, set(f) == keys


@script
def unpacked(f: frozenset[int]) -> tuple[int, int, list[int]]:
    first, *rest = sorted(f)
    return first, max(f, default=-1), [x + sum(f) for x in rest]


@script
def optional(f: frozenset[int] | None = None) -> int:
    return -1 if f is None else len(f)


@script
def inside(fs: list[frozenset[int]], n: int) -> frozenset[int]:
    fs.append(frozenset({n}))
    joined: frozenset[int] = frozenset()
    for f in fs:
        joined = joined | f
    return joined


@script
def with_nan(xs: list[float]) -> int:
    return hash(frozenset(xs))


HISTORY = frozenset(set(range(40)) - set(range(3, 40)))

CASES = {
    "made": [([],), ([1],), ([5, 1, 5, 33, 65],), (list(range(60)),)],
    "others": [({}, ""), ({"a": 1, "b": 2}, "hello world")],
    "algebra": [
        (frozenset(), frozenset(), set()),
        (frozenset({1, 2, 3}), frozenset({3, 4}), {1, 9}),
        (frozenset(range(30)), frozenset({100, 5}), set(range(20, 90, 3))),
        (HISTORY, frozenset({33, 65, 1}), {97, 2}),
    ],
    "compared": [
        (frozenset(), frozenset(), set()),
        (frozenset({1, 2}), frozenset({1, 2, 3}), {2, 1}),
        (frozenset({1, 2, 3}), frozenset({1}), {4}),
    ],
    "changes": [(set(), frozenset()), ({1, 3}, frozenset({1, 3, 4, 100})), (set(range(9)), small)],
    "rebound": [(frozenset(),), (frozenset({1, 2}),)],
    "hashes": [([], []), ([1, -1, 2**62, -2], ["a", "", "é"]), (list(range(100)), ["x"] * 3)],
    "hashes_of_others": [([], []), ([0.5, -0.0, 1e300, float("inf")], [(1, "a"), (-1, "")])],
    "counted": [([],), ([frozenset("ab"), frozenset("ba"), frozenset(), frozenset("a")],)],
    "components": [([],), ([(1, 2), (2, 1), (3, 3), (0, 0)],)],
    "vowels": [("",), ("hello world",)],
    "constants": [(1, "a"), (3, "b")],
    "shown": [([],), ([3],), ([1, 2, 40],)],
    "grown": [(0,), (1,), (50,), (1000,)],
    "with_dict": [
        ({}, frozenset()),
        ({"a": 1, "b": 2}, frozenset("ab")),
        ({"a": 1}, frozenset("ac")),
    ],
    "unpacked": [(frozenset(),), (frozenset({3, 1, 2}),)],
    "optional": [(), (None,), (frozenset({1}),)],
    "inside": [([], 1), ([frozenset({2}), HISTORY], 7)],
}
