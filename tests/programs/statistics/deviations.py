"""Variances, deviations, means of other kinds, quantiles, correlation: CPython's bits and errors."""

import statistics

from jitscript import script


@script
def spreads(data: list[float]) -> tuple[float, float, float, float, float]:
    return (
        statistics.mean(data),
        statistics.variance(data),
        statistics.pvariance(data),
        statistics.stdev(data),
        statistics.pstdev(data),
    )


@script
def spreads_of_ints(data: list[int]):
    return (
        statistics.variance(data),
        statistics.pvariance(data),
        statistics.stdev(data),
        statistics.pstdev(data),
    )


@script
def means(data: list[float]) -> tuple[float, float]:
    return statistics.harmonic_mean(data), statistics.geometric_mean(data)


@script
def harmonic_of_ints(data: list[int]):
    return statistics.harmonic_mean(data)


@script
def parts(data: list[float], n: int) -> tuple[list[float], list[float], list[float]]:
    return (
        statistics.quantiles(data),
        statistics.quantiles(data, n=n),
        statistics.quantiles(data, n=n, method="inclusive"),
    )


@script
def pairs(x: list[float], y: list[float]) -> tuple[float, float]:
    return statistics.correlation(x, y), statistics.covariance(x, y)


@script
def summary(data: list[float]) -> str:
    try:
        return f"{statistics.mean(data):.3f} {statistics.stdev(data):.3f}"
    except statistics.StatisticsError as e:
        return f"{e} {type(e).__name__}"


INF, NAN = float("inf"), float("nan")
DATA = [
    ([],),
    ([1.0],),
    ([1.0, 2.0, 4.0],),
    ([0.1, 0.2, 0.3, 1e16],),
    ([1e300, 1e300, -1e300],),
    ([1.0, INF],),
    ([-0.0, 0.0],),
]
INTS = [([],), ([3],), ([1, 2, 3],), ([1, 2, 4],), ([2**62, -(2**62), 5],), ([7, 7],)]
CASES = {
    "spreads": DATA,
    "spreads_of_ints": INTS[:4] + INTS[5:],
    "means": [*DATA, ([2.5, -1.0],), ([40.0, 60.0],)],
    "harmonic_of_ints": [*INTS[:4], ([40, 60],), ([0, 1],), ([-1, 1],)],
    "parts": [([1.0, 5.0, 2.5, 8.0], 3), ([1.0], 2), ([1.0, 2.0], 10), ([1.0, 2.0], 0)],
    "pairs": [
        ([1.0, 2.0, 3.0], [2.0, 4.5, 5.5]),
        ([1.0], [2.0]),
        ([1.0, 1.0], [2.0, 3.0]),
        ([1.0, 2.0], [1.0]),
    ],
    "summary": DATA[:4],
}
