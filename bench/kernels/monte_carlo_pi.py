"""Pi by throwing darts: integer arithmetic of a random generator written in the language."""

import numpy as np

from jitscript import script

SIZE, SMALL = 32_000_000, 1_000


@script
def monte_carlo_pi(darts: int, seed: int) -> float:
    scale = 1.0 / 2147483648.0
    inside = 0
    state = seed & 0x7FFFFFFF
    for _ in range(darts):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        x = state * scale
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        y = state * scale
        if x * x + y * y < 1.0:
            inside += 1
    return 4.0 * inside / darts


def numpy_twin(darts: int, seed: int) -> float:
    """The same question asked of NumPy's own generator: the answer differs by chance."""
    rng = np.random.default_rng(seed)
    inside = 0
    for start in range(0, darts, 100_000):
        x, y = rng.random((2, min(100_000, darts - start)))
        inside += int(np.count_nonzero(x * x + y * y < 1.0))
    return 4.0 * inside / darts


NUMPY_RTOL = 0.05


def inputs(size: int) -> tuple[object, ...]:
    return size, 42
