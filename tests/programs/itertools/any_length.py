"""`zip(*rows)`, and the functions of itertools whose tuples have lengths that only the run knows."""

import itertools
from itertools import combinations, combinations_with_replacement, permutations, product

from jitscript import script

ROWS = [[[1, 2, 3], [4, 5, 6]], [[1], [2, 3]], [[]], [], [[1, 2]]]


@script
def transposed(m: list[list[int]]):
    return [list(r) for r in zip(*m)], list(zip(*m)), tuple(zip(*m)), [sum(c) for c in zip(*m)]


@script
def turned(m: list[list[int]]) -> list[list[int]]:
    return [list(r) for r in zip(*m[::-1])]


@script
def mapped(m: list[list[int]]):
    return (
        list(map(list, zip(*m))),
        list(map(sum, zip(*m))),
        max(zip(*m), default=()),
        len(list(zip(*m))),
    )


@script
def looped(m: list[list[int]]) -> list[int]:
    found = []
    for i, column in enumerate(zip(*m)):
        if i == 2:
            break
        found.append(max(column))
    return found


@script
def pairs(m: list[list[int]]) -> list[int]:
    return [a * b for a, b in zip(*m)]


@script
def of_points(points: list[tuple[float, float]]):
    xs, ys = zip(*points)
    return xs, ys, sum(xs), max(ys)


@script
def written_meanwhile(m: list[list[int]]) -> list[tuple[int, ...]]:
    found = []
    for column in zip(*m):
        m[0][1] += 10
        m[1].append(0)
        found.append(column)
    return found


@script
def of_texts(words: list[str]) -> list[str]:
    return ["".join(c) for c in zip(*words)]


@script
def common(words: list[str]) -> int:
    n = 0
    for letters in zip(*words):
        if len(set(letters)) > 1:
            break
        n += 1
    return n


@script
def of_tuples(rows: tuple[tuple[int, ...], ...]):
    return list(zip(*rows)), dict(zip(*rows)) if len(rows) == 2 else {}


@script
def of_written(a: list[int], b: list[int]):
    both = (a, b)
    return list(zip(*both)), [x + y for x, y in zip(*both)]


@script
def chosen(xs: list[int], r: int):
    return (
        list(permutations(xs, r)),
        list(combinations(xs, r)),
        list(combinations_with_replacement(xs, r)),
        list(product(xs, repeat=r)),
    )


@script
def orders(xs: list[str]) -> list[str]:
    return ["".join(p) for p in permutations(xs)]


@script
def fixed(xs: list[int]):
    return list(permutations(xs, 2)), list(permutations(xs)), list(combinations(xs, 3))


@script
def subsets(xs: list[int]) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    for r in range(len(xs) + 1):
        for c in combinations(xs, r):
            found.append(c)
    return found


@script
def products(pools: list[list[int]]):
    return list(product(*pools)), sum(1 for _ in product(*pools))


@script
def shortest(d: list[list[int]]) -> int:
    best = -1
    for order in permutations(range(1, len(d))):
        length, at = 0, 0
        for node in order:
            length += d[at][node]
            at = node
        length += d[at][0]
        best = length if best < 0 else min(best, length)
    return best


@script
def counted(n: int, k: int) -> dict[tuple[int, ...], int]:
    seen: dict[tuple[int, ...], int] = {}
    for p in itertools.product(range(n), repeat=k):
        key = tuple(sorted(p))
        seen[key] = seen.get(key, 0) + 1
    return seen


@script
def parts_of_tuples(n: int):
    t = (1, 2, 3)
    u = ("a",) * n
    return t[n:], t[:n], t[::-n] if n else (), t * n, n * t, u, (0,) * n + t, [0, *t[n:]]


@script
def unlike_columns(rows: list[tuple[str, int]], d: dict[str, float]):
    names, ages = zip(*rows)
    keys, values = zip(*sorted(d.items(), key=lambda kv: kv[1]))
    k, v = zip(*d.items())
    same = zip(*[(1, 2), (3, 4)])
    p, q, r = zip(*[(1, "a", 2.0), (2, "b", [3.0])])
    return names, ages, keys, values, k, v, list(same), p, q, r


CASES = {
    "unlike_columns": [
        ([("a", 1), ("b", 2)], {"x": 2.5, "y": 1.5}),
        ([], {"x": 2.5}),
        ([("", 0)], {}),
    ],
    "transposed": [(m,) for m in ROWS],
    "turned": [(m,) for m in ROWS],
    "mapped": [(m,) for m in ROWS],
    "looped": [(m,) for m in ROWS],
    "pairs": [([[1, 2], [3, 4]],), ([[1], [2], [3]],), ([],), ([[1]],)],
    "of_points": [([(1.0, 2.0), (3.0, 4.0)],), ([(1.5, 2.5)],), ([],)],
    "written_meanwhile": [([[1, 2, 3], [4, 5]],), ([[1, 2], [4]],)],
    "of_texts": [(["abc", "dé", "xyz"],), ([],), ([""],)],
    "common": [(["flower", "flow", "flight"],), (["a"],), ([],), (["", "b"],)],
    "of_tuples": [(((1, 2, 3), (4, 5, 6)),), ((),), (((),),), (((1,), (2,), (3,)),)],
    "of_written": [([1, 2], [3, 4, 5]), ([], [1])],
    "chosen": [([1, 2, 3], r) for r in (-1, 0, 1, 2, 3, 4)] + [([], 0), ([], 1), ([7, 7], 2)],
    "orders": [(["a", "b", "c"],), ([],), (["x"],)],
    "fixed": [([1, 2, 3],), ([],), ([1],)],
    "subsets": [([1, 2, 3],), ([],)],
    "products": [([[1, 2], [3], [4, 5]],), ([[1], []],), ([],), ([[1, 2]],)],
    "shortest": [([[0, 2, 9], [1, 0, 6], [15, 7, 0]],), ([[0]],)],
    "counted": [(3, 2), (2, 0), (0, 2)],
    "parts_of_tuples": [(0,), (1,), (2,), (5,), (-1,)],
}
