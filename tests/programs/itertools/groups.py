"""`itertools.groupby`: keys, groups that are read, left, kept and read too late."""

from itertools import chain, groupby
from operator import itemgetter

from jitscript import script


@script
def run_lengths(text: str) -> list[tuple[str, int]]:
    return [(c, len(list(group))) for c, group in groupby(text)]


@script
def encoded(text: str) -> str:
    return "".join(c + str(sum(1 for _ in group)) for c, group in groupby(text))


@script
def by_key(xs: list[int]) -> dict[bool, list[list[int]]]:
    found: dict[bool, list[list[int]]] = {}
    for even, group in groupby(xs, key=lambda x: x % 2 == 0):
        found.setdefault(even, []).append(list(group))
    return found


@script
def by_first(pairs: list[tuple[str, int]]) -> list[tuple[str, int, int]]:
    out = []
    for name, group in groupby(sorted(pairs), itemgetter(0)):
        total = most = 0
        for _, x in group:
            total += x
            most = max(most, x)
        out.append((name, total, most))
    return out


@script
def keys_only(xs: list[float]) -> list[float]:
    return [k for k, _ in groupby(xs)]


@script
def left_early(xs: list[int]) -> list[int]:
    out = []
    for k, group in groupby(xs, lambda x: x // 10):
        for x in group:
            out.append(x)
            break
        out += list(group)[1:]
        out.append(-k)
        if k > 3:
            break
    return out


@script
def twice(xs: list[int]) -> list[tuple[list[int], list[int]]]:
    out = []
    for _, group in groupby(xs):
        out.append((list(group), list(group)))
    return out


@script
def too_late(xs: list[int]) -> list[tuple[int, list[int]]]:
    kept = []
    for k, group in groupby(xs):
        kept.append((k, group))
    return [(k, list(group)) for k, group in kept]


@script
def asked(xs: list[int]) -> list[int]:
    out = []
    for _, group in groupby(xs):
        out.append(next(group))
        out.append(next(group, -1))
    return out


@script
def of_chain(n: int) -> list[tuple[int, int]]:
    numbers = [x * x % 10 // 3 for x in range(n)]
    return [(k, max(list(g))) for k, g in groupby(chain(numbers, [7], numbers))]


@script
def none_and_text(xs: list[str | None]) -> list[int]:
    return [len(list(g)) for k, g in groupby(xs, key=lambda x: x is None) if not k]


CASES = {
    "run_lengths": [("",), ("a",), ("aaabccd",), ("éé€",)],
    "encoded": [("",), ("aaabccd",)],
    "by_key": [([],), ([2, 4, 1, 3, 6],)],
    "by_first": [([],), ([("b", 1), ("a", 5), ("b", 3), ("a", 2)],)],
    "keys_only": [([],), ([1.0, 1.0, -0.0, 0.0, 2.5],)],
    "left_early": [([],), ([1, 2, 3, 11, 12, 25, 41, 42, 55],)],
    "twice": [([1, 1, 2],)],
    "too_late": [([],), ([1, 1, 2],)],
    "asked": [([1, 1, 2],), ([],)],
    "of_chain": [(0,), (12,)],
    "none_and_text": [([],), (["a", None, None, "b", "c"],)],
}
