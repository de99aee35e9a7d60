"""Containers in fields without annotation that `__init__` makes and other methods fill."""

from jitscript import script


class Ring:
    def __init__(self, n: int):
        self.n = n
        self.items = [None] * n
        self.table = {}
        self.grid = [[0] * n for _ in range(n)]
        self.seen = set()
        self.head = 0

    def push(self, x: int):
        self.items[self.head % self.n] = x
        self.table[x] = self.head
        self.grid[self.head % self.n][0] += x
        self.seen.add(x)
        self.head += 1

    def get(self, i: int):
        return self.items[i]


class Node:
    def __init__(self, key: str, value: int):
        self.key, self.value = key, value
        self.next = None


class Map:
    def __init__(self, size: int = 8):
        self.size = size
        self.buckets = [None] * size
        self.count = 0

    def put(self, key: str, value: int) -> None:
        i = len(key) % self.size
        node = self.buckets[i]
        while node is not None:
            if node.key == key:
                node.value = value
                return
            node = node.next
        new = Node(key, value)
        new.next = self.buckets[i]
        self.buckets[i] = new
        self.count += 1

    def get(self, key: str):
        node = self.buckets[len(key) % self.size]
        while node is not None:
            if node.key == key:
                return node.value
            node = node.next
        return None


class Board:
    def __init__(self, n: int):
        self.cells = [[None] * n for _ in range(n)]
        self.info = {}
        self.marks = [None, None]
        self.empty = [None] * n

    def play(self, x: int, y: int, who: str):
        row = self.cells[y]
        row[x] = who
        self.info[who] = x
        self.info["y"] = 2.5


class Big(Board):
    def __init__(self, n: int):
        super().__init__(n)
        self.more = [0] * n

    def go(self, i: int):
        self.play(i, i, "X")
        self.more[i] = i / 2
        self.marks[0] = self


@script
def ring(n: int, rounds: int):
    r = Ring(n)
    for i in range(rounds):
        r.push(i)
    return r.items, r.table, r.grid, r.get(0), r.seen


@script
def mapped(keys: list[str]):
    m = Map()
    for i, k in enumerate(keys):
        m.put(k, i)
    return [m.get(k) for k in keys], m.get("zz"), m.count


@script
def boards(n: int):
    b = Big(n)
    b.go(n - 1)
    c = Board(n)
    c.play(0, n - 1, "O")
    itself = b.marks[0] is b
    b.marks[0] = None  # no ring is left behind
    return b.cells, b.info, b.more, itself, c.cells, c.info, c.empty


CASES = {
    "ring": [(3, 5), (1, 2), (2, 0), (0, 1)],
    "mapped": [(["a", "bb", "c", "a"],), ([],)],
    "boards": [(2,), (1,), (0,)],
}
