"""`statistics`: averages and middles, of ints exactly, of floats with the bits of CPython."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import math
import statistics
from statistics import StatisticsError
from typing import TypeVar

from . import oracles
from .containers_list import List
from .registry import builtin
from .words import said

T = TypeVar("T")
NO_MEAN = said(statistics.mean, [])
NO_FMEAN = said(statistics.fmean, [])
NO_MEDIAN = said(statistics.median, [])
NO_MODE = said(statistics.mode, [])


@builtin(statistics.mean)
def mean_of_ints(data: List[int]):
    n = len(data)
    if n == 0:
        raise StatisticsError(NO_MEAN)
    total = sum(data)
    return total // n if total % n == 0 else total / n


@builtin(statistics.fmean)
def fmean(data: object) -> float:
    items = [oracles.number(x) for x in data]
    if len(items) == 0:
        raise StatisticsError(NO_FMEAN)
    return math.fsum(items) / len(items)


@builtin(statistics.median)
def median(data: object):
    found = sorted(data)
    n = len(found)
    if n == 0:
        raise StatisticsError(NO_MEDIAN)
    return found[n // 2] if n % 2 == 1 else (found[n // 2 - 1] + found[n // 2]) / 2


@builtin(statistics.median_low)
def median_low(data: object):
    found = sorted(data)
    if len(found) == 0:
        raise StatisticsError(NO_MEDIAN)
    return found[(len(found) - 1) // 2]


@builtin(statistics.median_high)
def median_high(data: object):
    found = sorted(data)
    if len(found) == 0:
        raise StatisticsError(NO_MEDIAN)
    return found[len(found) // 2]


@builtin(statistics.mode)
def mode(data: List[T]) -> T:
    if len(data) == 0:
        raise StatisticsError(NO_MODE)
    return statistics.multimode(data)[0]


@builtin(statistics.multimode)
def multimode(data: List[T]) -> List[T]:
    counts: dict[T, int] = {}
    most = 0
    for x in data:
        counts[x] = counts.get(x, 0) + 1
        most = max(most, counts[x])
    return [x for x, count in counts.items() if count == most]


@builtin(statistics.mode)
def mode_of_any(data: object):
    return statistics.mode(list(data))


@builtin(statistics.multimode)
def multimode_of_any(data: object):
    return statistics.multimode(list(data))
