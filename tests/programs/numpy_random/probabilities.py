"""What draws by probabilities: their type is found with samples that add up to 1."""

import numpy as np

from jitscript import Array1, f64, i64, script


@script
def steps(seed: int, n: int, p: float) -> Array1[i64]:
    rng = np.random.default_rng(seed)
    return rng.choice([-1, 1], size=n, p=[1 - p, p]).cumsum()


@script
def chosen(seed: int, n: int, values: Array1[f64], weights: Array1[f64]) -> Array1[f64]:
    rng = np.random.default_rng(seed)
    return rng.choice(values, n, p=weights / weights.sum())


@script
def one(seed: int, p: float) -> int:
    rng = np.random.default_rng(seed)
    return int(rng.choice(3, p=(p, p, 1 - 2 * p)))


@script
def counts(seed: int, weights: Array1[f64]) -> Array1[i64]:
    rng = np.random.default_rng(seed)
    return rng.multinomial(20, weights)


@script
def legacy(seed: int, p: float) -> Array1[i64]:
    np.random.seed(seed)
    return np.random.choice(5, 4, p=[p, p, p, p, 1 - 4 * p])


W = np.array([1.0, 2.0, 5.0])
CASES = {
    "steps": [(1, 10, 0.25), (2, 0, 0.5), (3, 4, 1.5), (4, -1, 0.5)],
    "chosen": [(1, 6, W * 10, W), (2, 3, W, W[:2]), (3, 2, W, -W)],
    "one": [(1, 0.25), (2, 0.75)],
    "counts": [(1, W / 8), (2, W)],
    "legacy": [(1, 0.125), (2, 0.3)],
}
