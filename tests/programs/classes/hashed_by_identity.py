"""Instances as keys and in sets: equal to themselves alone, or as a derived class says."""

from __future__ import annotations

from jitscript import script


class Node:
    def __init__(self, name: str):
        self.name = name
        self.next: list[Node] = []


class Named(Node):
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Named) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)


@script
def visited(n: int) -> tuple[list[str], int, bool, bool]:
    nodes = [Node(f"n{i}") for i in range(n)]
    for i in range(n):
        nodes[i].next = [nodes[(i * 3 + 1) % n], nodes[(i + 1) % n]]
    seen: set[Node] = set()
    order: dict[Node, int] = {}

    def go(x: Node) -> None:
        if x in seen:
            return
        seen.add(x)
        order[x] = len(order)
        for y in x.next:
            go(y)

    go(nodes[0])
    return [x.name for x in order], len(seen), nodes[1] in seen, Node("n1") in seen


@script
def of_a_derived_class() -> tuple[int, list[int], bool, bool]:
    found: dict[Node, int] = {}
    found[Named("a")] = 1
    found[Named("a")] = 2
    found[Node("a")] = 3
    found[Node("a")] = 4
    x: Node = Named("b")
    return len(found), list(found.values()), hash(x) == hash("b"), hash(Node("b")) == hash(x)


@script
def in_tuples(n: int) -> tuple[int, int, int, int]:
    a, b = Node("a"), Node("b")
    pairs = {(a, 1): 1, (b, 1): 2, (a, 1): 3}
    both = frozenset([a, b, a])
    edges = {a: [b], b: [a]}
    kept = [Node(str(i)) for i in range(n)]
    for node in kept:
        edges[node] = [a]
        edges[node].append(b)
    for node in kept[::2]:
        del edges[node]
    return len(pairs), len(both), len(edges), pairs.pop((a, 1))


CASES = {
    "visited": [(7,), (1,), (100,)],
    "of_a_derived_class": [()],
    "in_tuples": [(0,), (1000,)],
}
