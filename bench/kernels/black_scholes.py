"""Prices of European call options: exp, log and sqrt, and a function that calls another."""

import math

import numpy as np

from jitscript import Array1, f64, script

SIZE, SMALL = 2_500_000, 100
WRITES = (5,)
RTOL = 1e-9


@script
def normal_cdf(x: float) -> float:
    """Abramowitz and Stegun's formula 26.2.17."""
    t = 1.0 / (1.0 + 0.2316419 * abs(x))
    series = t * (
        0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))
    )
    tail = 0.3989422804014327 * math.exp(-0.5 * x * x) * series
    return 1.0 - tail if x > 0.0 else tail


@script
def black_scholes(
    spot: Array1[f64],
    strike: Array1[f64],
    years: Array1[f64],
    rate: float,
    sigma: float,
    out: Array1[f64],
) -> None:
    for i in range(len(spot)):
        deviation = sigma * math.sqrt(years[i])
        growth = (rate + 0.5 * sigma * sigma) * years[i]
        d1 = (math.log(spot[i] / strike[i]) + growth) / deviation
        discounted = strike[i] * math.exp(-rate * years[i])
        out[i] = spot[i] * normal_cdf(d1) - discounted * normal_cdf(d1 - deviation)


def numpy_twin(
    spot: Array1[f64],
    strike: Array1[f64],
    years: Array1[f64],
    rate: float,
    sigma: float,
    out: Array1[f64],
) -> None:
    def cdf(x: Array1[f64]) -> Array1[f64]:
        t = 1.0 / (1.0 + 0.2316419 * np.abs(x))
        series = t * (
            0.319381530
            + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))
        )
        tail = 0.3989422804014327 * np.exp(-0.5 * x * x) * series
        return np.where(x > 0.0, 1.0 - tail, tail)

    deviation = sigma * np.sqrt(years)
    d1 = (np.log(spot / strike) + (rate + 0.5 * sigma * sigma) * years) / deviation
    out[:] = spot * cdf(d1) - strike * np.exp(-rate * years) * cdf(d1 - deviation)


def inputs(size: int) -> tuple[object, ...]:
    rng = np.random.default_rng(5)
    spot, strike, years = (
        rng.uniform(low, high, size) for low, high in ((5.0, 30.0), (1.0, 100.0), (0.25, 10.0))
    )
    return spot, strike, years, 0.02, 0.3, np.zeros(size)
