"""next() of a generator expression that is written in the call."""

from collections.abc import Iterator
from itertools import islice

from jitscript import script


def primes() -> Iterator[int]:
    yield 2
    n, found = 3, []
    while True:
        if all(n % p for p in found if p * p <= n):
            found.append(n)
            yield n
        n += 2


@script
def first_primes(n: int) -> list[int]:
    """What a generator that is gone through inside another keeps in a list of its own."""
    return list(islice(primes(), n))


@script
def above(xs: list[int], limit: int) -> int:
    return next(x for x in xs if x > limit)


@script
def or_else(xs: list[int], limit: int, other: int) -> int:
    return next((x for x in xs if x > limit), other)


@script
def or_none(words: list[str], letter: str) -> str | None:
    return next((w for w in words if letter in w), None)


@script
def place(rows: list[str], mark: str) -> tuple[int, int]:
    return next((r, c) for r, row in enumerate(rows) for c, x in enumerate(row) if x == mark)


@script
def looks_no_further(xs: list[int]) -> tuple[float | None, list[int]]:
    seen = []

    def half(x: int) -> float:
        seen.append(x)
        return 10 / x

    return next((half(x) for x in xs if x != 1), None), seen


@script
def of_optional(xs: list[int | None]) -> tuple[int | None, int | None]:
    return next(x for x in xs), next((x for x in xs if x is None), 7)


@script
def in_loops(rows: list[list[int]]) -> list[int]:
    out = []
    for row in rows:
        try:
            out.append(next(x * x for x in row if x % 2))
        except StopIteration:
            out.append(-1)
        x = next((i for i, x in enumerate(row) if x == 0), len(row))
        out.append(x)
    return out


@script
def mapped(words: list[str]) -> tuple[str, str, tuple[int, str]]:
    first = next(filter(str.isdigit, words), "none")
    upper = next(map(str.upper, words), "-")
    return first, upper, next(zip(range(5, 9), words), (0, ""))


@script
def of_default(names: dict[str, list[str]], key: str) -> tuple[int, list[str]]:
    total = sum(len(x) for x in names.get(key, []))
    found = names.get(key, [])
    for x in names.pop("a", []):
        found = found + [x]
    return total, found


@script
def of_sets(links: dict[int, set[int]], of: dict[str, dict[str, int]]) -> tuple[list[int], int]:
    reached = sorted(links.get(0, set()) | links.get(1, set()))
    return reached, of.get("x", {}).get("y", -1)


@script
def is_other(names: dict[str, list[str]], key: str) -> list[str]:
    """The default is a new list, the other the one in the dict."""
    names.get(key, []).append("new")
    return names.get(key, [])


ROWS = ["..#", "S.E", ""]
CASES = {
    "first_primes": [(8,), (1,), (0,)],
    "above": [([1, 5, 9], 4), ([1], 4), ([], 0)],
    "or_else": [([1, 5, 9], 4, 0), ([1], 4, -1), ([], 0, 2)],
    "or_none": [(["ab", "cd", "ad"], "d"), (["ab"], "x"), ([], "x")],
    "place": [(ROWS, "E"), (ROWS, "S"), (ROWS, "x"), ([], "x")],
    "looks_no_further": [([1, 4, 5],), ([1, 0, 5],), ([],), ([1, 1],)],
    "of_optional": [([1, None],), ([None, 1],), ([2],), ([],)],
    "in_loops": [([[2, 3, 0], [], [4], [0, 1]],), ([],)],
    "mapped": [(["a", "12", "3"],), (["a"],), ([],)],
    "of_default": [({"a": ["x", "yy"], "b": ["z"]}, "b"), ({"a": ["x"]}, "c"), ({}, "")],
    "of_sets": [({0: {3, 1}}, {"x": {"y": 3}}), ({1: {2}}, {"x": {}}), ({}, {})],
    "is_other": [({"a": ["x"]}, "a"), ({"a": ["x"]}, "b")],
}
