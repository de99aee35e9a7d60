"""An array or None."""

import numpy as np
from jitscript import Array1, f64, script


@script
def total(a: Array1[f64], w: Array1[f64] | None = None) -> float:
    s = 0.0
    if w is None:
        for x in a:
            s += x
    else:
        for i in range(len(a)):
            s += a[i] * w[i]
    return s


@script
def buffer(n: int, out: Array1[f64] | None) -> Array1[f64]:
    if out is None:
        out = np.zeros(n)
    for i in range(n):
        out[i] += i
    return out


@script
def maybe(n: int) -> Array1[f64] | None:
    if n < 0:
        return None
    return np.ones(n)


CASES = {
    "total": [
        (np.arange(3.0),),
        (np.arange(3.0), None),
        (np.arange(3.0), np.ones(3)),
        (np.arange(3.0), np.ones(2)),
    ],
    "buffer": [(3, None), (3, np.ones(3))],
    "maybe": [(-1,), (2,)],
}
