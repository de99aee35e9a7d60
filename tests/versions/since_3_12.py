"""What CPython 3.12 brought: `type` statements, and type parameters of functions and classes."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

type Pair[T] = tuple[T, T]
type Keyed[K, V] = dict[K, list[V]]
type Swapped[K, V] = Keyed[V, K]
type Vector = list[float]
type Doubles = npt.NDArray[np.float64]
type Either[T] = T | Pair[T]
type Same[T] = T
type Change[T] = Callable[[T], T]
type Json = dict[str, Json] | list[Json] | int


def alias(a: Pair[int], v: Vector, b: Pair[float] | None = None) -> float:
    return a[0] + a[1] + sum(v) + (b[0] if b is not None else 0.0)


def arrays(a: Doubles, rows: list[Doubles]) -> float:
    return float(a.sum()) + sum(float(r[0]) for r in rows)


def keyed(d: Swapped[int, str]) -> list[Pair[str]]:
    found: list[Pair[str]] = []
    for key, values in d.items():
        found.append((key, str(sum(values))))
    return found


def either(x: Either[int]) -> Same[int]:
    return x if isinstance(x, int) else x[0] - x[1]


def changed(f: Change[int], x: int) -> int:
    return f(f(x))


def first[T](xs: list[T], default: T) -> T:
    return xs[0] if xs else default


def larger[T: (int, float)](a: T, b: T) -> T:
    return a if a > b else b


def pairs[K, V](d: dict[K, V]) -> list[tuple[K, V]]:
    return sorted(d.items())


class Stack[T]:
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, x: T) -> None:
        self.items.append(x)

    def pop(self) -> T:
        return self.items.pop()


@dataclass
class Box[T]:
    held: T
    marks: Pair[int] = (1, 2)
    more: list[Pair[int]] = field(default_factory=list)


def stacked(n: int) -> list[int]:
    stack = Stack[int]()
    for i in range(n):
        stack.push(i * i)
    return [stack.pop() for _ in range(n)]


def boxed(x: float) -> Box[float]:
    box = Box(x)
    box.more.append((3, 4))
    return box


def unboxed(box: Box[int]) -> int:
    box.more.append(box.marks)
    return box.held + box.marks[1]


def endless(j: Json) -> int:
    return 1


CALLS = {
    "alias": [((1, 2), [1.5]), ((1, 2), [1.5, 2.0], (3.0, 4.0))],
    "arrays": [(np.arange(4.0), [np.ones(2), np.zeros(1)])],
    "keyed": [({"a": [1, 2], "b": []},), ({},)],
    "either": [(5,), ((9, 4),)],
    "changed": [(lambda x: x * 3, 2)],
    "first": [([1, 2], 0), ([], 2.5), (["a"], "b")],
    "larger": [(1, 2), (2.5, 1.5)],
    "pairs": [({"b": 1, "a": 2},), ({3: 0.5},)],
    "stacked": [(4,), (0,)],
    "boxed": [(1.5,)],
    "unboxed": [(Box(4),), (Box(1, (5, 6), [(0, 0)]),)],
}
