"""Chains of array operations are one loop; errors, aliases and the order of effects stay."""

import numpy as np
from jitscript import Array1, Array2, Array3, f32, f64, i64, script


@script
def chain(x: Array1[f64], y: Array1[f64], z: Array1[f64]):
    return np.sqrt(np.abs(x * 2 + y)) - x / z


@script
def order(a: Array1[f64], b: Array1[f64], c: Array1[f64], d: Array1[f64]):
    return (a + b) * (c - d)


@script
def order_in_place(a: Array1[f64], b: Array1[f64], c: Array1[f64]) -> None:
    a += b * c - 1


@script
def shifted(x: Array1[f64]):
    x[1:] = x[:-1] * 2 + 1
    x[:-1] += x[1:] * x[:-1]
    x[::-1] = x * 1 + 0
    return x


@script
def written_between(x: Array1[f64]):
    y = x + 1
    x[0] = 100.0
    z = y * 2
    w = x * 2
    x *= 3
    return z, w + 1, x


@script
def printed_between(x: Array1[f64], y: Array1[f64]):
    a = x + y
    print("between")
    return a * x


@script
def called_between(x: Array1[f64], y: Array1[f64]):
    a = x + y
    cleared(x)
    return a * 2


def cleared(x: Array1[f64]) -> None:
    x[:] = 0


@script
def twice(x: Array1[f64]):
    t = x + 1
    u = t * t
    return u, t.sum(), u.shape[0] + len(t)


@script
def rows(a: Array2[f64], v: Array1[f64]):
    return a * np.exp(v) + v * 2, (a - a.max(axis=1, keepdims=True)).sum(axis=1)


@script
def softmax(a: Array2[f64]):
    e = np.exp(a - a.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@script
def totals(x: Array2[f64], y: Array2[f64]):
    return ((x - y) ** 2).sum(), np.mean(x * y, axis=0), (x > y).any(), (x + y).max(1), x.std()


@script
def mixed(i: Array1[i64], x: Array1[f32]):
    return (i * 2 + x).sum(), (i // 3 - i % 3) * x, (i**2 - i).sum(), np.where(i > 2, x, -x) * 2


@script
def powers(i: Array1[i64], n: Array1[i64]):
    return i**n + 1


@script
def raised(i: Array1[i64], x: Array1[f64], k: int):
    t = i + k
    return t * (x + 1)


@script
def outer(a: Array1[f64], b: Array1[f64]):
    return (a[:, None] - b[None, :]) ** 2 + 1, ((a[:, None] * b) + 1).sum(axis=0)


@script
def in_a_loop(x: Array1[f64], n: int):
    for k in range(n):
        x = x * 0.5 + k
        x[0] = x[-1] - x[1] * 2
    return x


@script
def in_branches(x: Array1[f64], yes: bool):
    t = x * 2
    if yes:
        r = t + 1
    else:
        r = t - 1
    return r * x


@script
def deep(x: Array3[f64]):
    return ((x + 1) * (x - 1) + (x * 2 - 3) * (x / 4)).sum(axis=(0, 2)) * 2 + 1


@script
def compared(x: Array1[f64], y: Array1[f64]):
    return ((x > 0) & (y > 0)) | ~(x + y > 1), ((x > 0) * y).cumsum(), (x * y).argmax()


def normal(*shape):
    return np.random.default_rng(9).standard_normal(shape)


N = normal(100)
WRONG = [(N, N[:50], N, N), (N, N, N, N[:3]), (N, N[:2], N, N[:3]), (N[:1], N, N[:1], N[:7])]
CASES = {
    "chain": [
        (N, N + 3, N + 9),
        (N, N[:1], N[:1]),
        (N[:1], N[:1], N),
        (N[:0], N[:1], N[:1]),
        (N, N[:3], N[:4]),
        (N, N, N[:4]),
        lambda: (normal(40)[::2], normal(20), normal(60)[::-3]),
    ],
    "order": [(N, N, N, N), *WRONG],
    "order_in_place": [
        lambda: (normal(9), normal(9), normal(9)),
        lambda: (normal(9), normal(3), normal(9)),
        lambda: (normal(9), normal(9), normal(3)),
        lambda: (normal(1), normal(9), normal(1)),
        lambda: (normal(9), normal(1), normal(1)),
    ],
    "shifted": [lambda: (normal(20),), lambda: (normal(40)[::2],), lambda: (normal(1),)],
    "written_between": [lambda: (normal(5),), lambda: (normal(9)[::-2],)],
    "printed_between": [(N, N), (N, N[:3])],
    "called_between": [lambda: (normal(5), normal(5)), lambda: (normal(5), normal(2))],
    "twice": [(N,), (N[:0],)],
    "rows": [(normal(4, 5), normal(5)), (normal(1, 5), normal(5)), (normal(4, 5), normal(4))],
    "softmax": [(normal(4, 50),), lambda: (normal(8, 50)[::-2],), (np.zeros((0, 4)),)],
    "totals": [
        (normal(30, 40), normal(30, 40) + 1),
        (normal(30, 40), normal(1, 40)),
        (normal(30, 1), normal(1, 40)),
        (normal(3, 4), normal(2, 4)),
        lambda: (normal(60, 40)[::2], normal(30, 80)[:, ::-2]),
    ],
    "mixed": [(np.arange(9), normal(9).astype(np.float32)), (np.arange(9), N[:2].astype("f4"))],
    "powers": [(np.arange(5), np.arange(5)), (np.arange(5), np.arange(5) - 3)],
    "raised": [(np.arange(5), normal(5), 3), (np.arange(5), normal(4), 2**62)],
    "outer": [(normal(7), normal(9)), (normal(0), normal(9)), (normal(1), normal(1))],
    "in_a_loop": [lambda: (normal(9), 4), lambda: (normal(9)[::2], 3), lambda: (normal(1), 1)],
    "in_branches": [(N, True), (N, False)],
    "deep": [(normal(3, 4, 5),), (normal(0, 4, 5),)],
    "compared": [(N, N[::-1].copy()), (N, N[:1]), (N, N[:2])],
}
ULP = 4
