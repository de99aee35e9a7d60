"""One instance under several names: identity, equality, side effects in order, private names."""

from __future__ import annotations

from jitscript import script


class Box:
    def __init__(self, n: int, tag: str = "box"):
        self.n = n
        self.tag = tag

    def add(self, k: int) -> Box:
        self.n += k
        return self


class Pair:
    def __init__(self, a: Box, b: Box):
        self.a = a
        self.b = b

    def swap(self) -> None:
        self.a, self.b = self.b, self.a

    def __eq__(self, other: Pair) -> bool:
        return self.a.n == other.a.n and self.b.n == other.b.n


class Log:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.box = Box(0)

    def get(self, what: str) -> Log:
        self.lines.append(what)
        return self

    def take(self) -> Box:
        self.lines.append("take")
        return self.box


@script
def identity(same: bool) -> tuple[bool, bool, bool, bool, bool]:
    a = Box(1)
    b = a if same else Box(1)
    return a is b, a is not b, a == b, a != b, a.add(1) is a


@script
def pairs(n: int) -> tuple[int, int, bool, bool]:
    a, b = Box(n), Box(n + 1)
    p, q = Pair(a, b), Pair(a, b)
    p.swap()
    p.a.add(10)
    r = p == q
    q.swap()
    return q.a.n, q.b.n, r, p == q


@script
def order(n: int) -> list[str]:
    log = Log()
    log.get("a").box.n += len(log.get("b").lines)
    log.take().n += log.take().n + n
    log.take().add(1).n = log.take().n * 2
    log.lines.append(str(log.box.n))
    return log.lines


@script
def shared(n: int) -> list[int]:
    one = Box(n)
    boxes = [one, one, Box(n)]
    boxes[0].n += 5
    boxes.append(boxes[2])
    boxes[3].n -= 1
    return [b.n for b in boxes]


def fail_at(b: Box, n: int) -> Box:
    b.n = n
    if n == 3:
        raise ValueError(f"{b.tag} {n}")
    return b


@script
def failing(n: int) -> int:
    p = Pair(fail_at(Box(0), n), fail_at(Box(0, "second"), n + 1))
    return p.a.n + p.b.n


CASES = {
    "identity": [(True,), (False,)],
    "pairs": [(0,), (5,)],
    "order": [(0,), (3,)],
    "shared": [(1,)],
    "failing": [(1,), (2,), (3,)],
}
OVERFLOWS = {"shared": [(2**63 - 1,)], "failing": [(2**63 - 1,)]}
