"""Captured containers that hold containers, and captured instances: read where they stand, handed
to functions that read, copied."""

import copy
from collections import namedtuple
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, NamedTuple

from jitscript import script

GRID = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
MOVES = {"U": [0, 1], "D": [0, -1], "stay": []}
TABLE = {"a": {"b": 1, "c": 2}, "d": {}}
NAMES: dict[str, list[str]] = {"x": [], "y": []}
graph: Final[dict[str, list[str]]] = {"A": ["B", "C"], "B": ["C"], "C": []}
PAIRS = ([1, 2], {"k": [3.5]})
MIXED = {"n": 1, "text": "t", "list": [1, 2], "none": None}
DEEP = [[[0]], [[1, 2], [3]], []]
SETS = [{1, 2}, {3}, set()]
BY_PAIR = {(0, 0): [1.5], (1, 0): [2, -0.0]}
FLAT = [3, 1, 2]
WORDS = ["b", "a"]
MASK = [[i == j for j in range(3)] for i in range(3)]
FILLED = [[0] * 2 for _ in range(3)]
for _i in range(3):
    FILLED[_i][1] = _i * _i


class Kind(Enum):
    A = "a"
    B = "b"


BY_KIND = {Kind.A: [Kind.B], Kind.B: [Kind.A, Kind.B]}


class Row(NamedTuple):
    name: str
    values: list[int]


ROWS = [Row("one", [1]), Row("none", [])]
Spot = namedtuple("Spot", "at to")


@dataclass
class Player:
    name: str
    score: int = 0
    tags: list[str] = field(default_factory=list)

    def best(self) -> str:
        return max(self.tags, default="?") + self.name

    def raise_by(self, n: int) -> int:
        self.score += n
        return self.score


class Node:
    def __init__(self, value: int, inner: list["Node"]) -> None:
        self.value = value
        self.inner = inner

    def total(self) -> int:
        return self.value + sum(n.total() for n in self.inner)

    def __len__(self) -> int:
        return len(self.inner)


class Slotted:
    __slots__ = ("__hidden", "x")

    def __init__(self, x: float) -> None:
        self.x = x
        self.__hidden = int(x)

    def both(self) -> float:
        return self.x + self.__hidden


@dataclass(frozen=True)
class Limits:
    low: int
    high: float


PLAYERS = [Player("ann", 3, ["q", "z"]), Player("bo", 5), Player("cy")]
SETTINGS = [Player("config", 7, ["v"])]
TREES = {"tree": Node(1, [Node(2, []), Node(3, [Node(4, [])])]), "leaf": Node(9, [])}
SLOTTED = (Slotted(2.5),)
limits = Limits(1, 2.5)
LOOKUP = {"ann": PLAYERS[0], "cy": PLAYERS[2]}


def total(grid: list[list[int]]) -> int:
    return sum(sum(row) for row in grid)


def longest(names: dict[str, list[str]]) -> str:
    return max(names, key=lambda k: len(names[k]))


@script
def reads(i: int, word: str) -> None:
    print(GRID, GRID[i], GRID[-1][i], len(GRID), GRID[i][1:], [4, 5, 6] in GRID, [4] in GRID)
    print(
        [row[i] for row in GRID], list(zip(*GRID)), sum(GRID[i]), max(GRID), GRID.index([7, 8, 9])
    )
    print(MOVES, MOVES[word] if word in MOVES else "-", MOVES.get(word, [9]), TABLE["a"]["c"])
    print(TABLE.get("d"), NAMES, len(NAMES["x"]), graph["A"], sorted(graph), bool(graph["C"]))
    print(PAIRS[0][i % 2], PAIRS[1]["k"], MIXED, DEEP[1], DEEP[i % 2][0], SETS, 2 in SETS[0])
    print(BY_PAIR[0, 0], BY_PAIR, BY_KIND[Kind.B], ROWS, ROWS[0].values, MASK[i], FILLED)
    for name, values in ROWS:
        print(name, values, end=";")
    for key, inner in TABLE.items():
        for k, v in inner.items():
            print(key, k, v, end=";")
    print(GRID == [[1]], GRID != DEEP[0], GRID < [[2]], MOVES == {"U": [0, 1]}, not GRID)
    print(f"{GRID[0]!r:>12}", str(MOVES["U"]), ", ".join(str(r) for r in GRID), *GRID)


@script
def handed(n: int) -> None:
    print(total(GRID), longest(graph), total([[n], *GRID]), sorted(FLAT), len(WORDS))
    rows = sorted(GRID, key=lambda r: -r[0])
    print(rows, rows[0][0], [r for r in GRID if r[0] > n], GRID + [[n]], GRID[1:] * 2)
    row = GRID[0] if n else GRID[1]
    for x in row:
        n += x
    first, *rest = GRID
    print(n, first[0], len(rest), list(map(sum, GRID)), list(filter(None, DEEP)), any(GRID))
    seen = {}
    for row in GRID:
        seen[row[0]] = row
    print(seen, seen[4][1], dict(MOVES), list(MOVES.values()), [*GRID, row])


@script
def copied(n: int) -> list[list[int]]:
    mine = [row[:] for row in GRID]
    mine[0].append(n)
    mine.append([n])
    other = copy.deepcopy(GRID)
    other[1][1] = n
    moves = {k: list(v) for k, v in MOVES.items()}
    moves["U"].append(n)
    moves["new"] = [n]
    print(mine, other, moves, GRID, MOVES)
    return mine


@script
def instances(n: int, name: str) -> None:
    print(PLAYERS, PLAYERS[0].name, PLAYERS[n % 3].best(), SETTINGS[0], SETTINGS[0].tags[0], SETTINGS[0].best())
    print([p.name for p in PLAYERS if p.score > n], Player("bo", 5) in PLAYERS)
    print(
        max(PLAYERS, key=lambda p: p.score).name,
        sorted(p.name for p in PLAYERS),
        LOOKUP[name].score,
    )
    print(
        TREES["tree"].total(), TREES["tree"].inner[1].inner[0].value, len(TREES["tree"]), bool(TREES["leaf"]), not TREES["tree"], SLOTTED[0].both()
    )
    print(limits.low + limits.high, limits == Limits(1, 2.5), SETTINGS[0] == Player("config", 7, ["v"]))
    mine = Player(SETTINGS[0].name, SETTINGS[0].score, list(SETTINGS[0].tags))
    mine.raise_by(n)
    print(mine, SETTINGS[0].score, isinstance(SETTINGS[0], Player), (TREES["leaf"] or TREES["tree"]).value)


@script
def path(start: str, end: str, seen: int) -> list[str]:
    """Recursion over a captured graph."""
    if start == end:
        return [end]
    if seen > 5:
        return []
    for nxt in graph[start]:
        found = path(nxt, end, seen + 1)
        if found:
            return [start, *found]
    return []


@script
def missing(key: str) -> list[int]:
    return MOVES[key][:]


@script
def too_far(i: int, j: int) -> int:
    return GRID[i][j]


@script
def each(n: int) -> list[int]:
    def rows():
        for row in GRID:
            yield sum(row) + n

    return list(rows())


CASES = {
    "reads": [(0, "U"), (2, "nowhere"), (1, "stay")],
    "handed": [(0,), (4,)],
    "copied": [(5,)],
    "instances": [(2, "ann"), (4, "cy"), (0, "nobody")],
    "path": [("A", "C", 0), ("C", "A", 0), ("B", "Q", 0), ("Q", "A", 0)],
    "missing": [("U",), ("nothing",)],
    "too_far": [(0, 2), (3, 0), (0, 3), (-3, -3), (-4, 0)],
    "each": [(1,)],
}
