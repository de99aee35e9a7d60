"""`collections` in and out: types, order, lengths and factories are Python's, changes are the
caller's, aliases stay aliases."""

# ruff: noqa: B006

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque
from dataclasses import dataclass
from typing import Optional

from jitscript import script

# --- deque ---------------------------------------------------------------------------------------


@script
def turned(d: deque[int], how: str, n: int) -> deque[int]:
    if how == "append":
        for i in range(n):
            d.append(i)
    elif how == "appendleft":
        for i in range(n):
            d.appendleft(i)
    elif how == "pop":
        for _ in range(n):
            d.pop()
    elif how == "popleft":
        for _ in range(n):
            d.popleft()
    elif how == "rotate":
        d.rotate(n)
    elif how == "reverse":
        d.reverse()
    elif how == "middle":
        d[n] = 77
        del d[0]
        d.insert(1, 55)
    elif how == "clear":
        d.clear()
    elif how == "window":
        for i in range(n):
            d.append(i)
            if len(d) > 3:
                d.popleft()
    return d


TURNS = [
    (deque(range(6), maxlen=most), how, n)
    for most in (None, 6, 9)
    for how, n in (
        ("append", 5),
        ("append", 200),
        ("appendleft", 5),
        ("pop", 2),
        ("pop", 7),
        ("popleft", 3),
        ("popleft", 6),
        ("rotate", 2),
        ("rotate", -1),
        ("reverse", 0),
        ("middle", 4),
        ("clear", 0),
        ("window", 100),
        ("nothing", 0),
    )
]


@script
def bfs(edges: list[list[int]], queue: deque[tuple[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    while queue:
        node, far = queue.popleft()
        if node in found:
            continue
        found[node] = far
        for other in edges[node]:
            queue.append((other, far + 1))
    return found


@script
def last_lines(lines: list[str], n: int) -> deque[str]:
    kept: deque[str] = deque(maxlen=n)
    for line in lines:
        kept.append(line.strip())
    return kept


@script
def empty_deque() -> deque[float]:
    return deque()


@script
def of_lists(d: deque[list[int]], row: list[int]) -> list[int]:
    d[0].append(1)
    d.append(row)
    row.append(2)
    d.appendleft([9])
    return d[1]


def shared_row() -> tuple:
    row = [5]
    return deque([row, [6], row]), row


@script
def two_names(a: deque[int], b: deque[int]) -> tuple[bool, int]:
    a.append(1)
    b.append(2)
    return a is b, len(a)


def one_deque() -> tuple:
    d = deque([0])
    return d, d


@script
def fails_later(
    d: deque[int], c: Counter[str], o: OrderedDict[str, int], m: defaultdict[str, list[int]]
) -> int:
    d.append(4)
    c["x"] += 1
    o.move_to_end("a")
    m["new"].append(3)
    return d[100]


# --- Counter -------------------------------------------------------------------------------------


@script
def count(c: Counter[str], text: str) -> Counter[str]:
    c.update(text)
    for letter in text:
        if c[letter] > 3:
            del c[letter]
    return c


@script
def counted(words: list[str]) -> Counter[str]:
    return Counter(words)


@script
def common(c: Counter[tuple[int, int]], n: int) -> list[tuple[tuple[int, int], int]]:
    c[(0, 0)] = 7
    return c.most_common(n)


@script
def algebra(
    a: Counter[int], b: Counter[int]
) -> tuple[Counter[int], Counter[int], Counter[int], Counter[int]]:
    return a + b, a - b, a | b, a & b


@script
def missing(c: Counter[str]) -> tuple[int, int]:
    return c["not there"], len(c)


# --- defaultdict ---------------------------------------------------------------------------------


@script
def group(d: defaultdict[int, list[str]], words: list[str]) -> defaultdict[int, list[str]]:
    for w in words:
        d[len(w)].append(w)
    return d


@script
def grouped(words: list[str]) -> defaultdict[str, list[str]]:
    d: defaultdict[str, list[str]] = defaultdict(list)
    for w in words:
        d[w[0]].append(w)
    return d


@script
def totals(n: int) -> defaultdict[int, int]:
    d: defaultdict[int, int] = defaultdict(int)
    for i in range(n):
        d[i % 3] += i
    return d


@script
def of_fives(n: int) -> defaultdict[str, int]:
    d: defaultdict[str, int] = defaultdict(lambda: 5)
    d["a"] += n
    return d


@script
def looked_at(d: defaultdict[str, float], key: str) -> float:
    return d[key] + len(d)


@script
def nested(d: defaultdict[str, defaultdict[str, int]], a: str, b: str) -> int:
    d[a][b] += 1
    d["other"]["z"] += 2
    return d[a]["never"]


@script
def copied(d: defaultdict[str, set[int]]) -> defaultdict[str, set[int]]:
    e = d.copy()
    e["q"].add(3)
    return e


# --- OrderedDict ---------------------------------------------------------------------------------


@script
def reorder(o: OrderedDict[str, int], keys: list[str], last: bool) -> OrderedDict[str, int]:
    for k in keys:
        o.move_to_end(k, last=last)
    return o


@script
def cache(o: OrderedDict[int, str], keys: list[int], most: int) -> list[str]:
    out = []
    for k in keys:
        if k in o:
            o.move_to_end(k)
        else:
            o[k] = str(k)
            if len(o) > most:
                o.popitem(last=False)
        out.append(o[k])
    return out


@script
def made_in_order(pairs: list[tuple[str, int]]) -> OrderedDict[str, int]:
    o = OrderedDict(pairs)
    o.move_to_end(pairs[0][0])
    return o


@script
def given_again(o: OrderedDict[str, int]) -> int:
    for k in list(o):
        v = o.pop(k)
        o[k] = v + 1
    return len(o)


# --- wherever they stand -------------------------------------------------------------------------


@dataclass
class Store:
    queue: deque[int]
    seen: Counter[str]
    by_name: defaultdict[str, list[int]]
    order: OrderedDict[str, float]
    maybe: Optional[deque[str]] = None


@script
def in_fields(
    queue: deque[int],
    seen: Counter[str],
    by_name: defaultdict[str, list[int]],
    order: OrderedDict[str, float],
    maybe: Optional[deque[str]],
    n: int,
) -> tuple[deque[int], Optional[deque[str]]]:
    s = Store(queue, seen, by_name, order, maybe)
    for i in range(n):
        s.queue.append(i)
        s.seen[str(i % 2)] += 1
        s.by_name[str(i)].append(i)
    s.order["z"] = s.order.pop("a")
    if s.maybe is not None:
        s.maybe.popleft()
    return s.queue, s.maybe


@script
def in_containers(
    rows: list[deque[int]], named: dict[str, Counter[str]], pair: tuple[OrderedDict[str, int], int]
) -> list[deque[int]]:
    rows[0].append(1)
    named["a"]["x"] += 1
    pair[0]["k"] = pair[1]
    return [rows[1], rows[0], deque([7], maxlen=1)]


@script
def either(d: deque[int] | list[int] | None) -> int:
    if d is None:
        return -1
    d.append(len(d))
    return len(d)


@script
def open_types(d, how):
    return len(d) + how


@script
def equal(a: OrderedDict[str, int], b: dict[str, int], c: Counter[str]) -> tuple[bool, bool, bool]:
    return a == b, b == c, a == c


CASES = {
    "turned": TURNS,
    "bfs": [([[1, 2], [2, 3], [3], []], deque([(0, 0)]))],
    "last_lines": [([" a ", "b", "c\n"], 2), (["a"], 5), (["a"], 0)],
    "empty_deque": [()],
    "of_lists": [shared_row, (deque([[1]], maxlen=1), [3])],
    "two_names": [one_deque, (deque(), deque([1]))],
    "fails_later": [
        (deque([1]), Counter("xy"), OrderedDict(a=1, b=2), defaultdict(list, {"k": [1]})),
    ],
    "count": [(Counter(), "hello"), (Counter("aaabbc"), "abcabc"), (Counter({"z": -4}), "")],
    "counted": [(["b", "a", "b"],), ([],)],
    "common": [(Counter({(1, 2): 3, (2, 1): 9, (3, 3): 9}), 2)],
    "algebra": [(Counter({1: 3, 2: -1, 4: 0}), Counter({1: 1, 2: 5, 3: -2}))],
    "missing": [(Counter("ab"),)],
    "group": [
        (defaultdict(list), ["a", "bb", "c", "dd"]),
        (defaultdict(list, {2: ["zz"], 5: []}), ["a", "bb"]),
        (defaultdict(lambda: []), ["a"]),
        (defaultdict(None, {1: ["q"]}), ["a"]),
        (defaultdict(None, {1: ["q"]}), ["a", "bb"]),
    ],
    "grouped": [(["apple", "bee", "ant"],), ([],)],
    "totals": [(10,), (0,)],
    "of_fives": [(3,)],
    "looked_at": [
        (defaultdict(float, {"a": 1.5}), "a"),
        (defaultdict(float), "a"),
        (defaultdict(lambda: -2.5), "a"),
    ],
    "nested": [
        (defaultdict(lambda: defaultdict(int)), "x", "y"),
        (defaultdict(lambda: defaultdict(int), {"x": defaultdict(int, {"y": 4})}), "x", "y"),
    ],
    "copied": [(defaultdict(set, {"a": {1}}),)],
    "reorder": [
        (OrderedDict(a=1, b=2, c=3, d=4), keys, last)
        for keys in (["a"], ["d"], ["b", "c"], ["d", "c", "b", "a"], [], ["nope"])
        for last in (True, False)
    ],
    "cache": [(OrderedDict(), [1, 2, 3, 1, 4, 2, 1], 3), (OrderedDict({1: "one"}), [2, 1], 1)],
    "made_in_order": [([("a", 1), ("b", 2), ("c", 3)],)],
    "given_again": [(OrderedDict(b=1, a=2),), (OrderedDict(),)],
    "in_fields": [
        (deque(), Counter(), defaultdict(list), OrderedDict(a=1.0, b=2.0), None, 3),
        (deque([1], 2), Counter("0"), defaultdict(list), OrderedDict(a=0.5), deque("ab"), 4),
    ],
    "in_containers": [
        ([deque([1, 2], 2), deque()], {"a": Counter("xx")}, (OrderedDict(), 3)),
    ],
    "either": [(None,), (deque([1, 2], 2),), ([4],)],
    "open_types": [
        (deque([1]), 1),
        (Counter("aab"), 2),
        (defaultdict(int, {"a": 1}), 2),
        (OrderedDict(a=1), 2),
    ],
    "equal": [
        (OrderedDict(a=1, b=2), {"b": 2, "a": 1}, Counter({"a": 1, "b": 2})),
        (OrderedDict(), {}, Counter({"a": 0})),
    ],
}
