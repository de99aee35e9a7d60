"""How what is joined lies in memory: as all parts do."""

import numpy as np

from jitscript import Array2, Array3, f64, script


@script
def joined(a: Array2[f64], b: Array2[f64]):
    made = np.concatenate((a, b)), np.concatenate((a, b), axis=1), np.vstack((a, b, a))
    return made, np.hstack((b, a)), np.append(a, b, axis=0), np.diff(a, 1, 1, 0.0)


@script
def stacked(a: Array2[f64], b: Array2[f64]):
    lists = np.concatenate([a, b]), np.stack([a, b])
    return np.stack((a, b)), np.stack((a, b), axis=1), np.stack((a, b), axis=-1), lists


@script
def solid(a: Array3[f64], b: Array3[f64]):
    return np.concatenate((a, b), axis=2), np.concatenate((a, a), axis=0), np.median(a, axis=1)


def kinds():
    a, b = np.arange(12.0).reshape(3, 4), np.arange(12.0, 24.0).reshape(4, 3)
    wide = np.broadcast_to(np.arange(4.0), (3, 4))
    return [a, b.T, np.arange(48.0).reshape(8, 6).T[::2, ::2], a[::-1], wide]


def solids():
    a = np.arange(27.0).reshape(3, 3, 3)
    return [a.transpose(t) for t in ((0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0), (2, 0, 1))]


PAIRS = [lambda i=i, j=j: (kinds()[i], kinds()[j]) for i in range(5) for j in range(5)]
SAME = [lambda i=i: (kinds()[i], kinds()[i]) for i in range(4)]
CASES = {
    "joined": PAIRS,
    "stacked": SAME,
    "solid": [lambda i=i, j=j: (solids()[i], solids()[j]) for i in range(5) for j in (0, 1, i)],
}
