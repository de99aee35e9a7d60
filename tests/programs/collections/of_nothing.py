"""Containers made of what is seen to be empty: later code tells what they hold."""

from __future__ import annotations

from collections import Counter, OrderedDict, deque

from jitscript import script


class Stack:
    def __init__(self, *items):
        self.items = list(items)

    def push(self, x):
        self.items.append(x)
        return self


@script
def pushed(x: float) -> list[float]:
    first, second = Stack(x, 2.5), Stack()
    second.push(1.5)
    return first.push(x).items + second.items


def tagged(name: str, *tags: str) -> set[str]:
    return set(tags)


@script
def tags(n: int) -> list[str]:
    return sorted(tagged("a") | tagged("b", "x", "y") | tagged("c", str(n)))


@script
def displays(word: str):
    a, b, c, d = set([]), list(()), dict({}), dict(())
    e, f, g = OrderedDict([]), Counter(()), deque([], maxlen=2)
    a.add(word)
    b.append(word)
    c[word] = len(word)
    d[len(word)] = word
    e[word] = None
    f[word] += 1
    g.append(word)
    g.append("x")
    g.append("y")
    return a, b, c, d, e, f, g


@script
def declared() -> tuple[set[int], list[float], dict[str, int]]:
    a: set[int] = set(())
    b: list[float] = list([])
    c: dict[str, int] = dict([])
    return a, b, c


@script
def counted(texts: list[str], skip: tuple[str, ...] = ()) -> tuple[int, int]:
    left = set(skip)
    for text in texts:
        left.add(text)
    return len(left), len(set(()) | left)


CASES = {
    "pushed": [(1.0,)],
    "tags": [(3,)],
    "displays": [("word",)],
    "declared": [()],
    "counted": [(["a", "b", "a"],), (["a"], ("a", "c"))],
}
