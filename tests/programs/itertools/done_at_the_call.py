"""What `itertools` does where it is called, before any element is asked for."""

import itertools
from itertools import (
    combinations,
    combinations_with_replacement,
    count,
    islice,
    permutations,
    product,
)

from jitscript import script


@script
def negative(xs: list[int], r: int, how: int) -> int:
    if how == 0:
        kept = combinations(xs, -1)
    elif how == 1:
        kept = combinations(xs, r)
    elif how == 2:
        kept = combinations_with_replacement(xs, r)
    elif how == 3:
        kept = permutations(xs, r)
    elif how == 4:
        kept = product(xs, repeat=r)
    elif how == 5:
        kept = islice(xs, r)
    elif how == 6:
        kept = islice(xs, r, None)
    elif how == 7:
        kept = islice(xs, 0, 5, r)
    elif how == 8:
        kept = permutations(xs, -2)
    return how


@script
def changed_after(xs: list[int], r: int, how: int) -> list[int]:
    if how == 0:
        twos = combinations(xs, 2)
        xs.append(9)
        return [a * b for a, b in twos]
    if how == 1:
        some = combinations(xs, r)
        xs.append(9)
        return [sum(a) for a in some]
    if how == 2:
        some = permutations(xs, r)
        xs.append(9)
        return [sum(a) for a in some]
    if how == 3:
        twos = product(xs, xs)
        xs.append(9)
        return [a * b for a, b in twos]
    if how == 4:
        some = product(xs, repeat=r)
        xs.append(9)
        return [sum(a) for a in some]
    if how == 5:
        some = product(*[xs, xs[:2]])
        xs.append(9)
        return [sum(a) for a in some]
    if how == 6:
        repeats = combinations_with_replacement(xs, 2)
        xs.append(9)
        return [a * b for a, b in repeats]
    first = islice(xs, r, None)
    xs.append(9)
    return list(first)


def noted(n: int, log: list[int]):
    for i in range(n):
        log.append(i)
        yield i


@script
def gone_through(n: int, log: list[int]) -> list[int]:
    twos = combinations(noted(n, log), 2)
    log.append(100)
    threes = product(noted(n, log), "ab", (1, 2))
    log.append(200)
    some = islice(noted(n, log), 1, 3)
    log.append(300)
    log.extend([a + b for a, b in twos])
    log.extend([a + c for a, _, c in threes])
    return list(some)


@script
def in_place(xs: list[int], r: int) -> int:
    found = 0
    for a, b in combinations(xs, 2):
        xs.append(a + b)
        found += a * b
    for a in itertools.permutations(xs[:3]):
        found += a[0] * 3 + a[-1]
    return found + sum(x for x in islice(count(r, 2), 4)) + len(list(product(xs[:0], repeat=r)))


@script
def counted(how: int) -> int:
    if how == 0:
        numbers = count("a", "b")
    elif how == 1:
        numbers = count(1, [])
    return how


@script
def bounds(a: int, b: int, c: int, how: int) -> int:
    if how == 0:
        kept = islice([1, 2, 3], a)
    elif how == 1:
        kept = islice([1, 2, 3], a, b)
    else:
        kept = islice([1, 2, 3], a, b, c)
    return sum(kept)


CASES = {
    "bounds": [
        (a, b, c, how)
        for a in (-5, -1, 1)
        for b in (-5, -1, 3)
        for c in (-1, 0, 2)
        for how in range(3)
    ],
    "negative": [([1, 2, 3], r, how) for how in range(9) for r in (-1, 0, 2)],
    "changed_after": [([1, 2, 3], r, how) for how in range(8) for r in (0, 2)],
    "gone_through": [(0, []), (3, [])],
    "in_place": [([1, 2, 3], 0), ([1, 2, 3], 2), ([], 1)],
    "counted": [(0,), (1,), (2,)],
}
