"""`random.Random`: a generator of its own."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import math
import random
from math import exp

from . import random_draws as draws
from .intrinsics import Buffer, inline, op, u32
from .random_words import NEW, ask, bits, unit
from .registry import builtin


@builtin(random.Random)
class Random:
    _words: Buffer[u32]  # first how many of the others are used up
    _kept: float  # the second number that `gauss` made, or nan

    def __init__(self, x: object = None) -> None:
        self._words = op.buffer_new(625, elem=u32)
        self._kept = math.nan
        self.seed(x)

    def seed(self, a: object = None) -> None:
        words = ask(NEW, a)
        op.extern(self._words, words, 2500, name="host_copy_bytes", gil=True, result=None)
        self._kept = math.nan

    @inline
    def random(self) -> float:
        return unit(self)

    def getrandbits(self, k: int) -> int:
        return bits(self, k)

    def randrange(self, start: int, stop: object = None, step: int = 1) -> int:
        return draws.range_of(self, start, stop, step)

    @inline
    def randint(self, a: int, b: int) -> int:
        return draws.int_between(self, a, b)

    def choice(self, seq: object):
        return draws.choice(self, seq)

    def choices(
        self, population: object, weights: object = None, *, cum_weights: object = None, k: int = 1
    ):
        return draws.choices(self, population, weights, cum_weights, k)

    def shuffle(self, x: object) -> None:
        draws.shuffle(self, x)

    def sample(self, population: object, k: int, *, counts: object = None):
        return draws.sample(self, population, k, counts)

    @inline
    def uniform(self, a: float, b: float) -> float:
        return a + (b - a) * unit(self)

    def triangular(self, low: object = 0.0, high: object = 1.0, mode: object = None):
        return draws.triangular(self, low, high, mode)

    def lognormvariate(self, mu: float, sigma: float) -> float:
        return exp(draws.normal(self, mu, sigma))

    def vonmisesvariate(self, mu: float, kappa: float) -> float:
        return draws.von_mises(self, mu, kappa)

    def gammavariate(self, alpha: float, beta: float) -> float:
        return draws.gamma(self, alpha, beta)

    def betavariate(self, alpha: float, beta: float) -> float:
        return draws.beta(self, alpha, beta)

    def paretovariate(self, alpha: float) -> float:
        return draws.pareto(self, alpha)

    def weibullvariate(self, alpha: float, beta: float) -> float:
        return draws.weibull(self, alpha, beta)

    def normalvariate(self, mu: float = 0.0, sigma: float = 1.0) -> float:
        return draws.normal(self, mu, sigma)

    def gauss(self, mu: float = 0.0, sigma: float = 1.0) -> float:
        return draws.gauss(self, mu, sigma)

    def expovariate(self, lambd: float = 1.0) -> float:
        return draws.exponential(self, lambd)
