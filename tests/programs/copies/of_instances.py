"""copy.copy of instances: another instance of the same fields, without `__init__`; by `__copy__`
where the class has one; of bases, of late fields, of unions."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field

from jitscript import script


@dataclass
class Item:
    name: str
    tags: list[str] = field(default_factory=list)
    made: int = 0

    def __post_init__(self) -> None:
        self.made += 1


@dataclass(frozen=True)
class Fixed:
    x: float
    inner: Item


class Node:
    def __init__(self, value: int, next: Node | None = None):
        self.value = value
        self.next = next


class Later(Node):
    def fill(self) -> None:
        self.more = "more"


class Own:
    def __init__(self, n: int):
        self.n = n

    def __copy__(self) -> Own:
        return Own(self.n + 100)


@script
def items(name: str, tags: list[str], n: int):
    item = Item(name, tags)
    other = copy.copy(item)
    other.name += "!"
    other.tags.append("both")
    third = copy.copy(other)
    third.tags = ["own"] * n
    same = (other is item, other.tags is item.tags, other == item)
    return repr(item), repr(other), repr(third), same, third.made


@script
def frozen(x: float):
    f = Fixed(x, Item("i"))
    g = copy.copy(f)
    return g is f, g == f, g.inner is f.inner, repr(g)


@script
def chain(values: list[int]):
    head: Node | None = None
    for v in values:
        head = Node(v, head)
    if head is None:
        return []
    other = copy.copy(head)
    other.value = -1
    if head.next is not None:
        head.next.value += 50
    found: list[int] = []
    node: Node | None = other
    while node is not None:
        found.append(node.value)
        node = node.next
    return [*found, head.value, int(other.next is head.next)]


@script
def late(full: bool):
    node = Later(3)
    if full:
        node.fill()
    other = copy.copy(node)
    node.value = 4
    return other.value, other.more


@script
def mixed(k: int):
    either: Item | Own = Item("a") if k > 0 else Own(k)
    other = copy.copy(either)
    if isinstance(other, Own):
        return other.n
    return other.made


CASES = {
    "items": [("a", ["x"], 2), ("", [], 0)],
    "frozen": [(0.5,)],
    "chain": [([1, 2, 3],), ([1],), ([],)],
    "late": [(True,), (False,)],
    "mixed": [(1,), (0,)],
}
