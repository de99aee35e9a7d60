"""Small classics of benchmarks, with objects and containers. `bench/objects.py` times them."""

from __future__ import annotations

import heapq
import math
from collections import OrderedDict
from dataclasses import dataclass

from jitscript import script


@dataclass
class Person:
    name: str
    age: int
    score: float


@script
def sort_by_key(n: int) -> tuple[list[str], float]:
    seed = 42
    people: list[Person] = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        people.append(Person("p" + str(seed % 1000), seed % 90, seed % 777 / 7.0))
    people.sort(key=lambda p: p.score)
    people.sort(key=lambda p: (p.age, p.name), reverse=True)
    best = max(people, key=lambda p: p.score)
    return [p.name for p in people[:5]], best.score if n else 0.0


@script
def dijkstra(n: int) -> int:
    edges: dict[int, list[tuple[int, int]]] = {}
    seed = 7
    for i in range(n):
        out: list[tuple[int, int]] = []
        for _ in range(5):
            seed = (seed * 1103515245 + 12345) % 2147483648
            out.append(((seed >> 8) % n, 1 + seed % 97))
        edges[i] = out
    dist: dict[int, int] = {0: 0}
    done: set[int] = set()
    heap: list[tuple[int, int]] = [(0, 0)]
    while heap:
        d, u = heapq.heappop(heap)
        if u in done:
            continue
        done.add(u)
        for v, w in edges[u]:
            nd = d + w
            if v not in dist or nd < dist[v]:
                dist[v] = nd
                heapq.heappush(heap, (nd, v))
    return sum(dist.values()) + len(done)


class Queens:
    def __init__(self, n: int) -> None:
        self.n = n
        self.columns: set[int] = set()
        self.up: set[int] = set()
        self.down: set[int] = set()
        self.found = 0

    def place(self, row: int) -> None:
        if row == self.n:
            self.found += 1
            return
        for c in range(self.n):
            if c in self.columns or row + c in self.up or row - c in self.down:
                continue
            self.columns.add(c)
            self.up.add(row + c)
            self.down.add(row - c)
            self.place(row + 1)
            self.columns.remove(c)
            self.up.remove(row + c)
            self.down.remove(row - c)


@script
def queens(n: int) -> int:
    board = Queens(n)
    board.place(0)
    return board.found


class Tree:
    def __init__(self, left: Tree | None, right: Tree | None) -> None:
        self.left = left
        self.right = right

    def check(self) -> int:
        found = 1
        if self.left is not None:
            found += self.left.check()
        if self.right is not None:
            found += self.right.check()
        return found


def grown(depth: int) -> Tree:
    if depth == 0:
        return Tree(None, None)
    return Tree(grown(depth - 1), grown(depth - 1))


@script
def binary_trees(n: int) -> list[int]:
    found = [grown(n + 1).check()]
    kept = grown(n)
    for depth in range(4, n + 1, 4):
        total = 0
        for _ in range(2 ** (n - depth + 4)):
            total += grown(depth).check()
        found.append(total)
    found.append(kept.check())
    return found


@script
def fannkuch(n: int) -> int:
    count = list(range(1, n + 1))
    permutation = list(range(n))
    most, last, r = 0, n - 1, n
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        if permutation[0] != 0 and permutation[last] != last:
            flipped = permutation[:]
            flips = 0
            k = flipped[0]
            while k:
                flipped[: k + 1] = flipped[k::-1]
                flips += 1
                k = flipped[0]
            most = max(most, flips)
        while r != n:
            permutation.insert(r, permutation.pop(0))
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1
        else:
            return most


def entry(i: int, j: int) -> float:
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(u: list[float], turned: bool) -> list[float]:
    n = len(u)
    if turned:
        return [sum(entry(j, i) * u[j] for j in range(n)) for i in range(n)]
    return [sum(entry(i, j) * u[j] for j in range(n)) for i in range(n)]


@script
def spectral_norm(n: int) -> float:
    u = [1.0] * n
    v = u
    for _ in range(4):
        v = times(times(u, False), True)
        u = times(times(v, False), True)
    vbv = vv = 0.0
    for ue, ve in zip(u, v):
        vbv += ue * ve
        vv += ve * ve
    return math.sqrt(vbv / vv) if n else 0.0


class LRU:
    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.data: OrderedDict[int, str] = OrderedDict()
        self.hits = 0

    def get(self, key: int) -> str | None:
        if key not in self.data:
            return None
        self.hits += 1
        self.data.move_to_end(key)
        return self.data[key]

    def put(self, key: int, value: str) -> None:
        self.data[key] = value
        self.data.move_to_end(key)
        if len(self.data) > self.capacity:
            self.data.popitem(last=False)


@script
def lru_cache(n: int) -> tuple[int, int]:
    cache = LRU(100)
    seed = 1
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        key = (seed >> 8) % 150
        if cache.get(key) is None:
            cache.put(key, str(key))
    return cache.hits, len(cache.data)


class Sudoku:
    def __init__(self, text: str) -> None:
        self.grid = [int(c) if c.isdigit() else 0 for c in text]
        self.rows = [0] * 9
        self.columns = [0] * 9
        self.boxes = [0] * 9
        for i, v in enumerate(self.grid):
            if v:
                self.put(i, v)

    def put(self, i: int, v: int) -> None:
        bit = 1 << v
        self.grid[i] = v
        self.rows[i // 9] |= bit
        self.columns[i % 9] |= bit
        self.boxes[i // 27 * 3 + i % 9 // 3] |= bit

    def take(self, i: int) -> None:
        bit = ~(1 << self.grid[i])
        self.grid[i] = 0
        self.rows[i // 9] &= bit
        self.columns[i % 9] &= bit
        self.boxes[i // 27 * 3 + i % 9 // 3] &= bit

    def candidates(self, i: int) -> list[int]:
        used = self.rows[i // 9] | self.columns[i % 9] | self.boxes[i // 27 * 3 + i % 9 // 3]
        return [v for v in range(1, 10) if not used >> v & 1]

    def solve(self) -> bool:
        best = -1
        fewest: list[int] = []
        for i, v in enumerate(self.grid):
            if not v:
                here = self.candidates(i)
                if best < 0 or len(here) < len(fewest):
                    best, fewest = i, here
        if best < 0:
            return True
        for v in fewest:
            self.put(best, v)
            if self.solve():
                return True
            self.take(best)
        return False


HARD = "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4.."


@script
def sudoku(n: int) -> str:
    found = ""
    for _ in range(n):
        board = Sudoku(HARD)
        board.solve()
        found = "".join([str(v) for v in board.grid])
    return found


CASES = {
    "sort_by_key": [(1,), (300,)],
    "dijkstra": [(1,), (60,)],
    "queens": [(1,), (6,)],
    "binary_trees": [(4,)],
    "fannkuch": [(2,), (6,)],
    "spectral_norm": [(0,), (10,)],
    "lru_cache": [(0,), (700,)],
    "sudoku": [(1,)],
}
