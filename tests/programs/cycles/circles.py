"""Objects that lead back to themselves: made, changed and dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from jitscript import script


class Node:
    def __init__(self, value: int) -> None:
        self.value = value
        self.next: Node | None = None
        self.prev: Node | None = None


class Tree:
    def __init__(self, value: int, parent: Tree | None = None) -> None:
        self.value = value
        self.parent = parent
        self.children: list[Tree] = []
        if parent is not None:
            parent.children.append(self)


class Graph:
    def __init__(self, name: str) -> None:
        self.name = name
        self.edges: dict[str, Graph] = {}
        self.seen = False


@dataclass
class Owner:
    name: str
    pets: list[Pet] = field(default_factory=list)


@dataclass
class Pet:
    name: str
    owner: Owner | None
    friends: set[str] = field(default_factory=set)


class Machine:
    def __init__(self, step: int) -> None:
        self.step = step
        self.total = 0
        self.action: Callable[[int], int] | None = None

    def add(self, x: int) -> int:
        self.total += x * self.step
        return self.total


class Pair:
    def __init__(self) -> None:
        self.both: tuple[Pair | None, int] = (None, 0)
        self.either: Pair | str | int = "none"


class Holder:
    def __init__(self, node: Node) -> None:
        self.node = node
        self.me: Holder | None = None


@script
def held(n: int) -> int:
    """Circles of one class hold those of another."""
    total = 0
    for i in range(n):
        node = Node(i)
        node.next = node
        holder = Holder(node)
        holder.me = Holder(node)
        holder.me.me = holder
        total += holder.me.node.value
    return total


@script
def grown(n: int) -> int:
    """A list with circles becomes longer by what is in none."""
    total = 0
    for _ in range(n):
        root = Tree(0)
        for j in range(6):
            Tree(j, root)
        for j in range(30):
            root.children.append(Tree(j))
            total += root.children[j].value
    return total


@script
def linked(n: int) -> int:
    """A list with links both ways, dropped whole."""
    head = Node(0)
    tail = head
    for i in range(1, n):
        node = Node(i)
        tail.next = node
        node.prev = tail
        tail = node
    total = 0
    at: Node | None = tail
    while at is not None:
        total = total * 3 % 1_000_003 + at.value
        at = at.prev
    return total


@script
def itself(n: int) -> int:
    for i in range(n):
        node = Node(i)
        node.next = node
        node.prev = node
    return n


@script
def ring(n: int, rounds: int) -> int:
    """Rings that are made and dropped; one is kept to the end."""
    kept = Node(7)
    kept.next = kept
    total = 0
    for r in range(rounds):
        first = Node(r)
        at = first
        for i in range(1, n):
            more = Node(i)
            at.next = more
            at = more
        at.next = first
        if r % 10 == 0:
            second = kept.next
            kept.next = first
            at.next = second
        walk: Node | None = first
        for _ in range(n):
            assert walk is not None
            total += walk.value
            walk = walk.next
    at = kept
    length = 0
    while at.next is not None and at.next is not kept:
        at = at.next
        length += 1
    return total * 1000 + length


@script
def removed(n: int) -> list[int]:
    """Nodes that leave the list and are dropped while it lives."""
    head = Node(-1)
    head.next = head
    head.prev = head
    out: list[int] = []
    for i in range(n):
        node = Node(i)
        last = head.prev
        assert last is not None
        last.next = node
        node.prev = last
        node.next = head
        head.prev = node
        if i % 3 == 2:
            first = head.next
            assert first is not None and first.next is not None
            out.append(first.value)
            head.next = first.next
            first.next.prev = head
    return [*out[-5:], len(out)]


@script
def parents(depth: int, width: int) -> int:
    root = Tree(1)
    level = [root]
    for _ in range(depth):
        level = [Tree(t.value * 2 + i, t) for t in level for i in range(width)]
    total = 0
    for leaf in level:
        at: Tree | None = leaf
        while at is not None:
            total += at.value
            at = at.parent
    return total


@script
def subtree(depth: int) -> int:
    """All but one branch is dropped while its root is still used."""
    kept: list[Tree] = []
    for i in range(depth):
        root = Tree(i)
        for j in range(5):
            child = Tree(j, root)
            Tree(j * 2, child)
        kept.append(root.children[i % 5])
    return sum(t.value + len(t.children) + (t.parent.value if t.parent is not None else 0)
               for t in kept)  # fmt: skip


@script
def graph(n: int) -> int:
    nodes = [Graph(str(i)) for i in range(n)]
    for i, node in enumerate(nodes):
        for k in (i * 7 + 1, i * i + 3, i + n - 1):
            other = nodes[k % n]
            node.edges[other.name] = other
    waiting = [nodes[0]]
    nodes[0].seen = True
    count = 0
    while waiting:
        node = waiting.pop()
        count += 1
        for other in node.edges.values():
            if not other.seen:
                other.seen = True
                waiting.append(other)
    return count


@script
def cut(n: int) -> int:
    """Edges that are taken away leave circles behind."""
    total = 0
    for _ in range(n):
        a, b, c = Graph("a"), Graph("b"), Graph("c")
        a.edges["b"] = b
        b.edges["a"] = a
        b.edges["c"] = c
        c.edges["c"] = c
        del a.edges["b"]
        total += len(b.edges) + len(a.edges) + len(c.edges)
    return total


@script
def pets(n: int) -> list[str]:
    owners: list[Owner] = []
    for i in range(n):
        owner = Owner(f"owner {i}")
        for j in range(3):
            owner.pets.append(Pet(f"pet {i}.{j}", owner, {str(j)}))
        if i % 100 == 0:
            owners.append(owner)
    return [p.owner.name + p.name for o in owners for p in o.pets if p.owner is not None]


@script
def closures(n: int) -> int:
    total = 0
    for i in range(n):
        machine = Machine(i)
        machine.action = machine.add
        if machine.action is not None:
            total += machine.action(2)
    return total


@script
def shared(n: int) -> int:
    """A closure that holds the list which holds it."""
    calls = 0
    for i in range(n):
        steps: list[Callable[[int], int]] = []

        def again(x: int) -> int:
            return x if x <= 0 else steps[0](x - 1) + 1  # noqa: B023

        steps.append(again)
        calls += steps[0](i % 5)
    return calls


@script
def tuples(n: int) -> int:
    total = 0
    for i in range(n):
        a, b = Pair(), Pair()
        a.both = (b, i)
        b.both = (a, i + 1)
        a.either = b
        b.either = "text" if i % 2 else 5
        if i % 3 == 0:
            b.either = a
        total += a.both[1] + b.both[1]
    return total


@script
def raised(n: int) -> int:
    """Circles that an exception leaves behind."""
    caught = 0

    def work(i: int) -> int:
        a, b = Node(i), Node(i + 1)
        a.next = b
        b.next = a
        if i % 2:
            raise ValueError(f"at {i}")
        return 10 // (i % 3)

    for i in range(n):
        try:
            work(i)
        except ValueError as error:
            caught += len(str(error))
        except ZeroDivisionError:
            caught += 1000
    return caught


@script
def fails(n: int) -> int:
    a, b = Node(n), Node(n)
    a.next = b
    b.next = a
    return [a.value, b.value][n]


def walk(node: Node) -> Iterator[int]:
    at: Node | None = node
    while at is not None:
        yield at.value
        at = at.next
        if at is node:
            return


@script
def generated(n: int) -> int:
    total = 0
    for i in range(n):
        a, b, c = Node(i), Node(i + 1), Node(i + 2)
        a.next, b.next, c.next = b, c, a
        total += sum(walk(a))
        steps = walk(b)
        total += next(steps)
    return total


@script
def star(n: int) -> int:
    """Much that hangs on one, and lives while circles come and go."""
    hub = Tree(0)
    for i in range(n):
        Tree(i, Tree(i, hub))
    hub.children.reverse()
    for i in range(n):
        a = Tree(i)
        a.parent = hub.children[i].children[0]
        a.children.append(a)
    last = hub.children[n // 2].children[0]
    hub = last
    for i in range(n):
        a = Tree(i)
        a.children.append(a)
    at = last.parent
    assert at is not None and at.parent is not None
    return sum(t.value + t.children[0].value for t in at.parent.children)


@script
def wide(n: int) -> int:
    """What is met early is known to live only late."""
    hub = Tree(-1)
    for i in range(n):
        child, below = Tree(i), Tree(i)
        child.parent = hub
        hub.children.append(child)
        below.parent = child
        child.children.append(below)
    for i in range(n):
        a = Tree(i)
        a.children.append(a)
    return sum(c.children[0].value - c.value for c in hub.children) + len(hub.children)


@script
def swapped(xs: list[int]) -> list[int]:
    """Tangled often, by numbers."""
    nodes = [Tree(i) for i in range(20)]
    for x in xs:
        a, b = nodes[x % 20], nodes[x // 20 % 20]
        a.children.append(b)
        b.parent = a
        if x % 7 == 0:
            a.children = [c for c in a.children if c.value % 2 == 0]
        if x % 11 == 0:
            nodes[x % 20] = Tree(x % 20)
        if x % 13 == 0 and a.children:
            a.children.pop(0)
        if x % 5 == 0:
            b.children.extend(a.children[:3])
    return [len(n.children) for n in nodes]


_MIXED = [(i * 7919 + i * i * 31) % 1009 for i in range(3000)]

CASES = {
    "linked": [(1,), (2,), (10,), (200_000,)],
    "itself": [(1,), (3000,)],
    "ring": [(1, 5), (4, 2000), (500, 7)],
    "removed": [(3,), (9000,)],
    "parents": [(1, 1), (3, 4), (9, 2)],
    "subtree": [(3,), (1000,)],
    "graph": [(1,), (200,)],
    "cut": [(5,), (1500,)],
    "pets": [(3,), (900,)],
    "closures": [(4,), (2500,)],
    "shared": [(10,), (2500,)],
    "tuples": [(5,), (2500,)],
    "raised": [(7,), (2500,)],
    "fails": [(0,), (2,)],
    "generated": [(3,), (800,)],
    "star": [(1,), (300,), (2500,)],
    "wide": [(1,), (200,), (3000,)],
    "held": [(1,), (700,), (2500,)],
    "grown": [(1,), (500,)],
    "swapped": [([3, 8, 421],), (_MIXED,)],
}
