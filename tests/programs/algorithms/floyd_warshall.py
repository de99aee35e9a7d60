"""All shortest paths of a dense graph."""

import numpy as np
from jitscript import Array2, f64, script


@script
def shortest(d: Array2[f64]) -> None:
    n = d.shape[0]
    for k in range(n):
        for i in range(n):
            for j in range(n):
                through = d[i, k] + d[k, j]
                if through < d[i, j]:
                    d[i, j] = through


INF = np.inf
G = np.array([[0, 3, INF, 7], [8, 0, 2, INF], [5, INF, 0, 1], [2, INF, INF, 0]])
CASES = {"shortest": [(G,), (np.zeros((0, 0)),), (np.zeros((2, 3)),), (np.zeros((3, 2)),)]}
