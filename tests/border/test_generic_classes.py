"""Instances of generic classes over the border: as CPython has them, each combination a type."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import pytest

import jitscript as js
from jitscript.runtime import load

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")


@dataclass
class Node(Generic[T]):
    value: T
    next: Node[T] | None = None


@dataclass(frozen=True)
class Both(Generic[K, V]):
    k: K
    v: V


@dataclass
class Table(Generic[K, V]):
    rows: dict[K, list[V]] = field(default_factory=dict)
    last: V | None = None


class Stack(Generic[T]):
    def __init__(self, items: list[T]) -> None:
        self.items = items
        self.pushed = 0

    def push(self, x: T) -> None:
        self.items.append(x)
        self.pushed += 1

    def __repr__(self) -> str:
        return f"Stack({self.items}, {self.pushed})"


class Lazy(Generic[T]):
    def __init__(self, x: T) -> None:
        self.x = x

    def late(self, x: T) -> None:
        self.y = x


def total(n: Node[int] | None) -> int:
    s = 0
    while n is not None:
        s += n.value
        n.value += 1
        n = n.next
    return s


def chain(n: int) -> Node[str]:
    head = Node(str(0))
    for i in range(1, n):
        head = Node(str(i), head)
    return head


def mixed(a: Node[int], b: Node[str]) -> tuple[Node[str], Both[int, str]]:
    return Node(b.value * a.value, b), Both(a.value, b.value)


def swapped(d: dict[str, Both[int, float]]) -> list[Both[float, int]]:
    return [Both(b.v, b.k) for b in d.values()]


def filed(t: Table[str, float], key: str, x: float) -> Table[str, float]:
    t.rows.setdefault(key, []).append(x)
    t.last = x
    return t


def pushed(s: Stack[int], x: int) -> Stack[int]:
    s.push(x)
    return s


def stacked(x: float) -> Stack[float]:
    s = Stack([x])
    s.push(2 * x)
    return s


def two(n: Node[T], x: T) -> list[T]:
    return [n.value, x]


def bare(n: Node) -> Any:  # type: ignore[type-arg]
    return n.value


def values(nodes: Sequence[Node[T]]) -> list[T]:
    return [n.value for n in nodes]


def last(t: Table[K, V], default: V) -> V:
    return default if t.last is None else t.last


CALLS: dict[str, tuple[Any, list[tuple[Any, ...]]]] = {
    "total": (total, [(Node(1, Node(2)),), (None,)]),
    "chain": (chain, [(3,), (1,)]),
    "mixed": (mixed, [(Node(2), Node("ab"))]),
    "swapped": (swapped, [({"a": Both(1, 2.5), "b": Both(3, -0.0)},), ({},)]),
    "filed": (filed, [(Table(), "a", 1.5), (Table({"a": [0.5]}, 2.0), "b", 1.5)]),
    "stacked": (stacked, [(1.5,)]),
    "two": (two, [(Node(1), 2), (Node("a"), "b"), (Node(1.5, Node(2.5)), 0.0)]),
    "bare": (bare, [(Node(1),), (Node("a"),), (Node((1, 2.5)),), (Node([1]),)]),
    "values": (values, [([Node(1), Node(2)],), ([Node("a")],), ((Node(0.5),),)]),
    "last": (last, [(Table({"a": [1]}, 2), 0), (Table({1: []}), "x"), (Table({1: [2.5]}), 0.5)]),
}


@pytest.mark.parametrize("name", CALLS)
def test_is_as_python_has_it(name: str, optimised: bool) -> None:
    plain, calls = CALLS[name]
    scripted = js.script(plain, cache=False)
    for _ in range(2):  # the second time, variants are there
        for args in calls:
            given, kept = copy.deepcopy(args), copy.deepcopy(args)
            expected, got = plain(*kept), scripted(*given)
            assert (repr(got), type(got)) == (repr(expected), type(expected))
            assert repr(given) == repr(kept)


def test_identity(optimised: bool) -> None:
    scripted = js.script(mixed, cache=False)
    node = Node("x")
    assert scripted(Node(2), node)[0].next is node
    stack = Stack([1])
    same = js.script(pushed, cache=False)(stack, 2)
    assert same is stack and stack.items == [1, 2] and stack.pushed == 1


def test_what_is_of_another_type(optimised: bool) -> None:
    with pytest.raises(TypeError, match="the attribute 'value' of Node must be int"):
        js.script(total, cache=False)(Node("a"))
    with pytest.raises(TypeError, match="argument 'n' must be Node"):
        js.script(bare, cache=False)(3)
    with pytest.raises(TypeError, match="argument 'n' must be Node"):
        js.script(two, cache=False)(Both(1, 2), 3)
    with pytest.raises(TypeError, match="the type of its elements cannot be told"):
        js.script(bare, cache=False)(Node([]))


def test_an_instance_that_says_its_type(optimised: bool) -> None:
    def depth(s: Stack[T], x: T) -> int:
        s.push(x)
        return len(s.items)

    scripted = js.script(depth, cache=False)
    empty = Stack[float]([])
    assert scripted(empty, 1.5) == 1 and empty.items == [1.5]
    with pytest.raises(TypeError, match="must be float, as `T` is for an argument before it"):
        scripted(Stack[float]([]), "a")


def test_attributes_that_may_not_be_set_stay_with_python(optimised: bool) -> None:
    def first(x: Lazy[int]) -> int:
        return x.x

    lazy = Lazy(3)
    assert js.script(first, cache=False)(lazy) == 3 and not hasattr(lazy, "y")


def test_in_a_module_file(tmp_path: Path, optimised: bool) -> None:
    file = tmp_path / "generic.jsm"
    js.save(file, js.script(total, cache=False), js.script(chain, cache=False))
    loaded = load(file)
    assert loaded.total(Node(1, Node(2))) == 3
    assert loaded.chain(2) == chain(2)


class Sized(Generic[T]):
    """With a size of its own, and fields that only `__init__` annotates."""

    def __init__(self) -> None:
        self.items: list[T] = []

    def __len__(self) -> int:
        return len(self.items)


@js.script
def last(found: Sized[T]) -> T:
    return found.items[-1]


def test_what_init_annotates_tells_each_time() -> None:
    told = Sized[int]()
    told.items.append(3)
    assert last(told) == 3
    for items in ([1], ["q"], [True], [2.5], [2]):
        found: Any = Sized()
        found.items = items
        value = last(found)
        assert (type(value), value) == (type(items[-1]), items[-1])


class Peer(Generic[T]):
    def __init__(self, value: T) -> None:
        self.value = value
        self.peer: Peer[T] | None = None


@js.script
def linked(a: Peer[T], b: Peer[T]) -> T:
    a.peer, b.peer = b, a
    return b.value


def test_parameters_of_init_tell_beside_what_it_annotates() -> None:
    for one, two in ((1, 2), ("a", "b"), (True, False)):
        a: Any = Peer(one)
        b: Any = Peer(two)
        assert linked(a, b) == two
        assert type(linked(a, b)) is type(two)
        assert a.peer is b
        assert b.peer is a
