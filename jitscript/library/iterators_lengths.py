"""What of `zip` and `itertools` gives tuples whose length only the run knows: `zip(*rows)`,
`product(*pools)`, `permutations`, `combinations` and `batched`, by the ways of CPython."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import itertools
import sys

from .containers_tuple import of_own
from .intrinsics import Given, begun_by
from .iterators_choices import (
    next_combination,
    next_permutation,
    next_product,
    next_with_repeats,
    pool_of,
    pool_permuted,
    pool_repeated,
)
from .registry import builtin


def columns(rows):
    """`zip(*rows)`: the rows are looked at when their elements are asked for."""
    kept = _kept(rows)
    i = 0
    going = len(kept) > 0
    while going:
        column = []
        for row in kept:
            if i >= len(row):
                going = False
                break
            column.append(row[i])
        if going:
            yield of_own(column)
            i += 1


def columns_of_iterators(rows):
    """`zip(*rows)` of iterators, each asked once for each tuple: `zip(*[iter(xs)] * n)`."""
    kept = [row for row in rows]
    going = len(kept) > 0
    while going:
        column = []
        for row in kept:
            for x in row:
                column.append(x)
                break
            else:
                going = False
                break
        if going:
            yield of_own(column)


def column_of(rows, k: Given):
    """One of the tuples that `zip(*rows)` gives, where the fields of the rows differ in type."""
    return of_own([row[k] for row in rows])


def columns_strict(rows):
    """`zip(*rows, strict=True)`."""
    kept = _kept(rows)
    i = 0
    going = len(kept) > 0
    while going:
        column = []
        for k in range(len(kept)):
            has = i < len(kept[k])
            if k == 0:
                going = has
            elif has != going:
                before = "argument 1" if k == 1 else "arguments 1-" + str(k)
                word = " is longer than " if has else " is shorter than "
                raise ValueError("zip() argument " + str(k + 1) + word + before)
            if has:
                column.append(kept[k][i])
        if going:
            yield of_own(column)
            i += 1


def _kept(rows):
    kept = []
    for row in rows:
        if isinstance(row, (dict, set, frozenset)):
            kept.append([x for x in row])
        else:
            kept.append(row)
    return kept


def all_pools(pools):
    return of_own([of_own(list(p)) for p in pools])


@begun_by(all_pools)
def product_of(kept):
    """`product(*pools)`."""
    at = [0 for _ in kept]
    going = True
    for pool in kept:
        if len(pool) == 0:
            going = False
    while going:
        yield of_own([kept[k][at[k]] for k in range(len(kept))])
        k = len(kept) - 1
        while k >= 0:
            at[k] += 1
            if at[k] < len(kept[k]):
                break
            at[k] = 0
            k -= 1
        going = k >= 0


@builtin(itertools.product)
@begun_by(pool_repeated)
def product_repeated(a, *, repeat: int):
    pool = a
    if repeat == 0 or len(pool) > 0:
        at = [0 for _ in range(repeat)]
        k = 0
        while k >= 0:
            yield of_own([pool[i] for i in at])
            k = next_product(at, len(pool))


@builtin(itertools.combinations)
@begun_by(pool_of)
def combinations_of_any(iterable, r: int):
    pool, n = iterable, len(iterable)
    if r <= n:
        at = [i for i in range(r)]
        k = 0
        while k >= 0:
            yield of_own([pool[i] for i in at])
            k = next_combination(at, n)


@builtin(itertools.combinations_with_replacement)
@begun_by(pool_of)
def combinations_with_replacement_of_any(iterable, r: int):
    pool, n = iterable, len(iterable)
    if r == 0 or n > 0:
        at = [0 for _ in range(r)]
        k = 0
        while k >= 0:
            yield of_own([pool[i] for i in at])
            k = next_with_repeats(at, n)


@builtin(itertools.permutations)
@begun_by(pool_permuted)
def permutations_of_any(iterable, r: int | None = None):
    pool, n = iterable, len(iterable)
    size = n if r is None else r
    if size <= n:
        at = [i for i in range(n)]
        left = [n - i for i in range(size)]
        k = 0
        while k >= 0:
            yield of_own([pool[at[i]] for i in range(size)])
            k = next_permutation(at, left)


if sys.version_info >= (3, 12):

    @builtin(itertools.batched)
    def batched(iterable, n: int):
        if n < 1:
            raise ValueError("n must be at least one")
        part = []
        for x in iterable:
            part.append(x)
            if len(part) == n:
                yield of_own(part)
                part = []
        if len(part) > 0:
            yield of_own(part)
