"""deque: both ends, maxlen, rotation, errors, changes while it is gone through."""

# ruff: noqa: C416

import collections
from collections import deque

from jitscript import script


@script
def bfs(n: int) -> list[int]:
    q = deque([0])
    seen = {0}
    out = []
    while q:
        x = q.popleft()
        out.append(x)
        for y in (x * 2 + 1, x * 2 + 2):
            if y < n and y not in seen:
                seen.add(y)
                q.append(y)
    return out


@script
def limited(m: int) -> str:
    d = deque([1, 2, 3, 4], m)
    d.append(9)
    d.appendleft(7)
    e: deque[int] = deque(maxlen=m)
    for i in range(10):
        e.append(i)
    return f"{d} {e} {len(e)} {list(e)} {d == e} {d < e}"


@script
def operations(k: int) -> str:
    d = collections.deque(range(6))
    d.rotate(k)
    d.extend([8, 9])
    d.extendleft([5, 4])
    d[0] = 100
    d[-1] = k
    d.insert(2, 50)
    d.insert(-1, 51)
    d.remove(50)
    del d[1]
    e = d.copy()
    e.reverse()
    e += d
    return f"{d} {e} {d.count(3)} {d.index(3)} {3 in d} {99 in d} {[x for x in reversed(d)]} {sum(d)} {max(d)} {sorted(d)} {d[k]}"


@script
def pop_of_empty() -> int:
    d: deque[int] = deque()
    return d.pop()


@script
def changed_in_a_loop() -> int:
    d = deque([1, 2, 3])
    for x in d:
        d.append(x)
    return 1


@script
def out_of_range(i: int) -> int:
    return deque([1, 2])[i]


@script
def learned() -> int:
    q = deque()
    q.append((1, "a"))
    n, s = q.popleft()
    return n + len(s)


@script
def index_of_what_is_not_there() -> int:
    d = deque(["a", "b"])
    return d.index("c")


CASES = {
    "bfs": [(5,), (40,)],
    "limited": [(3,), (0,), (1,)],
    "operations": [(1,), (-2,), (7,), (0,)],
    "pop_of_empty": [()],
    "changed_in_a_loop": [()],
    "out_of_range": [(9,)],
    "learned": [()],
    "index_of_what_is_not_there": [()],
}
