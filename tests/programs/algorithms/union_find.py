"""Disjoint sets on arrays with path halving and union by size."""

import numpy as np
from jitscript import Array1, Array2, i64, script


@script
def find(parent: Array1[i64], x: int) -> int:
    while parent[x] != x:
        parent[x] = parent[parent[x]]
        x = int(parent[x])
    return x


@script
def components(n: int, edges: Array2[i64]) -> int:
    parent = np.arange(n)
    size = np.ones(n, dtype=np.int64)
    count = n
    for k in range(edges.shape[0]):
        a = find(parent, int(edges[k, 0]))
        b = find(parent, int(edges[k, 1]))
        if a == b:
            continue
        if size[a] < size[b]:
            a, b = b, a
        parent[b] = a
        size[a] += size[b]
        count -= 1
    return count


EDGES = np.array([[0, 1], [1, 2], [3, 4], [2, 0], [5, 5]])
CASES = {"components": [(6, EDGES), (3, np.zeros((0, 2), np.int64)), (4, EDGES)]}
