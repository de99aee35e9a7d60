"""Operators in place change the object that every name and the caller hold."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque

from jitscript import script


@script
def added(c: Counter[str], d: Counter[str]) -> tuple[Counter[str], bool]:
    e = c
    c += d
    return e, c is e


@script
def added_of_dict(c: Counter[str], d: dict[str, int]) -> Counter[str]:
    c += d
    c -= {"a": 1}
    return c


@script
def taken(c: Counter[str], d: Counter[str]) -> int:
    c -= d
    return len(c)


@script
def largest(c: Counter[str], d: Counter[str]) -> None:
    c |= d


@script
def smallest(c: Counter[str], d: Counter[str]) -> None:
    c &= d


@script
def with_itself(c: Counter[int]) -> Counter[int]:
    c += c
    c &= c
    d = c.copy()
    c -= c
    return d


class Tally:
    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def take(self, text: str) -> Tally:
        self.counts += Counter(text)
        return self


@script
def of_field(texts: list[str]) -> list[tuple[str, int]]:
    tally = Tally()
    seen = tally.counts
    for text in texts:
        tally.take(text)
    return sorted(seen.items())


@script
def of_list(texts: list[str]) -> list[Counter[str]]:
    rows: list[Counter[str]] = [Counter() for _ in range(2)]
    first = rows[0]
    for i, text in enumerate(texts):
        rows[i % 2] += Counter(text)
    return [first, *rows]


@script
def signs(c: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    return +c, -c


@script
def ordered(c: Counter[str], d: Counter[str]) -> tuple[bool, bool, bool, bool]:
    return c <= d, c < d, c >= d, c > d


@script
def as_dict(c: Counter[str]) -> tuple[int, int, tuple[str, int]]:
    return c.setdefault("a", 7), c.setdefault("q", 8), c.popitem()


@script
def united(d: defaultdict[str, int], e: dict[str, int]) -> tuple[int, int]:
    f = d
    d |= e
    g = d | {"z": 3}
    return f["b"], g["z"] + g["new"]


@script
def chained(d: OrderedDict[str, int], e: dict[str, int]) -> list[str]:
    f = d
    d |= e
    return list(f)


@script
def repeated(d: deque[int], n: int) -> tuple[list[int], list[int], list[int], bool]:
    e = d
    f = d * n
    g = n * d
    d *= n
    return list(e), list(f), list(g), d is e


@script
def kept_short(n: int) -> tuple[list[int], list[int]]:
    d = deque([1, 2, 3], maxlen=4)
    e = d * n
    d *= n
    return list(d), list(e)


TWO = (Counter("aabc"), Counter("abd"))
SIGNS = (Counter(a=1, b=-2, c=0), Counter(b=1, d=-1))
CASES = {
    "added": [TWO, SIGNS],
    "added_of_dict": [(Counter("aab"), {"b": 2, "q": -1})],
    "taken": [TWO, SIGNS],
    "largest": [TWO, SIGNS],
    "smallest": [TWO, SIGNS],
    "with_itself": [(Counter([1, 1, 2]),), (Counter({1: 2**61, 2: -1}),)],
    "of_field": [(["ab", "b"],)],
    "of_list": [(["ab", "b", "a"],)],
    "signs": [(Counter(a=1, b=-2, c=0),)],
    "ordered": [
        TWO,
        (Counter("ab"), Counter("aab")),
        (Counter("ab"), Counter("ab")),
        (Counter(a=0), Counter(b=-1)),
    ],
    "as_dict": [(Counter("ab"),), (Counter(),)],
    "united": [(defaultdict(int, a=1), {"b": 2, "a": 5})],
    "chained": [(OrderedDict(b=1, a=2), {"c": 1, "b": 3})],
    "repeated": [
        *[(deque([1, 2]), n) for n in (-1, 0, 1, 3)],
        (deque(maxlen=2), 2**62),
        (deque([4, 5], maxlen=3), 2),
    ],
    "kept_short": [(0,), (1,), (2,)],
}
OVERFLOWS = {"with_itself": [(Counter({1: 2**62, 2: -1}),)]}
