"""Averages and middles of `statistics`: of ints exactly, of floats bit for bit; all errors."""

import random
import statistics
from statistics import fmean, median

from jitscript import script

r = random.Random(11)


@script
def of_ints(data: list[int]):
    return statistics.mean(data), fmean(data), median(data)


@script
def of_floats(data: list[float]):
    return fmean(data), median(data), statistics.median_low(data), statistics.median_high(data)


@script
def mean(data: list[int]):
    return statistics.mean(data)


@script
def lower(data: list[int]):
    return statistics.median_low(data), statistics.median_high(data)


@script
def commonest(data: list[int], words: list[str]):
    return statistics.multimode(data), statistics.multimode(words), statistics.mode(words)


@script
def of_series(n: int):
    return statistics.mean(x * x for x in range(1, n)), median([x % 5 for x in range(n)])


@script
def caught(data: list[int]) -> str:
    try:
        return str(statistics.mode(data))
    except statistics.StatisticsError as e:
        return f"{e!r}"


INTS = [[r.randrange(-1000, 1000) for _ in range(n)] for n in (1, 2, 3, 4, 5, 20, 101)]
FLOATS = [[r.choice([r.gauss(0, 1e9), 0.1, 1e-300]) for _ in range(n)] for n in (1, 2, 3, 8, 99)]
CASES = {
    "of_ints": [(x,) for x in [*INTS, [], [2**62, 2**62 - 1, -1], [5, 5]]],
    "of_floats": [(x,) for x in [*FLOATS, [], [1e308, 1e308, -1e308], [0.0, -0.0], [1e308] * 2]],
    "mean": [(x,) for x in [*INTS, []]],
    "lower": [(x,) for x in [*INTS, []]],
    "commonest": [([1, 2, 2, 1, 3], ["b", "a", "a"]), ([], ["x"]), ([], []), ([7], ["b", "a"])],
    "of_series": [(2,), (10,), (1,)],
    "caught": [([],), ([3, 3, 1],)],
}
