"""A list, dict or deque that its own elements lead back to is one object on both sides."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any

import pytest

import jitscript as js


class Node:
    def __init__(self, key: int):
        self.key = key
        self.all: list[Node] = []
        self.named: dict[str, Node] = {}
        self.waiting: deque[Node] = deque()


class Key:
    """A key by its number, with what holds it: its parts are there when its hash is asked for."""

    def __init__(self, number: int):
        self.number = number
        self.counts: dict[Key, int] = {}
        self.alike: set[Key] = set()
        self.groups: defaultdict[str, list[Key]] = defaultdict(list)

    def __hash__(self) -> int:
        return self.number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self.number == other.number


def counts(counts: dict[Key, int]) -> int:
    counts[Key(99)] = 1
    return sum(len(key.counts) for key in counts)


def alike(alike: set[Key]) -> int:
    alike.add(Key(50))
    return sum(len(key.alike) for key in alike)


def groups(groups: defaultdict[str, list[Key]]) -> int:
    groups["new"].append(groups["a"][0])
    return len(groups["a"][0].groups)


def keys() -> Key:
    a, b = Key(1), Key(2)
    a.counts.update({a: 1, b: 2})
    a.alike.update([a, b])
    b.alike = a.alike
    a.groups["a"].append(a)
    return a


def pops(all: list[Node]) -> int:
    all.pop()
    return len(all[0].all)


def names(named: dict[str, Node]) -> int:
    named["new"] = named["a"]
    return len(named["a"].named)


def waits(waiting: deque[Node]) -> int:
    waiting.append(waiting[0])
    waiting[0].waiting.popleft()
    return len(waiting)


def beside(both: tuple[list[Node], str], all: list[Node]) -> int:
    both[0].append(all[1])
    return len(all) + len(all[0].all)


def within(rows: dict[str, list[Node]]) -> int:
    rows["a"].clear()
    return len(rows["b"])


def made(key: int) -> list[Node]:
    node = Node(key)
    node.all = [node, Node(key + 1)]
    return node.all


def made_by_name(key: int) -> dict[str, Node]:
    node = Node(key)
    node.named = {"a": node, "b": Node(key + 1)}
    return node.named


def handed(all: list[Node]) -> Node:
    node = Node(3)
    node.all = [node]
    all[0].all = node.all
    all.append(node)
    return node


def circle(count: int = 3) -> list[Node]:
    nodes = [Node(i) for i in range(count)]
    for node in nodes:
        node.all = nodes
        node.named = {"a": node, "all": nodes[0]}
        node.named["b"] = Node(9)
        node.named["b"].named = node.named
        node.waiting = nodes[0].waiting
        node.waiting.append(node)
    return nodes


def twice() -> tuple[Any, ...]:
    nodes = circle()
    return (nodes, "x"), nodes


CASES: list[tuple[Callable[..., Any], Callable[[], tuple[Any, ...]]]] = [
    (pops, lambda: (circle(),)),
    (names, lambda: (circle()[1].named,)),
    (waits, lambda: (circle()[1].waiting,)),
    (beside, twice),
    (within, lambda: (dict.fromkeys("ab", circle()),)),
    (counts, lambda: (keys().counts,)),
    (alike, lambda: (keys().alike,)),
    (groups, lambda: (keys().groups,)),
    (made, lambda: (3,)),
    (made_by_name, lambda: (3,)),
    (handed, lambda: (circle(1),)),
]


def told(x: Any, known: list[Any]) -> Any:
    """A value, by which of its parts are one object."""
    if not isinstance(x, (tuple, list, dict, set, deque, Node, Key)):
        return x
    for i, one in enumerate(known):
        if x is one:
            return f"#{i}"
    known.append(x)
    parts = vars(x) if isinstance(x, (Node, Key)) else x
    items = parts.items() if isinstance(parts, dict) else enumerate(parts)
    return [(k, told(v, known)) for k, v in items]


@pytest.mark.parametrize(("function", "make"), CASES, ids=[f.__name__ for f, _ in CASES])
def test_circles_stay_what_they_are(
    function: Callable[..., Any], make: Callable[[], tuple[Any, ...]]
) -> None:
    ends = []
    for f in (function, js.script(function)):
        arguments = make()
        result = f(*arguments)
        ends.append(told((result, arguments), []))
    assert ends[0] == ends[1]
