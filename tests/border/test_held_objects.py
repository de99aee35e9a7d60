"""Native instances of the user's classes that Python holds: `js.Object[Point]`."""

from __future__ import annotations

import copy
import dataclasses
import gc
import pickle
import random
import signal
import subprocess
import sys
import threading
import weakref
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, total_ordering
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

import numpy as np
import pytest

import jitscript as js
from jitscript import script


@dataclass
class Point:
    """A point."""

    x: float
    y: float = 2.0
    tags: list[int] = field(default_factory=list)
    UNIT: ClassVar[float] = 1.0

    def norm(self, scale: float = 1.0, *, shift: float = 0.0) -> float:
        return scale * (self.x * self.x + self.y * self.y) ** 0.5 + shift

    def moved(self, by: Point) -> Point:
        self.x += by.x
        self.y += by.y
        return self

    def double(self) -> Point:
        return Point(2 * self.x, 2 * self.y, self.tags)

    @property
    def area(self) -> float:
        return self.x * self.y

    @area.setter
    def area(self, wanted: float) -> None:
        self.y = wanted / self.x

    @staticmethod
    def origin() -> Point:
        return Point(0.0, 0.0)

    @classmethod
    def unit(cls) -> Point:
        return cls(cls.UNIT, cls.UNIT)

    def fails(self, n: int) -> int:
        self.x = -1.0
        if n > 0:
            raise ValueError(f"no {n}")
        return n

    def any_number(self, *args: int) -> int:
        return len(args)

    def says_nothing(self):  # type: ignore[no-untyped-def]
        return self.tags

    def each(self) -> Iterator[int]:
        yield from self.tags


class Node:
    key: int
    weight: float
    name: str
    left: Node | None
    right: Node | None
    kids: list[Node]
    seen: dict[str, int]
    span: tuple[int, str]

    def __init__(self, key: int, left: Node | None = None):
        self.key = key
        self.weight = 0.5
        self.name = f"n{key}"
        self.left = left
        self.right = None
        self.kids = []
        self.seen = {}
        self.span = (key, "s")
        if key < 0:
            raise ValueError("negative key")

    def grow(self, n: int) -> Node | None:
        found: Node | None = None
        for i in range(n):
            found = Node(self.key + i)
            self.kids.append(found)
            self.seen[found.name] = i
        return found

    def end(self) -> Node:
        node = self
        for _ in range(50):
            if node.left is None:
                break
            node = node.left
        return node

    def adopt(self, other: Node) -> list[Node]:
        other.left = self.right
        self.right = other
        self.kids += [other, self]
        return self.kids

    def swap(self) -> None:
        self.left, self.right = self.right, self.left
        self.span = (self.span[0] + 1, self.span[1] + "t")

    def counts(self) -> dict[str, int]:
        return self.seen

    def total(self) -> float:
        return self.weight + sum([kid.key for kid in self.kids])


P, N = js.Object[Point], js.Object[Node]


@script
def shift(p: Point, by: float) -> None:
    p.x += by
    p.tags.append(int(by))


@script
def same(p: Point) -> js.Object[Point]:
    return p


@script
def points(n: int) -> js.List[js.Object[Point]]:
    return [Point(float(i)) for i in range(n)]


@script
def nearest(points: list[Point]) -> js.Object[Point] | None:
    best: Point | None = None
    for p in points:
        if best is None or p.norm() < best.norm():
            best = p
    return best


def test_fields_and_methods() -> None:
    p = P(3.0, 4.0)
    assert (p.x, p.y, p.tags, p.norm(), p.norm(2.0, shift=1.0)) == (3.0, 4.0, [], 5.0, 11.0)
    assert isinstance(p, Point) and type(p) is P and type(p.tags) is js.List[int]
    assert p.area == 12.0 and P.__doc__ == "A point." and repr(P) == "jitscript.Object[Point]"
    p.area = 30.0
    p.x, kept = 6, p.tags
    kept.append(7)
    p.tags.append(8)
    assert p.tags is kept and p.tags == [7, 8] and (p.x, p.y) == (6.0, 10.0)
    assert p.moved(P(1.0, 1.0)) is p and p.moved(Point(1.0, 1.0)) is p and p.x == 8.0
    twice = p.double()
    assert type(twice) is P and twice == Point(16.0, 24.0, [7, 8]) and twice.tags is kept
    p.tags = js.List[int]([1])
    assert p.tags == [1] and kept == [7, 8]
    assert P.UNIT == p.UNIT == 1.0 and type(P.unit()) is P and P.unit() == P(1.0, 1.0)
    assert P.origin() == Point(0.0, 0.0) and p.origin().x == 0.0
    assert P(y=1.0, x=2.0, tags=[5]).tags == [5] and P(1.0).tags is not P(1.0).tags
    for wrong in (
        lambda: P(),
        lambda: P(1.0, z=1),
        lambda: P("a"),
        lambda: setattr(p, "x", "a"),
        lambda: setattr(p, "tags", [1]),
        lambda: p.norm("a"),
        lambda: p.moved(3),
    ):
        with pytest.raises(TypeError):
            wrong()
    for gone in (lambda: p.nothing, lambda: setattr(p, "nothing", 1), lambda: p.__dict__):
        with pytest.raises(AttributeError):
            gone()
    for name in ("any_number", "says_nothing", "each"):
        with pytest.raises(TypeError, match=rf"Object\[Point\].{name} cannot be called: "):
            getattr(p, name)()


def test_calls_work_on_the_instance_itself() -> None:
    p = P(1.0)
    assert shift(p, 2.0) is None and p.x == 3.0 and p.tags == [2] and same(p) is p
    plain = Point(1.0)
    shift(plain, 2.0)
    assert plain == Point(3.0, 2.0, [2]) and type(plain.tags) is list  # as ever
    made = points(3)
    assert type(made) is js.List[P] and made[1] is made[1] and made[1].x == 1.0
    second = made[1]
    second.y = 0.0
    assert made[1].y == 0.0 and nearest(made) is second and nearest(js.List[P]()) is None
    made.append(p)
    assert made[-1] is p and made.index(p) == 3 and p in made
    made.sort(key=lambda q: -q.x)
    assert made[0] is p and [q.x for q in made] == [3.0, 2.0, 1.0, 0.0]
    by_name = js.Dict[str, P](a=p)
    assert by_name["a"] is p and by_name.get("b") is None
    with pytest.raises(TypeError, match=r"must be js.Object\[Point\]"):
        made.append(plain)
    copied = js.List[P]([plain, plain, p])
    assert copied[0] is copied[1] and copied[2] is p and copied[0] == plain


def test_what_raises() -> None:
    p = P(1.0)
    with pytest.raises(ValueError, match="no 3"):
        p.fails(3)
    assert p.x == -1.0
    with pytest.raises(ValueError, match="negative key"):
        N(-1)
    assert N(0).key == 0


def test_linked() -> None:
    a = N(1, N(2, N(3)))
    assert a.end() is a.left.left and a.left.left.left is None
    last = a.end()
    last.left = N(4)
    assert a.end().key == 4 and a.end() is last.left
    a.left = None
    assert a.end() is a and last.end().key == 4
    kid = a.grow(3)
    assert a.kids[2] is kid and a.counts() is a.seen and a.seen == {"n1": 0, "n2": 1, "n3": 2}
    assert a.adopt(kid) is a.kids and a.right is kid and a.kids[-1] is a and kid.left is None
    assert a.total() == 0.5 + 1 + 2 + 3 + 3 + 1
    a.kids.clear()  # it holds itself: a circle is not collected
    with pytest.raises(TypeError, match=r"must be js.Object\[Node\] | None"):
        a.left = 3


def test_weak_references_and_lifetimes() -> None:
    p = P(1.0)
    seen, tags = weakref.ref(p), p.tags
    assert seen() is p
    del p
    gc.collect()
    assert seen() is None
    tags.append(1)
    assert tags == [1]
    made = points(2)
    one = weakref.ref(made[0])
    gc.collect()
    assert one() is None and made[0].x == 0.0


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0


@total_ordering
class Money:
    amount: int

    def __init__(self, amount: int):
        self.amount = amount

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Money) and self.amount == other.amount

    def __lt__(self, other: Money) -> bool:
        return self.amount < other.amount

    def __hash__(self) -> int:
        return self.amount

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + other.amount)

    def __iadd__(self, other: Money) -> Money:
        self.amount += other.amount
        return self

    def __neg__(self) -> Money:
        return Money(-self.amount)

    def __len__(self) -> int:
        return self.amount

    def __getitem__(self, i: int) -> int:
        return self.amount * i

    def __call__(self, more: int) -> int:
        return self.amount + more

    def __str__(self) -> str:
        return f"{self.amount} €"


def test_special_methods() -> None:
    V = js.Object[Version]
    a, b = V(1, 2), V(1, 3)
    assert a < b and a <= b and b > a and a != b and a == V(1, 2) == Version(1, 2)
    assert hash(a) == hash(V(1, 2)) and {a: 1}[V(1, 2)] == 1
    assert repr(a) == str(a) == "Version(major=1, minor=2)" and sorted([b, a])[0] is a
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'major'"):
        a.major = 3
    assert (a == 3, a != "x") == (False, True)
    with pytest.raises(TypeError):
        a < 3  # noqa: B015
    assert dataclasses.asdict(a) == {"major": 1, "minor": 2}
    match a:
        case Version(major, minor):
            assert (major, minor) == (1, 2)
    M = js.Object[Money]
    m, more = M(3), M(4)
    assert m + more == M(7) and type(m + more) is M and -m == M(-3) and m(2) == 5 and m[4] == 12
    assert m < more and m >= M(3) and str(m) == f"{m}" == "3 €" and len(m) == 3 and hash(m) == 3
    known = m
    m += more
    assert m is known and m.amount == 7 and m != 7
    assert "Object[Money] object at" in repr(m)
    with pytest.raises(TypeError):
        m + 3
    assert js.List[M]([m, more]).index(M(4)) == 1


def test_copies() -> None:
    p = P(1.0, 2.0, [3])
    shallow = copy.copy(p)
    assert shallow is not p and shallow == p and shallow.tags is p.tags
    for deep in (copy.deepcopy(p), pickle.loads(pickle.dumps(p))):
        assert type(deep) is P and deep == p and deep.tags is not p.tags
    ring = N(1, N(2))
    ring.left.left = ring
    again = copy.deepcopy(ring)
    assert again.left.left is again and again.left.key == 2 and again is not ring
    back = pickle.loads(pickle.dumps(ring))
    assert back.left.left is back
    for node in (ring, again, back):
        node.left = None
    made = points(2)
    made.append(made[0])
    for other in (copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert other == made and other[0] is other[2] is not made[0]


STEPS: list[Callable[[Any, Any, random.Random], Any]] = [
    lambda a, b, k: a.grow(k.randrange(3)),
    lambda a, b, k: a.adopt(b),
    lambda a, b, k: a.swap(),
    lambda a, b, k: a.end(),
    lambda a, b, k: a.total(),
    lambda a, b, k: a.counts(),
    lambda a, b, k: setattr(a, "left", b),
    lambda a, b, k: setattr(a, "left", None),
    lambda a, b, k: setattr(a, "right", a),
    lambda a, b, k: setattr(a, "right", b.left),
    lambda a, b, k: setattr(a, "key", k.randrange(100)),
    lambda a, b, k: setattr(a, "name", "ä" * k.randrange(4)),
    lambda a, b, k: setattr(a, "span", (k.randrange(9), "u")),
    lambda a, b, k: setattr(a, "weight", k.random()),
    lambda a, b, k: setattr(a, "kids", b.kids),
    lambda a, b, k: setattr(a, "seen", b.seen),
    lambda a, b, k: a.kids.append(b),
    lambda a, b, k: a.kids.pop(k.randrange(4)),
    lambda a, b, k: a.kids.remove(b),
    lambda a, b, k: a.kids.reverse(),
    lambda a, b, k: [kid.swap() for kid in a.kids],
    lambda a, b, k: a.kids[k.randrange(5)],
    lambda a, b, k: a.seen.update(z=k.randrange(9)),
    lambda a, b, k: a.seen.pop(f"n{k.randrange(9)}"),
    lambda a, b, k: a.left.name,
    lambda a, b, k: a.kids is b.kids or a.seen is b.seen,
    lambda a, b, k: (a == b, a != b, a in b.kids, b.kids.count(a)),
    lambda a, b, k: copy.copy(a).kids,
    lambda a, b, k: a.key.nothing,
]


def shape(x: Any, known: list[Any]) -> Any:
    """What a result is: instances and containers by who they are, and what is new in them."""
    if isinstance(x, (Node, list, dict, js.List, js.Dict)):
        for i, one in enumerate(known):
            if x is one:
                return f"#{i}"
        known.append(x)
        if isinstance(x, Node):
            parts = (x.key, x.weight, x.name, x.span, x.left, x.right, x.kids, x.seen)
            return [shape(part, known) for part in parts]
        return [shape(part, known) for part in (x.items() if hasattr(x, "items") else x)]
    return tuple(shape(v, known) for v in x) if isinstance(x, tuple) else x


@pytest.mark.parametrize("seed", range(40))
def test_it_does_what_instances_do(seed: int) -> None:
    worlds: list[list[Any]] = [[kind(i) for i in range(4)] for kind in (Node, N)]
    pick = random.Random(seed)
    for number in range(50):
        step, a, b = pick.choice(STEPS), pick.randrange(4), pick.randrange(4)
        state, found = pick.randrange(1 << 30), []
        for world in worlds:
            try:
                result = step(world[a], world[b], random.Random(state))
            except Exception as error:
                result = str(type(error))
            found.append(shape((*world, result), []))
        assert found[0] == found[1], f"seed {seed}, step {number}: {STEPS.index(step)}"
    for node in worlds[1]:  # circles are not collected
        node.left = node.right = None
        node.kids.clear()


T = TypeVar("T")


class Box(Generic[T]):
    value: T


@dataclass(slots=True)
class Odd:
    a: int | None = None
    b: int | float = 1
    c: set[str] = field(default_factory=set)
    d: dict[int, list[Odd]] = field(default_factory=dict)
    e: bytes = b"x"
    f: complex = 1j
    g: list[int] | None = None
    _: dataclasses.KW_ONLY
    h: str = "h"


class Private:
    __x: int

    def __init__(self, Class: int, copy: int = 3):
        self.__x = Class + copy

    def get(self) -> int:
        return self.__x


class Count:
    n: int

    def __init__(self, n: int):
        self.n = n

    def __iter__(self) -> Count:
        return self

    def __next__(self) -> int:
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n

    def loops(self, k: int) -> int:
        for i in range(k):
            self.n = (self.n * 31 + i) & 0xFFFF
        return self.n


def test_fields_of_every_kind() -> None:
    Odds = js.Object[Odd]
    s = Odds(h="z")
    assert (s.a, s.b, s.c, s.d, s.e, s.f, s.g, s.h) == (None, 1, set(), {}, b"x", 1j, None, "z")
    assert repr(s) == repr(Odd(h="z"))
    s.a, s.b, s.g = 4, 2.5, js.List[int]([1])
    s.c.add("q")
    s.d[1] = js.List[Odds]([s])
    assert (s.a, s.b, s.g, s.c) == (4, 2.5, [1], {"q"}) and s.d[1][0] is s
    s.a, s.b, s.g = None, 3, None
    assert (s.a, s.b, type(s.b), s.g) == (None, 3, int, None)
    with pytest.raises(TypeError):
        s.b = "x"
    s.d.clear()
    assert js.Object[Private](1).get() == 4 and list(js.Object[Count](3)) == [2, 1, 0]


def test_nobody_else_uses_it_meanwhile() -> None:
    c = js.Object[Count](3)
    told = []

    def handler(*_: object) -> None:
        for use in (lambda: c.n, lambda: setattr(c, "n", 7), lambda: c.loops(1)):
            try:
                use()
            except RuntimeError as error:
                told.append(str(error))
        raise KeyboardInterrupt

    c.loops(c.n)
    c.n = 4
    before = signal.signal(signal.SIGALRM, handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(KeyboardInterrupt):
            c.loops(1 << 62)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert told == ["a Count is in use by a call of compiled code that has not ended"] * 3
    c.n = 8
    assert c.n == 8


class Base:
    n: int

    def __init__(self) -> None:
        self.n = 1

    def twice(self) -> int:
        return 2 * self.n


class Leaf(Base):
    m: int

    def __init__(self, m: int):
        super().__init__()
        self.m = m

    def more(self) -> int:
        return super().twice() + self.m


class Unknown:
    def __init__(self) -> None:
        self.n = 1


class Arrays:
    a: np.ndarray[tuple[int], np.dtype[np.float64]]


class Cached:
    n: int

    @cached_property
    def m(self) -> int:
        return 1


class Taken:
    _of: int


class Meta(ABC):
    @abstractmethod
    def f(self) -> int: ...


def test_derived_and_refused() -> None:
    leaf = js.Object[Leaf](5)
    assert (leaf.n, leaf.m, leaf.twice(), leaf.more()) == (1, 5, 2, 7) and isinstance(leaf, Base)
    for cls, told in (
        (Base, "other classes derive from it"),
        (Box, "generic"),
        (Unknown, "annotate its field n in the class: n: int"),
        (Arrays, "its field a is a "),
        (Cached, "cached properties"),
        (Taken, "the name _of is taken"),
        (Meta, "abstract"),
        (int, "classes of your own"),
        (3, "classes of your own"),
    ):
        with pytest.raises(TypeError, match=told):
            js.Object[cls]
    with pytest.raises(TypeError, match=r"hint: Object\[Point\]"):
        js.Object()
    with pytest.raises(TypeError, match=r"js.Object\[Point\]"):
        js.List[Point]
    with pytest.raises(TypeError, match=r"can be no key"):
        js.Set[P]
    with pytest.raises(TypeError, match="no class can derive"):
        type("Own", (P,), {})
    with pytest.raises(js.CompileError, match="whole parameter or result"):

        @script
        def wrong(p: tuple[js.Object[Point], int]) -> int:
            return p[1]


def test_two_classes_of_one_name() -> None:
    def made(n: int) -> Any:
        class Local:
            n: int

            def __init__(self) -> None:
                self.n = n

        return Local

    one, two = made(1), made(2)
    a, b = js.Object[one](), js.Object[two]()
    assert type(a) is not type(b) and (a.n, b.n) == (1, 2)
    assert isinstance(a, one) and not isinstance(a, two)


def test_threads() -> None:
    p = P(0.0)
    wrong: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(300):
                shift(p, 1.0)
                p.y = p.x
                p.norm()
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong and p.x == 1200.0 and len(p.tags) == 1200


def test_module_files(tmp_path: Path) -> None:
    (tmp_path / "shapes_held.py").write_text(
        "class Disc:\n    r: float\n    def __init__(self, r: float):\n        self.r = r\n"
        "    def area(self) -> float:\n        return 3.0 * self.r * self.r\n"
    )
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
import jitscript as js
from shapes_held import Disc
from functions_held import *
D = js.Object[Disc]
d = D(2.0)
js.save({str(tmp_path / "held.jsm")!r}, grown, fresh)
loaded = js.load({str(tmp_path / "held.jsm")!r})
print(loaded.grown(d, 1.0) is d, d.r, d.area(), type(loaded.fresh()) is D, loaded.fresh().area())
"""
    (tmp_path / "functions_held.py").write_text(
        "import jitscript as js\nfrom shapes_held import Disc\n"
        "@js.script\ndef grown(d: Disc, by: float) -> js.Object[Disc]:\n"
        "    d.r += by\n    return d\n"
        "@js.script\ndef fresh() -> js.Object[Disc]:\n    return Disc(1.0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "True 3.0 27.0 True 3.0\n", done.stderr
    code = f"""
import sys
sys.modules["jitscript.api"] = sys.modules["jitscript.held"] = None  # as if not installed
sys.path.insert(0, {str(tmp_path)!r})
from shapes_held import Disc
from jitscript import runtime
loaded = runtime.load({str(tmp_path / "held.jsm")!r})
d = loaded.fresh()
print(loaded.grown(d, 1.0) is d, isinstance(d, Disc))
d.r
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "True True\n", done.stderr
    assert "ImportError: Object[Disc].r needs the compiler" in done.stderr
