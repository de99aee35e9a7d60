"""`collections.OrderedDict`: orders that are changed, and compared."""

from collections import Counter, OrderedDict, defaultdict

from jitscript import script


class LRU:
    def __init__(self, capacity: int):
        self.capacity = capacity
        self.cache: OrderedDict[int, int] = OrderedDict()

    def get(self, key: int) -> int:
        if key not in self.cache:
            return -1
        self.cache.move_to_end(key)
        return self.cache[key]

    def put(self, key: int, value: int) -> None:
        if key in self.cache:
            self.cache.move_to_end(key)
        self.cache[key] = value
        if len(self.cache) > self.capacity:
            self.cache.popitem(last=False)


@script
def lru(capacity: int, n: int) -> list[int]:
    cache = LRU(capacity)
    found = []
    for i in range(n):
        cache.put(i * 7 % 11, i)
        found.append(cache.get(i * 3 % 11))
    return found


@script
def moved(n: int, k: int, last: bool):
    d = OrderedDict()
    for i in range(n):
        d[i] = str(i)
    d.move_to_end(k, last)
    d.move_to_end(k, last=last)
    return list(d), list(d.values()), list(reversed(d)), repr(d), list(reversed(d.items()))


@script
def moved_at_random(n: int, keys: int, seed: int):
    """Entries move, go and come, with keys whose places in the index collide."""
    d: OrderedDict[tuple[int, str], str] = OrderedDict()
    found = []
    at = seed
    for step in range(n):
        at = (at * 1103515245 + 12345) % 2147483648
        i = at // 65536 % keys
        key = (i * 1024, f"key number {i}")
        what = at // 7 % 8
        if key not in d or what == 0:
            d[key] = f"value of step {step}"
        elif what == 1:
            del d[key]
        elif what == 2 and len(d) > keys // 2:
            found.append(str(d.popitem(last=step % 3 == 0)))
        else:
            d.move_to_end(key, last=what > 3)
        if step % 17 == 0:
            found.append(f"{next(iter(d))} {next(reversed(d))} {len(d)}")
    return found, list(d.items())


@script
def moved_while_iterating(n: int):
    d = OrderedDict((i, i) for i in range(n))
    for k in d:
        d.move_to_end(k)
    return list(d)


@script
def popped(n: int, last: bool):
    d = OrderedDict((i, -i) for i in range(n))
    found = []
    while len(d) > 1:
        found.append(d.popitem(last))
        d[100 + len(found) % 3] = 0
        if len(found) > 12:
            break
    found.append(d.popitem())
    return found, len(d), list(d.items())


@script
def compared(pairs: list[tuple[str, int]]):
    a = OrderedDict(pairs)
    b = OrderedDict(pairs[::-1])
    plain = dict(pairs)
    c = a.copy()
    return (
        (a == b, a != b, a == c, c is a, a == plain, plain == b, plain == a, b != plain),
        (dict(a) == plain, dict(b), a == defaultdict(int), a == Counter(plain)),
    )


@script
def methods(pairs: list[tuple[str, int]]):
    d = OrderedDict(pairs)
    d["new"] = 1
    d["new"] = 2
    gone = d.pop("new"), d.pop("none", 7)
    d.setdefault("set", 3)
    d.update({"a": 9, "z": 26})
    d |= [("y", 25)]
    e = d | {"q": 0}
    del d["z"]
    d.move_to_end("set", last=False)
    total = sum(d.values())
    return gone, total, d.get("a"), d.get("w", 1), "y" in d, list(d), list(e), bool(d)


@script
def shown(n: int):
    d = OrderedDict()
    for i in range(n):
        d[str(i)] = i
    return str(d), f"{d}", str(d.keys()), str(d.values()), str(d.items()), len(d.items())


@script
def iterated(how: int):
    d = OrderedDict.fromkeys(range(3), 0)
    seen = []
    try:
        for k in d:
            seen.append(k)
            if how == 0:
                d.clear()
            elif how == 1:
                d.pop(k)
            elif how == 2:
                d[k + 10] = 1
            elif how == 3 and k == 2:
                d[7] = 1
            elif how == 4:
                d.move_to_end(2)
            elif how == 5:
                d.move_to_end(0)
            elif how == 6:
                d.move_to_end(0, last=False)
            elif how == 7:
                d[k] = k
    except RuntimeError as e:
        print(e)
    return seen, list(d)


@script
def missing(how: int) -> int:
    d: OrderedDict[int, int] = OrderedDict()
    if how == 0:
        d.popitem()
    if how == 1:
        d.popitem(last=False)
    if how == 2:
        d.move_to_end(5)
    if how == 3:
        d.pop(5)
    if how == 4:
        del d[5]
    return d[5]


@script
def first_unique(text: str) -> str:
    counts: OrderedDict[str, int] = OrderedDict()
    for c in text:
        counts[c] = counts.get(c, 0) + 1
    for c, n in counts.items():
        if n == 1:
            return c
    return "-"


@script
def churned(n: int) -> tuple[list[int], int]:
    d = OrderedDict()
    for i in range(n):
        d[i] = i
        d.move_to_end(i // 2 if i // 2 in d else i)
        if len(d) > 5:
            d.popitem(last=i % 3 == 0)
        if i % 4 == 0:
            d.move_to_end(i if i in d else next(iter(d)), last=False)
    return list(d), sum(d.values())


CASES = {
    "lru": [(1, 0), (1, 20), (3, 60), (20, 40)],
    "moved": [
        (1, 0, True),
        (5, 0, True),
        (5, 4, False),
        (5, 2, False),
        (5, 9, True),
        (40, 7, False),
    ],
    "moved_at_random": [(10, 1, 1), (60, 3, 5), (700, 20, 9), (900, 90, 2)],
    "moved_while_iterating": [(0,), (1,), (2,), (9,)],
    "popped": [(0, True), (1, True), (5, True), (5, False), (30, False)],
    "compared": [([],), ([("a", 1)],), ([("a", 1), ("b", 2), ("c", 3)],)],
    "methods": [([],), ([("a", 1), ("b", 2)],)],
    "shown": [(0,), (1,), (3,)],
    "iterated": [(k,) for k in range(8)],
    "missing": [(k,) for k in range(6)],
    "first_unique": [("",), ("aabbc",), ("hello",)],
    "churned": [(0,), (1,), (7,), (100,)],
}
