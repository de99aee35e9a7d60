"""`dataclasses.asdict` and `astuple`; order of tuples whose later fields have none; fields that a
class does not say to be optional, where no None can be."""

from dataclasses import asdict, astuple, dataclass, field

from jitscript import script


@dataclass
class Point:
    x: int
    y: float = 2.0


@dataclass
class Shape:
    name: str
    corners: list[Point]
    center: Point | None = None
    tags: dict[str, list[int]] = field(default_factory=dict)
    pair: tuple[Point, int] = field(default_factory=lambda: (Point(0), 1))
    by_name: dict[str, Point] = field(default_factory=dict)


@dataclass
class Empty:
    pass


@script
def plain(x: int):
    p = Point(x)
    a, t = asdict(p), astuple(p)
    p.x = 0
    return a, t, asdict(Empty()), astuple(Empty()), astuple(Point(1, 2)) < (1, 2.5)


@script
def nested(n: int):
    s = Shape("s", [Point(i) for i in range(n)], Point(9, 9.5) if n % 2 else None)
    s.tags["a"] = [n]
    s.by_name["p"] = Point(-1)
    d, t = asdict(s), astuple(s)
    s.tags["a"].append(1)
    s.corners.clear()
    return d, t, s.tags


class Account:
    def __init__(self, owner: str):
        self.owner = owner


@script
def in_order(owners: list[str]) -> list[str]:
    accounts = {o[:2]: Account(o) for o in owners}
    found = [f"{key} {a.owner}" for key, a in sorted(accounts.items())]
    for _, a in sorted(accounts.items(), reverse=True):
        found.append(a.owner)
    key, last = max(accounts.items())
    return [*found, key, last.owner]


@script
def ordered_pairs(owners: list[str]) -> list[str]:
    pairs = [(len(o), Account(o)) for o in owners]
    print((0, Account("")) < (1, Account("")), (2, Account("")) >= (1, Account("")))
    pairs.sort()
    return [a.owner for _, a in pairs]


class Link:
    def __init__(self, key=None, value=None):
        self.key = key
        self.value = value
        self.next = None


class Chain:
    def __init__(self):
        self.head = Link()

    def put(self, key: int, value: float) -> None:
        link = Link(key, value)
        link.next = self.head.next
        self.head.next = link

    def find(self, key: int) -> float:
        at = self.head.next
        while at is not None and at.key != key:
            at = at.next
        return at.value if at is not None else -1.0

    def first(self) -> int:
        return self.head.next.key


@script
def found(keys: list[int], key: int) -> tuple[float, int]:
    chain = Chain()
    for k in keys:
        chain.put(k, k / 2)
    return chain.find(key), chain.first()


CASES = {
    "plain": [(1,), (-5,)],
    "nested": [(2,), (3,), (0,)],
    "in_order": [(["bob", "ann", "cy"],), (["a"],)],
    "ordered_pairs": [(["bob", "an", ""],), (["a", "b"],), ([],)],
    "found": [([3, 4, 5], 4), ([3], 9), ([], 0)],
}
