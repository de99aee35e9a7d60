"""Native instances of the user's classes that Python holds: `js.Object[Point]`."""

from __future__ import annotations

import copy
import dataclasses
import gc
import pickle
import weakref
from dataclasses import dataclass
from functools import total_ordering

import pytest
from held_classes import N, P, Point, nearest, points, same, shift

import jitscript as js


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
    assert list(p.each()) == [7, 8] == p.tags or p.tags == [1]
    for name in ("any_number", "says_nothing"):
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


class Equal:
    n: int

    def __init__(self, n: int):
        self.n = n

    def __eq__(self, other: object) -> bool:
        return True


def test_special_methods() -> None:
    V = js.Object[Version]
    a, b = V(1, 2), V(1, 3)
    assert a < b and a <= b and b > a and a != b and a == V(1, 2) == Version(1, 2)
    for unhashable in (P(1.0), js.Object[Equal](1)):
        with pytest.raises(TypeError, match="unhashable"):
            hash(unhashable)
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
