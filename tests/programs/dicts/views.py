"""Views of dicts are compared and joined as sets are, with views, sets and dicts of other types."""

from collections import Counter, defaultdict

from jitscript import script


@script
def compared(d: dict[str, int], e: dict[str, float]) -> list[bool]:
    k, i = d.keys(), d.items()
    return [
        k == e.keys(), k != e.keys(), k <= e.keys(), k < e.keys(), k >= e.keys(), k > e.keys(),
        i == e.items(), i != e.items(), i <= e.items(), i < e.items(), i >= e.items(),
        d.values() == e.values(), k.isdisjoint(e), i.isdisjoint(e.items()),
    ]  # fmt: skip


@script
def with_sets(d: dict[str, int], s: set[str]) -> list[bool]:
    k = d.keys()
    return [
        k == s, s == k, k != s, s != k, k <= s, s <= k, k < s, s < k, k > s, s >= k,
        d.items() == {("a", 1)}, {("a", 1)} <= d.items(), k == d, d == k, k.isdisjoint(s),
    ]  # fmt: skip


@script
def itself(d: dict[str, int]) -> list[bool]:
    k, v, i = d.keys(), d.values(), d.items()
    return [k == k, v == v, v != v, i == i, v == d.values(), k == d.keys(), i != d.items()]


@script
def numbers(d: dict[int, str], e: dict[float, str], b: dict[bool, str]) -> list[bool]:
    return [
        d.keys() == e.keys(),
        d.items() == e.items(),
        d.keys() == b.keys(),
        d.keys() >= b.keys(),
    ]


@script
def joined(d: dict[int, int], e: dict[int, int]) -> list[list[int]]:
    """In the order in which CPython's sets have them."""
    return [
        list(d.keys() & e.keys()),
        list(d.keys() | e.keys()),
        list(d.keys() - e.keys()),
        list(d.keys() & set(e)),
        list(set(e) & set(d.keys())),
        list(d.keys() | list(e)),
        [a * 100 + b for a, b in d.items() & e.items()],
        [a * 100 + b for a, b in d.items() - e.items()],
    ]


@script
def joined_of_others(xs: list[int], ys: list[int]) -> list[list[int]]:
    d: defaultdict[int, int] = defaultdict(int)
    for x in xs:
        d[x] += 1
    c = Counter(ys)
    return [list(d.keys() | c.keys()), list(c.keys() | d.keys()), list(d.keys() - c.keys())]


@script
def a_list_is_no_set(d: dict[str, int], xs: list[str]) -> bool:
    try:
        return d.keys() < xs
    except TypeError:
        return d.keys() == xs


@script
def equal_dicts(d: dict[str, int]) -> list[bool]:
    """A dict equals a defaultdict and a Counter of the same items."""
    made: defaultdict[str, int] = defaultdict(int)
    for k, n in d.items():
        made[k] += n
    c = Counter("aab")
    return [
        made == d, d == made, made != d, d != made, c == d, d == c, c != d, made == c, c == made,
        made == {"a": 2, "b": 1}, {"b": 1, "a": 2} == c, made == [1], c == 3, d == "a",
    ]  # fmt: skip


@script
def counted(a: str, b: str) -> list[bool]:
    """Counters say that what is missing is there no times; dicts do not."""
    x, y = Counter(a), Counter(b)
    y["z"] += 0
    z: defaultdict[str, int] = defaultdict(int)
    for k in y:
        z[k] = y[k]
    return [x == y, y == x, x != y, y == z, z == y, x == z, x.keys() == y.keys()]


DICTS = [{}, {"a": 1}, {"a": 2, "b": 1}, {"b": 1, "a": 2, "c": 0}, {"x": 1}]
SETS = [set(), {"a"}, {"a", "b"}, {"a", "b", "c", "d"}]
TABLES = [
    {},
    {i * 7 % 13: i for i in range(12)},
    {i: 1 for i in range(5)},
    {i * 5 % 17: i for i in range(16)},
    {40 - i: 1 for i in range(8)},
]
CASES = {
    "compared": [(d, {k: float(v) for k, v in e.items()}) for d in DICTS for e in DICTS],
    "with_sets": [(d, s) for d in DICTS for s in SETS],
    "itself": [(d,) for d in DICTS],
    "numbers": [
        ({}, {}, {}),
        ({1: "a"}, {1.0: "a"}, {True: "a"}),
        ({0: "a", 1: "b"}, {0.0: "a", 1.5: "b"}, {True: "b"}),
    ],
    "joined": [(d, e) for d in TABLES for e in TABLES],
    "joined_of_others": [(list(d), list(e)) for d in TABLES for e in TABLES],
    "a_list_is_no_set": [({"a": 1}, ["a", "b"]), ({}, [])],
    "equal_dicts": [(d,) for d in DICTS],
    "counted": [("ab", "ba"), ("", ""), ("zzb", "bz")],
}
