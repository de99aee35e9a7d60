"""The functions of the module `random`: they draw from Python's own generator."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import random
from math import exp

from . import random_draws as draws
from .intrinsics import inline
from .random_words import SEED, ask, bits, python_state, unit
from .registry import builtin


@builtin(random.seed)
def seed(a: object = None) -> None:
    ask(SEED, a)


@builtin(random.random)
@inline
def random_() -> float:
    return unit(python_state())


@builtin(random.getrandbits)
def getrandbits(k: int) -> int:
    return bits(python_state(), k)


@builtin(random.randrange)
def randrange(start: int, stop: object = None, step: int = 1) -> int:
    return draws.range_of(python_state(), start, stop, step)


@builtin(random.randint)
@inline
def randint(a: int, b: int) -> int:
    return draws.int_between(python_state(), a, b)


@builtin(random.choice)
def choice(seq: object):
    return draws.choice(python_state(), seq)


@builtin(random.choices)
def choices(population: object, weights: object = None, *, cum_weights: object = None, k: int = 1):
    return draws.choices(python_state(), population, weights, cum_weights, k)


@builtin(random.shuffle)
def shuffle(x: object) -> None:
    draws.shuffle(python_state(), x)


@builtin(random.sample)
def sample(population: object, k: int, *, counts: object = None):
    return draws.sample(python_state(), population, k, counts)


@builtin(random.uniform)
@inline
def uniform(a: float, b: float) -> float:
    return a + (b - a) * unit(python_state())


@builtin(random.triangular)
def triangular(low: object = 0.0, high: object = 1.0, mode: object = None):
    return draws.triangular(python_state(), low, high, mode)


@builtin(random.lognormvariate)
def lognormvariate(mu: float, sigma: float) -> float:
    return exp(draws.normal(python_state(), mu, sigma))


@builtin(random.vonmisesvariate)
def vonmisesvariate(mu: float, kappa: float) -> float:
    return draws.von_mises(python_state(), mu, kappa)


@builtin(random.gammavariate)
def gammavariate(alpha: float, beta: float) -> float:
    return draws.gamma(python_state(), alpha, beta)


@builtin(random.betavariate)
def betavariate(alpha: float, beta: float) -> float:
    return draws.beta(python_state(), alpha, beta)


@builtin(random.paretovariate)
def paretovariate(alpha: float) -> float:
    return draws.pareto(python_state(), alpha)


@builtin(random.weibullvariate)
def weibullvariate(alpha: float, beta: float) -> float:
    return draws.weibull(python_state(), alpha, beta)


@builtin(random.normalvariate)
def normalvariate(mu: float = 0.0, sigma: float = 1.0) -> float:
    return draws.normal(python_state(), mu, sigma)


@builtin(random.gauss)
def gauss(mu: float = 0.0, sigma: float = 1.0) -> float:
    return draws.gauss(python_state(), mu, sigma)


@builtin(random.expovariate)
def expovariate(lambd: float = 1.0) -> float:
    return draws.exponential(python_state(), lambd)
