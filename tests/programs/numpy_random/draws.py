"""np.random in compiled code: generators made inside, the legacy functions, the same streams."""

import numpy as np

from jitscript import Array1, Array2, f64, i64, script


@script
def walk(seed: int, n: int) -> float:
    rng = np.random.default_rng(seed)
    x = 0.0
    for _ in range(n):
        if rng.random() < 0.5:
            x += rng.standard_normal()
        else:
            x -= rng.exponential(2.0)
    return x


@script
def pi(seed: int, n: int) -> float:
    rng = np.random.default_rng(seed)
    xy = rng.uniform(-1.0, 1.0, (n, 2))
    inside = 0
    for i in range(n):
        if xy[i, 0] ** 2 + xy[i, 1] ** 2 < 1.0:
            inside += 1
    return 4.0 * inside / n


@script
def dice(seed: int, n: int) -> tuple[Array1[i64], i64, Array1[i64]]:
    rng = np.random.default_rng(seed)
    throws = rng.integers(1, 7, n)
    rng.shuffle(throws)
    return throws, rng.integers(10), rng.permutation(n)


@script
def helper_draws(rng: np.random.Generator, n: int) -> float:
    total = 0.0
    for _ in range(n):
        total += rng.normal(1.0, 0.5)
    return total


@script
def two_streams(seed: int) -> tuple[float, float, bool]:
    one, two = np.random.default_rng(seed), np.random.default_rng(seed + 1)
    rngs = [one, two, one]
    total = 0.0
    for rng in rngs:
        total += helper_draws(rng, 3)
    return total, two.random(), one.random() == two.random()


@script
def legacy(seed: int, n: int) -> tuple[float, Array1[f64], Array2[f64], Array1[i64], int]:
    np.random.seed(seed)
    a = np.random.rand()
    b = np.random.normal(size=n)
    c = np.random.rand(2, 3)
    d = np.random.permutation(n)
    np.random.shuffle(b)
    return a, b, c, d, np.random.randint(0, 10)


@script
def chosen(seed: int, x: Array1[f64]) -> tuple[f64, Array1[f64]]:
    rng = np.random.default_rng(seed)
    try:
        rng.choice(x, size=len(x) + 1, replace=False)
    except ValueError as e:
        print(e)
    return rng.choice(x), rng.choice(x, size=3)


@script
def wrong(seed: int) -> float:
    rng = np.random.default_rng(seed)
    return rng.normal(0.0, -1.0)


CASES = {
    "walk": [(1, 100), (2, 0)],
    "pi": [(3, 1000), (4, 1)],
    "dice": [(5, 10), (6, 0)],
    "two_streams": [(7,)],
    "legacy": [(8, 4), (9, 0), (-1, 3)],
    "chosen": [(10, np.arange(5.0)), (11, np.zeros(0))],
    "wrong": [(12,), (-3,)],
}
