"""Lloyd's algorithm in the plane."""

import numpy as np
from jitscript import Array1, Array2, f64, i64, script


@script
def assign(points: Array2[f64], centres: Array2[f64], labels: Array1[i64]) -> int:
    changed = 0
    for i in range(points.shape[0]):
        best = -1
        best_distance = np.inf
        for k in range(centres.shape[0]):
            d = 0.0
            for j in range(points.shape[1]):
                t = points[i, j] - centres[k, j]
                d += t * t
            if d < best_distance:
                best, best_distance = k, d
        if labels[i] != best:
            labels[i] = best
            changed += 1
    return changed


@script
def k_means(points: Array2[f64], k: int, labels: Array1[i64]) -> Array2[f64]:
    centres = points[:k].copy()
    while assign(points, centres, labels) > 0:
        for c in range(k):
            count = 0
            mean = np.zeros(points.shape[1])
            for i in range(points.shape[0]):
                if labels[i] == c:
                    count += 1
                    for j in range(points.shape[1]):
                        mean[j] += points[i, j]
            if count > 0:
                for j in range(points.shape[1]):
                    centres[c, j] = mean[j] / count
    return centres


POINTS = np.concatenate([np.random.default_rng(7).normal(m, 0.3, (8, 2)) for m in (0, 3, 6)])
CASES = {"k_means": [(POINTS, 3, np.full(24, -1)), (POINTS, 1, np.full(24, -1))]}
