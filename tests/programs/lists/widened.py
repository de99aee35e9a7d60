"""Displays whose containers take more types later than are written in them."""

import heapq

from jitscript import script


@script
def filled(n: int) -> list[int | None]:
    dist = [None] * n
    for i in range(0, n, 2):
        dist[i] = i * i
    return dist


@script
def halves(n: int):
    x = [0] * n
    for i in range(n):
        x[i] = i / 2
    if n:
        x[-1] = 7
    return x, sum(x)


@script
def table(n: int):
    t = [[0] * n for _ in range(n)]
    t[1][0] = 2.5
    for row in t:
        row[-1] = "x"
    return t


@script
def board(moves: list[tuple[int, int]]) -> str:
    cells = [[None, None, None], [None] * 3, [None] * 3]
    for k, (i, j) in enumerate(moves):
        if cells[i][j] is not None:
            raise ValueError(f"{i}, {j} is taken by {cells[i][j]}")
        cells[i][j] = "XO"[k % 2]
    return "\n".join("".join(c or "." for c in row) for row in cells)


@script
def shortest(edges: list[tuple[int, int, float]], start: int):
    dist = {start: 0}
    heap = [(0, start)]
    while heap:
        d, u = heapq.heappop(heap)
        for a, b, w in edges:
            if a == u and (b not in dist or d + w < dist[b]):
                dist[b] = d + w
                heapq.heappush(heap, (d + w, b))
    return dist


@script
def mixed(n: int):
    d = {"a": 0}
    d["b"] = 1.5
    d["c"] = None
    xs = [1, 2, 3]
    xs.append(n / 2)
    xs.insert(0, "q")
    ys = xs[1:]
    ys.append(None)
    zs = xs + [True]
    zs[0] = 1j
    return d, xs, ys, zs


@script
def aliases(n: int):
    a = [None] * n
    b = a
    b[0] = 1
    row = [0, 0]
    rows = [row, row]
    rows[0][1] = 0.5
    return a, row, rows


@script
def rolled(n: int):
    prev = [0] * n
    for _ in range(3):
        cur = [0] * n
        for j in range(n):
            cur[j] = prev[j] + j / 2
        prev = cur
    return prev


@script
def smoothed(xs: list[int], alpha: float):
    fit = [xs[0]]
    for x in xs[1:]:
        fit.append(alpha * x + (1 - alpha) * fit[-1])
    return fit


@script
def either(flag: bool, n: int):
    found = [0] * n if flag else [None]
    if flag:
        found[0] = 2.5
    return found


@script
def grown(n: int):
    rows = []
    for i in range(n):
        rows.append([i, 0])
    rows[-1][1] = 0.5
    sums = [sum(row) for row in rows]
    sums.append("end")
    return rows, sums


@script
def in_loops(n: int):
    out = []
    for i in range(n):
        part = [i]
        if i % 2:
            part.append(i / 4)
        out.append(part)
    return out


CASES = {
    "filled": [(5,), (0,)],
    "halves": [(4,), (1,), (0,)],
    "table": [(3,), (1,)],
    "board": [([(0, 0), (1, 1), (2, 0)],), ([(0, 0), (0, 0)],), ([(3, 0)],), ([],)],
    "shortest": [([(1, 2, 1.5), (2, 3, 2.0), (1, 3, 9.0)], 1), ([], 4)],
    "mixed": [(3,)],
    "aliases": [(2,), (0,)],
    "rolled": [(4,), (0,)],
    "smoothed": [([1, 2, 5], 0.5), ([3], 0.1), ([], 0.1)],
    "either": [(True, 2), (False, 2), (True, 0)],
    "grown": [(3,), (0,)],
    "in_loops": [(4,), (0,)],
}
