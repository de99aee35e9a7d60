"""heapq and bisect: the list after every step, items that do not compare, bounds."""

import bisect
import heapq
import random
from heapq import heappop, heappush

from jitscript import script

r = random.Random(5)
XS = [r.randrange(100) for _ in range(150)]


@script
def heap(xs: list[int]) -> list[list[int]]:
    h = []
    out = []
    for x in xs:
        heappush(h, x)
        out.append(h.copy())
    while h:
        out.append([heappop(h)])
        out.append(h.copy())
    heapq.heapify(xs)
    out.append([heapq.heappushpop(xs, 50), heapq.heappushpop(xs, -1)])
    out.append(heapq.nsmallest(3, xs) + heapq.nlargest(4, xs))
    out.append([heapq.heapreplace(xs, 5)])
    return out


@script
def pop_of_empty(h: list[int]) -> int:
    return heappop(h)


@script
def tuples(xs: list[tuple[float, int]]) -> list[tuple[float, int]]:
    h: list[tuple[float, int]] = []
    for x in xs:
        heapq.heappush(h, x)
    return [heapq.heappop(h) for _ in range(len(xs))]


@script
def of_nans(xs: list[float]) -> str:
    heapq.heapify(xs)
    return str(xs)


@script
def places(xs: list[int], x: int) -> list[int]:
    out = [
        bisect.bisect(xs, x),
        bisect.bisect_left(xs, x),
        bisect.bisect_right(xs, x, 2),
        bisect.bisect_left(xs, x, 0, 2),
    ]
    bisect.insort(xs, x)
    bisect.insort_left(xs, x)
    return out


@script
def negative_start(xs: list[int], x: int) -> int:
    return bisect.bisect(xs, 5, x)


@script
def dijkstra() -> list[int]:
    g = {0: [(1, 4), (2, 1)], 1: [(3, 1)], 2: [(1, 2), (3, 5)], 3: []}
    dist = {0: 0}
    h = [(0, 0)]
    while h:
        d, u = heapq.heappop(h)
        if d > dist.get(u, 10**9):
            continue
        for v, w in g[u]:
            if d + w < dist.get(v, 10**9):
                dist[v] = d + w
                heapq.heappush(h, (d + w, v))
    return [dist[k] for k in sorted(dist)]


CASES = {
    "heap": [(XS,), ([],)],
    "pop_of_empty": [([],), ([1],)],
    "tuples": [([(1.5, 2), (0.5, 1), (9.0, 3)],)],
    "of_nans": [([float("nan"), 2.0, 1.0, float("nan"), 0.0, 5.0],)],
    "places": [(sorted(XS), 50), ([], 1), ([1, 2, 2, 3], 2)],
    "negative_start": [(sorted(XS), -1)],
    "dijkstra": [()],
}
