"""Instances of the user's classes at the border: copied in once a call, aliases kept, changes
written back."""

from __future__ import annotations

import dataclasses
import gc
import sys
from dataclasses import dataclass, field

import pytest

from jitscript import load, save, script


class Point:
    def __init__(self, x: int, y: float):
        self.x = x
        self.y = y


class Node:
    def __init__(self, value: int, next: Node | None = None):
        self.value = value
        self.next = next


@dataclass
class Team:
    name: str
    scores: list[int] = field(default_factory=list)
    members: list[Point] = field(default_factory=list)
    lead: Point | None = None


@dataclass(frozen=True)
class Pair:
    a: int
    b: float = 0.5


class Slotted:
    __slots__ = ("n", "text")

    def __init__(self, n: int, text: str):
        self.n = n
        self.text = text


class Shape:
    def area(self) -> float:
        return 0.0


class Disk(Shape):
    def __init__(self, r: float):
        self.r = r

    def area(self) -> float:
        return 3 * self.r * self.r


class Square(Shape):
    def __init__(self, side: float):
        self.side = side

    def area(self) -> float:
        return self.side * self.side


@script
def product(p: Point) -> float:
    return p.x * p.y


@script
def made(n: int) -> Point:
    return Point(n, n / 2)


@script
def moved(p: Point, q: Point, fail: bool) -> tuple[Point, bool]:
    p.x += 1
    q.x += 10
    if fail:
        raise ValueError("after the change")
    return q, p is q


@script
def negated(node: Node | None) -> int:
    total = 0
    while node is not None:
        total += node.value
        node.value = -node.value
        node = node.next
    return total


@script
def chain(n: int) -> Node | None:
    head: Node | None = None
    for i in range(n):
        head = Node(i, head)
    return head


@script
def inserted(node: Node, value: int) -> None:
    node.next = Node(value, node.next)


@script
def circle(n: int) -> Node:
    first = Node(0)
    last = first
    for i in range(1, n):
        last.next = Node(i)
        last = last.next
    last.next = first
    return first


@script
def played(team: Team, n: int) -> Team:
    team.scores.append(n)
    team.members.append(Point(n, 2.0))
    team.members[0].x += 100
    if team.lead is None:
        team.lead = team.members[0]
    return Team(team.name + "!", team.scores, team.members)


@script
def exchanged(p: Pair) -> Pair:
    return Pair(int(p.b * 2), p.a)


@script
def counted(s: Slotted) -> Slotted:
    s.n += len(s.text)
    s.text = s.text * 2
    return Slotted(s.n, "new")


@script
def areas(shapes: list[Shape]) -> list[float]:
    return [s.area() for s in shapes]


@script
def picked(i: int) -> Shape:
    return Disk(2.0) if i else Square(3.0)


@script
def looked(points: dict[str, Point], more: tuple[Point, Point]) -> int:
    points["a"].x = 5
    points["new"] = more[0]
    return more[1].x


def test_values_in_and_out() -> None:
    p = made(3)
    assert type(p) is Point and (p.x, p.y) == (3, 1.5) and product(p) == 4.5
    assert vars(p) == {"x": 3, "y": 1.5} and list(vars(p)) == ["x", "y"]


def test_changes_are_written_back_and_aliases_kept() -> None:
    p, q = Point(1, 1.0), Point(2, 2.0)
    y = p.y
    result, same = moved(p, q, False)
    assert result is q and not same and (p.x, q.x) == (2, 12) and p.y is y
    result, same = moved(p, p, False)
    assert result is p and same and p.x == 13


def test_an_error_after_a_change() -> None:
    p, q = Point(1, 1.0), Point(2, 2.0)
    with pytest.raises(ValueError, match="after the change"):
        moved(p, q, True)
    assert (p.x, q.x) == (2, 12)


def test_chains_and_circles() -> None:
    third = Node(3)
    head = Node(1, Node(2, third))
    assert negated(head) == 6 and third.value == -3 and head.next.next is third
    inserted(head, 9)
    assert head.next.value == 9 and head.next.next.next is third
    loop = Node(7)
    loop.next = loop
    inserted(loop, 8)
    assert loop.next.value == 8 and loop.next.next is loop
    node = circle(5)
    values = []
    for _ in range(10):
        values.append(node.value)
        node = node.next
    assert values == [0, 1, 2, 3, 4] * 2


def test_a_long_chain_needs_no_recursion() -> None:
    head = chain(100_000)
    assert negated(head) == sum(range(100_000))
    while head is not None:  # CPython frees a chain recursively
        following, head.next = head.next, None
        head = following


def test_instances_that_hold_containers() -> None:
    first = Point(0, 1.0)
    team = Team("a", [1], [first])
    scores, members = team.scores, team.members
    other = played(team, 5)
    assert team.scores is scores == [1, 5] and other.scores is scores
    assert team.members is members and members[0] is first and first.x == 100
    assert team.lead is first and other.lead is None and other.name == "a!"
    assert type(members[1]) is Point and members[1].x == 5


def test_frozen_and_slotted() -> None:
    assert exchanged(Pair(3, 2.0)) == Pair(4, 3.0)
    assert dataclasses.is_dataclass(exchanged(Pair(1)))
    s = Slotted(1, "abc")
    new = counted(s)
    assert (s.n, s.text) == (4, "abcabc") and type(new) is Slotted and new.n == 4


def test_derived_classes() -> None:
    assert areas([Disk(1.0), Square(3.0), Shape()]) == [3.0, 9.0, 0.0]
    assert type(picked(0)) is Square and type(picked(1)) is Disk


def test_instances_in_containers() -> None:
    a, b = Point(1, 0.0), Point(2, 0.0)
    points = {"a": a}
    assert looked(points, (b, a)) == 5 and a.x == 5 and points["new"] is b


def test_what_does_not_fit() -> None:
    assert product(Point(2, 1.5)) == 3.0  # compiled before there is another class

    class Other(Point):
        pass

    with pytest.raises(TypeError, match=r"argument 'p' must be Point \| Other, not int"):
        product(3)
    assert product(Other(2, 2.0)) == 4.0
    p = Point(1, 1.0)
    p.x = "a"
    with pytest.raises(TypeError, match="the attribute 'x' of Point must be int"):
        product(p)
    del p.x
    with pytest.raises(AttributeError, match="'Point' object has no attribute 'x'"):
        product(p)
    p.x, p.y = True, 2
    assert product(p) == 2.0  # what an argument takes, an attribute does
    with pytest.raises(TypeError, match="the attribute 'scores' of Team must be list"):
        played(Team("a", (1,)), 1)


def test_no_reference_is_lost() -> None:
    p, team = Point(1000, 1.0), Team("t", [1], [Point(5, 5.0)])
    node = Node(1, Node(2))
    moved(p, p, False), played(team, 1), negated(node), inserted(node, 3), circle(3)
    product(p), exchanged(Pair(1)), made(3)  # what is compiled holds the classes
    gc.collect()
    before = [sys.getrefcount(x) for x in (p, team, team.scores, node, Point, Node)]
    for _ in range(50):
        moved(p, p, False), negated(node), product(p), exchanged(Pair(1))
        with pytest.raises(ValueError):
            moved(p, p, True)
        with pytest.raises(TypeError):
            played(Team("a", (1,)), 1)
        circle(3), made(3)
    gc.collect()
    assert [sys.getrefcount(x) for x in (p, team, team.scores, node, Point, Node)] == before


def test_a_module_file_in_the_same_process(tmp_path) -> None:
    save(tmp_path / "x.jsm", product)
    loaded = load(tmp_path / "x.jsm")
    assert loaded.Point is Point and loaded.product(Point(2, 1.5)) == 3.0
