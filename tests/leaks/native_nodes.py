"""Native instances, and what is done with them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import jitscript as js


@js.script
class Node:
    def __init__(self, name: str) -> None:
        self.name = name
        self.kids: list[Node] = []
        self.up: Node | None = None

    def grow(self, n: int) -> list[Node]:
        for i in range(n):
            kid = Node(f"{self.name} and {i} of those that are long")
            kid.up = self
            self.kids.append(kid)
        return self.kids

    def fails(self, n: int) -> int:
        self.grow(1)
        return self.kids[n].kids[n].kids[0].name.count("a")

    def names(self) -> Iterator[str]:
        for kid in self.kids:
            yield kid.name


class Plain:
    def __init__(self, node: Node) -> None:
        self.node = node


@js.script
def turned(nodes: list[Node], fail: bool) -> dict[str, Node]:
    nodes.reverse()
    nodes.append(Node("made inside, and not short"))
    if fail:
        raise ValueError("turned")
    return {node.name: node for node in nodes}


@js.script
def either(x: Plain | Node | int) -> Node | None:
    if isinstance(x, Plain):
        return x.node
    return x if isinstance(x, Node) else None


def cut(node: Any) -> None:
    for kid in node.kids:
        kid.up = None
    node.kids.clear()


STEPS = [
    lambda: cut(Node("a")),
    lambda: (n := Node("a"), n.grow(3), n.kids[1].up is n, cut(n)),
    lambda: (n := Node("a"), list(n.names()), next(n.names(), None)),
    lambda: (n := Node("a"), setattr(n, "name", "something longer than a word")),
    lambda: (n := Node("a"), m := Node("b"), turned([n, m, n], False), turned([n], False)),
    lambda: (n := Node("a"), turned([n, Node("c")], True)),
    lambda: (n := Node("a"), turned([n, 3], True)),
    lambda: (n := Node("a"), either(n), either(Plain(n)), either(3), either(Plain(n)).name),
    lambda: (n := Node("a"), repr(n), copy.copy(n).kids, copy.deepcopy(n).kids),
]
