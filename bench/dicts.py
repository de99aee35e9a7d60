"""Dicts, sets and counters beside CPython and Numba's typed.Dict: `python -m bench.dicts`."""

from __future__ import annotations

from collections import Counter
from typing import Any

from jitscript import script

SIZE = 200_000
WORDS = [f"w{i * 7919 % 4_001}" for i in range(SIZE)]


@script
def ints(n: int) -> int:
    found: dict[int, int] = {}
    for i in range(n):
        k = i * 7919 % 50_021
        found[k] = found.get(k, 0) + i
    total = 0
    for k in range(n):
        if k in found:
            total += found[k]
    return total


def ints_by_numba(n, found):  # type: ignore[no-untyped-def]
    for i in range(n):
        k = i * 7919 % 50_021
        found[k] = found.get(k, 0) + i
    total = 0
    for k in range(n):
        if k in found:
            total += found[k]
    return total


@script
def texts(words: list[str]) -> int:
    found: dict[str, int] = {}
    for _ in range(3):
        for w in words:
            found[w] = found.get(w, 0) + 1
    return len(found) + found["w17"]


def texts_by_numba(words, found):  # type: ignore[no-untyped-def]
    for _ in range(3):
        for w in words:
            found[w] = found.get(w, 0) + 1
    return len(found) + found["w17"]


@script
def tuples(n: int) -> int:
    found: dict[tuple[int, int], int] = {}
    for i in range(n):
        key = (i % 300, i * 7 % 200)
        found[key] = found.get(key, 0) + i
    return len(found) + found[0, 0]


def tuples_by_numba(n, found):  # type: ignore[no-untyped-def]
    for i in range(n):
        key = (i % 300, i * 7 % 200)
        found[key] = found.get(key, 0) + i
    return len(found) + found[0, 0]


@script
def set_algebra(n: int) -> int:
    total = 0
    for i in range(20):
        a = set(range(0, n // 10, 2 + i % 3))
        b = set(range(0, n // 10, 3))
        total += len(a & b) + len(a | b) + len(a - b) + len(a ^ b)
    return total


@script
def counter(words: list[str]) -> int:
    found = Counter(words)
    total = 0
    for word, n in found.most_common(50):
        total += n + len(word)
    return total


# Name, function, the same for Numba, what it is given.
ROWS: list[tuple[str, Any, Any, Any]] = [
    ("dict[int, int]", ints, ints_by_numba, SIZE),
    ("dict[str, int]", texts, texts_by_numba, WORDS),
    ("dict of tuple keys", tuples, tuples_by_numba, SIZE),
    ("set algebra", set_algebra, None, SIZE),
    ("Counter", counter, None, WORDS),
]


def by_numba(function: Any, given: Any) -> Any:
    """A call of the function, compiled by Numba, with its argument and an empty dict as Numba has
    them."""
    import numba
    from numba import types
    from numba.typed import Dict, List

    compiled = numba.njit(function)
    argument = List(given) if isinstance(given, list) else given
    key = {ints_by_numba: types.int64, texts_by_numba: types.unicode_type}.get(
        function, types.UniTuple(types.int64, 2)
    )
    return lambda: compiled(argument, Dict.empty(key, types.int64))


def main() -> None:
    from bench import language

    print(language.text(language.measure(5, ("dicts",))))


if __name__ == "__main__":
    main()
