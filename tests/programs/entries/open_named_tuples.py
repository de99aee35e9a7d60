"""Named tuples whose fields say no rank or dtype of the arrays in them: each has what it was made
of."""

from typing import NamedTuple

import numpy as np

from jitscript import Array1, Array2, f64, script


class Report(NamedTuple):
    energy: float
    momentum: np.ndarray
    frames: list[np.ndarray]
    last: np.ndarray | None = None


def made(n: int) -> Report:
    at, frames = np.zeros((2, 2)), []
    for i in range(n):
        at = at + i
        frames.append(at)
    return Report(float(n), at.mean(axis=0), frames, frames[-1][0] if n else None)


@script
def plain(n: int) -> tuple[float, Array1[f64], list[Array2[f64]], Array1[f64] | None]:
    return tuple(made(n))


@script
def unpacked(n: int) -> tuple[float, float, int]:
    report = made(n)
    energy, momentum, frames, last = report
    more = report._replace(energy=1.5, momentum=np.ones(3))
    return energy + more.energy, float(momentum.sum() + more.momentum.sum()), len(frames)


CASES = {"plain": [(0,), (3,)], "unpacked": [(0,), (3,)]}
