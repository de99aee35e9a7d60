"""What `dataclass` makes: `__init__`, `==`, ordering, `repr`, `__post_init__`, `replace`."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

from jitscript import script


@dataclass
class P:
    x: int
    y: float = 2.5
    tags: list[int] = field(default_factory=list)

    def norm(self) -> float:
        return self.x * self.y


@dataclass(frozen=True, order=True)
class V:
    name: str
    n: int = 0


@dataclass(slots=True, kw_only=True)
class K:
    a: int
    b: int = 3


@dataclass
class Base:
    a: int
    b: int = 1


@dataclass
class Sub(Base):
    c: int = 5
    total: int = field(init=False)

    def __post_init__(self) -> None:
        self.total = self.a + self.b + self.c


@dataclass
class T:
    v: int
    next: T | None = None


@dataclass(eq=False)
class Plain:
    v: int


def mk() -> list[int]:
    return [1, 2]


@dataclass
class F:
    xs: list[int] = field(default_factory=mk, repr=False, compare=False)
    p: P | None = None
    inner: V | None = None


@script
def shown(n: int) -> str:
    p, q = P(n), P(n, y=2.5)
    p.tags.append(4)
    r = p == q
    q.tags.append(4)
    return f"{p} {q!r} {r} {p == q} {p != q} {p.norm()} {p!s}"


@script
def ordered(n: int) -> str:
    a, b = V("a", n), V("b")
    c = dataclasses.replace(a, n=7)
    return f"{a < b} {a <= b} {a > b} {a >= c} {a == V('a', n)} {c} {a}"


@script
def derived(n: int) -> str:
    k = K(a=n)
    k.b += 1
    s = Sub(n, c=2)
    return f"{k} {s} {s.total} {s == Sub(n, 1, 2)} {isinstance(s, Base)}"


@script
def compared(n: int) -> str:
    t: T | None = None
    u: T | None = None
    for i in range(n):
        t = T(i, t)
        u = T(i, u)
    return f"{t == u} {t!r} {Plain(1) == Plain(1)} {F()} {F() == F([5])}"


@script
def sequences(n: int) -> str:
    vs = [V("b", 1), V("a", n), V("a", 0)]
    return f"{sorted(vs)} {max(vs)} {V('a', 0) in vs} {vs.index(V('a', n))}"


CASES = {
    "shown": [(3,), (-1,)],
    "ordered": [(4,), (0,)],
    "derived": [(4,)],
    "compared": [(0,), (1,), (3,)],
    "sequences": [(3,), (0,), (-1,)],
}
