"""A `Counter`, a `defaultdict` or an `OrderedDict` where a `dict` is annotated stays what it is."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict

from jitscript import script

@script
def mixed(words: list[str], k: int) -> dict[str, int]:
    if k == 0:
        return {}
    c = Counter(words)
    if k == 1:
        return c
    if k == 2:
        return OrderedDict(sorted(c.items()))
    d = defaultdict(int)
    d["z"] += k
    return d
@script
def groups(words: list[str]) -> dict[int, list[str]]:
    g = defaultdict(list)
    for w in words:
        g[len(w)].append(w)
    return g
def index(words: list[str]) -> dict[str, list[int]]:
    found = defaultdict(list)
    for i, w in enumerate(words):
        found[w].append(i)
    return found
def bump(d: dict[str, int], key: str) -> int:
    d[key] = d.get(key, 0) + 1
    return len(d)
@script
def use(words: list[str]):
    i = index(words)
    i["new"].append(5)
    c = Counter(words)
    n = bump(c, "q") + bump({"a": 1}, "b") + bump(Counter(), "z")
    return i, c, n, c["missing"], mixed(words, len(words))

@script
def spread(words: list[str]) -> list[dict[str, int]]:
    found: list[dict[str, int]] = []
    d: dict[str, int] = defaultdict(int)
    for w in words:
        d[w] += 1
    found.append(dict(d))
    return found


def memo(n: int, known: dict[int, int]) -> dict[int, int]:
    if n > 1 and n not in known:
        memo(n - 1, known)
        known[n] = known[n - 1] + known[n - 2]
    return known


@script
def fib(n: int) -> dict[int, int]:
    start = OrderedDict([(0, 0), (1, 1)])
    return memo(n, start)


CASES = {
    "mixed": [(["b", "a", "b"], k) for k in range(4)],
    "groups": [(["a", "bb", "c"],), ([],)],
    "use": [(["x", "y", "x"],), ([],)],
    "spread": [(["x", "y", "x"],)],
    "fib": [(10,), (0,)],
}
