"""What of `statistics` computes with fractions: Python is asked, with a copy of the data."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import statistics
from typing import TypeVar

from . import oracles
from .containers_list import List
from .intrinsics import Given, op
from .registry import builtin, family

Number = int | float
Plain = TypeVar("Plain", int, float, bool)  # and no object of Python's
X = TypeVar("X", int, float, Number)
Y = TypeVar("Y", int, float, Number)


@builtin(oracles.number)
def number(x: Plain):
    return +x


@family(
    {
        statistics.mean: "statistics:mean",
        statistics.variance: "statistics:variance",
        statistics.pvariance: "statistics:pvariance",
        statistics.stdev: "statistics:stdev",
        statistics.pstdev: "statistics:pstdev",
        statistics.harmonic_mean: "statistics:harmonic_mean",
        statistics.geometric_mean: "statistics:geometric_mean",
    }
)
def of_floats(name: Given, data: List[float]) -> float:
    return op.python_call(data, callee=name, result=float)


@family(
    {
        statistics.variance: "statistics:variance",
        statistics.pvariance: "statistics:pvariance",
        statistics.harmonic_mean: "statistics:harmonic_mean",
    }
)
def of_ints(name: Given, data: List[int]):
    """An int where that is the exact result, as Python gives it."""
    return op.python_call(data, callee=name, result=Number)


@family(
    {
        statistics.stdev: "statistics:stdev",
        statistics.pstdev: "statistics:pstdev",
        statistics.geometric_mean: "statistics:geometric_mean",
    }
)
def roots_of_ints(name: Given, data: List[int]) -> float:
    return op.python_call(data, callee=name, result=float)


@family(
    {
        statistics.mean: "statistics:mean",
        statistics.variance: "statistics:variance",
        statistics.pvariance: "statistics:pvariance",
        statistics.harmonic_mean: "statistics:harmonic_mean",
    }
)
def of_mixed(name: Given, data: List[Number]):
    return op.python_call(data, callee=name, result=Number)


@family(
    {
        statistics.stdev: "statistics:stdev",
        statistics.pstdev: "statistics:pstdev",
        statistics.geometric_mean: "statistics:geometric_mean",
    }
)
def roots_of_mixed(name: Given, data: List[Number]) -> float:
    return op.python_call(data, callee=name, result=float)


@builtin(statistics.quantiles)
def quantiles(data: List[X], *, n: int = 4, method: str = "exclusive") -> List[float]:
    return op.python_call(
        data,
        n,
        method,
        callee="statistics:quantiles",
        keywords="n,method",
        result=List[float],
    )


@family(
    {
        statistics.correlation: "statistics:correlation",
        statistics.covariance: "statistics:covariance",
    }
)
def of_pairs(name: Given, x: List[X], y: List[Y]) -> float:
    return op.python_call(x, y, callee=name, result=float)


# --- of what is no list ---------------------------------------------------------------------------


@builtin(statistics.mean)
def mean_of_items(data: object):
    return statistics.mean([oracles.number(x) for x in data])


@builtin(statistics.variance)
def variance_of_items(data: object):
    return statistics.variance([oracles.number(x) for x in data])


@builtin(statistics.pvariance)
def pvariance_of_items(data: object):
    return statistics.pvariance([oracles.number(x) for x in data])


@builtin(statistics.stdev)
def stdev_of_items(data: object):
    return statistics.stdev([oracles.number(x) for x in data])


@builtin(statistics.pstdev)
def pstdev_of_items(data: object):
    return statistics.pstdev([oracles.number(x) for x in data])


@builtin(statistics.harmonic_mean)
def harmonic_mean_of_items(data: object):
    return statistics.harmonic_mean([oracles.number(x) for x in data])


@builtin(statistics.geometric_mean)
def geometric_mean_of_items(data: object):
    return statistics.geometric_mean([oracles.number(x) for x in data])
