"""Inner loops of a few rounds and of more than 65,536, which run out of line."""

import numpy as np

from jitscript import Array1, Array2, f64, i64, script


@script
def row_sums(a: Array2[f64], out: Array1[f64]) -> None:
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            out[i] += a[i, j]


@script
def add_scaled(a: Array2[i64], b: Array1[i64], k: int) -> int:
    last = -1
    for i in range(a.shape[0]):
        for j in range(len(b) - 1, -1, -1):
            a[i, j] += b[j] * k
            last = j
    return last


@script
def scratch(n: int, m: int) -> int:
    found = 0
    for i in range(m):
        seen = np.zeros(n, dtype=np.int64)
        for j in range(0, n, 2):
            seen[j] = i + j
        found += int(seen[n - 1]) + int(seen[n // 2])
    return found


@script
def first_of_each(a: Array2[i64], wanted: int) -> tuple[int, int]:
    rows, at = 0, 0
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            if a[i, j] == wanted:
                rows += 1
                at = j
                break
        else:
            at = -1
    return rows, at


@script
def counted_down(a: Array1[i64], n: int) -> int:
    done = 0
    for i in range(2):
        for j in range(n):
            done += 1
            a[j] -= i + 1
    return done


def marked(rows: int, columns: int, at: int) -> np.ndarray:
    a = np.zeros((rows, columns), dtype=np.int64)
    a[:, at] = 7
    return a


CASES = {
    "row_sums": [
        (np.arange(12.0).reshape(3, 4), np.zeros(3)),
        (np.ones((1, 65537)), np.zeros(1)),
        lambda: (np.arange(4.0e5).reshape(2, 200_000)[:, ::3], np.zeros(2)),
        (np.ones((2, 70_000)), np.zeros(1)),
    ],
    "add_scaled": [
        (np.ones((2, 3), dtype=np.int64), np.arange(3), 2),
        (np.ones((1, 66_000), dtype=np.int64), np.arange(66_000), 3),
        lambda: (np.ones((66_000, 1), dtype=np.int64).T, np.arange(132_000)[::2], -1),
        (np.ones((1, 65_999), dtype=np.int64), np.arange(66_000), 3),
    ],
    "scratch": [(5, 2), (140_001, 1), (0, 0), (0, 1)],
    "first_of_each": [
        (marked(3, 4, 2), 7),
        (marked(1, 70_000, 69_999), 7),
        (marked(1, 70_000, 65_536), 7),
        (marked(1, 66_000, 1), 8),
    ],
    "counted_down": [(np.zeros(3, dtype=np.int64), 3), (np.zeros(65_540, dtype=np.int64), 65_541)],
}
