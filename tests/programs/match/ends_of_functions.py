"""Functions that end with a choice among cases that are all there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from jitscript import script


@dataclass
class Num:
    value: float


@dataclass
class Bin:
    op: str
    left: Expr
    right: Expr


Expr = Union[Num, Bin]


def evaluate(e: Expr) -> float:
    match e:
        case Num(v):
            return v
        case Bin("+", a, b):
            return evaluate(a) + evaluate(b)
        case Bin(op="-", left=a, right=b):
            return evaluate(a) - evaluate(b)


@script
def computed(x: float, y: float) -> float:
    return evaluate(Bin("+", Num(x), Bin("-", Num(y), Num(1.0))))


@script
def sign(n: int) -> str:
    if n < 0:
        return "-"
    elif n == 0:
        return "0"
    elif n > 0:
        return "+"


@script
def nested(n: int, text: str) -> int:
    if n > 3:
        return 0
    else:
        match text:
            case "a" | "b":
                return n
            case _ if n < 10:
                return -n


@script
def least(xs: list[int], limit: int) -> int:
    best = float("inf")
    for x in xs:
        if x > limit:
            best = min(best, x)
    return -1 if best == float("inf") else best


@script
def nearest(graph: dict[int, list[tuple[int, int]]], n: int) -> int:
    distances = [float("inf")] * n
    distances[0] = 0
    for _ in range(n):
        for u in graph:
            for v, w in graph[u]:
                distances[v] = min(distances[v], distances[u] + w)
    return -1 if distances[-1] == float("inf") else distances[-1]


@script
def pair(xs: list[int]) -> tuple[int, int]:
    best, at = float("inf"), -1
    for i, x in enumerate(xs):
        if x < best:
            best, at = x, i
    return best, at


CASES = {
    "computed": [(1.5, 2.5)],
    "sign": [(-1,), (0,), (5,)],
    "nested": [(4, ""), (1, "b"), (2, "c")],
    "least": [([1, 5, 3], 2), ([1], 9)],
    "nearest": [({0: [(1, 2)], 1: [(2, 3)]}, 3), ({0: [(1, 2)]}, 3)],
    "pair": [([3, 1, 2],)],
}
