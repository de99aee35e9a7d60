"""Counting placements of n queens with bit masks and with an array."""

import numpy as np
from jitscript import Array1, i64, script


@script
def by_masks(n: int, columns: int = 0, left: int = 0, right: int = 0) -> int:
    full = (1 << n) - 1
    if columns == full:
        return 1
    count = 0
    free = full & ~(columns | left | right)
    while free:
        bit = free & -free
        free ^= bit
        count += by_masks(n, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return count


@script
def safe(places: Array1[i64], row: int, column: int) -> bool:
    for r in range(row):
        if places[r] == column or abs(places[r] - column) == row - r:
            return False
    return True


@script
def place(places: Array1[i64], row: int) -> int:
    n = len(places)
    if row == n:
        return 1
    count = 0
    for column in range(n):
        if safe(places, row, column):
            places[row] = column
            count += place(places, row + 1)
    return count


CASES = {
    "by_masks": [(1,), (4,), (6,)],
    "place": [(np.zeros(5, np.int64), 0), (np.zeros(3, np.int64), 0)],
}
