"""Generators that are kept capture variables, not what these hold: they are bound again meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from jitscript import script


@script
def bound_again(xs: list[int]) -> list[int]:
    k = 1
    g = (x * k for x in xs)
    first = next(g, -1)
    k = 10
    return [first, *g]


@script
def in_a_loop(xs: list[int]) -> list[int]:
    out: list[int] = []
    kept = []
    for k in range(3):
        g = (x * k for x in xs)
        kept.append(g)
        out.append(next(g))
    for g in kept:
        out.extend(g)
    return out


@script
def bound_by_walrus(n: int) -> list[str]:
    word = "a"
    g = (word + str(i) for i in range(n))
    out = [next(g)]
    if (word := "bc") and n > 2:
        out.append(next(g))
    word = word.upper()
    out.extend(g)
    return out


@script
def of_a_parameter(xs: list[float], k: float) -> list[float]:
    g = map(lambda x: x * k, xs)
    h = (x + k for x in xs)
    k += 1.0
    a, b = next(g), next(h)
    k += 1.0
    return [a, b, *g, *h]


@script
def of_other_types(xs: list[str], n: int) -> list[str]:
    found: dict[str, int] = {}
    limit: int | None = None
    g = (f"{x}{limit}{found.get(x)}" for x in xs)
    out = [next(g)]
    limit = n
    found = {"b": 1}
    out.append(next(g))
    found = {"c": 2}
    return [*out, *g]


def windows(xs: list[int]) -> Iterator[int]:
    size = 1
    g = (x + size for x in xs)
    while True:
        x = next(g, None)
        if x is None:
            return
        yield x
        size *= 2


@script
def within_generators(xs: list[int]) -> list[int]:
    other = windows(xs)
    return [*windows(xs), -1, next(other, 0), *other]


@script
def nested(n: int, m: int) -> list[int]:
    step = 1

    def counting(start: int) -> Iterator[int]:
        nonlocal step
        while start < n:
            yield start
            start += step
            step += 1

    a, b = counting(0), counting(1)
    out = [next(a), next(b), next(a), next(b)]
    step = m
    return [*out, *a, -1, *b, step]


@script
def read_by_a_function(n: int) -> list[int]:
    total = 0

    def told() -> int:
        return total

    g = (told() + i for i in range(n))
    out = []
    for x in g:
        out.append(x)
        total += x
    return out


@script
def bound_later(n: int) -> list[int]:
    g = (i * k for i in range(n))
    k = 3
    out = list(g)
    return out


CASES = {
    "bound_again": [([1, 2, 3],), ([],)],
    "in_a_loop": [([1, 2, 3],)],
    "bound_by_walrus": [(2,), (5,)],
    "of_a_parameter": [([1.5, 2.0, -0.25], 2.0)],
    "of_other_types": [(["a", "b", "c", "d"], 7)],
    "within_generators": [([1, 1, 1, 1],), ([],)],
    "nested": [(12, 3), (2, 1)],
    "read_by_a_function": [(5,), (0,)],
    "bound_later": [(4,)],
}
