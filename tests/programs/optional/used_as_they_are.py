"""What may be None is gone through, measured, subscripted, asked for attributes: TypeError or
AttributeError where it is None, as Python says it."""

from collections import deque

import numpy as np

from jitscript import Array1, Array2, f64, script


class Box:
    def __init__(self, n: int) -> None:
        self.items = list(range(n))

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> "Walk":
        return Walk(self.items)

    def __contains__(self, x: int) -> bool:
        return x in self.items

    def __getitem__(self, i: int) -> int:
        return self.items[i]


class Walk:
    def __init__(self, items: list[int]) -> None:
        self.items = items
        self.at = 0

    def __iter__(self) -> "Walk":
        return self

    def __next__(self) -> int:
        if self.at >= len(self.items):
            raise StopIteration
        self.at += 1
        return self.items[self.at - 1]


@script
def of_list(x: list[int] | None, what: int) -> list[int]:
    if what == 0:
        return [len(x)]
    if what == 1:
        return [x[0], x[-1]]
    if what == 2:
        return [v * 2 for v in x]
    if what == 3:
        return [int(3 in x), int(4 not in x)]
    if what == 4:
        return sorted(x)
    if what == 5:
        return [sum(x), max(x), min(x), int(any(x)), int(all(x))]
    if what == 6:
        x[0] = 9
        return [0]
    if what == 7:
        del x[0]
        return [1]
    if what == 8:
        a, b = x
        return [b, a]
    if what == 9:
        found = 0
        for i, v in enumerate(x):
            found += i * v
        return [found]
    if what == 10:
        return x[1:]
    if what == 11:
        x.append(len(x))
        return list(x)
    first, *rest = x
    return [*rest, first]


@script
def of_dict(d: dict[str, int] | None, key: str) -> int:
    found = 0
    for k in d:
        found += len(k)
    for v in d.values():
        found += v
    d[key] = d.get(key, 0) + 1
    return found + len(d) + d[key] + (key in d)


@script
def order_of_effects(d: dict[str, int] | None, log: list[str], key: int) -> int:
    keys = ["a", "b"]
    log.append("index")
    return d[keys[key]]


@script
def of_text(s: str | None, what: int) -> str:
    if what == 0:
        return s.upper() + s[0]
    if what == 1:
        return "".join([c + "-" for c in s])
    return str(len(s)) + str("a" in s)


@script
def of_instance(box: Box | None, what: int) -> int:
    if what == 0:
        return len(box)
    if what == 1:
        return sum([x for x in box])
    if what == 2:
        return int(2 in box)
    return box[1]


@script
def instances(n: int, what: int) -> int:
    return of_instance(Box(n) if n > 0 else None, what)


@script
def of_array(x: Array2[f64] | None, what: int) -> float:
    if what == 0:
        return float(x.T.shape[0])
    if what == 1:
        return float(x.sum())
    if what == 2:
        return float(x.size + x.ndim)
    if what == 3:
        return float(x.copy()[0, 0])
    if what == 4:
        return float(len(x))
    total = 0.0
    for row in x:
        total += float(row[0])
    return total


@script
def after_a_test(x: Array1[f64] | None, d: dict[str, int] | None) -> float:
    found = 0.0
    if x is not None:
        found += float(x.max()) + len(x)
    if d is not None and len(d) > 0:
        found += d["a"]
    for k in d or {}:
        found += len(k)
    return found


@script
def got(d: dict[str, list[int]], key: str) -> list[int]:
    found = d.get(key)
    return sorted(found) + [len(found)]


@script
def either(x: list[int] | tuple[int, ...], d: dict[str, int] | None = None) -> list[int]:
    total = sum(x) + len(x) + x[0] + max(x) + (3 in x)
    for v in x:
        total += v
    if d is not None:
        total += len(d) + d.get("a", 0)
    return [*sorted(x), total, *reversed([y for y in x])]


@script
def of_deque(q: deque[int] | None) -> int:
    q.append(3)
    return q.popleft() + len(q) + q[0]


LISTS = [([3, 1, 2], w) for w in range(13)] + [(None, w) for w in range(13)]
CASES = {
    "of_list": [*LISTS, ([4, 5], 8), ([], 0), ([], 1), ([], 4), ([], 5)],
    "of_dict": [({"a": 1, "bc": 2}, "a"), ({}, "z"), (None, "a")],
    "order_of_effects": [({"a": 1}, [], 0), (None, [], 0), (None, [], 7), ({}, [], 1)],
    "of_text": [("abc", 0), ("abc", 1), ("", 2), (None, 0), (None, 1), (None, 2)],
    "instances": [(n, w) for n in (0, 3) for w in range(4)],
    "of_array": [(x, w) for x in (np.ones((2, 3)), None) for w in range(6)],
    "after_a_test": [(np.ones(3), {"a": 4}), (None, None), (None, {}), (np.ones(1), {"a": 1})],
    "got": [({"a": [2, 1]}, "a"), ({"a": [2, 1]}, "b")],
    "either": [([3, 1, 2],), ((5, 4),), ([1], {"a": 4})],
    "of_deque": [(deque([1, 2]),), (None,)],
}
