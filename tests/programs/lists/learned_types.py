"""Empty lists whose element types only later code tells: a branch, a loop, another list, the
result."""

import numpy as np
from jitscript import Array1, f64, script


@script
def branch(empty: bool) -> list[int]:
    if empty:
        found = []
    else:
        found = [1]
    return found


@script
def choice(n: int) -> tuple[list[int], list[int]]:
    even, odd = [], []
    for i in range(n):
        (even if i % 2 == 0 else odd).append(i)
    return even, odd


@script
def early(n: int):
    if n < 0:
        return []
    return [n]


@script
def replaced(n: int) -> list[int]:
    last = []
    for i in range(n):
        row = [x + 1 for x in last]
        row.append(i)
        last = row
    return last


@script
def groups(values: list[int]) -> list[list[int]]:
    done = []
    group = []
    for value in values:
        if value == 0:
            done.append(group)
            group = []
        else:
            group.append(value)
    done.append(group)
    return done


@script
def depth_first(n: int, edges: list[tuple[int, int]]) -> list[int]:
    neighbours = [[] for _ in range(n)]
    for a, b in edges:
        neighbours[a].append(b)
        neighbours[b].append(a)
    seen = [False] * n
    order = []
    stack = [0]
    while stack:
        node = stack.pop()
        if seen[node]:
            continue
        seen[node] = True
        order.append(node)
        for other in reversed(neighbours[node]):
            stack.append(other)
    return order


@script
def spiral(rows: list[list[int]]) -> list[int]:
    out: list[int] = []
    while rows:
        out += rows.pop(0)
        turned = range(len(rows[0])) if rows else range(0)
        rows = [[row[len(row) - 1 - i] for row in rows] for i in turned] if rows else []
    return out


@script
def squares(values: Array1[f64]) -> list[float]:
    found = []
    total = 0.0
    for value in values:
        total += value
        found.append(total * total)
    assert len(found) == len(values)
    return [x / 2 for x in found]


@script
def largest(values: Array1[f64]) -> tuple[int, float]:
    pairs = []
    for i, value in enumerate(values):
        pairs.append((float(value), i))
    pairs.sort(reverse=True)
    return pairs[0][1], pairs[0][0]


CASES = {
    "branch": [(True,), (False,)],
    "choice": [(5,), (0,)],
    "early": [(-1,), (3,)],
    "replaced": [(4,), (0,)],
    "groups": [([1, 2, 0, 3, 0],), ([],)],
    "depth_first": [(4, [(0, 1), (1, 2), (0, 3)]), (1, [(0, 5)])],
    "spiral": [([[1, 2, 3], [4, 5, 6], [7, 8, 9]],), ([],)],
    "squares": [(np.array([0.5, 2.0]),), (np.zeros(0),)],
    "largest": [(np.array([0.5, 2.0, -1.0]),), (np.zeros(0),)],
}
