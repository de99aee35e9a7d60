"""Flood fill with an explicit stack in arrays, and recursively."""

import numpy as np
from jitscript import Array2, i64, script


@script
def with_stack(grid: Array2[i64], i: int, j: int, colour: int) -> int:
    n, m = grid.shape
    old = int(grid[i, j])
    if old == colour:
        return 0
    stack = np.empty((n * m * 4 + 1, 2), dtype=np.int64)
    stack[0, 0], stack[0, 1] = i, j
    top = 1
    filled = 0
    while top > 0:
        top -= 1
        i, j = int(stack[top, 0]), int(stack[top, 1])
        if not (0 <= i < n and 0 <= j < m) or grid[i, j] != old:
            continue
        grid[i, j] = colour
        filled += 1
        for di, dj in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            stack[top, 0] = i + di
            stack[top, 1] = j + dj
            top += 1
    return filled


@script
def recursive(grid: Array2[i64], i: int, j: int, old: int, new: int) -> int:
    if i < 0 or j < 0 or i >= grid.shape[0] or j >= grid.shape[1] or grid[i, j] != old:
        return 0
    grid[i, j] = new
    return (
        1
        + recursive(grid, i + 1, j, old, new)
        + recursive(grid, i - 1, j, old, new)
        + recursive(grid, i, j + 1, old, new)
        + recursive(grid, i, j - 1, old, new)
    )


GRID = np.array([[1, 1, 0, 1], [0, 1, 0, 1], [1, 1, 1, 0]])
CASES = {
    "with_stack": [(GRID, 0, 0, 7), (GRID, 0, 3, 7), (GRID, 0, 0, 1), (GRID, 3, 0, 1)],
    "recursive": [(GRID, 0, 0, 1, 5), (GRID, 0, 2, 1, 5)],
}
