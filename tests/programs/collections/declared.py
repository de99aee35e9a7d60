"""Variables and fields that are declared as a dict and hold one of the classes derived from it."""

from collections import Counter, defaultdict

from jitscript import script


@script
def groups(words: list[str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for word in words:
        found[len(word)].append(word)
    return dict(found)


@script
def counts(words: list[str]) -> int:
    found: dict[str, int] = Counter()
    for word in words:
        found[word] += 1
    return found["a"] + found["nobody"]


class Graph:
    def __init__(self) -> None:
        self.near: dict[str, list[str]] = defaultdict(list)

    def edge(self, a: str, b: str) -> None:
        self.near[a].append(b)
        self.near[b].append(a)


@script
def neighbours(pairs: list[tuple[str, str]], of: str) -> list[str]:
    graph = Graph()
    for a, b in pairs:
        graph.edge(a, b)
    return [*graph.near[of], *graph.near]


CASES = {
    "groups": [(["a", "bc", "d"],), ([],)],
    "counts": [(["a", "b", "a"],), ([],)],
    "neighbours": [([("a", "b"), ("a", "c")], "a"), ([("a", "b")], "x"), ([], "x")],
}
