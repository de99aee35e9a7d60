"""Annotations of locals that leave types open: list, list[Any], Sequence[float] …"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from jitscript import script

T = TypeVar("T")


class Named(Protocol):
    name: str


class Dog:
    def __init__(self, name: str) -> None:
        self.name = name


@script
def paths(
    graph: dict[str, list[str]], a: str, b: str, path: list[str] | None = None
) -> list[list[str]]:
    path = (path or []) + [a]
    if a == b:
        return [path]
    found: list[list[Any]] = []
    for node in graph[a]:
        if node not in path:
            for p in paths(graph, node, b, path):
                found.append(p)
    return found


@script
def buckets(xs: list[int]) -> list:
    out: list[list] = [[] for _ in range(3)]
    for x in xs:
        out[x % 3].append(x)
    return out


@script
def rpn(tokens: list[str]) -> int:
    ops: dict[str, Callable] = {"+": lambda a, b: a + b, "*": lambda a, b: a * b}
    stack: list[Any] = []
    for t in tokens:
        if t in ops:
            b, a = stack.pop(), stack.pop()
            stack.append(ops[t](a, b))
        else:
            stack.append(int(t))
    return stack.pop()


@script
def heap(n: int) -> list:
    import heapq

    h: list[list[int | Any]] = [[0, 1]]
    seen: set[Any] = set()
    order: tuple[Any, ...] = ()
    while h:
        d, u = heapq.heappop(h)
        if u in seen:
            continue
        seen.add(u)
        order += (u,)
        for v in (2 * u, 3 * u):
            if v < n:
                heapq.heappush(h, [d + 1, v])
    return [sorted(seen), order]


@script
def shortest(graph: dict[int, list[int]], a: int, b: int) -> list[int] | None:
    best: list[Any] | None = None
    stack: list[tuple[Any, list[Any]]] = [(a, [a])]
    while stack:
        u, path = stack.pop()
        if u == b and (best is None or len(path) < len(best)):
            best = path
        for v in graph.get(u, []):
            if v not in path:
                stack.append((v, [*path, v]))
    return best


@script
def later(n: int) -> str:
    x: Any
    y: object = n
    if n > 2:  # noqa: SIM108
        x = "many"
    else:
        x = n
    z: Sequence[float] = [n, 2.5]
    it: Iterable[int] = (1, 2)
    m: Mapping[str, Any] = {"a": 1}
    d: Named = Dog("Rex")
    return f"{x} {y} {z} {sum(it)} {m} {d.name}"


@script
def nowhere(n: int) -> int:
    x: Any
    if n > 0:
        x = 1
    return x


@script
def generic(xs: list[T], x: T) -> list[T]:
    out: list[T] = []
    out.append(x)
    return out + xs


@script
def changed(n: int) -> Any:
    d: dict[Any, Any] = {}
    d[n] = "a"
    d["b"] = 2
    e: dict = {k: [] for k in range(n)}
    e[0].append(2.5)
    return d, e


class Stack:
    def __init__(self) -> None:
        self.items: list[Any] = []
        self.extra: dict[str, list] = {}

    def push(self, x: int) -> None:
        self.items.append(x)
        self.extra.setdefault(str(x), []).append(x)

    def pop(self) -> Any:
        return self.items.pop()


@script
def stacked(n: int) -> tuple[int, str]:
    s = Stack()
    for i in range(n):
        s.push(i)
    return s.pop(), str(s.extra)


CASES = {
    "paths": [({"a": ["b", "c"], "b": ["c"], "c": []}, "a", "c")],
    "buckets": [([1, 2, 3, 4],), ([],)],
    "rpn": [(["2", "3", "+", "4", "*"],)],
    "heap": [(20,)],
    "shortest": [({1: [2, 3], 2: [3], 3: []}, 1, 3), ({}, 1, 2)],
    "later": [(1,), (3,)],
    "nowhere": [(1,), (0,)],
    "generic": [([1], 2), (["a"], "b")],
    "changed": [(2,)],
    "stacked": [(3,)],
}
