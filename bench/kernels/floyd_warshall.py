"""Shortest paths between all pairs: a triple loop over one matrix that it also changes."""

import numpy as np

from jitscript import Array2, f64, script

SIZE, SMALL = 520, 12
WRITES = (0,)


@script
def floyd_warshall(dist: Array2[f64]) -> None:
    n = dist.shape[0]
    for k in range(n):
        for i in range(n):
            for j in range(n):
                through = dist[i, k] + dist[k, j]
                if through < dist[i, j]:
                    dist[i, j] = through


def numpy_twin(dist: Array2[f64]) -> None:
    for k in range(dist.shape[0]):
        np.minimum(dist, dist[:, k, None] + dist[k], out=dist)


def inputs(size: int) -> tuple[object, ...]:
    dist = np.random.default_rng(3).integers(1, 1_000, (size, size)).astype(np.float64)
    np.fill_diagonal(dist, 0.0)
    return (dist,)
