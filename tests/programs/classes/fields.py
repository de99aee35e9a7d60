"""Fields: set in branches, late or never, private, inferred; generic classes."""

from __future__ import annotations

from typing import Generic, TypeVar

from jitscript import script

T = TypeVar("T")


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, x: T) -> None:
        self.items.append(x)

    def pop(self) -> T:
        return self.items.pop()

    def __len__(self) -> int:
        return len(self.items)


@script
def gen(n: int) -> float:
    s = Stack[int]()
    t = Stack[float]()
    for i in range(n):
        s.push(i)
        t.push(i * 0.5)
    return s.pop() + t.pop() + len(s)


class Cell:
    def __init__(self, v: int):
        if v > 0:
            self.v = v
            self.sign = 1
        else:
            self.v = -v
            self.sign = -1
        self.total = 0
        for i in range(v):
            self.total += i
        self.done = self.check()
        self.__secret = 5

    def check(self) -> bool:
        return self.total > 3

    def secret(self) -> int:
        return self.__secret


@script
def cell(v: int) -> str:
    c = Cell(v)
    return f"{c.v} {c.sign} {c.total} {c.done} {c.secret()}"


class Late:
    def __init__(self, b: bool):
        if b:
            self.x = 1

    def setit(self) -> None:
        self.y = 2.5


@script
def late(b: bool, c: bool) -> float:
    o = Late(b)
    if c:
        o.setit()
    return o.x + o.y


class Infer:
    def __init__(self):
        self.items = []
        self.m = None
        self.k = 0

    def add(self, x: int) -> None:
        self.items.append(x)
        if self.m is None or x > self.m:
            self.m = x

    def add2(self, x: float) -> None:
        self.k = self.k + x


@script
def infer(n: int) -> str:
    s = Infer()
    for i in range(n):
        s.add(i)
    s.add2(1.5)
    return f"{s.items} {s.m} {s.k}"


class LNode:
    def __init__(self, v: int, next: LNode | None = None):
        self.v = v
        self.next = next


@script
def none_attr(n: int) -> int:
    node = LNode(n)
    return node.next.v


CASES = {
    "gen": [(1,), (5,), (0,)],
    "cell": [(5,), (-5,), (0,)],
    "late": [(True, True), (False, True), (True, False), (False, False)],
    "infer": [(0,), (4,)],
    "none_attr": [(1,)],
}
