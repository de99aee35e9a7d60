"""Kept generators with handlers before and between their yields."""

from __future__ import annotations

from collections.abc import Iterator

from jitscript import script


def numbers(texts: list[str]) -> Iterator[int]:
    for t in texts:
        try:
            x = int(t)
        except ValueError:
            x = -1
        yield x


def once(text: str) -> Iterator[int]:
    try:
        x = int(text)
    except ValueError:
        x = -1
    yield x
    yield x + 1


def never_read(texts: list[str]) -> Iterator[str]:
    for t in texts:
        x = 0
        try:
            x = int(t)
            if x > 5:
                continue
        except ValueError:
            pass
        yield t


@script
def kept(texts: list[str]) -> list[int]:
    g = numbers(texts)
    first = next(g)
    h = once(texts[0])
    k = never_read(texts)
    out = [first, next(h), next(h), *g]
    print(next(k), list(k))
    return out


def first_last(values: list[int]) -> Iterator[tuple[bool, bool, int]]:
    left = iter(values)
    try:
        previous = next(left)
    except StopIteration:
        return
    first = True
    for value in left:
        yield first, False, previous
        first = False
        previous = value
    yield first, True, previous


def lines(a: int, b: int) -> Iterator[tuple[int, int]]:
    if a == b:
        yield a, 0
    else:
        for first, last, n in first_last(list(range(a, b))):
            if first:
                yield n, 1
            elif last:
                yield n, 2
            else:
                yield n, 3


@script
def went(a: int, b: int) -> list[tuple[int, int]]:
    g = lines(a, b)
    out = [next(g, (-1, -1))]
    out.extend(g)
    return out


CASES = {
    "kept": [(["1", "a", "9"],), (["a"],)],
    "went": [(1, 5), (1, 1), (1, 2), (3, 2)],
}
