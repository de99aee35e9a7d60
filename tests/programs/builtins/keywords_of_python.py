"""Keywords that CPython takes: of `pow`, `deque`, and those that are keys of counters and dicts."""

from collections import Counter, OrderedDict, defaultdict, deque

from jitscript import script

TABLE = str.maketrans("ACGT", "TGCA", "x")


@script
def powers(a: int, b: int, m: int) -> tuple[int, int, int]:
    return pow(base=a, exp=b), pow(base=a, exp=b, mod=m), pow(a, b, mod=m)


@script
def deques(xs: list[int]):
    d = deque(iterable=xs)
    e = deque(iterable=xs, maxlen=2)
    return d, e, e.maxlen, d.maxlen


@script
def counters(words: list[str]):
    c = Counter(a=1, b=2)
    c.update(a=3, z=1)
    c.subtract(a=1)
    d = Counter(words, a=5)
    d.update(words, b=2)
    return c, d


@script
def dicts(n: int):
    o = OrderedDict(x=n, y=2)
    o.update({"x": 5}, z=3)
    d = defaultdict(int, a=n)
    d["b"] += 1
    e = dict(d, c=4)
    return o, d, e


@script
def places(t: tuple[int, int, int, int], x: int, a: int, b: int):
    return t.index(x, a), t.index(x, a, b)


@script
def places_of_mixed(x: float) -> int:
    return (1, "a", 2.5, x).index(x, 1)


@script
def complement(s: str) -> str:
    return s.translate(TABLE)[::-1]


CASES = {
    "powers": [(2, 10, 7), (3, 2, 0), (3, 0, -5)],
    "deques": [([1, 2, 3, 4],), ([],)],
    "counters": [(["a", "q", "a"],), ([],)],
    "dicts": [(1,)],
    "places": [((1, 2, 3, 2), 2, a, b) for a, b in ((2, 4), (-1, 9), (-9, -1), (0, 1), (2, 3))],
    "places_of_mixed": [(2.5,), (1.0,)],
    "complement": [("AACxGT",), ("",)],
}
