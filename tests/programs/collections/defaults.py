"""defaultdict and Counter: what missing keys give, and whether they are there afterwards."""

import collections
from collections import Counter, defaultdict

from jitscript import script

WORDS = ["b", "a", "c", "a", "b", "a"]


@script
def count(ws: list[str]) -> dict[str, int]:
    d = defaultdict(int)
    for w in ws:
        d[w] += 1
    return dict(d)


@script
def group(ws: list[str]) -> list[tuple[int, list[str]]]:
    d = defaultdict(list)
    for i, w in enumerate(ws):
        d[i % 2].append(w)
    return sorted(d.items())


@script
def graph(es: list[tuple[int, int]]) -> list[int]:
    g: defaultdict[int, set[int]] = collections.defaultdict(set)
    for a, b in es:
        g[a].add(b)
        g[b].add(a)
    out = []
    for k in g:
        out.append(k)
        out += sorted(g[k])
    out.append(len(g[99]))
    out.append(len(g))
    return out


@script
def by_lambda(ws: list[str]) -> int:
    d = defaultdict(lambda: 10)
    d["a"] += 5
    return d["a"] + d["zz"] + len(d) + d.get("q", 3) + d.pop("a")


@script
def counter(ws: list[str]) -> str:
    c = Counter(ws)
    e = c.copy()
    e.update(["a", "z"])
    c.subtract(["b", "b", "b", "q"])
    return f"{c} {e} {c.most_common(2)} {e.most_common()} {c['none']} {len(c)} {c + e} {e - c} {c & e} {c | e} {c == e} {sorted(e.elements())} {e.total()} {'a' in c} {list(c)} {sum(c.values())} {max(c) if c else 0}"


@script
def counter_by_hand(ws: list[str]) -> dict[str, int]:
    c = Counter()
    for w in ws:
        c[w] += 1
    del c["a"]
    del c["zz"]
    c.update({"k": 5})
    d = Counter("hello")
    c.update(d)
    return dict(c)


@script
def floats() -> list[float]:
    d = defaultdict(float)
    d[1] += 2.5
    d[2] -= 1
    return list(d.values())


@script
def of_dicts() -> list[int]:
    d: defaultdict[str, dict[int, int]] = defaultdict(dict)
    d["a"][1] = 2
    d["a"][3] = 4
    return [d["a"][1], len(d["b"]), len(d)]


@script
def of_defaults(words: list[str], n: int) -> str:
    lengths = defaultdict(lambda: defaultdict(list))
    counts: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    said = defaultdict(lambda: "none")
    for w in words:
        lengths[w[0]][len(w)].append(w)
        counts[w[0]][n] += 1
    said["a"] += "!"
    return f"{dict(lengths['a'])} {counts['z'][1]} {len(counts)} {counts['a'][n]} {said['a']} {said['b']}"


CASES = {
    "of_defaults": [(["a", "ab", "b", "ac"], 3), ([], 0)],
    "count": [(WORDS,), ([],)],
    "group": [(WORDS,), ([],)],
    "graph": [([(0, 1), (1, 2), (0, 2)],)],
    "by_lambda": [(WORDS,)],
    "counter": [(WORDS,), ([],)],
    "counter_by_hand": [(WORDS,)],
    "floats": [()],
    "of_dicts": [()],
}
