"""Shortest paths from one node, with a scan instead of a heap."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def dijkstra(weights: Array2[f64], source: int) -> Array1[f64]:
    n = weights.shape[0]
    distance = np.full(n, np.inf)
    done = np.zeros(n, dtype=np.bool_)
    distance[source] = 0.0
    for _ in range(n):
        u = -1
        for i in range(n):
            if not done[i] and (u < 0 or distance[i] < distance[u]):
                u = i
        done[u] = True
        for v in range(n):
            w = weights[u, v]
            if w > 0.0 and distance[u] + w < distance[v]:
                distance[v] = distance[u] + w
    return distance


G = np.array(
    [[0, 7, 9, 0, 14], [7, 0, 10, 15, 0], [9, 10, 0, 11, 2], [0, 15, 11, 0, 6], [14, 0, 2, 6, 0.0]]
)
CASES = {"dijkstra": [(G, 0), (G, 3), (G, -1), (G, 5)]}
