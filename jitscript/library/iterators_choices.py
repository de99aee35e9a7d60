"""`itertools.product`, `permutations` and `combinations`, by the ways of CPython. Their tuples have
a length that is known when the call is compiled."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import itertools

from .intrinsics import Given, compile_time
from .registry import builtin
from .words import said

NEGATIVE = said(itertools.combinations, "", -1)
NEGATIVE_PERMUTATION = said(itertools.permutations, "", -1)
NEGATIVE_REPEAT = said(lambda: itertools.product("", repeat=-1))


@compile_time
def places(n: object) -> tuple[int, ...]:
    return tuple(range(n))


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
def product_of_one(a, *, repeat: Given = 1):
    pool = list(a)
    if repeat == 2:
        for x in pool:
            for y in pool:
                yield x, y
    elif repeat >= 0:
        if repeat == 0 or len(pool) > 0:
            at = [0 for _ in range(repeat)]
            k = 0
            while k >= 0:
                yield tuple(pool[at[i]] for i in places(repeat))
                k = next_product(at, len(pool))
    else:
        raise ValueError(NEGATIVE_REPEAT)


@builtin(itertools.product)
def product_of_two(a, b):
    first, second = list(a), list(b)
    for x in first:
        for y in second:
            yield x, y


@builtin(itertools.product)
def product_of_three(a, b, c):
    first, second, third = list(a), list(b), list(c)
    for x in first:
        for y in second:
            for z in third:
                yield x, y, z


@builtin(itertools.product)
def product_of_four(a, b, c, d):
    first, second, third, fourth = list(a), list(b), list(c), list(d)
    for x in first:
        for y in second:
            for z in third:
                for w in fourth:
                    yield x, y, z, w


@builtin(itertools.combinations)
def combinations(iterable, r: Given):
    pool = list(iterable)
    n = len(pool)
    if r < 0:
        raise ValueError(NEGATIVE)
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
def combinations_with_replacement(iterable, r: Given):
    pool = list(iterable)
    n = len(pool)
    if r < 0:
        raise ValueError(NEGATIVE)
    if r == 0 or n > 0:
        at = [0 for _ in range(r)]
        k = 0
        while k >= 0:
            yield tuple(pool[at[i]] for i in places(r))
            k = next_with_repeats(at, n)


@builtin(itertools.permutations)
def permutations(iterable, r: Given):
    pool = list(iterable)
    n = len(pool)
    if r < 0:
        raise ValueError(NEGATIVE_PERMUTATION)
    if r <= n:
        at = [i for i in range(n)]
        left = [n - i for i in range(r)]
        k = 0
        while k >= 0:
            yield tuple(pool[at[i]] for i in places(r))
            k = next_permutation(at, left)
