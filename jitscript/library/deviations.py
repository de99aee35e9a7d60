"""What of `statistics` computes with fractions: Python is asked, with a copy of the data."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import statistics

from .containers_list import List
from .intrinsics import Given, op
from .registry import builtin, family

Number = int | float


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


@builtin(statistics.quantiles)
def quantiles(data: List[float], *, n: int = 4, method: str = "exclusive") -> List[float]:
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
def of_pairs(name: Given, x: List[float], y: List[float]) -> float:
    return op.python_call(x, y, callee=name, result=float)
