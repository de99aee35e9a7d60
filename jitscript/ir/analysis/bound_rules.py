"""What is enough for a claim `a <= b + c`, by the op that defines `a` (`ABOVE`) or `b` (`BELOW`).

A rule gives ways to the claim, each a tuple of simpler claims (p, q, k): p <= q + k, with None for
0. Where all of one way hold, so does the claim, for all integers: tests/proofs shows it.

    %a = add %x, %y:    %a <= %b + c  ⇐  %x <= %b + (c - h)   where %y <= h

Values are exact: a sum of type `int` fits, and no rule is asked about one that wraps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from .facts import Term
from .interval_rules import Interval

HALF = 2**62
PRODUCT = 2**60
FACTOR = 2**30

Way = tuple[tuple[Term, Term, int], ...]


class Case(NamedTuple):
    """The operands of the op, what is known of each, the other side of the claim, and its constant.
    `halves`: p and q where the first operand is p + q, and the second halves it."""

    operands: Sequence[Term]
    known: Sequence[Interval]
    other: Term
    c: int
    halves: tuple[Term, Term] | None = None


Rule = Callable[[Case], Iterator[Way]]
ABOVE: dict[str, Rule] = {}
BELOW: dict[str, Rule] = {}


def _rule(table: dict[str, Rule], *names: str) -> Callable[[Rule], Rule]:
    def add(fn: Rule) -> Rule:
        table.update(dict.fromkeys(names, fn))
        return fn

    return add


# --- the op is on the left: what bounds it from above ---------------------------------------------


@_rule(ABOVE, "add", "checked_add")
def _sum_above(case: Case) -> Iterator[Way]:
    (x, y), (p, q), b, c = case.operands, case.known, case.other, case.c
    if b is None and c >= HALF:
        yield ((x, None, c // 2), (y, None, c // 2))
        return
    yield ((x, b, c - q[1]),)
    yield ((y, b, c - p[1]),)


@_rule(ABOVE, "sub", "checked_sub")
def _difference_above(case: Case) -> Iterator[Way]:
    (x, y), (_, q), b, c = case.operands, case.known, case.other, case.c
    if b is None:
        yield ((x, y, c),)
    yield ((x, b, c + q[0]),)


@_rule(ABOVE, "mul", "checked_mul")
def _product_above(case: Case) -> Iterator[Way]:
    if case.other is None and case.c >= PRODUCT:
        yield _small(case.operands)


@_rule(ABOVE, "check_index")
def _index_above(case: Case) -> Iterator[Way]:
    yield ((case.operands[1], case.other, case.c + 1),)


@_rule(ABOVE, "trem")
def _remainder_above(case: Case) -> Iterator[Way]:
    (x, y), (p, q), b, c = case.operands, case.known, case.other, case.c
    if q[0] >= 1:
        yield ((y, b, c + 1),)
        if p[0] >= 0:
            yield ((x, b, c),)


@_rule(ABOVE, "and")
def _and_above(case: Case) -> Iterator[Way]:
    for value, known in zip(case.operands, case.known):
        if known[0] >= 0:
            yield ((value, case.other, case.c),)


@_rule(ABOVE, "tdiv", "shr")
def _quotient_above(case: Case) -> Iterator[Way]:
    (x, _), (p, q), b, c = case.operands, case.known, case.other, case.c
    if not p[0] >= 0:
        return
    if case.halves is not None:
        first, second = case.halves
        yield (first, b, c), (second, b, c + 1)
        yield (second, b, c), (first, b, c + 1)
    elif q[0] >= 0:
        yield ((x, b, c),)


def _small(factors: Sequence[Term]) -> Way:
    """Factors of at most 30 bits: then their product is no larger than `PRODUCT`."""
    x, y = factors
    return (x, None, FACTOR), (None, x, FACTOR), (y, None, FACTOR), (None, y, FACTOR)


# --- the op is on the right: what bounds it from below --------------------------------------------


@_rule(BELOW, "add", "checked_add")
def _sum_below(case: Case) -> Iterator[Way]:
    (x, y), (p, q), a, c = case.operands, case.known, case.other, case.c
    if a is None and c >= HALF:
        yield (None, x, c // 2), (None, y, c // 2)
        return
    if a is None and c >= 0:
        yield (None, x, 0), (None, y, c)
        return
    yield ((a, x, c + q[0]),)
    yield ((a, y, c + p[0]),)


@_rule(BELOW, "sub", "checked_sub")
def _difference_below(case: Case) -> Iterator[Way]:
    (x, y), (_, q), a, c = case.operands, case.known, case.other, case.c
    if a is None:
        yield ((y, x, c),)
    yield ((a, x, c - q[1]),)


@_rule(BELOW, "mul", "checked_mul")
def _product_below(case: Case) -> Iterator[Way]:
    if case.other is not None or not case.c >= 0:
        return
    if case.c >= PRODUCT:
        yield _small(case.operands)
    else:
        x, y = case.operands
        yield (None, x, 0), (None, y, 0)


@_rule(BELOW, "tdiv", "shr")
def _quotient_below(case: Case) -> Iterator[Way]:
    if case.known[0][0] >= 0 and case.halves is not None:
        first, second = case.halves
        yield (case.other, first, case.c), (case.other, second, case.c)
