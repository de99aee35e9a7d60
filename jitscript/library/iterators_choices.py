"""`itertools.product`, `permutations` and `combinations`, by the ways of CPython. Their tuples have
a length that is known when the call is compiled."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import itertools

from .containers_tuple import of_own
from .intrinsics import Given, begun_by, compile_time
from .registry import builtin
from .words import said

NEGATIVE = said(itertools.combinations, "", -1)
NEGATIVE_PERMUTATION = said(itertools.permutations, "", -1)
NEGATIVE_REPEAT = said(lambda: itertools.product("", repeat=-1))


@compile_time
def places(n: object) -> tuple[int, ...]:
    return tuple(range(n))


# What is done when they are called.


def pool_of(iterable, r: int):
    pool = of_own(list(iterable))
    if r < 0:
        raise ValueError(NEGATIVE)
    return pool


def pool_permuted(iterable, r: int | None = None):
    pool = of_own(list(iterable))
    if r is not None and r < 0:
        raise ValueError(NEGATIVE_PERMUTATION)
    return pool


def pool_repeated(a, repeat: int = 1):
    if repeat < 0:
        raise ValueError(NEGATIVE_REPEAT)
    return of_own(list(a))


def two_pools(a, b):
    return of_own(list(a)), of_own(list(b))


def three_pools(a, b, c):
    return of_own(list(a)), of_own(list(b)), of_own(list(c))


def four_pools(a, b, c, d):
    return of_own(list(a)), of_own(list(b)), of_own(list(c)), of_own(list(d))


# The next choice: places are moved on, and which of them was moved first, or -1, is returned.


def next_product(at: list[int], n: int) -> int:
    k = len(at) - 1
    while k >= 0:
        at[k] += 1
        if at[k] < n:
            break
        at[k] = 0
        k -= 1
    return k


def next_combination(at: list[int], n: int) -> int:
    r = len(at)
    k = r - 1
    while k >= 0 and at[k] == k + n - r:
        k -= 1
    if k >= 0:
        at[k] += 1
        for j in range(k + 1, r):
            at[j] = at[j - 1] + 1
    return k


def next_with_repeats(at: list[int], n: int) -> int:
    k = len(at) - 1
    while k >= 0 and at[k] == n - 1:
        k -= 1
    if k >= 0:
        following = at[k] + 1
        for j in range(k, len(at)):
            at[j] = following
    return k


def next_permutation(at: list[int], left: list[int]) -> int:
    n, k = len(at), len(left) - 1
    while k >= 0:
        left[k] -= 1
        if left[k] > 0:
            j = n - left[k]
            at[k], at[j] = at[j], at[k]
            break
        moved = at[k]
        for j in range(k, n - 1):
            at[j] = at[j + 1]
        at[n - 1] = moved
        left[k] = n - k
        k -= 1
    return k


@builtin(itertools.product)
def product_of_nothing():
    yield ()


@builtin(itertools.product)
@begun_by(pool_repeated)
def product_of_one(a, *, repeat: Given = 1):
    if repeat == 2:
        for x in a:
            for y in a:
                yield x, y
    elif repeat == 0 or len(a) > 0:
        at = [0 for _ in range(repeat)]
        k = 0
        while k >= 0:
            yield tuple(a[at[i]] for i in places(repeat))
            k = next_product(at, len(a))


@builtin(itertools.product)
@begun_by(two_pools)
def product_of_two(a, b):
    for x in a:
        for y in b:
            yield x, y


@builtin(itertools.product)
@begun_by(three_pools)
def product_of_three(a, b, c):
    for x in a:
        for y in b:
            for z in c:
                yield x, y, z


@builtin(itertools.product)
@begun_by(four_pools)
def product_of_four(a, b, c, d):
    for x in a:
        for y in b:
            for z in c:
                for w in d:
                    yield x, y, z, w


@builtin(itertools.combinations)
@begun_by(pool_of)
def combinations(iterable, r: Given):
    pool, n = iterable, len(iterable)
    if r == 2:
        for i in range(n - 1):
            for j in range(i + 1, n):
                yield pool[i], pool[j]
    elif r <= n:
        at = [i for i in range(r)]
        k = 0
        while k >= 0:
            yield tuple(pool[at[i]] for i in places(r))
            k = next_combination(at, n)


@builtin(itertools.combinations_with_replacement)
@begun_by(pool_of)
def combinations_with_replacement(iterable, r: Given):
    pool, n = iterable, len(iterable)
    if r == 0 or n > 0:
        at = [0 for _ in range(r)]
        k = 0
        while k >= 0:
            yield tuple(pool[at[i]] for i in places(r))
            k = next_with_repeats(at, n)


@builtin(itertools.permutations)
@begun_by(pool_permuted)
def permutations(iterable, r: Given):
    pool, n = iterable, len(iterable)
    if r <= n:
        at = [i for i in range(n)]
        left = [n - i for i in range(r)]
        k = 0
        while k >= 0:
            yield tuple(pool[at[i]] for i in places(r))
            k = next_permutation(at, left)
