"""`statistics` of any iterables, of texts, and of ints and floats in one list."""

from __future__ import annotations

import statistics

from jitscript import script


@script
def of_values(d: dict[str, int]) -> tuple[int | float, float, int | float, float]:
    v = d.values()
    return statistics.mean(v), statistics.fmean(v), statistics.median(v), statistics.stdev(v)


@script
def of_generators(n: int) -> tuple[float, float, int | float, int | float]:
    return (
        statistics.mean(x * 0.5 for x in range(n)),
        statistics.fmean(x for x in range(n)),
        statistics.median(x % 3 for x in range(n)),
        statistics.pvariance(x * x for x in range(n)),
    )


@script
def of_several() -> tuple[float, float, float, int | float, str, int, int | float]:
    return (
        statistics.harmonic_mean((1.5, 2.5)),
        statistics.geometric_mean((1, 4)),
        statistics.pstdev({1, 5}),
        statistics.variance(range(4)),
        statistics.median_low("cab"),
        statistics.median_high((2, 1)),
        statistics.mean({1: 2, 5: 0}),
    )


@script
def of_mixed(xs: list[int | float]) -> tuple[int | float, float, float, float, int | float]:
    return (
        statistics.mean(xs),
        statistics.fmean(xs),
        statistics.stdev(xs),
        statistics.geometric_mean(xs),
        statistics.variance(xs),
    )


@script
def middle_of_mixed() -> int | float:
    return statistics.median([1, 2.5, 0])


@script
def parts(xs: list[int], mixed: list[int | float]) -> list[list[float]]:
    return [
        statistics.quantiles(xs),
        statistics.quantiles(xs, n=10, method="inclusive"),
        statistics.quantiles(mixed, n=3),
    ]


@script
def pairs(xs: list[int], ys: list[int | float]) -> tuple[float, float, float]:
    return (
        statistics.covariance(xs, ys),
        statistics.correlation(ys, xs),
        statistics.covariance(xs, [x * 0.5 for x in xs]),
    )


@script
def modes(text: str) -> tuple[str, list[str], int, list[int]]:
    return (
        statistics.mode(text),
        statistics.multimode(text),
        statistics.mode(len(w) for w in text.split()),
        statistics.multimode((1, 2, 1, 2)),
    )


@script
def of_bools(xs: list[bool]) -> tuple[int | float, bool | float, int | float]:
    return statistics.mean(xs), statistics.median(xs), statistics.pvariance(xs)


@script
def mean_of_nothing(d: dict[int, int]) -> int | float:
    return statistics.mean(d)


@script
def median_of_nothing(d: set[int]) -> int | float:
    return statistics.median(d)


CASES = {
    "of_values": [({"a": 1, "b": 4, "c": 4},), ({"a": 1},), ({},)],
    "of_generators": [(7,), (1,), (0,)],
    "of_several": [()],
    "of_mixed": [([1, 2.5, 3],), ([1, 2, 3],), ([2**62, 0.5, 1],), ([1, -1.5],)],
    "middle_of_mixed": [()],
    "parts": [([3, 1, 2], [1, 2.5]), ([1], [1.0]), ([2**61, 1], [0.25, 2**61])],
    "pairs": [([1, 2, 4], [1.5, 2, 0]), ([1], [1.0]), ([1, 1], [1, 2])],
    "modes": [("a bc de",), ("",)],
    "of_bools": [([True, False],), ([True],), ([],)],
    "mean_of_nothing": [({},), ({2: 1},)],
    "median_of_nothing": [(set(),), ({3, 1},)],
}
