"""A `defaultdict` of `defaultdict`s where `dict[str, dict[str, int]]` is annotated."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Dict

from jitscript import script


@script
def local(words: list[str]) -> list[tuple[str, int]]:
    pairs: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for a, b in zip(words, words[1:]):
        pairs[a][b] += 1
    empty = len(pairs["none of them"])
    return [(f"{a} {b}", n + empty) for a, found in pairs.items() for b, n in found.items()]


@script
def counted(words: list[str]) -> dict[str, Counter[str]]:
    letters: dict[str, Counter[str]] = defaultdict(Counter)
    for w in words:
        letters[w[0]].update(w)
    return letters


@script
def of_dicts(n: int) -> Dict[str, Dict[str, int]]:
    found: Dict[str, Dict[str, int]] = defaultdict(dict)
    for i in range(n):
        found[str(i % 2)][str(i)] = i
    return found


class Graph:
    def __init__(self) -> None:
        self.weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.seen: Dict[int, Dict[str, int]] = defaultdict(dict)

    def add(self, a: str, b: str, w: float) -> None:
        self.weights[a][b] += w
        self.seen[len(self.weights)][a] = 1


@script
def field(edges: list[tuple[str, str, float]]) -> list[float]:
    g = Graph()
    for a, b, w in edges:
        g.add(a, b, w)
    return [sum(row.values()) for row in g.weights.values()] + [g.weights["?"]["?"], float(len(g.seen))]


def total(table: dict[str, dict[str, int]], key: str) -> int:
    return sum(table[key].values()) + len(table)


@script
def given(n: int) -> int:
    table = defaultdict(lambda: defaultdict(int))
    table["a"]["b"] += n
    return total(table, "a") + total(table, "new") + total({"q": {"r": 5}}, "q")


@script
def missing(n: int) -> int:
    return total({"q": {"r": n}}, "new")


CASES = {
    "local": [("a b a b c".split(),), ([],)],
    "counted": [("ab abc bca".split(),)],
    "of_dicts": [(5,), (0,)],
    "field": [([("a", "b", 1.5), ("a", "b", 2.0), ("b", "a", 1.0)],), ([],)],
    "given": [(3,)],
    "missing": [(3,)],
}
