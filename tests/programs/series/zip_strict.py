"""`zip(…, strict=True)`: what is given before the error, and which error it is."""

from collections.abc import Iterator

import numpy as np

from jitscript import script


def numbers(n: int) -> Iterator[int]:
    for i in range(n):
        yield i


@script
def dots(a: list[int], b: list[int]) -> int:
    total = 0
    for x, y in zip(a, b, strict=True):
        total += x * y
    return total


@script
def before_the_error(a: list[int], b: list[int], seen: list[int]) -> None:
    for x, y in zip(a, b, strict=True):
        seen.append(x - y)


@script
def made(a: list[int], b: str) -> tuple[list[tuple[int, str]], dict[int, str], str]:
    pairs = list(zip(a, b, strict=True))
    return pairs, dict(zip(a, b, strict=True)), "".join(y * x for x, y in zip(a, b, strict=True))


@script
def three(a: list[int], b: tuple[int, ...], c: range) -> list[tuple[int, int, int]]:
    return list(zip(a, b, c, strict=True))


@script
def arrays(a: np.ndarray[tuple[int], np.dtype[np.float64]], b: list[float]) -> float:
    total = 0.0
    for i, (x, y) in enumerate(zip(a, b, strict=True)):
        total += i * x * y
    return total


@script
def one_iterator(a: list[int]) -> list[tuple[int, int]]:
    it = iter(a)
    return list(zip(it, it, strict=True))


@script
def generators(a: list[int], n: int) -> list[tuple[int, int]]:
    return [(x, y) for x, y in zip(numbers(n), a, strict=True)]


@script
def generators_behind(a: list[int], n: int) -> list[tuple[int, int]]:
    return list(zip(a, numbers(n), strict=True))


@script
def rows_of(rows: list[list[int]]) -> list[tuple[int, ...]]:
    return list(zip(*rows, strict=True))


@script
def tuples(t: tuple[int, float], u: tuple[str, int]) -> str:
    out = ""
    for x, y in zip(t, u, strict=True):
        out += f"{x}{y}"
    return out


@script
def grows(a: list[int], b: list[int]) -> int:
    n = 0
    for x, y in zip(a, b, strict=True):
        n += 1
        if n < 5:
            b.append(x)
    return n


@script
def not_strict(a: list[int]) -> int:
    return sum(x + y for x, y in zip(a, a[1:], strict=False))


@script
def alone(a: list[int]) -> list[tuple[int]]:
    return list(zip(a, strict=True))


@script
def unlike(rows: list[tuple[str, int]]) -> tuple[list[str], int]:
    names, ages = zip(*rows, strict=True)
    return list(names), sum(ages)


CASES = {
    "unlike": [([("a", 1), ("b", 2)],), ([],)],
    "dots": [([1, 2], [3, 4]), ([1], [1, 2]), ([1, 2], [1]), ([], []), ([], [1])],
    "before_the_error": [([1, 2], [3], [0]), ([1], [3, 4], []), ([1], [2], [])],
    "made": [([1, 2], "ab"), ([1], "ab"), ([1, 2], "é"), ([], "")],
    "three": [
        ([1, 2], (3, 4), range(2)), ([1, 2], (3,), range(2)), ([1, 2], (3, 4), range(1)),
        ([1], (3, 4), range(2)), ([1], (3,), range(2)), ([], (), range(0)), ([], (), range(1)),
    ],
    "arrays": [
        (np.arange(3.0), [1.0, 2.0, 3.0]), (np.arange(3.0), [1.0]), (np.arange(0.0), [1.0]),
    ],
    "one_iterator": [([1, 2, 3, 4],), ([1, 2, 3],), ([],)],
    "generators": [([1, 2], 2), ([1], 2), ([1, 2], 1), ([], 0), ([1], 0)],
    "generators_behind": [([1, 2], 2), ([1], 2), ([1, 2], 1), ([], 0), ([1], 0)],
    "rows_of": [([[1, 2], [3, 4]],), ([[1], [2, 3]],), ([[1, 2], [3]],), ([],), ([[], [], [1]],)],
    "tuples": [((1, 2.5), ("a", 3))],
    "grows": [([1, 2], [3]), ([1, 2, 3], [4, 5])],
    "not_strict": [([1, 2, 3],), ([],)],
    "alone": [([1, 2],), ([],)],
}  # fmt: skip
